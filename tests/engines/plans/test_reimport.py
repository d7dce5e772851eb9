"""Reading a text again over a stored plan: what is new, changed, gone; records of what stays are kept."""

from datetime import date

import pytest
from django.test import Client

from tests.conftest import ClientMaker
from tests.engines.plans.conftest import MONDAY, City, broken_down, task_of
from tests.engines.plans.papers import TEXT
from tests.engines.plans.test_import import CHECK, IMPORT, fields_of, page_of, row_of, ticked
from zhengxie.engines.plans.actions.plans import issue
from zhengxie.engines.plans.actions.tasks import break_down, report_progress
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.foundation.access.seat import Seat

pytestmark = pytest.mark.django_db
CHANGED = (
    TEXT.replace("6月底前召开提案工作会议", "9月底前召开提案工作会议")
    .replace("举办两期委员培训班。", "举办两期委员培训班，编印委员手册。")
    .replace("“老旧小区加装电梯”", "")
)


@pytest.fixture
def desk(office: Seat, client_of: ClientMaker) -> Client:
    return client_of(office)


@pytest.fixture
def stored(desk: Client, town: City) -> Plan:
    """The text imported and confirmed."""
    desk.post(IMPORT, {"text": TEXT})
    desk.post(CHECK, ticked(fields_of(page_of(desk))))
    made: Plan = Plan.objects.get()
    return made


def reread(desk: Client, plan: Plan, text: str = CHANGED) -> str:
    """The editor's page after reading the text over the plan."""
    answer = desk.post(f"/plans/{plan.pk}/reimport/", {"text": text}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_same_text_shows_no_difference(desk: Client, stored: Plan) -> None:
    page = reread(desk, stored, TEXT)
    assert not any(words in page for words in ("新增", "去掉 "))
    fields = fields_of(page)
    assert {fields[f"tasks-{i}-task"][0] for i in range(int(fields["tasks-count"][0]))} == {
        str(key) for key in stored.tasks.values_list("pk", flat=True)
    }


def test_differences_are_shown_and_nothing_is_stored_yet(desk: Client, stored: Plan) -> None:
    page = reread(desk, stored)
    assert "新增" in page and "去掉 1 条" in page
    assert "老旧小区加装电梯" in page
    assert stored.tasks.count() == Task.objects.count()
    assert not Task.objects.filter(title__contains="手册").exists()


def test_a_draft_takes_the_differences_over(desk: Client, stored: Plan) -> None:
    kept = Task.objects.get(title__contains="学校周边")
    desk.post(f"/plans/{stored.pk}/edit/", ticked(fields_of(reread(desk, stored))))
    titles = set(Task.objects.values_list("title", flat=True))
    assert any("手册" in title for title in titles)
    assert not any("老旧小区" in title for title in titles)
    assert Task.objects.filter(pk=kept.pk).exists()


def test_the_new_text_replaces_the_old_one_so_that_the_evidence_stays_in_place(
    desk: Client, stored: Plan
) -> None:
    desk.post(f"/plans/{stored.pk}/edit/", ticked(fields_of(reread(desk, stored, "前言一句。\n" + CHANGED))))
    plan = Plan.objects.get()
    assert "委员手册" in plan.source_text
    for task in plan.tasks.exclude(evidence_start=None):
        assert plan.source_text[task.evidence_start :].startswith(task.evidence_text), task.title


def test_an_issued_plan_is_amended_and_keeps_the_records_of_matched_tasks(
    desk: Client, office: Seat, stored: Plan, town: City
) -> None:
    plan = issue(office, stored, document_no="6号", issued_on=MONDAY)
    task = task_of(plan, "1.1")
    break_down(office, task, **broken_down(town, due=None))
    report_progress(office, task, percent=30, text="已启动", difficulties="", reached=[])
    fields = ticked(fields_of(reread(desk, plan)))
    answer = desk.post(
        f"/plans/{plan.pk}/amend/", {**fields, "reason": ["主席会议同意"], "on": ["2022-06-06"]}
    )
    assert answer.status_code == 302
    plan.refresh_from_db()
    task.refresh_from_db()
    assert (plan.edition, task.reports.count(), task.leader, task.state) == (2, 1, town.leader, "open")
    gone = Task.objects.get(title__contains="老旧小区")
    assert gone.state == "dropped"
    page = desk.get(f"/plans/{plan.pk}/editions/").content.decode()
    for words in ("第2版", "新增", "取消", "主席会议同意"):
        assert words in page


def test_a_moved_day_is_shown_as_changed(desk: Client, stored: Plan) -> None:
    meeting = Task.objects.get(title__contains="提案工作会议")
    assert meeting.due == date(2022, 6, 30)
    page = reread(desk, stored)
    assert "有改动" in page
    fields = fields_of(page)
    assert fields[f"{row_of(fields, '提案工作会议')}-due"] == ["2022-09-30"]


def test_an_amendment_without_reason_is_refused(desk: Client, office: Seat, stored: Plan) -> None:
    plan = issue(office, stored, document_no="6号", issued_on=MONDAY)
    answer = desk.post(
        f"/plans/{plan.pk}/amend/", {**ticked(fields_of(reread(desk, plan))), "on": ["2022-06-06"]}
    )
    assert answer.status_code == 422
    assert "请写明修订原因和批准的会议" in answer.content.decode()
    assert Plan.objects.get().edition == 1
