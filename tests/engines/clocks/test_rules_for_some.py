"""Rules for some objects only, clocks that run on after what was done is sent back, one fixed day for all."""

from datetime import date

import pytest

from tests.engines.clocks.conftest import MONDAY
from tests.factories import directory
from tests.factories.parameters import publish
from zhengxie.engines.clocks.daily import clocks_by
from zhengxie.engines.clocks.models import Clock, ClockRule, ClockState
from zhengxie.engines.clocks.running import bench_for, make
from zhengxie.engines.plans.actions.tasks import refuse_close, report_progress, request_close
from zhengxie.engines.plans.models import Evidence, Task
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


def rule(city, **more):
    values = {
        "code": "trial",
        "label": "试",
        "object_label": "plans.task",
        "length": "reply.review_wd",
        **more,
    }
    with loading():
        return ClockRule.objects.create(committee=city, **values)


def clocks_of(task):
    return list(Clock.objects.filter(rule__code="trial", object_id=str(task.pk)))


def in_body(task):
    return directory.seat(task.committee, Role.COMMITTEE_STAFF, body=task.lead_body)


def report(task, percent):
    return report_progress(in_body(task), task, percent=percent, text="进展", difficulties="", reached=[])


def test_a_rule_catches_only_objects_that_it_is_for(city, issued):
    rule(city, starts_on=["plans.report_progress"], only={"reported": [40]})
    first, second = issued.tasks.all()[:2]
    report(first, 40)
    report(second, 41)
    assert len(clocks_of(first)) == 1
    assert clocks_of(second) == []


def test_what_is_sent_back_runs_on_to_the_same_day(city, issued, on):
    rule(
        city,
        starts_on=["plans.report_progress"],
        stops_on=["plans.request_close"],
        revives_on=["plans.refuse_close"],
    )
    task = issued.tasks.first()
    with loading():
        Evidence.objects.create(task=task, title="材料", on=MONDAY)
        Task.objects.filter(pk=task.pk).update(target="")
    report(task, 100)
    due = clocks_of(task)[0].due_on
    request_close(in_body(task), task, note="")
    assert clocks_of(task)[0].state == ClockState.STOPPED
    on(date(2022, 6, 20))
    leader = directory.seat(city, Role.CHAIR_LEVEL, member=task.leader)
    refuse_close(leader, task, reason="材料不全")
    [clock] = clocks_of(task)
    assert (clock.state, clock.stopped_on, clock.due_on) == (ClockState.RUNNING, None, due)


@pytest.mark.parametrize(
    ("value", "due"),
    [("06-30", date(2022, 6, 30)), ("05-31", date(2022, 9, 6))],
    ids=["still ahead", "past: so long after the event"],
)
def test_one_fixed_day_for_all_replies(city, issued, value, due):
    """domain/08 row 22"""
    publish(city, "handle.reply_fixed_date", value)
    made = rule(city, length="handle.reply", starts_on=["plans.report_progress"])
    clock = make(bench_for(city, MONDAY), made, issued.tasks.first(), "交办")
    assert clock is not None and clock.due_on == due
    told = any("固定截止日" in step for step in clock.explanation)
    assert told == (due == date(2022, 6, 30))


def test_a_new_length_does_not_reach_clocks_with_a_fixed_day(city, issued):
    publish(city, "handle.reply_fixed_date", "06-30")
    rule(city, length="handle.reply", starts_on=["plans.report_progress"])
    report(issued.tasks.first(), 10)
    assert clocks_by(city, "handle.reply") == []
