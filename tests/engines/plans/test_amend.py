"""A new edition of an issued plan: differences listed, records kept, clocks moved."""

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
    broken_down,
    clocks_of,
    refused_of,
    row,
    task_of,
    told,
)
from tests.engines.plans.test_draft import kept
from tests.factories import directory
from zhengxie.engines.plans.actions.plans import amend
from zhengxie.engines.plans.actions.tasks import break_down, close_out, link, report_progress, request_close
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db
LATER = date(2022, 11, 30)
WHY: dict[str, Any] = {
    "reason": "主席会议同意调整",
    "on": MONDAY,
    "document_no": "示政协〔2022〕20号",
    "source_name": "要点.txt",
    "source_text": "原文",
}


def amended(office: Seat, plan: Plan, rows: list[dict[str, Any]]) -> Plan:
    """The plan with a new edition of these rows."""
    made: Plan = amend(office, plan, **WHY, heads=HEADS, tasks=rows)
    return made


def test_amend_makes_edition_two_with_its_differences(issued: Plan, office: Seat) -> None:
    rows = [*kept(issued, title="召开三次协商座谈会", due=LATER)[:2], row("新任务", "0-1")]
    plan = amended(office, issued, rows)
    edition = plan.editions.get(number=2)
    assert (plan.edition, plan.state, edition.reason) == (2, "issued", "主席会议同意调整")
    told_of = {(c["what"], c["title"]): c["fields"] for c in edition.changes}
    assert told_of == {
        ("added", "新任务"): {},
        ("removed", "开展双向评议"): {},
        ("changed", "召开三次协商座谈会"): {
            "title": ["召开协商座谈会", "召开三次协商座谈会"],
            "due": ["2022-09-30", "2022-11-30"],
        },
    }


def test_a_task_taken_out_is_dropped_and_keeps_its_history(issued: Plan, office: Seat) -> None:
    gone = task_of(issued, "2.1")
    report_progress(office, gone, percent=20, text="已准备", difficulties="", reached=[])
    plan = amended(office, issued, kept(issued)[:2])
    gone.refresh_from_db()
    assert gone.state == "dropped"
    assert gone.drop_reason == "第2版修订取消：主席会议同意调整"
    assert gone.reports.get().text == "已准备"
    assert plan.sections.count() == 1
    assert set(clocks_of(gone).values()) and all(state != "running" for state, _ in clocks_of(gone).values())


def test_a_new_task_runs_at_once(issued: Plan, office: Seat, town: City) -> None:
    plan = amended(office, issued, [*kept(issued), row("新任务", "0-1", lead_body=town.economy, due=LATER)])
    new = task_of(plan, "2.2")
    assert new.state == "open"
    assert clocks_of(new)["plans-task-due"] == ("running", LATER)


def test_a_moved_day_moves_the_clock(issued: Plan, office: Seat) -> None:
    plan = amended(office, issued, kept(issued, due=LATER))
    assert clocks_of(task_of(plan, "1.1"))["plans-task-due"] == ("running", LATER)


def test_a_day_given_by_an_amendment_starts_the_clock(issued: Plan, office: Seat) -> None:
    rows = kept(issued)
    rows[1]["due"] = LATER
    plan = amended(office, issued, rows)
    assert clocks_of(task_of(plan, "1.2"))["plans-task-due"] == ("running", LATER)


def test_what_the_breakdown_set_stays(issued: Plan, office: Seat, town: City) -> None:
    break_down(office, task_of(issued, "1.1"), **broken_down(town, target="开一次会"))
    plan = amended(office, issued, kept(issued, title="召开三次协商座谈会"))
    task = task_of(plan, "1.1")
    assert (task.leader, task.target, task.owner) == (town.leader, "开一次会", "陈某")


def test_nobody_is_told_of_a_task_that_did_not_change(clerk: Seat, issued: Plan, office: Seat) -> None:
    rows = kept(issued)
    rows[1]["title"] = "形成协商建议"
    amended(office, issued, rows)
    assert [text for text in told(clerk) if text.startswith("任务随工作要点修订")] == []
    assert [text for text in told(clerk) if text.startswith("工作要点已修订")], (
        "the edition itself concerns the body"
    )


def test_an_edition_without_a_difference_is_refused(issued: Plan, office: Seat) -> None:
    with pytest.raises(Refused) as error:
        amended(office, issued, kept(issued))
    assert refused_of(error) == "与上一版没有差别，不需要修订。"
    issued.refresh_from_db()
    assert issued.edition == 1


def test_a_closed_task_stays_whatever_the_new_text_says(
    issued: Plan, office: Seat, task: Any, clerk: Seat, leader: Seat
) -> None:
    report_progress(clerk, task, percent=100, text="办完", difficulties="", reached=[])
    link(clerk, task, title="会议纪要", on=MONDAY, quantity=1, url="")
    close_out(leader, request_close(clerk, task, note="已完成"), note="同意")
    amended(office, issued, [*kept(issued)[1:], row("新增一项")])
    closed = Task.objects.get(pk=task.pk)
    assert (closed.state, closed.due, closed.item.title) == ("closed", DAY, "开展专题协商")


def test_a_draft_is_not_amended(drafted: Plan, office: Seat) -> None:
    with pytest.raises(Stale):
        amended(office, drafted, kept(drafted, title="改"))


@pytest.mark.parametrize("role", [Role.RESEARCH_OFFICE, Role.COMMITTEE_STAFF, Role.CHAIR_LEVEL])
def test_only_the_office_amends(role: Role, issued: Plan, seat: SeatMaker) -> None:
    with pytest.raises(PermissionDenied):
        amended(seat(role), issued, kept(issued, title="改"))


def test_another_committee_gets_404(issued: Plan, other_city: Committee) -> None:
    with pytest.raises(Http404):
        amended(directory.seat(other_city, Role.OFFICE_STAFF), issued, kept(issued, title="改"))
