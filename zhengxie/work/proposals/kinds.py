"""Proposals as a kind of case. domain/03 §12.2, last table."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from zhengxie.engines.cases.kinds import Kind
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit
from zhengxie.work.proposals.models import Proposal

CODE = "proposal"
# They see everything that was handed in; nobody but its own side sees a draft.
WHOLE = frozenset({Role.PROPOSAL_STAFF, Role.PROPOSAL_COMMITTEE, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL})


def origins(seat: Seat) -> QuerySet[Any]:
    """The proposals that a seat sees; their cases are seen with them."""
    return visible(seat, Proposal)


def wishes_of(keys: Sequence[int]) -> Mapping[int, list[Unit]]:
    """{proposal: units that its proposer wishes}; two queries, whatever the number. For visible ones."""
    rows = Proposal.objects.filter(pk__in=list(keys)).only("pk").prefetch_related("wished_units")
    return {row.pk: list(row.wished_units.all()) for row in rows}


KIND = Kind(
    code=CODE,
    label="提案",
    owners=frozenset({Role.PROPOSAL_STAFF}),
    auditors=frozenset({Role.INSPECTOR, Role.PROPOSAL_STAFF}),
    origins=origins,
    whole=WHOLE,
    wished=wishes_of,
    copies=("市政协提案委员会", "市政府督查室"),  # domain/03 §6, reply letter, 抄送
    page="proposal",
)
