"""An answer that does not answer goes back with a reason; the unit's clock runs on to its old day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import Http404

from tests.engines.cases.conftest import clocks_of, entries, forbidden, refusals, refused_of, todos_of, told
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions.handling import record_contact
from zhengxie.engines.cases.actions.replies import send_back_reply, send_back_rework
from zhengxie.engines.cases.models import Assignment
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def under_review(town: CaseTown) -> Assignment:
    return cases.submitted(town)


def second_review(town: CaseTown) -> Assignment:
    """The second answer, signed."""
    task = record_contact(town.officer, cases.in_rework(town), **cases.meeting(way="phone", place=""))
    return cases.submitted(town, task)


def test_the_unit_gets_it_back_with_the_reason_and_its_text(town: CaseTown, under_review: Assignment) -> None:
    task = send_back_reply(town.inspector, under_review, reason="第2条没有措施")
    first, second = task.replies.all()
    assert task.state == "handling"
    assert (first.sent_back_reason, bool(first.sent_back)) == ("第2条没有措施", True)
    assert (second.text, second.document_no, second.round) == (first.text, first.document_no, 1)
    assert (second.is_ready, second.submitted, second.sent_back) == (False, None, None)
    assert [row.text for row in second.answers.all()] == [row.text for row in first.answers.all()]
    assert entries("cases.send_back_reply", task) == 1


def test_officer_and_leader_are_told_why(town: CaseTown, under_review: Assignment) -> None:
    task = send_back_reply(town.staff, under_review, reason="第2条没有措施")
    for seat in (town.officer, town.leader):
        assert told(seat)[0].endswith("原因：第2条没有措施")
    assert (f"officer:{town.police.pk}", "cases.draft_reply") in todos_of(task)
    rows = Todo.objects.filter(object_id=str(task.pk), code="cases.draft_reply", closed__isnull=True)
    assert rows.get().note == "退回：第2条没有措施"
    assert not [text for text in told(town.proposer) if "退回" in text]


def test_the_clock_of_the_reply_runs_on_to_its_old_day(
    town: CaseTown, under_review: Assignment, on: Callable[[date], None]
) -> None:
    on(date(2022, 3, 9))
    task = send_back_reply(town.inspector, under_review, reason="补充")
    assert clocks_of(task)["cases-reply"] == ("running", date(2022, 6, 7))
    assert clocks_of(task)["cases-review"][0] == "stopped"
    task = cases.submitted(town, task)
    assert clocks_of(task)["cases-reply"] == ("stopped", date(2022, 6, 7))
    assert clocks_of(task)["cases-review"] == ("running", date(2022, 3, 14))


def test_the_signature_that_is_issued_counts_for_the_day(
    town: CaseTown, under_review: Assignment, on: Callable[[date], None]
) -> None:
    on(date(2022, 3, 9))
    task = cases.replied(town, send_back_reply(town.inspector, under_review, reason="补充"))
    assert task.answered_on == date(2022, 3, 9)


def test_in_the_second_round_it_goes_back_to_rework(town: CaseTown) -> None:
    task = send_back_rework(town.inspector, second_review(town), reason="仍无措施")
    assert (task.state, task.round) == ("rework", 2)
    assert clocks_of(task)["cases-rework"] == ("running", date(2022, 4, 7))
    assert clocks_of(task)["cases-reply"][0] == "stopped"
    assert [reply.round for reply in task.replies.all()] == [1, 2, 2]


def test_each_round_has_its_own_verb(town: CaseTown, under_review: Assignment) -> None:
    with pytest.raises(Refused):
        send_back_rework(town.inspector, under_review, reason="错用")
    with pytest.raises(Refused):
        send_back_reply(town.inspector, second_review_of(town), reason="错用")


def second_review_of(town: CaseTown) -> Assignment:
    """The same with another case."""
    task = cases.in_rework(town, cases.met(town, number=15))
    task = record_contact(town.officer, task, **cases.meeting(way="phone", place=""))
    return cases.submitted(town, task)


def test_a_reason_is_needed(town: CaseTown, under_review: Assignment) -> None:
    given = [{"reason": " "}, {"reason": "长" * 301}]
    assert refusals(send_back_reply, town.inspector, under_review, given=given) == [
        ("reason", "请写明退回的理由，便于承办单位修改。"),
        ("reason", "退回理由有301字，最多300字，请精简。"),
    ]


def test_only_auditors_send_back(town: CaseTown, under_review: Assignment) -> None:
    for verb in (send_back_reply, send_back_rework):
        forbidden(town, "officer leader panel proposer", verb, under_review, reason="不行")


def test_what_is_not_under_review_is_not_sent_back(town: CaseTown) -> None:
    tasks = (cases.written(town), cases.in_rework(town, cases.met(town, number=15)))
    for verb, task in zip((send_back_reply, send_back_rework), tasks, strict=True):
        with pytest.raises(Refused) as error:
            verb(town.inspector, task, reason="早了")
        assert refused_of(error) == "答复还没有签发送审，等承办单位签发以后再审核。"


def test_the_second_auditor_is_told(town: CaseTown, under_review: Assignment) -> None:
    send_back_reply(town.inspector, under_review, reason="补充")
    with pytest.raises(Stale):
        send_back_reply(town.staff, under_review, reason="也要补充")


def test_another_committee_gets_404(town: CaseTown, under_review: Assignment, other_town: CaseTown) -> None:
    for verb in (send_back_reply, send_back_rework):
        with pytest.raises(Http404):
            verb(other_town.inspector, under_review, reason="邻市")
