"""Rows and numbers of the units' home and of the lists. A page asks the same few questions for any number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as Case_
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from zhengxie.engines.cases.lifecycle import FINAL, AssignmentState, PromiseState
from zhengxie.engines.cases.models import Assignment, Case, Promise, UnitRole
from zhengxie.engines.cases.queries.acts import Act, next_act
from zhengxie.engines.cases.queries.course import Course, course_of, with_course
from zhengxie.engines.cases.queries.figures import overdue
from zhengxie.engines.clocks.models import Clock, ClockState
from zhengxie.engines.clocks.queries import Due, clocks_of_row, judge_for
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat

S = AssignmentState
WEEK = timedelta(days=7)
WAITING = (S.REPLY_REVIEW, S.REPLIED, S.OPINION_GIVEN)
IN_HAND = (S.RECEIVED, S.HANDLING, S.REWORK, S.FOLLOWING)
ON_TURN = (S.DELIVERED, *IN_HAND)  # what runs meanwhile on others is not the unit's to hurry
Cut = Callable[[QuerySet[Assignment]], QuerySet[Assignment]]


def running(label: str, **more: Any) -> QuerySet[Clock]:
    """Running clocks of the outer row, for Exists and Subquery; the most urgent first."""
    return clocks_of_row(label).filter(state=ClockState.RUNNING, **more).order_by("due_on", "id")


def is_over() -> Q:
    """Past one of its days, or of a promise's."""
    today = timezone.localdate()
    return Q(pk__in=_running_in(due_on__lt=today)) | _promised(due__lt=today)


def is_soon() -> Q:
    """Due today or within a week, or one of its promises is."""
    today = timezone.localdate()
    week = (today, today + WEEK)
    return Q(pk__in=_running_in(due_on__range=week)) | _promised(due__range=week)


def _running_in(**when: Any) -> QuerySet[Any]:
    """The assignments with a clock that runs out in that time: few, so they are read once and not looked for
    row by row."""
    clocks = Clock.objects.filter(object_label="cases.assignment", state=ClockState.RUNNING, **when)
    return clocks.order_by().values_list(Cast("object_id", BigIntegerField()))


def _promised(**when: Any) -> Q:
    """Followed, and a promise that is not kept yet falls in that time."""
    left = Promise.objects.filter(assignment=OuterRef("pk"), state=PromiseState.OPEN, **when)
    return Q(state=S.FOLLOWING) & Q(Exists(left))


VIEWS: dict[str, tuple[str, Cut]] = {
    "receive": ("待签收", lambda rows: rows.filter(state=S.DELIVERED)),
    "hand": ("办理中", lambda rows: rows.filter(state__in=IN_HAND)),
    "wait": ("已送出，等对方", lambda rows: rows.filter(state__in=WAITING)),
    "soon": ("一周内到期", lambda rows: rows.filter(state__in=ON_TURN).filter(is_soon())),
    "over": ("超期", lambda rows: rows.filter(state__in=ON_TURN).filter(is_over())),
    "co": ("要交会办意见", lambda rows: rows.filter(role=UnitRole.CO, state__in=ON_TURN)),
    "closed": ("已办结", lambda rows: rows.filter(state__in=FINAL)),
}
FIGURES = ("receive", "hand", "co", "wait", "soon", "over")


def unit_assignments(seat: Seat) -> QuerySet[Assignment]:
    """What the seat's unit handles, finished ones too."""
    return visible(seat, Assignment).filter(unit_id=seat.unit_id or 0)


def unit_view(seat: Seat, view: str) -> QuerySet[Assignment]:
    """The unit's assignments in one view (all open ones where it is not known): what is the unit's
    turn, the most urgent first, then what waits for others."""
    rows = unit_assignments(seat)
    rows = VIEWS[view][1](rows) if view in VIEWS else rows.exclude(state__in=FINAL)
    waits = Case_(When(state__in=ON_TURN, then=0), default=1)
    # Under 一周内到期 the day that is meant, not an earlier one that is past.
    dated = with_due(with_course(rows), since=timezone.localdate() if view == "soon" else None)
    return dated.order_by(waits, F("next_due").asc(nulls_last=True), "id")


def with_next_day(rows: QuerySet[Assignment], *, since: date | None = None) -> QuerySet[Assignment]:
    """Rows with `promise_due` (those of `with_course` have it), with `next_due` of the clock or promise that
    runs out first; `since`: leaving out what was due before."""
    promised = Case_(When(state=S.FOLLOWING, then=F("promise_due")), default=None)
    first = Subquery(_clock(since).values("due_on")[:1])
    dated: QuerySet[Assignment] = rows.annotate(next_due=Coalesce(first, promised))
    return dated


def with_due(rows: QuerySet[Assignment], *, since: date | None = None) -> QuerySet[Assignment]:
    """As `with_next_day`, and `next_label`, the name of that limit."""
    word = Case_(When(state=S.FOLLOWING, then=Value("落实承诺")), default=Value(""))
    first = Subquery(_clock(since).values("rule__label")[:1])
    dated: QuerySet[Assignment] = with_next_day(rows, since=since).annotate(next_label=Coalesce(first, word))
    return dated


def _clock(since: date | None) -> QuerySet[Clock]:
    return running("cases.assignment", **({"due_on__gte": since} if since else {}))


@dataclass(frozen=True)
class Figure:
    """A number on the unit's home that opens its list."""

    code: str
    label: str
    number: int


def unit_figures(seat: Seat) -> list[Figure]:
    """The numbers of the unit's home, one query."""
    rows = unit_assignments(seat)
    counted = {code: Count("pk", filter=_within(VIEWS[code][1])) for code in FIGURES}
    found = rows.aggregate(**counted)
    return [Figure(code, VIEWS[code][0], found[code]) for code in FIGURES]


def _within(cut: Cut) -> Exists:
    return Exists(cut(Assignment.objects.filter(pk=OuterRef("pk"))))


@dataclass(frozen=True)
class UnitRow:
    """One assignment on the unit's home."""

    task: Assignment
    course: Course
    act: Act
    due: Due | None
    due_label: str


def unit_rows(seat: Seat, rows: Iterable[Any]) -> list[UnitRow]:
    """Rows of `unit_view` with steps, next act and deadline."""
    judge = judge_for(seat.committee)
    found = []
    for task in rows:
        course = course_of(task)
        due = judge(task.next_due) if task.next_due else None
        found.append(UnitRow(task, course, next_act(seat, task, course), due, task.next_label or ""))
    return found


def cases_of(seat: Seat) -> QuerySet[Case]:
    """All visible cases, for the list, the newest first; their lines need `with_parts`."""
    rows: QuerySet[Case] = visible(seat, Case)
    return rows.order_by("-opened_on", "-id")


def with_parts(rows: QuerySet[Case]) -> QuerySet[Case]:
    """With their assignments, whether one is overdue, and what runs."""
    left = Promise.objects.filter(assignment=OuterRef("pk"), state=PromiseState.OPEN).order_by("due")
    partners = with_due(Assignment.objects.annotate(promise_due=Subquery(left.values("due")[:1])))
    partners = partners.select_related("unit").order_by("unit__order", "id")
    clock = running("cases.case")
    full = rows.select_related(
        "session__term", "committee"
    ).annotate(
        is_over=Exists(overdue(Case.objects.filter(pk=OuterRef("pk")))),  # as the figure 超期 counts
        own_due=Subquery(clock.values("due_on")[:1]),
        own_label=Subquery(clock.values("rule__label")[:1]),
    )
    found: QuerySet[Case] = full.prefetch_related(Prefetch("assignments", partners), "addressees")
    return found


def next_of(case: Any) -> tuple[date, str] | None:
    """(day, what is due) of the most urgent open limit of a row of `cases_of`: the case's own, or that of a
    part that answers. None where nothing runs."""
    parts = [(part.next_due, part.next_label) for part in case.assignments.all() if part.is_answering]
    found = [(day, label) for day, label in [(case.own_due, case.own_label), *parts] if day]
    return min(found, default=None)


def over_css(case: Any) -> str:
    """Over-due rows have a red edge."""
    limit = next_of(case)
    return "is-over" if case.is_over or (limit and limit[0] < timezone.localdate()) else ""
