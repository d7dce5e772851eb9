"""Breaking a task down, reporting on it, linking evidence, asking for a change, dropping it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.conftest import SeatMaker
from tests.engines.plans.conftest import (
    DAY,
    MONDAY,
    City,
    broken_down,
    clocks_of,
    refused_of,
    task_of,
    todos_of,
    told,
)
from tests.factories import directory
from zhengxie.engines.plans.actions import tasks as verbs
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.actions import ACTIONS
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db
NODES = [
    {"title": "拟订方案", "due": date(2022, 6, 1), "weight": 1, "done_on": None},
    {"title": "形成报告", "due": DAY, "weight": 3, "done_on": None},
]
REPORT: dict[str, Any] = {"percent": 40, "text": "方案已定", "difficulties": "缺数据", "reached": []}
PROOF: dict[str, Any] = {"title": "第1次座谈会纪要", "on": MONDAY, "quantity": 2, "url": ""}


def test_break_down_sets_people_day_target_and_milestones(issued: Plan, office: Seat, town: City) -> None:
    given = broken_down(
        town, co_bodies=[town.proposal], target="开会6次", target_amount=6, target_unit="次", milestones=NODES
    )
    task = verbs.break_down(office, task_of(issued, "2.1"), **given)
    assert (task.lead_body, task.leader, task.owner, task.due) == (town.economy, town.leader, "陈某", DAY)
    assert (task.target, task.target_amount, task.target_unit) == ("开会6次", 6, "次")
    assert [str(b) for b in task.co_bodies.all()] == ["提案委"]
    assert [(m.title, m.weight) for m in task.milestones.all()] == [("拟订方案", 1), ("形成报告", 3)]


def test_break_down_moves_the_task_from_the_office_to_the_body(
    issued: Plan, office: Seat, town: City
) -> None:
    task = task_of(issued, "2.1")
    assert todos_of(task) == {("role:office_staff", "plans.break_down")}
    verbs.break_down(office, task, **broken_down(town))
    assert todos_of(task) == {(f"staff:{town.economy.pk}", "plans.report_progress")}


def test_a_day_set_later_starts_the_clock(issued: Plan, office: Seat, town: City) -> None:
    task = task_of(issued, "2.1")
    assert "plans-task-due" not in clocks_of(task)
    task = verbs.break_down(office, task, **broken_down(town))
    assert clocks_of(task)["plans-task-due"] == ("running", DAY)
    task = verbs.break_down(office, task, **broken_down(town, due=date(2022, 10, 31)))
    assert clocks_of(task)["plans-task-due"] == ("running", date(2022, 10, 31))


def test_a_day_taken_away_ends_the_clock_and_a_new_one_starts_it_again(
    task: Task, office: Seat, town: City
) -> None:
    verbs.break_down(office, task, **broken_down(town, due=None))
    assert clocks_of(task)["plans-task-due"][0] == "cancelled"
    verbs.break_down(office, task, **broken_down(town))
    assert clocks_of(task)["plans-task-due"] == ("running", DAY)


def test_a_day_set_before_issue_waits_for_the_issue(drafted: Plan, office: Seat, town: City) -> None:
    task = verbs.break_down(office, task_of(drafted, "2.1"), **broken_down(town))
    assert (task.state, clocks_of(task)) == ("planned", {})


def test_the_own_body_breaks_down_its_task_and_no_other(issued: Plan, clerk: Seat, town: City) -> None:
    assert verbs.break_down(clerk, task_of(issued, "1.1"), **broken_down(town, owner="赵某")).owner == "赵某"
    with pytest.raises(PermissionDenied):
        verbs.break_down(clerk, task_of(issued, "1.2"), **broken_down(town))


def test_report_progress_keeps_every_report(task: Task, clerk: Seat, leader: Seat) -> None:
    verbs.report_progress(clerk, task, **REPORT)
    again = verbs.report_progress(clerk, task, **{**REPORT, "percent": 60})
    assert again.reported == 60
    assert [(r.percent, r.by, r.by_user_id) for r in again.reports.all()] == [
        (60, "经济委 何某", clerk.user_id),
        (40, "经济委 何某", clerk.user_id),
    ]
    assert [text for text in told(leader) if text.startswith("您牵头的任务有新进展：召开协商座谈会")]
    assert Entry.objects.filter(code="plans.report_progress", object_id=str(task.pk), ok=True).count() == 2


def test_a_report_renews_the_monthly_clock(task: Task, clerk: Seat) -> None:
    before = clocks_of(task)["plans-monthly-report"]
    verbs.report_progress(clerk, task, **REPORT)
    after = clocks_of(task)["plans-monthly-report"]
    assert before[0] == after[0] == "running"
    assert after[1] > before[1]


def test_reached_milestones_are_dated(issued: Plan, office: Seat, clerk: Seat, town: City) -> None:
    task = verbs.break_down(office, task_of(issued, "1.1"), **broken_down(town, milestones=NODES))
    verbs.report_progress(clerk, task, **{**REPORT, "reached": list(task.milestones.all()[:1])})
    assert [m.done_on for m in task.milestones.all()] == [MONDAY, None]


def test_a_milestone_of_another_task_is_refused(issued: Plan, office: Seat, clerk: Seat, town: City) -> None:
    other = verbs.break_down(office, task_of(issued, "1.2"), **broken_down(town, milestones=NODES))
    with pytest.raises(Refused) as error:
        verbs.report_progress(
            clerk, task_of(issued, "1.1"), **{**REPORT, "reached": list(other.milestones.all())}
        )
    assert refused_of(error) == "所选节点不属于这条任务。"
    assert not other.milestones.exclude(done_on=None).exists()


def test_a_task_that_does_not_run_is_not_reported_on(drafted: Plan, office: Seat) -> None:
    with pytest.raises(Refused) as error:
        verbs.report_progress(office, task_of(drafted, "1.1"), **REPORT)
    assert refused_of(error) == "这条任务待印发，不能再改。"


@pytest.mark.parametrize("verb", ["report_progress", "link", "request_change", "request_close"])
def test_another_body_may_not_touch_the_task(verb: str, task: Task, town: City, seat: SeatMaker) -> None:
    stranger = seat(Role.COMMITTEE_STAFF, body=town.proposal)
    inputs = {
        "report_progress": REPORT,
        "link": PROOF,
        "request_change": {"reason": "改"},
        "request_close": {"note": "完"},
    }
    with pytest.raises(PermissionDenied):
        getattr(verbs, verb)(stranger, task, **inputs[verb])


@pytest.mark.parametrize(
    "verb", ["report_progress", "link", "unlink", "break_down", "drop", "close_out", "request_close"]
)
@pytest.mark.parametrize(
    "role", [Role.MEMBER, Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.INSPECTOR, Role.SECURITY_ADMINISTRATOR]
)
def test_outsiders_press_nothing(
    verb: str, role: Role, task: Task, seat: SeatMaker, town: City, clerk: Seat
) -> None:
    proof = verbs.link(clerk, task, **PROOF).evidence.get()
    inputs: dict[str, dict[str, Any]] = {
        "report_progress": REPORT,
        "link": PROOF,
        "unlink": {"evidence": proof, "reason": "错"},
        "break_down": broken_down(town),
        "drop": {"reason": "否"},
        "close_out": {"note": ""},
        "request_close": {"note": ""},
    }
    with pytest.raises((PermissionDenied, Http404)):
        getattr(verbs, verb)(seat(role), task, **inputs[verb])


def test_link_and_unlink_keep_the_count_of_what_was_done(
    issued: Plan, office: Seat, clerk: Seat, town: City
) -> None:
    from zhengxie.engines.plans.queries.progress import progress_now

    task = verbs.break_down(
        office, task_of(issued, "1.1"), **broken_down(town, target_amount=4, target_unit="次")
    )
    task = verbs.link(clerk, task, **PROOF)
    assert (task.evidence.get().by, progress_now(task).percent) == ("经济委 何某", 50)
    task = verbs.unlink(clerk, task, evidence=task.evidence.get(), reason="登记错了")
    assert (task.evidence.count(), progress_now(task).percent) == (0, 0)


def test_evidence_of_another_task_is_not_unlinked_through_this_one(
    task: Task, issued: Plan, office: Seat, clerk: Seat
) -> None:
    other = verbs.link(office, task_of(issued, "1.2"), **PROOF)
    with pytest.raises(Refused):
        verbs.unlink(clerk, task, evidence=other.evidence.get(), reason="误")
    assert other.evidence.count() == 1


def test_a_planned_task_has_no_evidence_yet(drafted: Plan, office: Seat) -> None:
    with pytest.raises(Refused):
        verbs.link(office, task_of(drafted, "1.1"), **PROOF)


def test_a_request_for_change_lies_with_the_office_until_it_is_answered(
    task: Task, clerk: Seat, office: Seat, town: City
) -> None:
    task = verbs.request_change(clerk, task, reason="请延到11月")
    assert ("role:office_staff", "plans.answer_change") in todos_of(task)
    assert [text for text in told(office) if text.startswith("委室申请变更任务，请答复")]
    task = verbs.answer_change(office, task, reason="时限不变")
    assert task.change_request == ""
    assert [text for text in told(clerk) if text.startswith("变更申请已有答复")]
    with pytest.raises(Refused):
        verbs.answer_change(office, task, reason="再答")


def test_a_new_breakdown_answers_the_request(task: Task, clerk: Seat, office: Seat, town: City) -> None:
    verbs.request_change(clerk, task, reason="请延到11月")
    task = verbs.break_down(office, task, **broken_down(town, due=date(2022, 11, 30)))
    assert (task.change_request, todos_of(task)) == (
        "",
        {(f"staff:{town.economy.pk}", "plans.report_progress")},
    )


def test_the_body_does_not_answer_its_own_request(task: Task, clerk: Seat) -> None:
    task = verbs.request_change(clerk, task, reason="请延到11月")
    with pytest.raises(PermissionDenied):
        verbs.answer_change(clerk, task, reason="同意")


def test_drop_ends_the_task_its_clocks_and_its_desk(
    task: Task, office: Seat, clerk: Seat, leader: Seat
) -> None:
    task = verbs.drop(office, task, reason="主席会议同意取消")
    assert (task.state, task.drop_reason, todos_of(task)) == ("dropped", "主席会议同意取消", set())
    assert all(state != "running" for state, _ in clocks_of(task).values())
    for seat in (clerk, leader):
        assert [text for text in told(seat) if text.startswith("任务已取消")]
    with pytest.raises(Stale):
        verbs.drop(office, task, reason="再取消")


def test_only_the_office_drops(task: Task, clerk: Seat, leader: Seat) -> None:
    for seat in (clerk, leader):
        with pytest.raises(PermissionDenied):
            verbs.drop(seat, task, reason="否")


@pytest.mark.parametrize("code", ["plans.open_task", "plans.time_task", "plans.change_task"])
def test_nobody_presses_what_only_follows(code: str, task: Task, office: Seat) -> None:
    inputs = {"values": {"title": "改"}} if code == "plans.change_task" else {}
    with pytest.raises(PermissionDenied):
        ACTIONS[code](office, task, **inputs)


def test_another_committees_seat_gets_404(task: Task, other_city: Committee) -> None:
    stranger = directory.seat(other_city, Role.OFFICE_STAFF)
    for verb, inputs in (
        (verbs.report_progress, REPORT),
        (verbs.link, PROOF),
        (verbs.drop, {"reason": "否"}),
    ):
        with pytest.raises(Http404):
            verb(stranger, task, **inputs)


def test_a_refused_act_leaves_its_entry(task: Task, clerk: Seat) -> None:
    with pytest.raises(PermissionDenied):
        verbs.drop(clerk, task, reason="否")
    assert Entry.objects.filter(code="plans.drop", ok=False, object_id=str(task.pk)).exists()
