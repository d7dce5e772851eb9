"""Clock rules that an office makes itself."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.engines.clocks.conftest import MONDAY
from tests.factories import directory
from zhengxie.engines.clocks.models import Clock, ClockRule, ClockState
from zhengxie.engines.plans.actions.tasks import drop
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions import clock_rules as actions
from zhengxie.work.administration.queries import clock_rules as queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on")]
INPUTS = {
    "label": "任务启动",
    "starts_on": ["plans.open_task"],
    "stops_on": ["plans.report_progress", "plans.drop"],
    "length": "assign.receipt_wd",
    "ladder": "当日 承办人",
    "tells_officer": ["body:{lead_body_id}"],
    "tells_list": ["role:office_staff"],
}


def added(office, **more):
    return actions.add_clock_rule(office, **{"object_label": "plans.task", **INPUTS, **more})


def test_a_new_rule_times_what_begins_from_then_on(office, plan):
    from zhengxie.engines.plans.actions.plans import issue

    rule = added(office)
    issue(office, plan, document_no="1号", issued_on=MONDAY)
    clocks = list(Clock.objects.filter(rule=rule))
    assert [clock.due_on for clock in clocks] == [date(2022, 6, 9)] * 3
    drop(office, plan.tasks.first(), reason="不再需要")
    assert Clock.objects.filter(rule=rule, state=ClockState.STOPPED).count() == 1


def test_what_is_open_already_is_timed_only_on_request(office, issued, on):
    rule = added(office)
    assert not Clock.objects.filter(rule=rule).exists()
    on(date(2022, 6, 8))
    rule = actions.start_open(office, rule)
    clocks = list(Clock.objects.filter(rule=rule))
    assert [(c.event_on, c.due_on) for c in clocks] == [(MONDAY, date(2022, 6, 9))] * 3
    with pytest.raises(Refused, match="没有可以开始计时"):
        actions.start_open(office, rule)


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"starts_on": []}, "starts_on", "至少选一个"),
        ({"stops_on": ["administration.edit_day"]}, "stops_on", "不是这类事项的动作"),
        ({"starts_on": ["plans.view"]}, "starts_on", "不是这类事项的动作"),
        ({"stops_on": ["plans.open_task"]}, "stops_on", "既开始又结束"),
        ({"length": "no.such"}, "length", "没有这个参数"),
        ({"length": "field:no_such"}, "length", "没有这个日期"),
        ({"ladder": "下周 承办人"}, "ladder", "第1行“下周 承办人”"),
        ({"tells_list": ["role:nobody"]}, "tells_list", "不是可提醒的对象"),
        ({"tells_leader": ["member:{no_such_id}"]}, "tells_leader", "不是可提醒的对象"),
        ({"tells_officer": ["user:{committee__secret_id}"]}, "tells_officer", "不是可提醒的对象"),
    ],
)
def test_wrong_inputs_are_refused_by_field(office, shipped, more, field, said):
    before = ClockRule.objects.count()
    with pytest.raises(Refused, match=said) as refusal:
        added(office, **more)
    assert refusal.value.field == field
    assert ClockRule.objects.count() == before


def test_editing_leaves_running_clocks_their_length(office, issued, shipped):
    rule = ClockRule.objects.get(committee=shipped, code="plans-task-due")
    before = list(Clock.objects.filter(rule=rule).values_list("due_on", flat=True))
    rule = actions.edit_clock_rule(office, rule, **{**INPUTS, "length": "handle.reply"})
    assert (rule.length, rule.ladder) == ("handle.reply", "当日 承办人")
    assert list(Clock.objects.filter(rule=rule).values_list("due_on", flat=True)) == before


def test_switching_off_cancels_what_runs_and_on_again_starts_nothing_old(office, issued, shipped):
    rule = ClockRule.objects.get(committee=shipped, code="plans-task-due")
    rule = actions.end_clock_rule(office, rule, reason="改用别的规则")
    assert not rule.is_active
    assert set(Clock.objects.filter(rule=rule).values_list("state", flat=True)) == {ClockState.CANCELLED}
    with pytest.raises(Refused, match="已经停用"):
        actions.end_clock_rule(office, rule, reason="再停一次")
    rule = actions.resume_clock_rule(office, rule)
    assert rule.is_active
    assert not Clock.objects.filter(rule=rule, state=ClockState.RUNNING).exists()
    with pytest.raises(Refused, match="正在使用"):
        actions.resume_clock_rule(office, rule)


def test_the_choices_are_those_of_the_objects_room():
    assert ("plans.task", "任务") in queries.object_choices()
    assert not [code for code, _ in queries.object_choices() if code.startswith(("directory.", "rules."))]
    codes = [code for code, _ in queries.verb_choices("plans.task")]
    assert "plans.close_out" in codes and all(code.startswith("plans.") for code in codes)
    assert "plans.view" not in codes  # opening a page is no deed
    assert ("field:due", "按事项的“完成时限”") in queries.length_choices("plans.task")
    people = dict(queries.recipient_choices("plans.task"))
    assert people["body:{lead_body_id}"] == "事项的“牵头委室”"
    assert "role:system" not in people and "role:audit_administrator" not in people


@pytest.mark.parametrize("role", [Role.COMMITTEE_STAFF, Role.CHAIR_LEVEL, Role.SYSTEM_ADMINISTRATOR])
def test_only_the_office_makes_rules(seat, shipped, role):
    with pytest.raises(PermissionDenied):
        added(seat(role))
    rule = ClockRule.objects.filter(committee=shipped)[0]
    with pytest.raises((PermissionDenied, Http404)):
        actions.end_clock_rule(seat(role), rule, reason="试试")


def test_another_committees_rule_is_not_found(shipped, other_city):
    rule = ClockRule.objects.filter(committee=shipped)[0]
    with pytest.raises(Http404):
        actions.end_clock_rule(directory.seat(other_city, Role.OFFICE_STAFF), rule, reason="试试")
