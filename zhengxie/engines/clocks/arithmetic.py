"""Counting days: working days with holidays and 调休, calendar days, months. Pure. domain/08.

Counting starts on the day after the event. Limits in days, months or years that end on a non-working day move
forward to the next working day; limits in working days never end on one.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from zhengxie.foundation.rules.values import Duration

ONE = timedelta(days=1)
# A calendar without any working day for this long is wrong; stop instead of counting for ever.
LONGEST_BREAK = 60


class Calendar(Protocol):
    """Which days are worked."""

    def is_workday(self, day: date) -> bool:
        """True where the offices are open; beyond the known years only weekends are free."""

    def name_of(self, day: date) -> str:
        """Name of the holiday, or why a weekend day is worked; empty for ordinary days."""

    def is_known(self, day: date) -> bool:
        """True where the holidays of that year are known."""


class NoWorkday(ValueError):
    """The calendar has no working day for two months."""


@dataclass(frozen=True)
class Deadline:
    """A due date, the sentences that explain it, and whether all holidays on the way were known."""

    due: date
    steps: tuple[str, ...]
    certain: bool = True


def add_workdays(calendar: Calendar, event: date, count: int) -> date:
    """The `count`-th working day after the event; 0 gives the event's own day or the next working day."""
    if count == 0:
        return roll_forward(calendar, event)
    day = event
    for _ in range(count):
        day = roll_forward(calendar, day + ONE)
    return day


def subtract_workdays(calendar: Calendar, day: date, count: int) -> date:
    """The `count`-th working day before `day`; 0 gives the day itself."""
    for _ in range(count):
        day -= ONE
        for _ in range(LONGEST_BREAK):
            if calendar.is_workday(day):
                break
            day -= ONE
        else:
            raise NoWorkday(f"{day}前后60天内没有工作日，请检查工作日历")
    return day


def add_days(event: date, count: int) -> date:
    """The `count`-th calendar day after the event, not yet rolled forward."""
    return event + timedelta(days=count)


def add_months(event: date, count: int) -> date:
    """The same day number `count` months later; the last day of the month where that day is missing."""
    months = event.year * 12 + event.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(event.day, monthrange(year, month + 1)[1]))


def roll_forward(calendar: Calendar, day: date) -> date:
    """The day itself where it is worked, else the next working day; raises NoWorkday."""
    for offset in range(LONGEST_BREAK):
        candidate = day + timedelta(days=offset)
        if calendar.is_workday(candidate):
            return candidate
    raise NoWorkday(f"{day}起60天内没有工作日，请检查工作日历")


def days_after(start: date, end: date) -> Iterator[date]:
    """The days after `start` up to and including `end`."""
    day = start
    while day < end:
        day += ONE
        yield day


def workdays_between(calendar: Calendar, start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; 0 where `end` is not later."""
    return sum(calendar.is_workday(day) for day in days_after(start, end))


def end_of(calendar: Calendar, event: date, length: Duration) -> tuple[date, date]:
    """(day on which the length is full, due date after rolling forward)."""
    if length.unit == "wd":
        due = add_workdays(calendar, event, length.amount)
        return due, due
    if length.unit == "d":
        full = add_days(event, length.amount)
    else:
        full = add_months(event, length.amount * (12 if length.unit == "y" else 1))
    return full, roll_forward(calendar, full)


def report_day(day_of_month: int, month: date) -> date:
    """The day of the next month by which the month that holds `month` is reported, not rolled forward."""
    return add_months(month.replace(day=1), 1).replace(day=day_of_month)


def next_report_day(day_of_month: int, on: date, open_day: date, last: date | None = None) -> date:
    """The first report day still to come after a report made `on`, not rolled forward.

    Up to the report day, or while that day is still unanswered (`open_day`, the day the clock waits for), a
    report is about the month before; afterwards about its own month. `last`: the report before, if any.
    A second one in its month says nothing new, so that a correction never skips a month."""
    closing = on.replace(day=day_of_month)
    again = last is not None and last > closing and (last.year, last.month) == (on.year, on.month)
    covers_last = on <= closing or open_day <= closing or again
    return report_day(day_of_month, on if covers_last else add_months(on.replace(day=1), 1))
