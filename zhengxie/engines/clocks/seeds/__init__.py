"""What ships with a new committee: its calendar and the clock rules of the rooms that exist. domain/08."""

from zhengxie.engines.clocks.holidays import days_of, first_year, last_year
from zhengxie.engines.clocks.models import ClockRule, Day, DayCalendar
from zhengxie.engines.clocks.seeds import cases, performance, plans, proposals
from zhengxie.engines.clocks.seeds.seed import Seed
from zhengxie.foundation.directory.models import Committee

# Terms before this year are of no use to anybody's deadlines.
SHIPPED_FROM = 2020
SEEDS: tuple[Seed, ...] = (*plans.SEEDS, *proposals.SEEDS, *cases.SEEDS, *performance.SEEDS)


def ship(committee: Committee) -> None:
    """Give a committee its calendar and the shipped rules; what it has already stays as it is.

    Called inside an action or while loading."""
    if not DayCalendar.objects.filter(committee=committee).exists():
        open_calendar(committee)
    known = set(ClockRule.objects.filter(committee=committee).values_list("code", flat=True))
    for order, seed in enumerate(SEEDS, start=1):
        if seed.code not in known:
            values = {k: list(v) if isinstance(v, tuple) else v for k, v in vars(seed).items()}
            ClockRule(committee=committee, order=order * 10, **values).save()


def open_calendar(committee: Committee) -> DayCalendar:
    """The published holidays of all years since SHIPPED_FROM as the committee's calendar."""
    start = max(SHIPPED_FROM, first_year())
    calendar = DayCalendar(committee=committee, first_year=start, last_year=last_year())
    calendar.save()
    for year in range(start, last_year() + 1):
        fill_year(calendar, year)
    return calendar


def fill_year(calendar: DayCalendar, year: int) -> int:
    """Write the published holidays of a year; returns how many days, 0 where the year is not published."""
    days = days_of(year)
    Day.objects.bulk_create(
        Day(calendar=calendar, day=known.day, is_workday=known.is_workday, name=known.name) for known in days
    )
    return len(days)
