"""The published holidays of the mainland, from chinesecalendar, in Chinese. Pure."""

from dataclasses import dataclass
from datetime import date

from chinese_calendar import constants

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


@dataclass(frozen=True)
class KnownDay:
    """A day that differs from its weekday, or a named weekend day within a holiday."""

    day: date
    is_workday: bool
    name: str


def first_year() -> int:
    """The first year of the published data."""
    return int(min(constants.holidays).year)


def last_year() -> int:
    """The last year of the published data."""
    return int(max(constants.holidays).year)


def days_of(year: int) -> list[KnownDay]:
    """Holidays and worked weekend days (调休) of a year, in order; empty where it is not published."""
    free = [KnownDay(d, False, NAMES[str(name)]) for d, name in constants.holidays.items() if d.year == year]
    worked = [
        KnownDay(d, True, f"{NAMES[str(name)]}调休上班")
        for d, name in constants.workdays.items()
        if d.year == year
    ]
    return sorted(free + worked, key=lambda known: known.day)


class PublishedCalendar:
    """The published data as a calendar, for a committee that keeps none yet and for tests."""

    def __init__(self) -> None:
        years = range(first_year(), last_year() + 1)
        self._days = {known.day: known for year in years for known in days_of(year)}

    def is_workday(self, day: date) -> bool:
        known = self._days.get(day)
        return known.is_workday if known else day.weekday() < 5

    def name_of(self, day: date) -> str:
        known = self._days.get(day)
        return known.name if known else ""

    def is_known(self, day: date) -> bool:
        return first_year() <= day.year <= last_year()
