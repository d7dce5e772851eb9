"""A word of what is hidden changes neither hits nor counts nor candidates: for every kind of reader."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.engines.search.conftest import Finder, both_ways
from tests.factories import cases, directory, proposals
from zhengxie.engines.cases.actions import feedback
from zhengxie.engines.cases.actions.handling import record_contact
from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.search.frequency import fold
from zhengxie.engines.search.queries.candidates import candidates
from zhengxie.engines.search.queries.find import find
from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.pages.findable import KINDS, Sought

SECRET = "璇玑图书馆"
TEXT = f"关于建设{SECRET}的建议"


def nothing_of(seat: Seat, typed: str = SECRET) -> bool:
    """The seat finds nothing, counts nothing, gets no candidate; with and without filters."""
    for sought in (Sought(), Sought(state="draft"), Sought(result="A")):
        results = both_ways(seat, typed, sought)
        if results.hits or any(results.counts.values()):
            return False
    return candidates(seat, TEXT, kinds=list(KINDS)) == []


@pytest.fixture
def counted() -> Iterator[Any]:
    """Call it to let the tick add up what was queued."""
    yield lambda: fold()


def test_a_draft_is_its_own_sides_alone(people: proposals.Cast, counted: Any, found: Finder) -> None:
    made = proposals.draft_proposal(people, title=TEXT)
    counted()
    other = directory.seat(
        people.committee, Role.MEMBER, member=directory.member(people.committee, "李某", "002")
    )
    assert found(people.author, SECRET) == [("proposal", made.pk)]
    assert all(nothing_of(seat) for seat in (people.staff, people.panel, other))


def test_what_was_handed_in_is_the_examiners_and_not_another_members(
    people: proposals.Cast, counted: Any, found: Finder
) -> None:
    made = proposals.submitted(people, title=TEXT)
    counted()
    other = directory.seat(
        people.committee, Role.MEMBER, member=directory.member(people.committee, "李某", "002")
    )
    assert nothing_of(other)
    assert found(people.staff, SECRET) == [("proposal", made.pk)]
    assert [doc.object_id for doc in candidates(people.staff, TEXT)] == [made.pk]


@pytest.mark.parametrize("role", sorted(BUSINESS_ROLES))
def test_another_committee_is_never_found(
    role: Role, people: proposals.Cast, other_city: Committee, counted: Any
) -> None:
    foreign = proposals.cast(other_city, "璇玑", "007")
    proposals.filed_proposal(foreign, title=TEXT)
    counted()
    place = {"member": people.member, "unit": people.unit, "body": directory.body(people.committee)}
    seat = directory.seat(people.committee, role, **place)
    assert nothing_of(seat)
    assert nothing_of(seat, "璇玑")


@pytest.fixture
def town(people: proposals.Cast) -> cases.CaseTown:
    return proposals.handlers(people)


def test_another_units_case_is_not_found(
    people: proposals.Cast, town: cases.CaseTown, counted: Any, found: Finder
) -> None:
    made = proposals.assigned(people, town, title=TEXT)
    counted()
    assert found(town.officer, SECRET) == [("proposal", made.pk)]
    assert nothing_of(town.other_officer)
    assert nothing_of(town.co_officer)


@pytest.fixture
def part(people: proposals.Cast, town: cases.CaseTown) -> Assignment:
    """The police have met the proposer."""
    task = proposals.part(proposals.assigned(people, town), town.police)
    met: Assignment = record_contact(town.officer, cases.begin(town.officer, task), **cases.meeting())
    return met


def test_an_answer_is_found_once_it_is_issued(
    people: proposals.Cast, town: cases.CaseTown, part: Assignment, found: Finder
) -> None:
    readers = (people.author, people.staff, town.officer, town.inspector)
    cases.submitted(town, part)
    assert all(found(seat, "总体情况") == [] for seat in readers)
    from zhengxie.engines.cases.actions import replies

    replies.issue_reply(town.inspector, Assignment.objects.get(pk=part.pk), result="A", **cases.CHECKED)
    assert all(found(seat, "总体情况") == [("answer", part.pk)] for seat in readers)
    assert nothing_of(town.other_officer, "总体情况")


def test_nobody_finds_a_judgement_or_an_outcome_that_he_must_not_know(
    people: proposals.Cast, town: cases.CaseTown, part: Assignment, found: Finder
) -> None:
    judged = cases.form("basically", "dissatisfied", text="璇玑不满", pass_on=cases.POINTS)
    task = feedback.give_feedback(town.proposer, cases.replied(town, part), **judged)
    task = cases.answered_again(town, task)
    feedback.give_feedback(town.proposer, task, **cases.form("basically", "dissatisfied", text="璇玑不满"))
    for seat in (people.staff, town.officer, town.inspector, people.author):
        assert found(seat, "璇玑不满") == []
    hidden, plain = Sought(state="closed_dissatisfied"), Sought(state="closed")
    for seat in (town.officer, town.inspector):
        assert found(seat, "总体情况", hidden, kind="answer") == []
        assert found(seat, "总体情况", plain, kind="answer") == [("answer", part.pk)]
        [hit] = find(seat, "总体情况").hits
        assert hit.shown.sign is not None
        assert (hit.shown.sign.label, hit.shown.sign.code) == ("已办结", "closed")
    assert found(people.staff, "总体情况", hidden, kind="answer") == [("answer", part.pk)]
    assert found(people.staff, "总体情况", plain, kind="answer") == []


def test_telephones_sheets_and_earlier_texts_are_not_indexed(people: proposals.Cast, found: Finder) -> None:
    text = {"contact_name": "璇玑联系", "contact_phone": "0000-777", "private_reason": "璇玑理由"}
    returned = proposals.returned(people, consent_public=False, **text)
    assert returned.contact_phone == "0000-777"
    for typed in ("璇玑", "777", "没有写由哪个单位来做"):
        assert found(people.author, typed) == found(people.staff, typed) == []


def test_the_stages_of_examination_are_one_to_a_member(people: proposals.Cast, found: Finder) -> None:
    made = [("proposal", proposals.under_panel(people, title=TEXT).pk)]
    assert found(people.author, SECRET, Sought(state="under_panel"), kind="proposal") == []
    assert found(people.author, SECRET, Sought(state="examining"), kind="proposal") == made
    assert found(people.staff, SECRET, Sought(state="under_panel"), kind="proposal") == made


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR]
)
def test_administrators_search_nothing(role: Role, people: proposals.Cast, client_of: Any) -> None:
    seat = directory.seat(people.committee, role)
    assert client_of(seat).get("/search/?q=王建华").status_code == 403
