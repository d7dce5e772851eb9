"""All that was handed in, for those who may browse it, and the sums of a session. domain/03 §3"""

from typing import Any

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zhengxie.engines.cases.lifecycle import PromiseState
from zhengxie.engines.cases.models import Assignment, Promise, UnitRole
from zhengxie.engines.cases.queries.pages import with_next_day
from zhengxie.engines.clocks.models import ClockState
from zhengxie.engines.clocks.queries import clocks_of_row
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import SeatPeriod, Session
from zhengxie.foundation.documents.queries import with_files
from zhengxie.work.proposals.lifecycle import PENDING, ProposalState
from zhengxie.work.proposals.models import Proposal

LONG = ("situation", "analysis", "basis")  # texts that no line shows


def register(seat: Seat) -> QuerySet[Proposal]:
    """Everything handed in that the seat sees, the newest first; its lines need `with_limits`."""
    return handed_in(seat).order_by("-submitted_on", "-receipt_no", "-id")


def with_limits(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Each with its case and `due_on` (or None): its own most urgent limit, after filing that of its case."""
    found: QuerySet[Proposal] = rows.select_related("session__term", "case").defer(*LONG)
    dated = found.annotate(due_on=Coalesce(_soonest(), _case_limit(), _part_limit()))
    return dated.prefetch_related("case__assignments")


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
    return with_due(with_files(rows)).annotate(sector_then=Subquery(sector))


def handed_in(seat: Seat) -> QuerySet[Proposal]:
    """Without drafts, the seat's own ones too."""
    rows: QuerySet[Proposal] = visible(seat, Proposal).exclude(state=ProposalState.DRAFT)
    return rows


def with_due(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Each with the day of its most urgent running clock."""
    found: QuerySet[Proposal] = rows.annotate(due_on=_soonest())
    return found


def _soonest(label: str = "proposals.proposal", key: str = "pk") -> Subquery:
    """The most urgent running clock of the outer row, or of what its column `key` names."""
    clocks = clocks_of_row(label, key).filter(state=ClockState.RUNNING)
    return Subquery(clocks.order_by().values("object_id").annotate(day=Min("due_on")).values("day"))


def _case_limit() -> Subquery:
    """Of its case until the units are assigned."""
    return _soonest("cases.case", "case")


def _part_limit() -> Subquery:
    """Of the units that answer: their clocks, and the promises that are followed; as the list of cases."""
    left = Promise.objects.filter(assignment=OuterRef("pk"), state=PromiseState.OPEN).order_by("due")
    parts = Assignment.objects.filter(case=OuterRef("case")).exclude(role=UnitRole.CO)
    dated: Any = with_next_day(parts.annotate(promise_due=Subquery(left.values("due")[:1])))
    return Subquery(dated.filter(next_due__isnull=False).order_by("next_due").values("next_due")[:1])


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
