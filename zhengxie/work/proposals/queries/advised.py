"""Units that could handle what is examined, as the first review chooses among them."""

from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.engines.cases.queries.advising import Matter, Suggestion, suggested
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit, UnitKind
from zhengxie.foundation.directory.queries import valid_on
from zhengxie.work.proposals.kinds import CODE
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.register import one_of


def handling_units(seat: Seat) -> QuerySet[Unit]:
    """The units of today that may be thought of, in directory order."""
    rows: QuerySet[Unit] = visible(seat, Unit).filter(
        valid_on(timezone.localdate()), kind=UnitKind.HANDLING_UNIT
    )
    return rows.order_by("order", "id")


def proposals_to_advise(seat: Seat) -> QuerySet[Proposal]:
    """Those whose first review is being written."""
    rows: QuerySet[Proposal] = one_of(seat).filter(state=ProposalState.UNDER_FIRST_REVIEW)
    return rows.prefetch_related("suggestions")


def suggestion_for(seat: Seat, proposal: Proposal) -> Suggestion:
    """By the words that its case will have, so that the page of assigning says the same."""
    asked = "\n".join(row.text for row in proposal.suggestions.all())
    matter = Matter(CODE, proposal.pk, proposal.title, asked)
    return suggested(seat, matter, handling_units(seat))
