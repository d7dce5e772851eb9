"""答复更正申请. domain/06 §1"""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from tests.outcomes.performance.conftest import MONDAY, clock_of, todos_of, told
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.queries import finished_todos
from zhengxie.foundation.workflow import books
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.outcomes.performance.actions import answer_objection
from zhengxie.outcomes.performance.models import Objection

ANSWER = "已请提案委在原件上改正。"


def answered(seat: Seat, objection: Objection, *, upheld: bool = True) -> Objection:
    made: Objection = answer_objection(seat, objection, upheld=upheld, answer=ANSWER)
    return made


@pytest.mark.parametrize(("upheld", "state"), [(True, "upheld"), (False, "refused")])
def test_it_ends_with_answer_name_and_day(
    objection: Objection, liaison: Seat, upheld: bool, state: str
) -> None:
    done = answered(liaison, objection, upheld=upheld)
    assert (done.state, done.answer, done.answered_on) == (state, ANSWER, MONDAY)
    assert done.answered_by == "委员联络工作人员 何某"


def test_the_message_tells_the_result(objection: Objection, liaison: Seat, own: Seat) -> None:
    answered(liaison, objection, upheld=False)
    assert any("您的更正申请未采纳" in text for text in told(own))


def test_the_section_that_keeps_the_record_answers_too(objection: Objection, section: Seat) -> None:
    assert answered(section, objection).answered_by == "提案委 何某"


def test_clock_and_desks_are_done_and_the_member_is_told(
    objection: Objection, liaison: Seat, own: Seat
) -> None:
    done = answered(liaison, objection)
    assert clock_of(done)[0] == "stopped"
    assert todos_of(done) == set()
    assert [t.code for t in finished_todos(liaison)] == ["performance.answer_objection"]
    assert any("您的更正申请已采纳" in text for text in told(own))
    assert any("请核对后答复" in text for text in told(liaison))
    assert [s.code for s in story(own, done)] == [
        "performance.request_correction",
        "performance.answer_objection",
    ]


@pytest.mark.parametrize(
    "role",
    [
        Role.SECRETARY_GENERAL,
        Role.CHAIR_LEVEL,
        Role.OFFICE_STAFF,
        Role.PROPOSAL_STAFF,
        Role.MEMBER,
        Role.UNIT_LEADER,
        Role.SYSTEM_ADMINISTRATOR,
    ],
)
def test_nobody_else_answers(role: Role, objection: Objection, seat: SeatMaker) -> None:
    with pytest.raises((PermissionDenied, Http404)):
        answered(seat(role), objection)


def test_who_asked_does_not_answer(objection: Objection, own: Seat) -> None:
    with pytest.raises(PermissionDenied):
        answered(own, objection)


def test_another_section_does_not_see_it(objection: Objection, city: Committee, seat: SeatMaker) -> None:
    economy = directory.body(city, "economy", "经济科技委员会", "经济委")
    with pytest.raises(Http404):
        answered(seat(Role.COMMITTEE_STAFF, body=economy), objection)


def test_another_committee_gets_404(objection: Objection, other_city: Committee, seat: SeatMaker) -> None:
    with pytest.raises(Http404):
        answered(seat(Role.LIAISON_STAFF, owner=other_city), objection)


def test_it_is_answered_once(objection: Objection, liaison: Seat, section: Seat) -> None:
    answered(liaison, objection)
    with pytest.raises(Refused, match="已采纳，不能再答复"):
        answered(section, objection, upheld=False)


def test_a_rebuild_is_a_no_op(objection: Objection, liaison: Seat) -> None:
    assert set(books.rebuild().values()) == {(0, 0)}
    answered(liaison, objection)
    assert set(books.rebuild().values()) == {(0, 0)}


def post(browser: Any, objection: Objection, **inputs: str) -> Any:
    return browser.post(objection.get_absolute_url(), {"do": "performance.answer_objection", **inputs})


def test_nothing_is_chosen_beforehand_and_both_are_asked_for(
    objection: Objection, liaison: Seat, client_of: ClientMaker
) -> None:
    browser = client_of(liaison)
    assert "checked" not in browser.get(objection.get_absolute_url()).content.decode()
    text = post(browser, objection).content.decode()
    assert "请选择处理结果。" in text
    assert "请填写答复。" in text


@pytest.mark.parametrize(("choice", "state"), [("yes", "upheld"), ("no", "refused")])
def test_the_page_does_it(
    objection: Objection, section: Seat, client_of: ClientMaker, choice: str, state: str
) -> None:
    assert post(client_of(section), objection, upheld=choice, answer=ANSWER).status_code == 302
    assert Objection.objects.get().state == state


def test_the_page_refuses_the_member_and_the_leaders(
    objection: Objection, own: Seat, seat: SeatMaker, client_of: ClientMaker
) -> None:
    for who in (own, seat(Role.SECRETARY_GENERAL)):
        assert post(client_of(who), objection, upheld="yes", answer=ANSWER).status_code == 403
    assert Objection.objects.get().state == "open"
