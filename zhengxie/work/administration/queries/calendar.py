"""What the calendar page shows: a year by months."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from zhengxie.engines.clocks.calendars import StoredCalendar
from zhengxie.engines.clocks.holidays import days_of
from zhengxie.engines.clocks.models import Day, DayCalendar
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat


@dataclass
class Stretch:
    """Days in a row of one name: 春节 2月15日–23日."""

    name: str
    first: date
    last: date
    source: str

    @property
    def words(self) -> str:
        """15–23日, or 1日."""
        return f"{self.first.day}日" if self.first == self.last else f"{self.first.day}–{self.last.day}日"


@dataclass
class Month:
    """One month: how many working days, which holidays, which weekend days are worked."""

    number: int
    workdays: int
    free: list[Stretch] = field(default_factory=list)
    worked: list[Stretch] = field(default_factory=list)


def calendar_for(seat: Seat) -> DayCalendar | None:
    """The committee's calendar."""
    return visible(seat, DayCalendar).first()


def months_of(calendar: DayCalendar, year: int) -> list[Month]:
    """The twelve months of a year, in one query."""
    days = list(Day.objects.filter(calendar=calendar, day__year=year).order_by("day"))
    stored = StoredCalendar(
        calendar.first_year, calendar.last_year, ((d.day, d.is_workday, d.name) for d in days)
    )
    return [_month(stored, days, year, number) for number in range(1, 13)]


def _month(stored: StoredCalendar, days: list[Day], year: int, number: int) -> Month:
    length = monthrange(year, number)[1]
    count = sum(stored.is_workday(date(year, number, day)) for day in range(1, length + 1))
    here = [day for day in days if day.day.month == number]
    return Month(
        number,
        count,
        _stretches(d for d in here if not d.is_workday),
        _stretches(d for d in here if d.is_workday),
    )


def _stretches(days: Iterable[Day]) -> list[Stretch]:
    found: list[Stretch] = []
    for day in days:
        source = day.get_source_display()
        last = found[-1] if found else None
        if (
            last
            and last.name == day.name
            and last.source == source
            and day.day - last.last == timedelta(days=1)
        ):
            last.last = day.day
        else:
            found.append(Stretch(day.name, day.day, day.day, source))
    return found


def may_seed(calendar: DayCalendar) -> bool:
    """Whether the software brings the holidays of the year that comes next."""
    return bool(days_of(calendar.last_year + 1))


def office_days(calendar: DayCalendar, year: int) -> list[Day]:
    """Days that the office entered itself, with their reason."""
    return list(Day.objects.filter(calendar=calendar, day__year=year, source="office").order_by("day"))
