"""Working calendar, clock rules, running clocks, the log of reminders, the tick's own rows."""

from zhengxie.engines.clocks.models.calendar import Day, DayCalendar, DaySource
from zhengxie.engines.clocks.models.clock import Clock, ClockState, Reminder
from zhengxie.engines.clocks.models.rule import ClockRule
from zhengxie.engines.clocks.models.ticks import Lease, TickRun

__all__ = [
    "Clock",
    "ClockRule",
    "ClockState",
    "Day",
    "DayCalendar",
    "DaySource",
    "Lease",
    "Reminder",
    "TickRun",
]
