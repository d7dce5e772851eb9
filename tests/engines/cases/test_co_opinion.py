"""A co-unit gives the lead its opinion; what the lead does without it; how its part ends."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.engines.cases.conftest import MONDAY, clocks_of, forbidden, refusals, refused_of, todos_of, told
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions.handling import finish_co, submit_co_opinion
from zhengxie.engines.cases.actions.replies import draft_reply
from zhengxie.engines.cases.models import Assignment
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db
OPINION = {"text": "已在学校试行", "document_no": "示教函〔2022〕3号", "contact": "赵某 0000-120"}


@pytest.fixture
def lead(town: CaseTown) -> Assignment:
    """The police lead and have met the proposer."""
    return cases.met(town, cases.lead_and_co(town))


@pytest.fixture
def co(lead: Assignment, town: CaseTown) -> Assignment:
    """The school board has begun."""
    return cases.begin(town.co_officer, cases.part_of(lead.case, town.school))


def test_the_lead_gets_the_opinion(town: CaseTown, co: Assignment) -> None:
    co = submit_co_opinion(town.co_officer, co, **OPINION)
    assert co.state == "opinion_given"
    assert [(o.text, o.by) for o in co.opinions.all()] == [("已在学校试行", "市教育局 何某")]
    assert clocks_of(co)["cases-co-opinion"][0] == "stopped"
    assert todos_of(co) == set()
    assert told(town.officer)[0].startswith("会办意见已到，请在答复中一并考虑：第014号")
    assert not [text for text in told(town.proposer) if text.startswith("会办意见")]


def test_text_and_contact_are_needed(town: CaseTown, co: Assignment) -> None:
    given = [{**OPINION, "text": " "}, {**OPINION, "contact": ""}]
    assert refusals(submit_co_opinion, town.co_officer, co, given=given) == [
        ("text", "请填写会办意见。"),
        ("contact", "请填写联系人及电话。"),
    ]


def test_it_is_given_once_and_not_before_start(town: CaseTown, lead: Assignment) -> None:
    co = cases.part_of(lead.case, town.school)
    with pytest.raises(Refused) as error:
        submit_co_opinion(town.co_officer, co, **OPINION)
    assert refused_of(error) == "请先签收、定经办，再提交会办意见。"
    co = submit_co_opinion(town.co_officer, cases.begin(town.co_officer, co), **OPINION)
    with pytest.raises(Stale):
        submit_co_opinion(town.co_officer, co, **OPINION)


def test_the_lead_gives_no_opinion_and_a_stranger_sees_nothing(
    town: CaseTown, lead: Assignment, co: Assignment
) -> None:
    with pytest.raises(PermissionDenied):
        submit_co_opinion(town.officer, lead, **OPINION)
    with pytest.raises(PermissionDenied):
        submit_co_opinion(town.officer, co, **OPINION)
    with pytest.raises(Http404):
        submit_co_opinion(town.other_officer, co, **OPINION)


def test_a_co_unit_does_not_answer_the_proposer(town: CaseTown, co: Assignment) -> None:
    with pytest.raises(PermissionDenied):
        draft_reply(town.co_officer, co, **cases.answer(co))


def test_the_lead_waits_for_the_opinion_while_its_time_runs(town: CaseTown, lead: Assignment) -> None:
    with pytest.raises(Refused) as error:
        cases.written(town, lead)
    assert refused_of(error) == "还不能送领导签发：市教育局的会办意见还没有交，时限未到。"


def test_after_that_day_the_answer_goes_without_and_says_so(
    town: CaseTown, lead: Assignment, on: Callable[[date], None]
) -> None:
    on(date(2022, 4, 8))
    task = cases.submitted(town, lead)
    assert task.replies.get().opinions_missing == "市教育局"


def test_the_co_unit_ends_with_the_lead(town: CaseTown, lead: Assignment, co: Assignment) -> None:
    submit_co_opinion(town.co_officer, co, **OPINION)
    task = cases.replied(town, lead)
    co = cases.part_of(task.case, town.school)
    assert (co.state, co.without_opinion, co.closed_on) == ("closed", False, MONDAY)
    assert task.replies.get().opinions_missing == ""
    assert told(town.co_officer)[0].startswith("主办单位的答复已发出，会办结束：第014号")


@pytest.mark.parametrize("begun", [True, False])
def test_a_missing_opinion_is_noted(
    town: CaseTown, lead: Assignment, on: Callable[[date], None], begun: bool
) -> None:
    part = cases.part_of(lead.case, town.school)
    if begun:
        cases.begin(town.co_officer, part)
    on(date(2022, 4, 8))
    cases.replied(town, lead)
    part = cases.part_of(lead.case, town.school)
    # Not even signed for: the table ends what was received; what was never received ends with the lead, too.
    assert (part.state, part.without_opinion) == ("closed", True)
    assert not [state for state, _ in clocks_of(part).values() if state == "running"]
    assert todos_of(part) == set()


def test_it_does_not_end_before_the_lead_has_answered(
    town: CaseTown, lead: Assignment, co: Assignment
) -> None:
    with pytest.raises(Refused) as error:
        finish_co(town.system, co)
    assert refused_of(error) == "主办单位的答复还没有发出，会办还不能结束。"
    with pytest.raises(Refused):
        finish_co(town.system, lead)


def test_nobody_ends_it_by_hand(town: CaseTown, co: Assignment) -> None:
    forbidden(town, "staff inspector officer co_officer", finish_co, co)


def test_another_committee_gets_404(town: CaseTown, co: Assignment, other_town: CaseTown) -> None:
    with pytest.raises(Http404):
        submit_co_opinion(other_town.co_officer, co, **OPINION)
