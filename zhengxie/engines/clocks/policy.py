"""Who may see calendars, rules and clocks; the one verb of the tick."""

from django.db.models import QuerySet

from zhengxie.engines.clocks.models import Clock, ClockRule, DayCalendar, TickRun
from zhengxie.foundation.access.policy import role, scope, verb
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat

KEEPERS = frozenset({Role.OFFICE_STAFF})

verb("clocks.run_day", who=role(Role.SYSTEM), label="每日巡检", story="none")
verb("clocks.apply_parameter", who=role(Role.SYSTEM), label="正在计时的改用新值", story="staff")


@scope(DayCalendar)
def visible_calendars(seat: Seat) -> QuerySet[DayCalendar]:
    """The office keeps it; what it says reaches everybody through due dates."""
    return DayCalendar.objects.all() if seat.roles & KEEPERS else DayCalendar.objects.none()


@scope(ClockRule)
def visible_clock_rules(seat: Seat) -> QuerySet[ClockRule]:
    """The office keeps them."""
    return ClockRule.objects.all() if seat.roles & KEEPERS else ClockRule.objects.none()


@scope(Clock)
def visible_clocks(seat: Seat) -> QuerySet[Clock]:
    """Lists across objects are the office's; an object's own deadlines come through `queries.due_of`."""
    return Clock.objects.all() if seat.roles & KEEPERS else Clock.objects.none()


@scope(TickRun)
def visible_ticks(seat: Seat) -> QuerySet[TickRun]:
    """Only the system works with them."""
    return TickRun.objects.none()
