"""Reading clocks: the deadlines of objects for lists and pages, running clocks, calendars and rules."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from zhengxie.engines.clocks.arithmetic import Calendar
from zhengxie.engines.clocks.calendars import calendar_of
from zhengxie.engines.clocks.course import read_basis
from zhengxie.engines.clocks.models import Clock, ClockRule, ClockState
from zhengxie.engines.clocks.models.clock import ALIVE
from zhengxie.engines.clocks.standing import Standing, Status, finished, standing
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.queries import Rules, rules_for

SOON = "reminder.due_soon_wd"


@dataclass(frozen=True)
class Due:
    """One deadline as a page shows it. `steps` unfold how it was computed."""

    label: str
    due_on: date
    standing: Standing
    length: str
    steps: list[str]
    is_certain: bool

    @property
    def is_over(self) -> bool:
        """超期."""
        return self.standing.status == Status.OVERDUE

    # What the component `{% due %}` asks for.
    @property
    def status(self) -> Status:
        """normal, soon, over, paused or done."""
        return self.standing.status

    @property
    def days(self) -> int:
        """Calendar days to the due date, negative after it."""
        return self.standing.days

    @property
    def late(self) -> int:
        """Days by which it was done too late."""
        return self.standing.late

    @property
    def date(self) -> date:
        """The due date."""
        return self.due_on


def due_of(
    committee: Committee,
    label: str,
    ids: Iterable[int | str],
    today: date | None = None,
    rules: Rules | None = None,
) -> dict[str, list[Due]]:
    """Running and paused deadlines of many objects of one type (`plans.task`), by object id as text, the most
    urgent first. Four queries, whatever the number (three where the caller has read the parameters). Ask only
    for objects that the seat may see."""
    wanted = [str(key) for key in ids]
    if not wanted:
        return {}
    rows = Clock.objects.filter(
        committee=committee, object_label=label, object_id__in=wanted, state__in=ALIVE
    )
    view = Viewer(committee, today, rules)
    found: dict[str, list[Due]] = {key: [] for key in wanted}
    for clock in rows.select_related("rule"):
        found[clock.object_id].append(view.due(clock))
    return found


class Viewer:
    """Turns clocks into `Due`s with calendar and parameters read once."""

    def __init__(self, committee: Committee, today: date | None = None, rules: Rules | None = None) -> None:
        self.today = today or timezone.localdate()
        self.calendar: Calendar = calendar_of(committee)
        self.soon = (rules or rules_for(committee, self.today)).days(SOON).amount

    def due(self, clock: Clock) -> Due:
        """The deadline of one clock; its rule should be selected with it."""
        return Due(
            label=clock.rule.label,
            due_on=clock.due_on,
            standing=self.standing(clock),
            length=read_basis(clock.basis).words,
            steps=list(clock.explanation),
            is_certain=clock.is_certain,
        )

    def standing(self, clock: Clock) -> Standing:
        """Where the clock stands today."""
        if clock.state == ClockState.PAUSED:
            return Standing(Status.PAUSED, (clock.due_on - self.today).days)
        if clock.state == ClockState.RUNNING or clock.stopped_on is None:
            return standing(self.calendar, clock.due_on, self.today, self.soon)
        return finished(clock.due_on, clock.stopped_on)


def judge_for(committee: Committee) -> Callable[[date], Due]:
    """Judges any day as if it were a running deadline; calendar and parameters are read once."""
    view = Viewer(committee)

    def judge(day: date) -> Due:
        where = standing(view.calendar, day, view.today, view.soon)
        return Due(label="", due_on=day, standing=where, length="", steps=[], is_certain=True)

    return judge


def running(committee: Committee) -> QuerySet[Clock]:
    """All clocks of a committee that still run, the most urgent first."""
    return Clock.objects.filter(committee=committee, state=ClockState.RUNNING).select_related("rule")


def alive(committee: Committee) -> QuerySet[Clock]:
    """Running and paused clocks, with all that counting them again needs."""
    rows = Clock.objects.filter(committee=committee, state__in=ALIVE)
    return rows.select_related("rule", "parameter_version")


def clocks_of_row(label: str, key: str = "pk") -> QuerySet[Clock]:
    """For Exists and Subquery: the clocks of the outer row, an object of that type, or of what its column
    `key` names. The outer row has a `committee`."""
    object_id = Cast(OuterRef(key), CharField())
    return Clock.objects.filter(committee=OuterRef("committee"), object_label=label, object_id=object_id)


def rules_with_counts(seat: Seat) -> QuerySet[ClockRule]:
    """The clock rules that the seat may see, each with `running_count`."""
    counted = Count("clocks", filter=Q(clocks__state__in=ALIVE))
    return visible(seat, ClockRule).annotate(running_count=counted).order_by("order", "id")


def clocks_of(committee: Committee, label: str, object_id: int | str) -> QuerySet[Clock]:
    """All clocks that an object ever had, oldest first."""
    rows = Clock.objects.filter(committee=committee, object_label=label, object_id=str(object_id))
    return rows.select_related("rule").order_by("event_on", "id")
