"""The answer goes out: checked line by line, class corrected, promises made, the proposer asked."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

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
from tests.factories.cases import CHECKED, CaseTown
from zhengxie.engines.cases.actions import handling
from zhengxie.engines.cases.actions.handling import confirm_contact
from zhengxie.engines.cases.actions.promises import open_promise
from zhengxie.engines.cases.actions.replies import draft_reply, issue_reply, submit_reply
from zhengxie.engines.cases.models import Assignment, Promise
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db


def test_the_proposer_gets_it_and_is_asked(town: CaseTown, on: Callable[[date], None]) -> None:
    under_review = cases.submitted(town)
    on(date(2022, 3, 9))
    task = issue_reply(town.inspector, under_review, result="A", **CHECKED)
    assert (task.state, task.answered_on, task.issued_on) == ("replied", MONDAY, date(2022, 3, 9))
    assert timezone.localdate(task.replies.get().issued) == date(2022, 3, 9)
    assert todos_of(task) == {(f"member:{town.member.pk}", "cases.give_feedback")}
    assert clocks_of(task)["cases-review"][0] == "stopped"
    assert clocks_of(task)["cases-feedback"] == ("running", date(2022, 3, 30))
    for seat in (town.proposer, town.officer, town.leader):
        mine = (
            "承办单位的答复已发给您，请阅看并评价"
            if seat == town.proposer
            else "答复已审核发出，等提案者评价"
        )
        assert told(seat)[0].startswith(f"{mine}：第014号")
    assert entries("cases.issue_reply", task) == 1


def test_proposal_staff_may_issue_too(town: CaseTown) -> None:
    assert issue_reply(town.staff, cases.submitted(town), result="A", **CHECKED).state == "replied"


def test_every_line_of_the_list_is_ticked(town: CaseTown) -> None:
    under_review = cases.submitted(town)
    given = [{**CHECKED, name: False, "result": "A"} for name in CHECKED]
    found = [text for _, text in refusals(issue_reply, town.inspector, under_review, given=given)]
    labels = ["每条建议都有答复", "已与提案者沟通", "公开属性已注明", "格式无误"]
    assert found == [f"还有没有核对的项目：{label}。不符合的请退回承办单位。" for label in labels]
    assert Assignment.objects.get().state == "reply_review"


def test_a_class_b_answer_promises_each_suggestion(town: CaseTown) -> None:
    task = cases.replied(town, promise=True)
    day = MONDAY + timedelta(days=90)
    assert [(p.item.number, p.unit, p.due, p.state, p.text) for p in task.promises.all()] == [
        (1, town.police, day, "open", "对建议1已经落实"),
        (2, town.police, day, "open", "对建议2已经落实"),
    ]
    assert {promise.section for promise in task.promises.all()} == {"秩序管理科"}
    assert entries("cases.open_promise") == 2


def test_class_a_promises_only_what_it_dates(town: CaseTown) -> None:
    task = cases.met(town)
    text = cases.answer(task, days={2: MONDAY + timedelta(days=30)})
    draft_reply(town.officer, task, **text)
    submit_reply(town.leader, task, signer="周某")
    task = issue_reply(town.inspector, task, result="A", **CHECKED)
    assert [promise.item.number for promise in task.promises.all()] == [2]


def test_the_auditor_corrects_the_class(town: CaseTown) -> None:
    task = issue_reply(town.inspector, cases.submitted(town), result="C", **CHECKED)
    assert task.replies.get().result == "C"


def test_a_corrected_class_that_needs_days_goes_back(town: CaseTown) -> None:
    with pytest.raises(Refused) as error:
        issue_reply(town.inspector, cases.submitted(town), result="B", **CHECKED)
    assert refused_of(error).startswith("不能发出：建议1选了“采纳”，B类答复请填完成时间")
    assert error.value.field == "result"
    assert not Promise.objects.exists()


def test_a_class_is_needed(town: CaseTown) -> None:
    with pytest.raises(Refused) as error:
        issue_reply(town.inspector, cases.submitted(town), result="", **CHECKED)
    assert error.value.field == "result"


def test_a_meeting_contradicted_during_the_audit_stops_it(town: CaseTown) -> None:
    task = cases.submitted(town)
    confirm_contact(town.proposer, task, contact=task.contacts.get(), objection="没有见过面")
    with pytest.raises(Refused) as error:
        issue_reply(town.inspector, task, result="A", **CHECKED)
    assert "提案者说明面商记录与实际不符" in refused_of(error)


def test_it_is_issued_once(town: CaseTown) -> None:
    with pytest.raises(Stale):
        issue_reply(town.staff, cases.replied(town), result="A", **CHECKED)


def test_only_auditors_issue(town: CaseTown) -> None:
    others = "officer leader panel proposer system"
    forbidden(town, others, issue_reply, cases.submitted(town), result="A", **CHECKED)


def test_nobody_makes_a_promise_by_hand(town: CaseTown) -> None:
    task = cases.replied(town)
    given = {"assignment": task, "item": task.items.first(), "text": "诺", "section": "", "due": MONDAY}
    forbidden(town, "officer staff system", open_promise, **given)


def test_another_committee_gets_404(town: CaseTown, other_town: CaseTown) -> None:
    with pytest.raises(Http404):
        issue_reply(other_town.inspector, cases.submitted(town), result="A", **CHECKED)


def test_the_case_counts_as_answered_when_every_unit_has_answered(town: CaseTown) -> None:
    case = cases.assigned(town, cases.separate(town))
    first = cases.begin(town.officer, cases.part_of(case, town.police))
    handled = handling.record_contact(town.officer, first, **cases.meeting())
    cases.replied(town, handled)
    assert entries("cases.count_answer") == 0
    second = cases.begin(town.other_officer, cases.part_of(case, town.roads))
    second = handling.record_contact(town.other_officer, second, **cases.meeting())
    draft_reply(town.other_officer, second, **cases.answer(second))
    submit_reply(town.other_leader, second, signer="吴某")
    issue_reply(town.inspector, second, result="A", **CHECKED)
    assert entries("cases.count_answer") == 1
