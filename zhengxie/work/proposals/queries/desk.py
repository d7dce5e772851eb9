"""The two queues of the examination desk. domain/03 §14"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Count, Q, QuerySet

from zhengxie.foundation.access.seat import Seat
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.register import by_due, handed_in, with_due

FIRST, PANEL = "first", "panel"
STATES: Mapping[str, tuple[ProposalState, ...]] = MappingProxyType(
    {
        FIRST: (ProposalState.SUBMITTED, ProposalState.UNDER_FIRST_REVIEW),
        PANEL: (ProposalState.UNDER_PANEL,),
    }
)


def queue(seat: Seat, stage: str) -> QuerySet[Proposal]:
    """What waits at a stage: the first review by urgency, the panel by category and then as received (the
    order in which filing numbers are given, domain/03 §4)."""
    rows = with_due(handed_in(seat).filter(state__in=STATES[stage])).select_related("session__term")
    return rows.order_by("theme", "submitted_on", "id") if stage == PANEL else by_due(rows)


def counts(seat: Seat) -> dict[str, int]:
    """How many wait at each stage, and how many the proposers have back."""
    waiting = {stage: Count("pk", filter=Q(state__in=states)) for stage, states in STATES.items()}
    returned = Count("pk", filter=Q(state=ProposalState.RETURNED))
    found: dict[str, int] = handed_in(seat).order_by().aggregate(**waiting, returned=returned)
    return found


def next_after(seat: Seat, stage: str, proposal: Proposal) -> int | None:
    """Key of the next one in the queue, from the top again after the last."""
    keys = list(queue(seat, stage).values_list("pk", flat=True))
    if proposal.pk in keys:
        place = keys.index(proposal.pk)
        keys = keys[place + 1 :] + keys[:place]
    return keys[0] if keys else None
