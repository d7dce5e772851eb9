"""Categories and reasons: what may be chosen, and the words of what was. domain/03 §3, §5"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.directory.queries import valid_on
from zhengxie.foundation.rules.models import Code, CodeListName
from zhengxie.work.proposals.models import Proposal

Choices = list[tuple[str, str]]


def choices_for(proposal: Proposal) -> dict[str, Choices]:
    """{list: [(code, label)]} of today's entries of the three lists, and of the proposal's own where they
    have ended since. One query for all the forms of a page: what was read stays with the object."""
    known: dict[str, Choices] | None = vars(proposal).get("_choices")
    if known is None:
        own = Q(list=CodeListName.PROPOSAL_THEME, code=proposal.theme)
        own |= Q(list=CodeListName.PROPOSAL_FIELD, code=proposal.field)
        rows = Code.objects.filter(valid_on(timezone.localdate()) | own, committee=proposal.committee_id)
        known = {str(name): [] for name in CodeListName}
        for row in rows.order_by("order", "id"):
            known.setdefault(row.list, []).append((row.code, row.label))
        vars(proposal)["_choices"] = known
    return known


def labels_in(committee: Committee, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """{(list, code): label} of the wanted ones; one query, none where nothing is wanted."""
    pairs = [Q(list=name, code=code) for name, code in wanted]
    if not pairs:
        return {}
    rows = Code.objects.filter(reduce(or_, pairs), committee=committee)
    return {(row.list, row.code): row.label for row in rows}
