"""The calendar of a committee as the arithmetic needs it."""

from collections.abc import Iterable
from datetime import date

from zhengxie.engines.clocks.arithmetic import Calendar
from zhengxie.engines.clocks.holidays import PublishedCalendar
from zhengxie.engines.clocks.models import DayCalendar
from zhengxie.foundation.directory.models import Committee


class StoredCalendar:
    """A committee's own calendar, read once."""

    def __init__(self, first_year: int, last_year: int, days: Iterable[tuple[date, bool, str]]) -> None:
        self.first_year = first_year
        self.last_year = last_year
        self._days = {day: (is_workday, name) for day, is_workday, name in days}

    def is_workday(self, day: date) -> bool:
        """What the row says, else Monday to Friday."""
        found = self._days.get(day)
        return found[0] if found else day.weekday() < 5

    def name_of(self, day: date) -> str:
        """The row's name, else empty."""
        found = self._days.get(day)
        return found[1] if found else ""

    def is_known(self, day: date) -> bool:
        """True inside the years whose holidays are entered."""
        return self.first_year <= day.year <= self.last_year


def calendar_of(committee: Committee) -> Calendar:
    """The committee's calendar in one query; the published holidays where it keeps none yet."""
    names = ("first_year", "last_year", "days__day", "days__is_workday", "days__name")
    rows = list(DayCalendar.objects.filter(committee=committee).values_list(*names))
    if not rows:
        return PublishedCalendar()
    first, last = rows[0][:2]
    return StoredCalendar(
        first, last, [(day, works, name) for *_, day, works, name in rows if day is not None]
    )
