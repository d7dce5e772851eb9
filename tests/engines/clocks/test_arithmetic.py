"""Counting days. Holidays checked against the State Council notices for 2025 and 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengxie.engines.clocks.arithmetic import (
    NoWorkday,
    add_months,
    add_workdays,
    end_of,
    next_report_day,
    report_day,
    roll_forward,
    subtract_workdays,
    workdays_between,
)
from zhengxie.engines.clocks.holidays import PublishedCalendar, days_of
from zhengxie.foundation.rules.values import Duration

CALENDAR = PublishedCalendar()
DAYS = st.dates(date(2018, 1, 1), date(2029, 12, 31))

# 国办发明电〔2024〕12号 (2025), 国办发明电〔2025〕7号 (2026): first and last free day of each holiday.
HOLIDAYS = [
    ("元旦", date(2025, 1, 1), date(2025, 1, 1)),
    ("春节", date(2025, 1, 28), date(2025, 2, 4)),
    ("清明节", date(2025, 4, 4), date(2025, 4, 6)),
    ("劳动节", date(2025, 5, 1), date(2025, 5, 5)),
    ("端午节", date(2025, 5, 31), date(2025, 6, 2)),
    ("国庆节", date(2025, 10, 1), date(2025, 10, 8)),
    ("元旦", date(2026, 1, 1), date(2026, 1, 3)),
    ("春节", date(2026, 2, 15), date(2026, 2, 23)),
    ("清明节", date(2026, 4, 4), date(2026, 4, 6)),
    ("劳动节", date(2026, 5, 1), date(2026, 5, 5)),
    ("端午节", date(2026, 6, 19), date(2026, 6, 21)),
    ("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
    ("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
]
MADE_UP = [
    date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11),
    date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20),
    date(2026, 10, 10),
]  # fmt: skip


@pytest.mark.parametrize(("name", "first", "last"), HOLIDAYS)
def test_the_holidays_of_2025_and_2026_are_free(name, first, last):
    day = first
    while day <= last:
        assert not CALENDAR.is_workday(day), (name, day)
        day += timedelta(days=1)
    assert CALENDAR.name_of(first) == name


@pytest.mark.parametrize("day", MADE_UP)
def test_the_weekend_days_worked_instead_are_workdays(day):
    assert day.weekday() >= 5
    assert CALENDAR.is_workday(day)
    assert CALENDAR.name_of(day).endswith("调休上班")


def test_there_are_no_other_worked_weekend_days():
    worked = [known.day for year in (2025, 2026) for known in days_of(year) if known.is_workday]
    assert worked == MADE_UP


def test_beyond_the_published_years_only_weekends_are_free():
    assert CALENDAR.is_known(date(2026, 12, 31))
    assert not CALENDAR.is_known(date(2027, 1, 1))
    assert CALENDAR.is_workday(date(2027, 1, 1))  # a Friday
    assert not CALENDAR.is_workday(date(2027, 1, 2))


@pytest.mark.parametrize(
    ("event", "count", "due"),
    [
        (date(2022, 6, 6), 3, date(2022, 6, 9)),  # plain week
        (date(2022, 6, 9), 3, date(2022, 6, 14)),  # over a weekend
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # the Saturday before Spring Festival is worked
        (date(2026, 2, 14), 1, date(2026, 2, 24)),  # the nine days of Spring Festival
        (date(2026, 2, 10), 15, date(2026, 3, 9)),  # both made-up Saturdays count
        (date(2025, 9, 26), 5, date(2025, 10, 10)),  # Sunday 28 September is worked, eight days of holiday
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # Saturday 10 October is worked
        (date(2022, 6, 11), 1, date(2022, 6, 13)),  # event on a Saturday
        (date(2022, 6, 8), 0, date(2022, 6, 8)),  # the same day
        (date(2022, 6, 11), 0, date(2022, 6, 13)),  # the same day is a Saturday
    ],
)
def test_working_days(event, count, due):
    assert add_workdays(CALENDAR, event, count) == due


@pytest.mark.parametrize(
    ("event", "months", "due"),
    [
        (date(2022, 3, 18), 3, date(2022, 6, 18)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2022, 8, 31), 1, date(2022, 9, 30)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2022, 12, 15), 1, date(2023, 1, 15)),
        (date(2022, 2, 28), 1, date(2022, 3, 28)),  # not the last day: the same number
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months(event, months, due):
    assert add_months(event, months) == due


def test_month_and_day_limits_move_forward_from_a_free_day():
    # 18 June 2022 is a Saturday: the example of the wording list.
    assert end_of(CALENDAR, date(2022, 3, 18), Duration(3, "m")) == (date(2022, 6, 18), date(2022, 6, 20))
    # Ten days from 22 September 2026 end in the National Day week.
    assert end_of(CALENDAR, date(2026, 9, 22), Duration(10, "d")) == (date(2026, 10, 2), date(2026, 10, 8))
    # 28 February 2026 is a Saturday, but worked.
    assert end_of(CALENDAR, date(2026, 1, 31), Duration(1, "m")) == (date(2026, 2, 28), date(2026, 2, 28))
    assert end_of(CALENDAR, date(2021, 5, 4), Duration(1, "y")) == (date(2022, 5, 4), date(2022, 5, 5))


def test_a_month_is_reported_in_the_next():
    assert report_day(5, date(2022, 3, 3)) == date(2022, 4, 5)
    assert report_day(5, date(2022, 12, 20)) == date(2023, 1, 5)
    assert report_day(28, date(2022, 1, 31)) == date(2022, 2, 28)


@pytest.mark.parametrize(
    ("on", "open_day", "last", "expected"),
    [
        (date(2025, 12, 3), date(2025, 12, 5), None, date(2026, 1, 5)),  # November, in time
        (date(2025, 12, 26), date(2026, 1, 5), None, date(2026, 2, 5)),  # December, early
        (date(2026, 1, 3), date(2026, 2, 5), date(2025, 12, 26), date(2026, 2, 5)),  # December once more
        (date(2025, 12, 31), date(2026, 1, 5), None, date(2026, 2, 5)),
        (date(2025, 12, 5), date(2025, 12, 5), None, date(2026, 1, 5)),  # on the day itself
        (date(2026, 1, 8), date(2026, 1, 5), None, date(2026, 2, 5)),  # December, late; January stays open
        (date(2026, 1, 20), date(2025, 11, 5), None, date(2026, 2, 5)),  # months late
        (date(2026, 1, 8), date(2026, 2, 5), date(2026, 1, 8), date(2026, 2, 5)),  # late, pressed again
        (date(2026, 1, 28), date(2026, 2, 5), date(2026, 1, 3), date(2026, 3, 5)),  # December, then January
    ],
)
def test_a_report_answers_its_month_and_no_other(on, open_day, last, expected):
    assert next_report_day(5, on, open_day, last) == expected


class NeverWorked:
    def is_workday(self, day):
        return False

    def name_of(self, day):
        return ""

    def is_known(self, day):
        return True


def test_a_calendar_without_workdays_is_an_error_and_no_endless_loop():
    with pytest.raises(NoWorkday, match="工作日历"):
        add_workdays(NeverWorked(), date(2022, 1, 1), 1)
    with pytest.raises(NoWorkday, match="工作日历"):
        subtract_workdays(NeverWorked(), date(2022, 1, 1), 1)


@given(DAYS, st.integers(1, 40))
def test_the_nth_working_day_has_n_working_days_before_it(event, count):
    due = add_workdays(CALENDAR, event, count)
    assert CALENDAR.is_workday(due)
    assert workdays_between(CALENDAR, event, due) == count


@given(DAYS, st.integers(0, 40))
def test_subtracting_undoes_adding_from_a_workday(day, count):
    start = roll_forward(CALENDAR, day)
    assert subtract_workdays(CALENDAR, add_workdays(CALENDAR, start, count), count) == start


@given(DAYS, st.integers(1, 120), st.sampled_from(["wd", "d", "m"]))
def test_a_longer_limit_never_ends_earlier_and_always_on_a_workday(event, amount, unit):
    due = end_of(CALENDAR, event, Duration(amount, unit))[1]
    assert CALENDAR.is_workday(due) and due > event
    assert end_of(CALENDAR, event, Duration(amount + 1, unit))[1] >= due


@given(DAYS, st.integers(1, 36))
def test_months_keep_the_day_number_or_take_the_last_day(event, months):
    due = add_months(event, months)
    assert (due.year * 12 + due.month) - (event.year * 12 + event.month) == months
    assert due.day == event.day or (due + timedelta(days=1)).day == 1


@given(DAYS, st.integers(1, 28))
def test_a_report_pressed_again_the_same_day_moves_nothing(begun, day):
    first = next_report_day(day, begun, report_day(day, begun))
    open_day = max(first, report_day(day, begun))
    assert next_report_day(day, begun, open_day, begun) <= open_day


@given(DAYS, st.integers(1, 28), st.integers(0, 70))
def test_the_next_report_day_lies_ahead_and_at_most_two_months_away(on, day, waited):
    found = next_report_day(day, on, on - timedelta(days=waited))
    assert found.day == day
    assert timedelta(0) < found - on <= timedelta(days=62)
