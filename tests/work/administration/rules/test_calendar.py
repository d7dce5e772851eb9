"""The working calendar: changed days, new years, deadlines counted again."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.factories import directory
from zhengxie.engines.clocks.calendars import calendar_of
from zhengxie.engines.clocks.holidays import days_of
from zhengxie.engines.clocks.models import Clock, ClockRule, Day, DayCalendar
from zhengxie.engines.clocks.running import bench_for, recount
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions import calendar as actions
from zhengxie.work.administration.queries.calendar import months_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on")]
WEDNESDAY = date(2022, 6, 8)
SATURDAY = date(2022, 6, 11)


@pytest.fixture
def calendar(shipped):
    return DayCalendar.objects.get(committee=shipped)


def changed(office, calendar, day, kind, name="停电", reason="市政府通知"):
    return actions.edit_day(office, calendar, day=day, kind=kind, name=name, reason=reason)


def test_the_shipped_calendar_equals_the_published_one(calendar, shipped):
    stored = calendar_of(shipped)
    for known in days_of(2026):
        assert stored.is_workday(known.day) == known.is_workday
        assert stored.name_of(known.day) == known.name
    assert (calendar.first_year, calendar.last_year) == (2020, 2026)


def test_a_committee_without_a_calendar_uses_the_published_days(other_city):
    assert not calendar_of(other_city).is_workday(date(2026, 2, 17))


def test_a_weekday_becomes_free_and_plain_again(office, calendar, shipped):
    changed(office, calendar, WEDNESDAY, actions.FREE)
    assert not calendar_of(shipped).is_workday(WEDNESDAY)
    changed(office, calendar, WEDNESDAY, actions.PLAIN)
    assert calendar_of(shipped).is_workday(WEDNESDAY)


def test_a_saturday_is_worked(office, calendar, shipped):
    changed(office, calendar, SATURDAY, actions.WORKED, name="端午节调休上班")
    assert calendar_of(shipped).is_workday(SATURDAY)


@pytest.mark.parametrize(
    ("day", "kind", "name", "field", "said"),
    [
        (WEDNESDAY, actions.WORKED, "上班", "kind", "本来就上班"),
        (WEDNESDAY, actions.FREE, " ", "name", "名称"),
        (WEDNESDAY, actions.PLAIN, "", "day", "本来就是平常"),
        (date(2019, 5, 1), actions.FREE, "劳动节", "day", "2020年至2027年"),
        (date(2028, 5, 1), actions.FREE, "劳动节", "day", "2020年至2027年"),
    ],
)
def test_wrong_days_are_refused_by_field(office, calendar, day, kind, name, field, said):
    with pytest.raises(Refused, match=said) as refusal:
        changed(office, calendar, day, kind, name=name)
    assert refusal.value.field == field


def test_running_deadlines_are_counted_again(office, calendar, issued, shipped):
    clock = _by_working_days(shipped)
    assert clock.due_on == date(2022, 6, 9)
    changed(office, calendar, WEDNESDAY, actions.FREE)
    clock.refresh_from_db()
    assert clock.due_on == date(2022, 6, 10)
    assert "跳过：停电1天" in clock.explanation


def _by_working_days(city):
    rule = ClockRule.objects.get(committee=city, code="plans-task-due")
    with loading():
        rule.length = "assign.receipt_wd"
        rule.save()
        clock = Clock.objects.filter(rule=rule).select_related("rule")[0]
        clock.basis, clock.moves = "3 wd", []
        recount(bench_for(city, clock.event_on), clock)
        clock.save()
    return clock


def test_the_next_year_is_refused_where_it_was_not_published(office, calendar):
    with pytest.raises(Refused, match="只到2026年"):
        actions.seed_year(office, calendar)


def test_the_next_year_comes_from_the_published_data(office, calendar, shipped):
    with loading():
        Day.objects.filter(calendar=calendar, day__year=2026).delete()
        calendar.last_year = 2025
        calendar.save()
    assert not calendar_of(shipped).is_known(date(2026, 6, 1))
    calendar.refresh_from_db()
    assert actions.seed_year(office, calendar).last_year == 2026
    assert not calendar_of(shipped).is_workday(date(2026, 2, 17))


def test_a_year_entered_by_hand_is_confirmed(office, calendar, issued, shipped):
    with pytest.raises(Refused, match="还没有录入放假日"):
        actions.confirm_year(office, calendar)
    clock = _by_working_days(shipped)
    with loading():
        clock.event_on = date(2026, 12, 31)
        recount(bench_for(shipped, clock.event_on), clock)
        clock.save()
    assert not clock.is_certain
    calendar = changed(office, calendar, date(2027, 1, 1), actions.FREE, name="元旦")
    assert actions.confirm_year(office, calendar).last_year == 2027
    clock.refresh_from_db()
    assert clock.is_certain
    assert clock.due_on == date(2027, 1, 6)  # Friday is free, Monday, Tuesday, Wednesday


def test_months_count_working_days_and_join_holidays(calendar):
    months = months_of(calendar, 2026)
    february = months[1]
    assert (february.number, february.workdays) == (2, 16)
    assert [(s.name, s.words) for s in february.free] == [("春节", "15–23日")]
    assert [s.words for s in february.worked] == ["14日", "28日"]
    assert sum(month.workdays for month in months) == 248


@pytest.mark.parametrize("role", [Role.COMMITTEE_STAFF, Role.MEMBER, Role.SYSTEM_ADMINISTRATOR])
def test_only_the_office_keeps_the_calendar(seat, calendar, role):
    with pytest.raises((PermissionDenied, Http404)):
        changed(seat(role), calendar, WEDNESDAY, actions.FREE)


def test_another_committees_calendar_is_not_found(calendar, other_city):
    with pytest.raises(Http404):
        changed(directory.seat(other_city, Role.OFFICE_STAFF), calendar, WEDNESDAY, actions.FREE)
