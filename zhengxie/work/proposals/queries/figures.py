"""The proposer's figures of a year; each opens the list that it counts. ux.md S1"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from zhengxie.engines.cases.models import Assignment
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.work.proposals.lifecycle import FINAL, PENDING, ProposalState
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.proposers import own


@dataclass(frozen=True)
class Figures:
    """Of this year: handed in, filed, answered in writing. `drafts`: own drafts of any year."""

    year: int
    handed_in: int
    filed: int
    answered: int
    drafts: int


def is_answered() -> Exists:
    """A unit has answered in writing."""
    return Exists(Assignment.objects.filter(case=OuterRef("case"), issued_on__isnull=False))


STAGES: dict[str, str] = {
    "pending": "审查中和退回修改",
    "filed": "已立案",
    "answered": "已有答复",
    "declined": "不予立案",
}


def of_stage(rows: QuerySet[Proposal], stage: str) -> QuerySet[Proposal]:
    """Own proposals cut down to one of STAGES."""
    if stage == "answered":
        return rows.filter(is_answered())
    states = {"pending": PENDING, "filed": (ProposalState.FILED,), "declined": (ProposalState.DECLINED,)}
    return rows.filter(state__in=states.get(stage, (*PENDING, *FINAL)))


def figures_of(seat: Seat) -> Figures:
    """One query."""
    year = timezone.localdate().year
    mine = visible(seat, Proposal).filter(own(seat))
    this_year = Q(submitted_on__year=year)
    found = mine.order_by().aggregate(
        handed_in=Count("pk", filter=this_year),
        filed=Count("pk", filter=this_year & Q(state=ProposalState.FILED)),
        answered=Count("pk", filter=this_year & Q(is_answered())),
        drafts=Count("pk", filter=Q(state=ProposalState.DRAFT)),
    )
    return Figures(year=year, **found)
