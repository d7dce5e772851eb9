"""All that was handed in, for those who may browse it, and the sums of a session. domain/03 §3"""

from django.db.models import CharField, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from zhengxie.engines.clocks.models import Clock, ClockState
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import SeatPeriod, Session
from zhengxie.work.proposals.lifecycle import PENDING, ProposalState
from zhengxie.work.proposals.models import Proposal


def register(seat: Seat) -> QuerySet[Proposal]:
    """Everything handed in that the seat sees, the newest first, each with `due_on` (or None)."""
    rows = handed_in(seat).select_related("session__term", "case", "committee")
    whole = with_due(rows).prefetch_related("case__assignments")
    return whole.order_by("-submitted_on", "-id")


def one_of(seat: Seat) -> QuerySet[Proposal]:
    """Every visible proposal with what its page needs, own drafts too; `sector_then`: the sector for which
    its member sat when it was handed in."""
    rows: QuerySet[Proposal] = visible(seat, Proposal).select_related(
        "session__term", "case", "committee", "member", "unit", "body"
    )
    then = SeatPeriod.objects.filter(
        Q(ends__gte=OuterRef("submitted_on")) | Q(ends__isnull=True),
        member=OuterRef("member"),
        starts__lte=OuterRef("submitted_on"),
    )
    sector = then.order_by("-starts").values("sector__name")[:1]
    return with_due(rows).annotate(sector_then=Subquery(sector))


def handed_in(seat: Seat) -> QuerySet[Proposal]:
    """Without drafts, the seat's own ones too."""
    rows: QuerySet[Proposal] = visible(seat, Proposal).exclude(state=ProposalState.DRAFT)
    return rows


def with_due(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Each with the day of its most urgent running clock."""
    clocks = Clock.objects.filter(
        committee=OuterRef("committee"),
        object_label="proposals.proposal",
        object_id=Cast(OuterRef("pk"), CharField()),
        state=ClockState.RUNNING,
    )
    soonest = clocks.order_by().values("object_id").annotate(day=Min("due_on")).values("day")
    found: QuerySet[Proposal] = rows.annotate(due_on=Subquery(soonest))
    return found


def search(rows: QuerySet[Proposal], words: str) -> QuerySet[Proposal]:
    """Rows whose title, numbers or proposer hold the words; a bare figure is looked for as a number, too."""
    fits = Q(title__icontains=words) | Q(proposer__icontains=words)
    fits |= Q(number_text__icontains=words) | Q(receipt_no__icontains=words)
    if words.isascii() and words.isdigit():
        fits |= Q(number=int(words[:9]))
    return rows.filter(fits)


def sessions_of(seat: Seat) -> list[Session]:
    """The committee's sessions, the last first."""
    rows = visible(seat, Session).select_related("term")
    return list(rows.order_by("-term__number", "-number"))


def figures(seat: Seat, session: Session) -> dict[str, QuerySet[Proposal]]:
    """The sums of a session as rows: received = filed + declined + pending, each proposal in exactly one.

    `received`: every receipt number given; `returned` (退回修改) is a part of `pending`."""
    received = handed_in(seat).filter(session=session)
    return {
        "received": received,
        "filed": received.filter(state=ProposalState.FILED),
        "declined": received.filter(state=ProposalState.DECLINED),
        "pending": received.filter(state__in=PENDING),
        "returned": received.filter(state=ProposalState.RETURNED),
    }


def by_due(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """The most urgent first, then as received."""
    return rows.order_by(F("due_on").asc(nulls_last=True), "submitted_on", "id")
