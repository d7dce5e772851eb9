"""试算: what a new length or a new rule would do, without doing it."""

from datetime import date

import pytest

from tests.engines.clocks.conftest import MONDAY
from zhengxie.engines.clocks.models import Clock, ClockRule
from zhengxie.engines.clocks.running import bench_for
from zhengxie.engines.clocks.trial import open_by_trail, try_length, uses, would_catch
from zhengxie.engines.plans.actions.tasks import drop
from zhengxie.foundation.rules.values import Duration
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_parameter(issued, shipped):
    """The clocks of the tasks, as if they ran by handle.reply."""
    rule = ClockRule.objects.get(committee=shipped, code="plans-task-due")
    with loading():
        rule.length = "handle.reply"
        rule.save()
        for clock in Clock.objects.filter(rule=rule):
            clock.basis, clock.moves, clock.due_on = "3 m", [], date(2022, 9, 6)
            clock.save()
    return rule


def test_a_shorter_length_moves_the_clocks_forward(by_parameter, shipped):
    trial = try_length(bench_for(shipped, date(2022, 8, 9)), "handle.reply", Duration(2, "m"))
    assert [(line.before, line.after) for line in trial.lines] == [(date(2022, 9, 6), date(2022, 8, 8))] * 2
    assert len(trial.earlier) == 2 and trial.later == []
    # On 9 August they would be overdue, which they are not now.
    assert len(trial.newly_over) == 2 and trial.freed == []


def test_a_longer_length_frees_what_is_overdue(by_parameter, shipped):
    trial = try_length(bench_for(shipped, date(2022, 9, 7)), "handle.reply", Duration(4, "m"))
    assert len(trial.later) == 2 and len(trial.freed) == 2


def test_trying_stores_nothing(by_parameter, shipped):
    before = list(Clock.objects.values())
    try_length(bench_for(shipped, MONDAY), "handle.reply", Duration(4, "m"))
    assert list(Clock.objects.values()) == before


def test_only_rules_that_use_the_parameter_count(by_parameter, shipped):
    assert {rule.code for rule in uses(shipped, "handle.reply")} == {by_parameter.code, "cases-reply"}
    assert uses(shipped, "handle.extension") == []
    assert try_length(bench_for(shipped, MONDAY), "handle.extension", Duration(2, "m")).lines == []


def test_a_new_rule_would_catch_what_has_begun_and_not_ended(issued, shipped, office, on):
    rule = ClockRule(
        committee=shipped, code="own", label="任务启动", object_label="plans.task",
        starts_on=["plans.open_task"], stops_on=["plans.drop"], length="assign.receipt_wd",
    )  # fmt: skip
    with loading():
        rule.save()
    drop(office, issued.tasks.get(number="1.2"), reason="不再需要")
    on(date(2022, 6, 20))
    caught = would_catch(bench_for(shipped, date(2022, 6, 20)), rule)
    assert {(c.root.number, c.event_on, c.due_on) for c in caught} == {
        ("1.1", MONDAY, date(2022, 6, 9)),
        ("1.3", MONDAY, date(2022, 6, 9)),
    }
    assert not Clock.objects.filter(rule=rule).exists()


def test_what_has_a_clock_already_is_not_caught_again(issued, shipped):
    rule = ClockRule.objects.get(committee=shipped, code="plans-task-due")
    assert set(open_by_trail(shipped, rule)) == {str(task.pk) for task in issued.tasks.all()}
    # Two have a running clock, the third names no day.
    assert would_catch(bench_for(shipped, MONDAY), rule) == []
