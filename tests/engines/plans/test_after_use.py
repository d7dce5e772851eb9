"""What people and attackers tried: mistakes that must be repairable, shortcuts that must not exist."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.conftest import ClientMaker
from tests.engines.plans.conftest import HEADS, MONDAY, City, broken_down, row
from zhengxie.engines.plans.actions import plans as verbs
from zhengxie.engines.plans.actions import tasks as acts
from zhengxie.engines.plans.forms.tasks import BreakDownForm, ReportForm
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.notices.models import Message
from zhengxie.foundation.workflow.refusals import Refused

TOMORROW = MONDAY + timedelta(days=1)


def another(office: Seat, year: int, text: str = "别的原文") -> Plan:
    given: dict[str, Any] = {
        "title": f"{year}年工作要点",
        "year": year,
        "source_name": "",
        "source_text": text,
    }
    made: Plan = verbs.draft(office, **given, heads=HEADS, tasks=[row("召开会议")])
    return made


def test_a_draft_made_by_mistake_is_discarded_and_leaves_the_lists(drafted: Plan, office: Seat) -> None:
    verbs.discard(office, drafted, reason="导入错了文件")
    assert not visible(office, Plan).filter(pk=drafted.pk).exists()
    assert Plan.objects.get(pk=drafted.pk).state == "discarded"


def test_the_same_reading_makes_one_draft(drafted: Plan, office: Seat) -> None:
    with pytest.raises(Refused, match="同样的草稿已经建立过"):
        another(office, 2022, "原文")


def test_one_plan_a_year_and_each_number_once(issued: Plan, office: Seat) -> None:
    with pytest.raises(Refused, match="2022年的工作要点已经印发"):
        verbs.issue(office, another(office, 2022), document_no="示政协〔2022〕9号", issued_on=MONDAY)
    with pytest.raises(Refused, match="文号已用于"):
        verbs.issue(office, another(office, 2021), document_no="示政协〔2022〕6号", issued_on=MONDAY)


def test_meetings_have_happened_and_follow_each_other(drafted: Plan, office: Seat) -> None:
    with pytest.raises(Refused, match="不能晚于今天"):
        verbs.approve(office, drafted, meeting="主席会议", on=TOMORROW, document_no="")
    plan = verbs.approve(office, drafted, meeting="主席会议", on=MONDAY, document_no="")
    with pytest.raises(Refused, match="不能早于上一次会议"):
        verbs.approve(office, plan, meeting="常委会会议", on=MONDAY - timedelta(days=1), document_no="")


@pytest.mark.parametrize(
    "change",
    [{"due": date(2028, 12, 31)}, {"leader": None}, {"lead_body": None}],
    ids=["due", "leader", "body"],
)
def test_a_body_moves_neither_day_nor_leader_nor_itself(
    change: dict[str, Any], task: Task, clerk: Seat, office: Seat, town: City
) -> None:
    with pytest.raises(Refused, match="请用“申请变更”"):
        acts.break_down(clerk, task, **broken_down(town, **change))
    acts.break_down(office, task, **broken_down(town, **change))


def test_a_body_still_sets_its_person_and_milestones(task: Task, clerk: Seat, town: City) -> None:
    steps = [{"title": "拟方案", "due": MONDAY, "weight": 1, "done_on": None}]
    changed = acts.break_down(clerk, task, **broken_down(town, owner="赵某", milestones=steps))
    assert (changed.owner, changed.milestones.count()) == ("赵某", 1)


def test_a_milestone_is_not_later_than_the_task(task: Task, office: Seat, town: City) -> None:
    late = [{"title": "总结", "due": date(2029, 1, 31), "weight": 1, "done_on": None}]
    with pytest.raises(Refused, match="节点“总结”晚于任务的完成时限"):
        acts.break_down(office, task, **broken_down(town, milestones=late))


def test_evidence_is_of_the_past(task: Task, clerk: Seat) -> None:
    with pytest.raises(Refused, match="佐证的日期不能晚于今天"):
        acts.link(clerk, task, title="纪要", on=TOMORROW, quantity=1, url="")


def test_a_percentage_is_asked_only_where_it_counts(
    task: Task, office: Seat, clerk: Seat, town: City
) -> None:
    assert {"percent"} <= set(ReportForm(clerk, task).fields)
    counted = acts.break_down(office, task, **broken_down(town, target_amount=6))
    form = ReportForm(clerk, counted)
    assert not {"percent", "reached"} & set(form.fields)
    assert form.fixed() == {"percent": 0, "reached": []}


def test_the_reason_of_a_refusal_reaches_the_body(task: Task, clerk: Seat, leader: Seat) -> None:
    acts.report_progress(clerk, task, percent=100, text="办完", difficulties="", reached=[])
    acts.link(clerk, task, title="纪要", on=MONDAY, quantity=1, url="")
    acts.refuse_close(leader, acts.request_close(clerk, task, note="已完成"), reason="材料不全")
    assert Message.objects.filter(user_id=clerk.user_id or 0, text__contains="原因：材料不全").exists()


def test_after_a_conflict_the_form_says_what_stands_there_now(task: Task, office: Seat, town: City) -> None:
    acts.break_down(office, task, **broken_down(town, owner="后来的人", target="开会6次"))
    task.refresh_from_db()
    typed = {"version": "1", "owner": "我填的人", "target": "", "lead_body": town.economy.pk}
    form = BreakDownForm(office, task, {**typed, "leader": town.leader.pk, "due": "2022-09-30"})
    assert form.is_valid() and form.perform() is None
    assert ("责任人", "后来的人") in form.latest
    assert ("完成标准", "开会6次") in form.latest
    assert "完成时限" not in dict(form.latest)


@pytest.mark.parametrize("junk", ['{"a":1}', "-1", "9" * 50, "[" * 5000, "[[1]]"])
def test_junk_beside_the_tree_breaks_no_page(junk: str, office: Seat, client_of: ClientMaker) -> None:
    client: Client = client_of(office)
    answer = client.post("/plans/import/check/", {"do": "plans.draft", "unused": junk, "title": "x"})
    assert answer.status_code == 422
    assert client.get("/plans/import/check/").status_code == 200


def test_a_number_beyond_every_key_is_a_wrong_choice(
    task: Task, office: Seat, client_of: ClientMaker
) -> None:
    typed = {"do": "plans.break_down", "co_units": "9" * 25, "milestones-count": "0", "version": task.version}
    answer = client_of(office).post(f"/plans/tasks/{task.pk}/break-down/", typed)
    assert answer.status_code == 422
    assert "请刷新页面后重新选择" in answer.content.decode()
