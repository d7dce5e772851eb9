"""提出更正. domain/06 §1"""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from tests.factories.duties import row, yield_facts
from tests.outcomes.performance.conftest import MONDAY, WISH, ask, clock_of, todos_of, told
from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.directory.models import Body, Committee, Member
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.outcomes.performance.models import Objection

DUE = date(2022, 6, 20)  # ten working days after Monday 6 June


def test_it_stands_open_with_the_record_s_kind_and_year(
    own: Seat, fact: Fact, member: Member, keepers: Body
) -> None:
    made = ask(own, fact=fact, kind="nonsense", year=1999)
    assert (made.state, made.member, made.fact, made.raised_on) == ("open", member, fact, MONDAY)
    assert (made.kind, made.year, made.section, made.text) == ("proposal", 2022, keepers, WISH)


def test_something_missing_is_asked_for_without_a_record(own: Seat) -> None:
    made = ask(own, year=2021)
    assert (made.fact, made.kind, made.year) == (None, "proposal", 2021)
    assert made.subject == "漏记的提案"


def test_the_clock_runs_ten_working_days(objection: Objection) -> None:
    assert clock_of(objection) == ("running", DUE)


def test_it_lies_with_the_liaison_section_and_with_the_keepers(objection: Objection, keepers: Body) -> None:
    assert todos_of(objection) == {
        ("role:liaison_staff", "performance.answer_objection"),
        (f"staff:{keepers.pk}", "performance.answer_objection"),
    }
    assert set(Todo.objects.values_list("due", flat=True)) == {DUE}


def test_both_are_told_and_nobody_else(objection: Objection, liaison: Seat, section: Seat, own: Seat) -> None:
    assert any("提出更正" in text for text in told(liaison))
    assert any("提出更正" in text for text in told(section))
    assert told(own) == []


def test_without_a_keeper_it_lies_with_the_liaison_section_alone(town: Committee, seat: SeatMaker) -> None:
    lonely = directory.member(town, "周示远", "003")
    made = ask(seat(Role.MEMBER, member=lonely))
    assert made.section is None
    assert todos_of(made) == {("role:liaison_staff", "performance.answer_objection")}


def test_the_trail_keeps_it(objection: Objection, liaison: Seat) -> None:
    assert [step.code for step in story(liaison, objection)] == ["performance.request_correction"]


@pytest.mark.parametrize(
    "role",
    [Role.LIAISON_STAFF, Role.SECRETARY_GENERAL, Role.OFFICE_STAFF, Role.COMMITTEE_STAFF, Role.UNIT_OFFICER],
)
def test_only_members_ask(role: Role, fact: Fact, seat: SeatMaker) -> None:
    with pytest.raises(PermissionDenied):
        ask(seat(role), fact=fact)


def test_a_hat_without_a_member_says_what_to_do(town: Committee, seat: SeatMaker) -> None:
    with pytest.raises(Refused, match="切换到委员身份"):
        ask(seat(Role.MEMBER))


def test_nobody_asks_about_another_s_record(fact: Fact, other: Member, seat: SeatMaker) -> None:
    with pytest.raises(Refused, match="不在您的履职档案"):
        ask(seat(Role.MEMBER, member=other), fact=fact)
    with pytest.raises(Refused, match="不在您的履职档案"):
        ask(seat(Role.CHAIR_LEVEL, member=other), fact=fact)


def test_a_voided_record_needs_no_correction(own: Seat, fact: Fact, town: Committee) -> None:
    yield_facts(directory.unit(town))
    fact.refresh_from_db()
    with pytest.raises(Refused, match="已经作废"):
        ask(own, fact=fact)


def test_the_same_is_not_asked_twice_while_it_is_open(own: Seat, fact: Fact) -> None:
    ask(own, fact=fact)
    with pytest.raises(Refused, match="正在等待答复"):
        ask(own, fact=fact, text="换一种说法再问一次。")
    ask(own)
    with pytest.raises(Refused, match="正在等待答复"):
        ask(own)
    assert ask(own, text="另外一件也漏了。").pk
    assert Objection.objects.count() == 3


@pytest.mark.parametrize("about_a_fact", [True, False])
def test_pressed_twice_at_once_the_database_refuses_the_second(
    own: Seat, fact: Fact, about_a_fact: bool
) -> None:
    made = ask(own, fact=fact if about_a_fact else None)
    made.pk = None
    with loading(), pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_a_year_to_come_is_refused(own: Seat) -> None:
    with pytest.raises(Refused, match="不能晚于今年"):
        ask(own, year=2023)


def post(browser: Any, path: str, **inputs: str) -> Any:
    return browser.post(path, {"do": "performance.request_correction", **inputs})


def test_the_page_of_a_record_asks_for_the_text_alone(own: Seat, fact: Fact, client_of: ClientMaker) -> None:
    browser, path = client_of(own), f"/performance/facts/{fact.pk}/correct/"
    shown = browser.get(path).content.decode()
    assert fact.title in shown
    assert "10个工作日内答复您" in shown
    assert 'name="kind"' not in shown
    answer = post(browser, path, text=WISH)
    made = Objection.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert made.fact == fact


def test_the_page_for_what_is_missing_asks_for_kind_and_year(own: Seat, client_of: ClientMaker) -> None:
    browser, path = client_of(own), "/performance/missing/"
    empty = post(browser, path)
    assert empty.status_code == 422
    assert "请选择漏记的是哪一类。" in empty.content.decode()
    assert post(browser, path, kind="proposal", year="2022", text=WISH).status_code == 302
    assert post(browser, path, kind="proposal", year="2030", text="再问另一件。").status_code == 422
    assert Objection.objects.get().fact is None


def test_a_text_too_short_says_so_and_keeps_what_was_typed(
    own: Seat, fact: Fact, client_of: ClientMaker
) -> None:
    answer = post(client_of(own), f"/performance/facts/{fact.pk}/correct/", text="不对")
    assert answer.status_code == 422
    assert "至少5字" in answer.content.decode()
    assert ">\n不对</textarea>" in answer.content.decode()


def test_the_page_of_another_s_record_is_404(
    fact: Fact, other: Member, seat: SeatMaker, client_of: ClientMaker
) -> None:
    path = f"/performance/facts/{fact.pk}/correct/"
    assert client_of(seat(Role.MEMBER, member=other)).get(path).status_code == 404
    assert client_of(seat(Role.CHAIR_LEVEL, member=other)).get(path).status_code == 404


def test_the_page_of_another_committee_s_record_is_404(
    fact: Fact, other_city: Committee, seat: SeatMaker, client_of: ClientMaker
) -> None:
    stranger = seat(Role.MEMBER, owner=other_city, member=directory.member(other_city))
    assert client_of(stranger).get(f"/performance/facts/{fact.pk}/correct/").status_code == 404


def test_the_pages_are_closed_to_staff(fact: Fact, liaison: Seat, client_of: ClientMaker) -> None:
    browser = client_of(liaison)
    assert browser.get("/performance/missing/").status_code == 403
    assert browser.get(f"/performance/facts/{fact.pk}/correct/").status_code == 403


def test_facts_of_a_second_row_stay_apart(own: Seat, member: Member, town: Committee) -> None:
    first, second = yield_facts(directory.unit(town), row(member, "甲"), row(member, "乙"))
    ask(own, fact=first)
    assert ask(own, fact=second).fact == second
