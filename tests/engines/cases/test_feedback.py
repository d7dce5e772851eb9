"""The proposer judges process and result apart; silence is never satisfaction; the case ends or goes on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import Http404

from tests.engines.cases.conftest import MONDAY, clocks_of, forbidden, refusals, refused_of, todos_of
from tests.factories import cases, directory, parameters
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import handling, replies
from zhengxie.engines.cases.actions.cases import close
from zhengxie.engines.cases.actions.feedback import give_feedback, lapse_feedback, settle
from zhengxie.engines.cases.models import Assignment, Case, Feedback
from zhengxie.engines.cases.queries.forms import own_forms
from zhengxie.engines.clocks.actions import run_day
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def replied(town: CaseTown) -> Assignment:
    return cases.replied(town)


def all_decide(town: CaseTown) -> None:
    """The parameter says that every addressee's form decides."""
    parameters.publish(town.committee, "feedback.rule", "all")


def test_whatever_is_said_of_the_process_a_good_result_ends_it(town: CaseTown) -> None:
    for number, (process, result) in enumerate([("satisfied", "basically"), ("dissatisfied", "satisfied")]):
        task = cases.replied(town, cases.met(town, number=number))
        task = give_feedback(town.proposer, task, **cases.form(process, result))
        case = Case.objects.get(pk=task.case_id)
        assert (task.state, task.closed_on, case.state, case.closed_on) == (
            "closed",
            MONDAY,
            "closed",
            MONDAY,
        )
        assert todos_of(task) == todos_of(case) == set()
        assert "running" not in {state for state, _ in clocks_of(task).values()}


def test_both_questions_must_be_answered_with_known_words(town: CaseTown, replied: Assignment) -> None:
    wrong = [{"process": ""}, {"result": ""}, {"contact_way": "x"}, {"to_the_point": "x"}]
    given = [{**cases.form(), **one} for one in wrong]
    assert refusals(give_feedback, town.proposer, replied, given=given) == [
        ("process", "请选择对办理态度和过程的评价。"),
        ("result", "请选择对办理结果的评价。"),
        ("contact_way", "没有这个选项，请重新选择。"),
        ("to_the_point", "没有这个选项，请重新选择。"),
    ]
    assert not Feedback.objects.exists()


def test_with_an_open_promise_it_is_followed(town: CaseTown) -> None:
    task = cases.following(town)
    assert (task.state, Case.objects.get().state) == ("following", "assigned")
    for promise in task.promises.all():
        assert todos_of(promise) == {(f"officer:{town.police.pk}", "cases.report_progress")}
        assert clocks_of(promise)["cases-promise"] == ("running", promise.due)


def test_one_form_a_round(town: CaseTown, replied: Assignment) -> None:
    give_feedback(town.proposer, replied, **cases.form())
    with pytest.raises(Refused) as error:
        give_feedback(town.proposer, replied, **cases.form())
    assert refused_of(error) == "现在不在评价期内：答复还没有发出，或已经评价、到期。"


def test_nobody_judges_for_the_proposer_or_settles_by_hand(town: CaseTown, replied: Assignment) -> None:
    others = "officer leader staff inspector panel"
    forbidden(town, f"{others} system", give_feedback, replied, **cases.form())
    forbidden(town, f"{others} proposer", settle, replied)
    forbidden(town, f"{others} proposer", lapse_feedback, replied)


def test_strangers_get_404(town: CaseTown, replied: Assignment, other_town: CaseTown) -> None:
    other = directory.seat(
        town.committee, Role.MEMBER, member=directory.member(town.committee, "李示范", "002")
    )
    for seat in (other, other_town.proposer):
        with pytest.raises(Http404):
            give_feedback(seat, replied, **cases.form())


def test_before_the_answer_there_is_nothing_to_judge(town: CaseTown) -> None:
    with pytest.raises(Refused):
        give_feedback(town.proposer, cases.submitted(town), **cases.form())


def test_silence_ends_it_without_a_form(
    town: CaseTown, replied: Assignment, on: Callable[[date], None]
) -> None:
    on(date(2022, 3, 28))  # the fifteenth working day
    run_day(town.system, day=date(2022, 3, 28))
    assert Assignment.objects.get().state == "replied"
    on(date(2022, 3, 29))
    run_day(town.system, day=date(2022, 3, 29))
    task = Assignment.objects.get()
    assert (task.state, Case.objects.get().state) == ("closed", "closed")
    assert not Feedback.objects.exists()
    assert todos_of(task) == set()


def test_silence_with_a_promise_is_followed(town: CaseTown) -> None:
    task = lapse_feedback(town.system, cases.replied(town, promise=True))
    assert task.state == "following"


def test_the_system_settles_nothing_without_a_form(town: CaseTown, replied: Assignment) -> None:
    with pytest.raises(Refused):
        settle(town.system, replied)
    with pytest.raises(Stale):
        lapse_feedback(town.system, cases.submitted(town, cases.met(town, number=15)))


def two_proposers(town: CaseTown) -> tuple[Assignment, Any]:
    """A replied case with a second addressee; his seat."""
    second = directory.member(town.committee, "李示范", "002")
    whom = [cases.addressee(member=town.member), {**cases.addressee(member=second), "is_lead": False}]
    task = cases.replied(town, cases.met(town, addressees=whom))
    return task, directory.seat(town.committee, Role.MEMBER, member=second)


def test_the_first_proposer_decides_others_may_judge(town: CaseTown) -> None:
    task, second = two_proposers(town)
    assert todos_of(task) == {(f"member:{town.member.pk}", "cases.give_feedback")}
    task = give_feedback(second, task, **cases.form(result="dissatisfied"))
    assert task.state == "replied"
    task = give_feedback(town.proposer, task, **cases.form())
    assert task.state == "closed"


def test_by_the_other_rule_all_must_have_judged_and_one_dissatisfied_is_enough(town: CaseTown) -> None:
    all_decide(town)
    task, second = two_proposers(town)
    assert len(todos_of(task)) == 2
    task = give_feedback(second, task, **cases.form(result="dissatisfied", pass_on="请补充"))
    assert task.state == "replied"  # or its moment would name him
    task = give_feedback(town.proposer, task, **cases.form(pass_on="不转告"))
    assert (task.state, task.passed_on) == ("rework", "请补充")


def test_by_that_rule_the_end_of_the_time_decides_with_what_there_is(town: CaseTown) -> None:
    all_decide(town)
    task, second = two_proposers(town)
    give_feedback(second, task, **cases.form(result="dissatisfied"))
    assert lapse_feedback(town.system, task).state == "rework"


def test_by_the_first_rule_only_the_first_proposers_silence_counts(town: CaseTown) -> None:
    task, second = two_proposers(town)
    give_feedback(second, task, **cases.form(result="dissatisfied"))
    assert lapse_feedback(town.system, task).state == "closed"


def test_separate_units_settle_alone_and_the_case_ends_with_the_last(town: CaseTown) -> None:
    case = cases.assigned(town, cases.separate(town))
    police = cases.begin(town.officer, cases.part_of(case, town.police))
    police = handling.record_contact(town.officer, police, **cases.meeting())
    give_feedback(town.proposer, cases.replied(town, police), **cases.form())
    case.refresh_from_db()
    assert (cases.part_of(case, town.police).state, case.state) == ("closed", "assigned")
    roads = cases.begin(town.other_officer, cases.part_of(case, town.roads))
    roads = handling.record_contact(town.other_officer, roads, **cases.meeting())
    replies.draft_reply(town.other_officer, roads, **cases.answer(roads))
    replies.submit_reply(town.other_leader, roads, signer="吴某")
    replies.issue_reply(town.inspector, roads, result="A", **cases.CHECKED)
    give_feedback(town.proposer, roads, **cases.form())
    case.refresh_from_db()
    assert case.state == "closed"


def test_a_case_does_not_close_by_hand_or_too_early(town: CaseTown, replied: Assignment) -> None:
    forbidden(town, "staff inspector officer", close, replied.case)
    with pytest.raises(Refused) as error:
        close(town.system, replied.case)
    assert refused_of(error) == "还有承办单位没有办结，这件案卷不能办结。"
    give_feedback(town.proposer, replied, **cases.form())
    with pytest.raises(Stale):
        close(town.system, replied.case)


def test_own_forms_are_read_by_their_author_only(town: CaseTown, replied: Assignment) -> None:
    task = give_feedback(town.proposer, replied, **cases.form("basically", text="多谢"))
    assert [(f.process, f.text) for f in own_forms(town.proposer, task)] == [("basically", "多谢")]
    for seat in (town.officer, town.leader, town.staff, town.inspector, town.panel, town.system):
        assert own_forms(seat, task) == []
