"""The tick: one node at a time, each committee once a day, one failure stops no other."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from tests.engines.clocks.conftest import MONDAY
from tests.factories.parameters import publish
from zhengxie.engines.clocks import daily, tick
from zhengxie.engines.clocks.actions import apply_parameter, run_day
from zhengxie.engines.clocks.models import Clock, ClockRule, Lease, TickRun
from zhengxie.engines.clocks.running import bench_for, pause, resume
from zhengxie.engines.plans.models import Task
from zhengxie.foundation.access.seat import system_seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.rules.models import Reach
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


def ticked():
    """What a tick did; it must have won the lease."""
    result = tick.tick()
    assert result is not None
    return result


def test_each_committee_once_a_day(on, city, other_city):
    assert ticked().done == ["linshui", "shifan"]
    again = ticked()
    assert (again.done, again.earlier) == ([], ["linshui", "shifan"])
    on(MONDAY + timedelta(days=1))
    assert ticked().done == ["linshui", "shifan"]
    assert TickRun.objects.count() == 4


def test_the_work_of_the_day_is_in_the_trail(on, city):
    tick.tick()
    entry = Entry.objects.get(chain=city.pk, code="clocks.run_day")
    assert entry.ok and entry.actor == "系统"


def test_a_failure_stops_no_other_committee_and_is_tried_again(on, city, other_city, monkeypatch):
    broken = [True]

    def fail(bench):
        if broken and bench.committee.code == "linshui":
            raise RuntimeError("disk")
        return 0

    monkeypatch.setattr(daily, "follow_objects", fail)
    first = ticked()
    assert (first.done, first.failed) == (["shifan"], ["linshui"])
    assert not TickRun.objects.filter(committee=other_city).exists()
    assert Entry.objects.filter(chain=other_city.pk, code="clocks.run_day", ok=False).count() == 1
    broken.clear()
    assert ticked().done == ["linshui"]


def test_another_holder_keeps_this_node_out_until_the_lease_ends(on, city):
    now = timezone.now()
    assert tick.take_lease("first", now)
    assert tick.tick(holder="second") is None
    assert not TickRun.objects.exists()
    assert tick.take_lease("first", now + timedelta(minutes=5))  # renewed
    assert not tick.take_lease("second", now + timedelta(minutes=14))
    assert tick.take_lease("second", now + timedelta(minutes=15))


def test_the_lease_is_given_back_even_after_a_failure(on, city, monkeypatch):
    monkeypatch.setattr(tick, "_tick_one", _explode)
    with pytest.raises(KeyboardInterrupt):
        tick.tick(holder="first")
    assert tick.take_lease("second", timezone.now())
    assert Lease.objects.count() == 1


def _explode(*_):
    raise KeyboardInterrupt


def test_the_heads_of_the_trail_are_written_outside_the_database_once_a_day(on, city, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "AUDIT_ANCHORS", tmp_path / "anchors.jsonl")
    tick.tick()
    tick.tick()
    lines = (tmp_path / "anchors.jsonl").read_text().splitlines()
    assert len(lines) == 1 and f'"{city.pk}"' in lines[0]


def test_a_clock_takes_over_a_date_changed_behind_the_follower(issued, on):
    task = issued.tasks.first()
    with loading():
        Task.objects.filter(pk=task.pk).update(due=MONDAY + timedelta(days=60))
    on(MONDAY + timedelta(days=1))
    tick.tick()
    clock = Clock.objects.get(rule__code="plans-task-due", object_id=str(task.pk))
    assert clock.due_on == MONDAY + timedelta(days=60)
    assert TickRun.objects.get(day=MONDAY + timedelta(days=1)).moved == 1


def test_when_time_is_out_the_system_presses_the_verb_of_the_rule(issued, shipped, on):
    rule = ClockRule.objects.get(committee=shipped, code="plans-task-due")
    with loading():
        rule.runs_out = "plans.time_task"  # a verb of the system that changes nothing
        rule.save()
    on(MONDAY + timedelta(days=24))  # 30 June: still in time
    tick.tick()
    assert TickRun.objects.get(day=MONDAY + timedelta(days=24)).ran_out == 0
    on(MONDAY + timedelta(days=25))
    tick.tick()
    assert TickRun.objects.get(day=MONDAY + timedelta(days=25)).ran_out == 1
    assert Entry.objects.filter(code="plans.time_task", actor="系统").count() == 1


def test_a_parameter_reaches_running_clocks_on_its_day(issued, shipped, on):
    rule = ClockRule.objects.get(committee=shipped, code="plans-task-due")
    with loading():
        rule.length = "handle.reply"
        rule.save()
        clock = Clock.objects.filter(rule=rule)[0]
        clock.basis, clock.moves = "3 m", []
        clock.save()
    version = publish(shipped, "handle.reply", "2 m", MONDAY + timedelta(days=3), reach=Reach.RUNNING)
    on(MONDAY + timedelta(days=2))
    tick.tick()
    version.refresh_from_db()
    assert version.reached_on is None
    on(MONDAY + timedelta(days=3))
    tick.tick()
    version.refresh_from_db()
    clock.refresh_from_db()
    assert version.reached_on == MONDAY + timedelta(days=3)
    assert (clock.basis, clock.parameter_version_id) == ("2 m", version.pk)
    assert clock.due_on.isoformat() == "2022-08-08"  # 6 August is a Saturday
    assert "取参数“书面答复”：2个月（2022年6月9日起）" in clock.explanation


def test_only_the_system_lets_a_parameter_reach_running_clocks(shipped, office, on):
    version = publish(shipped, "handle.reply", "2 m", MONDAY, reach=Reach.RUNNING)
    with pytest.raises(PermissionDenied):
        apply_parameter(office, version)
    assert apply_parameter(system_seat(shipped), version).reached_on == MONDAY


def test_pausing_needs_a_named_decision_and_moves_the_day(issued, shipped, on):
    clock = Clock.objects.filter(rule__code="plans-task-due")[0]
    with loading():
        with pytest.raises(ValueError, match="decision"):
            pause(clock, MONDAY, " ")
        pause(clock, MONDAY, "主席会议纪要〔2022〕9号")
        with pytest.raises(ValueError, match="running"):
            pause(clock, MONDAY, "again")
        resume(bench_for(shipped, MONDAY), clock, MONDAY + timedelta(days=7))
    assert clock.due_on.isoformat() == "2022-07-07"
    assert any("暂停（主席会议纪要〔2022〕9号），到期日后移7日" in step for step in clock.explanation)


def test_the_command_says_what_it_did(on, city, capsys, monkeypatch):
    call_command("tick", "--once")
    assert "巡检完成 1 个" in capsys.readouterr().out
    monkeypatch.setattr(tick, "run_day", _broken)
    TickRun.objects.filter(committee=city).update(day=MONDAY - timedelta(days=1))
    with pytest.raises(CommandError, match="shifan"):
        call_command("tick")


def _broken(*_, **__):
    raise RuntimeError("disk")


def test_the_command_refuses_a_senseless_interval():
    with pytest.raises(CommandError, match="大于0"):
        call_command("tick", "--every", "0")


def test_the_system_seat_alone_may_run_the_day(city, seat):
    with pytest.raises(PermissionDenied):
        run_day(seat(), day=MONDAY)
    assert run_day(system_seat(city), day=MONDAY).pk
