"""Storing a checked tree as a draft, changing it, approving it, issuing it. domain/07 section 6."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.conftest import SeatMaker
from tests.engines.plans.conftest import (
    DAY,
    HEADS,
    MONDAY,
    City,
    clocks_of,
    refused_of,
    row,
    task_of,
    todos_of,
    told,
)
from tests.factories import directory
from zhengxie.engines.plans.actions.plans import approve, close, consult, draft, issue, revise, send_back
from zhengxie.engines.plans.actions.tasks import drop
from zhengxie.engines.plans.forms.plans import SendBackForm
from zhengxie.engines.plans.models import Item, Plan, Section, Task
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db
NEW: dict[str, Any] = {
    "title": "2023年工作要点",
    "year": 2023,
    "source_name": "",
    "source_text": "",
    "heads": HEADS,
}
MEETING: dict[str, Any] = {"meeting": "第3次主席会议", "on": MONDAY, "document_no": ""}
NUMBER: dict[str, Any] = {"document_no": "示政协〔2022〕6号", "issued_on": MONDAY}
SAME = {"title": "2022年工作要点", "year": 2022}


def tree(plan: Plan) -> list[tuple[str, str, str]]:
    """(item, number, title) in order."""
    rows = plan.tasks.select_related("item").order_by("order")
    return [(str(task.item), task.number, task.title) for task in rows]


def kept(plan: Plan, **changes: Any) -> list[dict[str, Any]]:
    """The rows of a stored plan as the editor hands them back, with the changes on the first."""
    heads = {"1": "0-0", "2": "0-1"}
    names = ("kind", "lead_body", "due", "timing", "responsible", "evidence_text", "evidence_start")
    rows = [
        row(t.title, heads[t.item.number], **{"task": t.pk, **{n: getattr(t, n) for n in names}})
        for t in plan.tasks.select_related("item").order_by("order")
    ]
    rows[0].update(changes)
    return rows


def test_draft_stores_sections_items_and_numbered_tasks(drafted: Plan) -> None:
    assert (drafted.state, drafted.year, drafted.edition, drafted.source_text) == (
        "drafting",
        2022,
        1,
        "原文",
    )
    assert [str(s) for s in drafted.sections.all()] == ["一　围绕中心履职"]
    assert tree(drafted) == [
        ("1　开展专题协商", "1.1", "召开协商座谈会"),
        ("1　开展专题协商", "1.2", "形成协商报告"),
        ("2　做好提案工作", "2.1", "开展双向评议"),
    ]
    assert set(drafted.tasks.values_list("state", flat=True)) == {"planned"}


def test_a_draft_starts_no_clock_and_lies_on_nobodys_desk(drafted: Plan) -> None:
    task = task_of(drafted, "1.1")
    assert (todos_of(task), clocks_of(task)) == (set(), {})


def test_draft_leaves_one_entry_with_what_was_stored(drafted: Plan) -> None:
    entry = Entry.objects.get(code="plans.draft")
    assert (entry.object_id, entry.title, entry.ok) == (str(drafted.pk), "2022年工作要点", True)
    assert json.loads(entry.detail)["inputs"]["year"] == 2022


@pytest.mark.parametrize(
    "role", [Role.COMMITTEE_STAFF, Role.MEMBER, Role.CHAIR_LEVEL, Role.SYSTEM_ADMINISTRATOR]
)
def test_only_office_and_research_draft(role: Role, town: City, seat: SeatMaker) -> None:
    with pytest.raises(PermissionDenied):
        draft(seat(role), **NEW, tasks=[row("任务")])
    assert not Plan.objects.exists()


def test_the_research_office_drafts(town: City, seat: SeatMaker) -> None:
    assert draft(seat(Role.RESEARCH_OFFICE), **NEW, tasks=[row("任务")]).tasks.count() == 1


def test_a_task_of_no_item_is_refused_by_name_and_nothing_is_stored(office: Seat) -> None:
    with pytest.raises(Refused) as error:
        draft(office, **NEW, tasks=[row("没有归处的任务", head="")])
    assert refused_of(error) == "任务“没有归处的任务”没有归入任何一项要点，请为它选一项。"
    assert (Plan.objects.count(), Section.objects.count(), Item.objects.count()) == (0, 0, 0)


def test_a_plan_without_an_item_is_refused(office: Seat) -> None:
    with pytest.raises(Refused) as error:
        draft(office, **{**NEW, "heads": HEADS[:1]}, tasks=[row("任务")])
    assert refused_of(error) == "至少要有一项要点。"


def test_revise_keeps_the_tasks_that_stay_and_adds_and_deletes_the_others(
    drafted: Plan, office: Seat
) -> None:
    before = {t.title: t.pk for t in drafted.tasks.all()}
    rows = [*kept(drafted, title="召开两次协商座谈会")[:2], row("新任务", "0-1")]
    plan = revise(office, drafted, **SAME, source_name="", source_text="", heads=HEADS, tasks=rows)
    assert [(n, t) for _, n, t in tree(plan)] == [
        ("1.1", "召开两次协商座谈会"),
        ("1.2", "形成协商报告"),
        ("2.1", "新任务"),
    ]
    assert task_of(plan, "1.1").pk == before["召开协商座谈会"]
    assert not Task.objects.filter(pk=before["开展双向评议"]).exists()
    assert (Section.objects.count(), Item.objects.count()) == (1, 2), "the heads of before are gone"


def test_an_issued_plan_is_not_revised(issued: Plan, office: Seat) -> None:
    with pytest.raises(Refused) as error:
        revise(office, issued, **SAME, source_name="", source_text="", heads=HEADS, tasks=kept(issued))
    assert "修订" in refused_of(error)


def test_consult_tells_the_leading_bodies(drafted: Plan, office: Seat, clerk: Seat) -> None:
    assert consult(office, drafted).state == "consulting"
    assert [text for text in told(clerk) if text.startswith("工作要点征求意见，请提出意见：2022年工作要点")]


def test_approval_takes_the_chairpersons_meeting_first_and_the_standing_committee_next(
    drafted: Plan, office: Seat
) -> None:
    plan = approve(office, drafted, **MEETING)
    assert plan.state == "approved_cm"
    plan = approve(office, plan, meeting="第2次常委会会议", on=MONDAY, document_no="示政协常〔2022〕2号")
    assert plan.state == "approved_sc"
    assert [str(a) for a in plan.approvals.all()] == [
        "第3次主席会议 2022-06-06",
        "第2次常委会会议 2022-06-06",
    ]
    with pytest.raises(Stale):
        approve(office, plan, **MEETING)


def test_send_back_returns_to_drafting_before_issue_only(drafted: Plan, office: Seat) -> None:
    plan = send_back(office, approve(office, drafted, **MEETING), reason="补充两项")
    assert plan.state == "drafting"
    with pytest.raises(Stale):
        send_back(office, plan, reason="再退")


def test_issue_opens_tasks_starts_clocks_and_fills_desks(town: City, clerk: Seat, issued: Plan) -> None:
    assert (issued.state, issued.document_no, issued.issued_on) == ("issued", "示政协〔2022〕6号", MONDAY)
    dated, undated = task_of(issued, "1.1"), task_of(issued, "2.1")
    assert dated.state == undated.state == "open"
    assert clocks_of(dated)["plans-task-due"] == ("running", DAY)
    assert "plans-task-due" not in clocks_of(undated), "without a day there is nothing to count"
    assert "plans-monthly-report" in clocks_of(undated)
    assert todos_of(dated) == {(f"staff:{town.economy.pk}", "plans.report_progress")}
    assert todos_of(undated) == {("role:office_staff", "plans.break_down")}
    assert [text for text in told(clerk) if text.startswith("工作要点已印发，请分解落实：2022年工作要点")]


def test_issue_keeps_the_first_edition(issued: Plan) -> None:
    edition = issued.editions.get()
    assert (edition.number, edition.on, edition.document_no, edition.changes) == (
        1,
        MONDAY,
        "示政协〔2022〕6号",
        [],
    )
    assert [t["number"] for t in edition.tasks] == ["1.1", "1.2", "2.1"]


def test_a_plan_is_issued_once(issued: Plan, office: Seat) -> None:
    with pytest.raises(Stale):
        issue(office, issued, **NUMBER)


@pytest.mark.parametrize(
    "role", [Role.RESEARCH_OFFICE, Role.COMMITTEE_STAFF, Role.CHAIR_LEVEL, Role.SECRETARY_GENERAL]
)
def test_only_the_office_enters_the_meetings_acts(
    role: Role, drafted: Plan, office: Seat, seat: SeatMaker
) -> None:
    consult(office, drafted)
    for verb, inputs in ((issue, NUMBER), (approve, MEETING), (consult, {}), (send_back, {"reason": "否"})):
        with pytest.raises(PermissionDenied):
            verb(seat(role), drafted, **inputs)
    drafted.refresh_from_db()
    assert drafted.state == "consulting"


def test_the_bodies_see_the_draft_from_the_consultation_on(drafted: Plan, office: Seat, clerk: Seat) -> None:
    assert not visible(clerk, Plan).exists() and not visible(clerk, Task).exists()
    consult(office, drafted)
    assert visible(clerk, Plan).get() == drafted
    assert visible(clerk, Task).count() == 3


def test_close_needs_every_task_ended(issued: Plan, office: Seat) -> None:
    with pytest.raises(Refused) as error:
        close(office, issued)
    assert refused_of(error) == "还有3条任务没有销号或取消，不能收官。"
    for task in issued.tasks.all():
        drop(office, task, reason="主席会议同意取消")
    assert close(office, issued).state == "closed"


def test_a_second_sending_back_says_where_it_is_and_offers_no_way_round(drafted: Plan, office: Seat) -> None:
    plan = send_back(office, consult(office, drafted), reason="补充两项")
    assert SendBackForm(office, plan).untimely == "现在已经是“起草中”，不用再“退回起草”。"


@pytest.mark.parametrize("verb", [revise, consult, approve, send_back, issue, close])
def test_another_committees_office_gets_404(verb: Any, drafted: Plan, other_city: Committee) -> None:
    stranger = directory.seat(other_city, Role.OFFICE_STAFF)
    inputs: dict[Any, dict[str, Any]] = {
        revise: {**SAME, "source_name": "", "source_text": "", "heads": HEADS, "tasks": []},
        approve: MEETING,
        send_back: {"reason": "否"},
        issue: {**NUMBER, "issued_on": date(2022, 1, 1)},
    }
    with pytest.raises(Http404):
        verb(stranger, drafted, **inputs.get(verb, {}))
