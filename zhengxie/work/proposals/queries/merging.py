"""Candidates for merging: pairs of one session that were found alike. domain/03 §3 (并案)"""

from django.db.models import QuerySet

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import AlikePair, Proposal


def to_compare(committee: Committee) -> QuerySet[Proposal]:
    """Proposals that were handed in and whose present text has not been compared, the newest first."""
    rows: QuerySet[Proposal] = Proposal.objects.filter(committee=committee, comparison=None)
    return rows.exclude(state=ProposalState.DRAFT).order_by("-id")


def merge_candidates(seat: Seat) -> QuerySet[AlikePair]:
    """Pairs of which the seat sees both, the likest first."""
    seen = visible(seat, Proposal)
    rows = AlikePair.objects.filter(first__in=seen, second__in=seen)
    found: QuerySet[AlikePair] = rows.select_related("first", "second", "first__session__term")
    return found.order_by("-score", "id")


def waiting(seat: Seat) -> int:
    """How many proposals still wait to be compared."""
    return to_compare(seat.committee).count()
