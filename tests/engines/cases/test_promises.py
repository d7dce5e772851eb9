"""Promises: reported on with evidence, reminded of by their own day, confirmed when all are kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import Http404

from tests.engines.cases.conftest import (
    MONDAY,
    clocks_of,
    entries,
    forbidden,
    refusals,
    refused_of,
    todos_of,
    told,
)
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import promises as verbs
from zhengxie.engines.cases.actions.promises import confirm_fulfilled, report_progress
from zhengxie.engines.cases.models import Assignment, Case, Promise
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db
REPORT = {"text": "已划线8处", "evidence": "", "done": False}
CONFIRM: dict[str, Any] = {"result": "A", "proposer_told": True, "note": "现场看过"}


@pytest.fixture
def promise(town: CaseTown) -> Promise:
    """The first of two."""
    made: Promise = cases.following(town).promises.order_by("item__number")[0]
    return made


def test_every_report_is_kept(town: CaseTown, promise: Promise) -> None:
    report_progress(town.officer, promise, **REPORT)
    done = report_progress(town.officer, promise, **{**REPORT, "text": "已划线11处"})
    assert [(r.text, r.by) for r in done.reports.all()] == [
        ("已划线8处", "市公安局 何某"),
        ("已划线11处", "市公安局 何某"),
    ]
    assert done.state == "open"
    assert told(town.staff)[0].startswith("市公安局填报了承诺的进展：第014号承诺")
    assert entries("cases.report_progress", promise) == 2


def test_done_stops_the_clock_and_a_later_report_starts_it_again(town: CaseTown, promise: Promise) -> None:
    done = cases.keep(town, promise)
    assert (done.state, done.done_on) == ("done", MONDAY)
    assert clocks_of(done)["cases-promise"] == ("stopped", promise.due)
    assert todos_of(done) == set()
    again = report_progress(town.officer, done, **{**REPORT, "text": "验收发现两处要重划"})
    assert (again.state, again.done_on) == ("open", None)
    assert clocks_of(again)["cases-promise"] == ("running", promise.due)
    assert todos_of(again) == {(f"officer:{town.police.pk}", "cases.report_progress")}


def test_reporting_done_twice_is_no_fault(town: CaseTown, promise: Promise) -> None:
    twice = cases.keep(town, cases.keep(town, promise))
    assert (twice.state, twice.reports.count()) == ("done", 2)
    assert clocks_of(twice)["cases-promise"][0] == "stopped"


def test_text_and_evidence_are_needed(town: CaseTown, promise: Promise) -> None:
    given = [{**REPORT, "text": " "}, {**REPORT, "done": True, "evidence": " "}]
    assert refusals(report_progress, town.officer, promise, given=given) == [
        ("text", "请填写进展情况。"),
        ("evidence", "报完成的请写明佐证，如文件、会议或照片的名称。"),
    ]


def test_before_the_feedback_nothing_is_followed(town: CaseTown) -> None:
    promise = cases.replied(town, promise=True).promises.first()
    assert (todos_of(promise), clocks_of(promise)) == (set(), {})
    with pytest.raises(Refused):
        report_progress(town.officer, promise, **REPORT)


def test_when_all_are_kept_the_owner_is_asked(town: CaseTown, promise: Promise) -> None:
    task = promise.assignment
    cases.keep(town, promise)
    assert todos_of(task) == set()
    cases.keep(town, task.promises.get(state="open"))
    assert todos_of(task) == {("role:proposal_staff", "cases.confirm_fulfilled")}
    report_progress(town.officer, promise, **REPORT)
    assert todos_of(task) == set()


def test_confirmation_ends_the_case_with_a_second_class_beside_the_first(town: CaseTown) -> None:
    task = confirm_fulfilled(town.staff, cases.kept(town), **CONFIRM)
    assert (task.state, task.closed_on, Case.objects.get().state) == ("closed", MONDAY, "closed")
    assert {(p.state, p.second_result, p.confirmed_on) for p in task.promises.all()} == {
        ("fulfilled", "A", MONDAY)
    }
    assert task.replies.get().result == "B"
    assert entries("cases.fulfil_promise") == 2
    assert todos_of(task) == set()
    assert any(text.startswith("答复里的承诺已确认落实：第014号") for text in told(town.proposer))
    assert any(text.startswith("承诺已确认落实：第014号") for text in told(town.officer))


def test_not_before_all_are_kept(town: CaseTown, promise: Promise) -> None:
    cases.keep(town, promise)
    with pytest.raises(Refused) as error:
        confirm_fulfilled(town.staff, promise.assignment, **CONFIRM)
    assert refused_of(error) == "还有承诺没有报完成，不能确认落实。"


def test_the_proposer_is_told_first_and_a_class_is_named(town: CaseTown) -> None:
    given = [{**CONFIRM, "proposer_told": False}, {**CONFIRM, "result": "X"}]
    assert refusals(confirm_fulfilled, town.staff, cases.kept(town), given=given) == [
        ("proposer_told", "请先把落实情况告诉提案者。"),
        ("result", "请选择跟踪办理结果。"),
    ]


def test_it_is_confirmed_once_and_then_reported_no_more(town: CaseTown) -> None:
    task = confirm_fulfilled(town.staff, cases.kept(town), **CONFIRM)
    with pytest.raises(Stale):
        confirm_fulfilled(town.staff, task, **CONFIRM)
    with pytest.raises(Refused):
        report_progress(town.officer, task.promises.first(), **REPORT)


def test_an_overdue_promise_is_reminded_of(
    town: CaseTown, promise: Promise, on: Callable[[date], None]
) -> None:
    from zhengxie.engines.clocks.actions import run_day

    on(promise.due)
    run_day(town.system, day=promise.due)
    assert any(text.startswith("落实承诺今天到期") for text in told(town.officer))


def test_only_the_units_officer_reports_and_only_the_owner_confirms(town: CaseTown) -> None:
    task = cases.kept(town)
    promise = task.promises.first()
    forbidden(town, "leader staff inspector proposer", report_progress, promise, **REPORT)
    forbidden(town, "officer leader inspector panel proposer", confirm_fulfilled, task, **CONFIRM)


def test_what_follows_by_itself_is_pressed_by_nobody(town: CaseTown, promise: Promise) -> None:
    others = "officer leader staff inspector proposer system"
    text = {"text": "诺", "section": "", "due": MONDAY}
    forbidden(town, others, verbs.revise_promise, promise, **text)
    forbidden(town, others, verbs.fulfil_promise, promise, result="A")
    forbidden(town, others, verbs.weigh_promises, promise.assignment)
    for verb in (verbs.follow_promise, verbs.complete_promise, verbs.take_up_promise):
        forbidden(town, others, verb, promise)
    done = cases.keep(town, promise)
    report_progress(town.officer, done, **REPORT)
    codes = (
        "cases.follow_promise",
        "cases.complete_promise",
        "cases.take_up_promise",
        "cases.weigh_promises",
    )
    assert [entries(code, promise) for code in codes[:3]] == [1, 1, 1]
    assert entries(codes[3], promise.assignment) == 2


def test_another_committee_gets_404(town: CaseTown, other_town: CaseTown) -> None:
    task: Assignment = cases.kept(town)
    with pytest.raises(Http404):
        confirm_fulfilled(other_town.staff, task, **CONFIRM)
    with pytest.raises(Http404):
        report_progress(other_town.officer, task.promises.first(), **REPORT)
