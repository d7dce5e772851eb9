"""更正申请: the list, and the page of one."""

import io
import re
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from tests.house.watching import queries
from tests.outcomes.performance.conftest import TITLE, WISH, ask
from zhengxie.engines.duties.facts import reconcile_facts
from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Member
from zhengxie.outcomes.performance.actions import answer_objection
from zhengxie.outcomes.performance.models import Objection

LIST = "/performance/objections/"
READERS = {Role.LIAISON_STAFF, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL}
MEMBERS = {Role.MEMBER, Role.STANDING_MEMBER, Role.CONVENER}


@pytest.mark.parametrize("role", [r for r in Role if r != Role.SYSTEM])
def test_whoever_may_not_read_it_does_not_see_it(
    role: Role, objection: Objection, other: Member, seat: SeatMaker, client_of: ClientMaker
) -> None:
    """A section of its own kinds, a member their own, the liaison section and the leaders all."""
    who = seat(role, member=other)
    assert visible(who, Objection).exists() == (role in READERS)
    assert allowed(who, "performance.view_objection", objection) == (role in READERS)
    status = client_of(who).get(objection.get_absolute_url()).status_code
    may_look = READERS | MEMBERS | {Role.COMMITTEE_STAFF, Role.COMMITTEE_HEAD}
    assert status == (200 if role in READERS else 404 if role in may_look else 403)


def test_member_and_section_read_it(
    objection: Objection, own: Seat, section: Seat, client_of: ClientMaker
) -> None:
    for who in (own, section):
        text = client_of(who).get(objection.get_absolute_url()).content.decode()
        for words in (TITLE, WISH, "待答复", "提案委员会", "6月20日", "提出更正"):
            assert words in text


def test_the_form_is_offered_to_who_may_answer_while_it_is_open(
    objection: Objection, own: Seat, liaison: Seat, section: Seat, seat: SeatMaker, client_of: ClientMaker
) -> None:
    form = 'value="performance.answer_objection"'
    for who, offered in ((liaison, True), (section, True), (own, False), (seat(Role.CHAIR_LEVEL), False)):
        text = client_of(who).get(objection.get_absolute_url()).content.decode()
        assert (form in text) == offered
    answer_objection(liaison, objection, upheld=True, answer="已在原件上改正。")
    text = client_of(liaison).get(objection.get_absolute_url()).content.decode()
    assert form not in text
    assert "已在原件上改正。" in text
    assert "2022年6月6日" in text


def test_it_says_that_the_record_was_voided_meanwhile(
    objection: Objection, town: Committee, liaison: Seat, client_of: ClientMaker
) -> None:
    reconcile_facts([(directory.unit(town), [])], None)
    text = client_of(liaison).get(objection.get_absolute_url()).content.decode()
    assert "这条记录2022年6月6日已作废" in text


def test_another_committee_gets_404(
    objection: Objection, other_city: Committee, seat: SeatMaker, client_of: ClientMaker
) -> None:
    browser = client_of(seat(Role.LIAISON_STAFF, owner=other_city))
    assert browser.get(objection.get_absolute_url()).status_code == 404
    assert "王示安" not in browser.get(LIST).content.decode()


def rows(browser: Any, query: str = "") -> list[str]:
    text = browser.get(LIST + query).content.decode()
    return re.findall(r'data-l="所指记录"[^>]*>([^<]+)<', text)


def test_open_ones_stand_first_the_most_urgent_at_the_top(
    objection: Objection, own: Seat, liaison: Seat, on: Any, client_of: ClientMaker
) -> None:
    done = ask(own, text="已经答复过的那一件。")
    answer_objection(liaison, done, upheld=False, answer="没有漏记。")
    on(date(2022, 6, 8))
    ask(own, text="后来提出的那一件。")
    assert rows(client_of(liaison)) == [TITLE, "漏记的提案", "漏记的提案"]
    text = client_of(liaison).get(LIST).content.decode()
    assert text.index("2022-06-20") < text.index("2022-06-22")


def test_state_and_name_filter(
    objection: Objection, own: Seat, liaison: Seat, client_of: ClientMaker
) -> None:
    answer_objection(liaison, ask(own), upheld=True, answer="已经补记。")
    browser = client_of(liaison)
    assert rows(browser, "?state=open") == [TITLE]
    assert rows(browser, "?state=upheld") == ["漏记的提案"]
    assert len(rows(browser, "?q=wsa")) == 2
    assert rows(browser, "?q=李") == []


def test_a_member_sees_the_own_ones_in_the_list(
    objection: Objection, own: Seat, other: Member, seat: SeatMaker, client_of: ClientMaker
) -> None:
    assert rows(client_of(own)) == [TITLE]
    assert rows(client_of(seat(Role.MEMBER, member=other))) == []


def test_the_workbook_holds_texts_and_answers(
    objection: Objection, liaison: Seat, client_of: ClientMaker
) -> None:
    answer_objection(liaison, objection, upheld=True, answer="已在原件上改正。")
    answer = client_of(liaison).get(LIST + "?export=xlsx")
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    cells = {cell for line in sheet.values for cell in line}
    assert {"王示安", TITLE, "已采纳", WISH, "已在原件上改正。"} <= cells


def test_sixty_requests_cost_no_more_queries(
    own: Seat, fact: Fact, liaison: Seat, client_of: ClientMaker
) -> None:
    for n in range(60):
        ask(own, text=f"第{n}件漏记的提案。")
    browser = client_of(liaison)
    with queries() as seen:
        assert len(rows(browser, "?size=100")) == 60
    assert len(seen) <= 15
    with queries() as seen:
        browser.get(Objection.objects.latest("pk").get_absolute_url())
    assert len(seen) <= 15
