"""不满意 with the result starts one rework: new contact, new answer, new form; then it ends either way."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.engines.cases.conftest import MONDAY, clocks_of, entries, forbidden, refused_of, todos_of, told
from tests.factories import cases
from tests.factories.cases import POINTS, CaseTown
from zhengxie.engines.cases.actions.feedback import give_feedback, lapse_feedback, open_rework
from zhengxie.engines.cases.actions.handling import record_contact, waive_contact
from zhengxie.engines.cases.models import Assignment, Case, Promise
from zhengxie.foundation.workflow.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def again(town: CaseTown) -> Assignment:
    return cases.in_rework(town)


def test_the_unit_begins_anew_with_the_points_passed_on(town: CaseTown, again: Assignment) -> None:
    assert (again.state, again.round, again.passed_on) == ("rework", 2, POINTS)
    assert Case.objects.get().state == "assigned"
    assert entries("cases.open_rework", again) == 1
    assert clocks_of(again)["cases-rework"] == ("running", date(2022, 4, 7))
    assert clocks_of(again)["cases-feedback"][0] == "stopped"
    officer = f"officer:{town.police.pk}"
    assert todos_of(again) == {(officer, "cases.record_contact"), (officer, "cases.draft_reply")}


def test_unit_and_auditors_are_told_by_nobodys_name(town: CaseTown, again: Assignment) -> None:
    for seat in (town.officer, town.leader, town.inspector, town.staff):
        assert told(seat)[0].startswith("决定再次办理，")
        assert told(seat)[0].endswith("（系统）")


def test_the_new_answer_starts_from_the_old_text(again: Assignment) -> None:
    first, second = again.replies.all()
    assert (second.round, second.text, second.is_ready, second.issued) == (2, first.text, False, None)
    assert second.answers.count() == 2


def test_the_old_meeting_does_not_count_again(town: CaseTown, again: Assignment) -> None:
    with pytest.raises(Refused) as error:
        cases.written(town, again)
    assert "再次办理要重新与提案者沟通，还没有本轮的面商记录" in refused_of(error)


def test_any_new_contact_or_a_new_waiver_is_enough(town: CaseTown, again: Assignment) -> None:
    assert cases.answered_again(town, again).state == "replied"
    other = cases.in_rework(town, cases.met(town, number=15))
    other = waive_contact(town.proposer, other, reason="书面即可")
    assert cases.submitted(town, other).state == "reply_review"


def test_a_contact_of_the_time_before_is_refused(
    town: CaseTown, again: Assignment, on: Callable[[date], None]
) -> None:
    on(date(2022, 3, 9))
    assert record_contact(town.officer, again, **cases.meeting(on=date(2022, 3, 8))).contacts.count() == 2
    other = cases.in_rework(town, cases.met(town, number=15))
    on(date(2022, 3, 10))
    with pytest.raises(Refused) as error:
        record_contact(town.officer, other, **cases.meeting(on=date(2022, 3, 8)))
    assert error.value.field == "on"


def test_a_second_good_word_ends_it_and_the_first_answers_day_stays(
    town: CaseTown, again: Assignment, on: Callable[[date], None]
) -> None:
    on(date(2022, 3, 21))
    task = give_feedback(town.proposer, cases.answered_again(town, again), **cases.form())
    assert (task.state, task.answered_on, task.issued_on) == ("closed", MONDAY, MONDAY)
    assert task.feedback.count() == 2


def test_a_second_bad_word_ends_it_and_goes_to_the_committee(town: CaseTown, again: Assignment) -> None:
    task = cases.answered_again(town, again)
    task = give_feedback(town.proposer, task, **cases.form(result="dissatisfied"))
    assert (task.state, Case.objects.get().state) == ("closed_dissatisfied", "closed")
    assert [reply.round for reply in task.replies.exclude(issued=None)] == [1, 2]
    for seat in (town.staff, town.panel):
        assert any(text.startswith("再次办理后办结，请提请主席会议研究") for text in told(seat))
    for seat in (town.officer, town.leader, town.inspector):
        assert not [text for text in told(seat) if "主席会议" in text]


def test_silence_in_the_second_round_ends_it(town: CaseTown, again: Assignment) -> None:
    assert lapse_feedback(town.system, cases.answered_again(town, again)).state == "closed"


def test_what_was_promised_before_takes_over_the_new_day(town: CaseTown, on: Callable[[date], None]) -> None:
    task = cases.in_rework(town, promise=True)
    before = {promise.pk: promise.due for promise in Promise.objects.all()}
    on(date(2022, 3, 21))
    task = cases.answered_again(town, task, promise=True)
    after = {promise.pk: promise.due for promise in Promise.objects.all()}
    assert before.keys() == after.keys()
    assert entries("cases.revise_promise") == 2
    assert set(after.values()) == {date(2022, 6, 19)} != set(before.values())
    assert give_feedback(town.proposer, task, **cases.form()).state == "following"


def test_nobody_opens_a_rework_by_hand(town: CaseTown) -> None:
    forbidden(town, "staff inspector proposer system", open_rework, cases.replied(town), points="再办")
