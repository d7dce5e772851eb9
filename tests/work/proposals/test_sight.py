"""Who sees which proposals. domain/02 §6, row proposals.view"""

import pytest

from tests.conftest import SeatMaker
from tests.factories import directory
from tests.factories.proposals import (
    Cast,
    declined_proposal,
    draft_proposal,
    filed_proposal,
    submitted,
    under_panel,
)
from zhengxie.engines.cases.models import Assignment
from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.proposals.models import Proposal

WHOLE = [Role.PROPOSAL_STAFF, Role.PROPOSAL_COMMITTEE, Role.SECRETARY_GENERAL]
NOTHING = [
    Role.OFFICE_STAFF,
    Role.RESEARCH_OFFICE,
    Role.INFO_EDITOR,
    Role.LIAISON_STAFF,
    Role.STATION_KEEPER,
    Role.SYSTEM_ADMINISTRATOR,
    Role.SECURITY_ADMINISTRATOR,
    Role.AUDIT_ADMINISTRATOR,
]
REGISTER = {*WHOLE, Role.CHAIR_LEVEL, Role.INSPECTOR}


def seen(seat: Seat) -> set[int]:
    return set(visible(seat, Proposal).values_list("pk", flat=True))


def test_a_member_sees_his_own_drafts_too_and_no_others(people: Cast) -> None:
    other = directory.seat(
        people.committee, Role.MEMBER, member=directory.member(people.committee, "李某", "002")
    )
    mine = {draft_proposal(people).pk, submitted(people).pk, filed_proposal(people).pk}
    theirs = submitted(people, author=other).pk
    assert seen(people.author) == mine
    assert seen(other) == {theirs}


@pytest.mark.parametrize("role", WHOLE)
def test_examiners_see_everything_but_drafts(people: Cast, seat: SeatMaker, role: Role) -> None:
    draft_proposal(people)
    given = {submitted(people).pk, declined_proposal(people).pk}
    assert seen(seat(role)) == given


def test_a_chair_sees_what_was_handed_in_and_his_own_drafts(people: Cast) -> None:
    person = directory.member(people.committee, "李示范", "002")
    chair = directory.seat(people.committee, Role.CHAIR_LEVEL, member=person)
    draft_proposal(people)
    expected = {submitted(people).pk, draft_proposal(people, author=chair).pk}
    assert seen(chair) == expected


def test_the_inspector_sees_from_filing_on(people: Cast, seat: SeatMaker) -> None:
    under_panel(people)
    declined_proposal(people)
    filed = filed_proposal(people).pk
    assert seen(seat(Role.INSPECTOR)) == {filed}


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.UNIT_LEADER])
def test_a_unit_sees_what_it_handles(people: Cast, seat: SeatMaker, role: Role) -> None:
    proposal, _ = filed_proposal(people), filed_proposal(people)
    handling, other = seat(role, unit=people.unit), seat(role, unit=people.other_unit)
    assert seen(handling) == set()
    with loading():
        made = Assignment(committee=people.committee, case=proposal.case, unit=people.unit, role="sole")
        made.delivered_on = proposal.decided_on
        made.save()
    assert seen(handling) == {proposal.pk}
    assert seen(other) == set()


def test_units_and_committees_see_their_own(people: Cast) -> None:
    union = directory.unit(people.committee, "zgh", "市总工会")
    economy = directory.body(people.committee, "economy", "经济科技委员会", "经济委")
    officer = directory.seat(people.committee, Role.UNIT_SUBMITTER, unit=union)
    clerk = directory.seat(people.committee, Role.COMMITTEE_STAFF, body=economy)
    head = directory.seat(people.committee, Role.COMMITTEE_HEAD, body=economy)
    editor = directory.seat(people.committee, Role.INFO_EDITOR, body=economy)
    submitted(people)
    of_unit, of_body = draft_proposal(people, author=officer).pk, draft_proposal(people, author=clerk).pk
    assert seen(officer) == {of_unit}
    assert seen(clerk) == seen(head) == {of_body}
    assert seen(editor) == set()
    # Somebody who handles cases for the same unit does not stand on the proposer's side.
    assert seen(directory.seat(people.committee, Role.UNIT_OFFICER, unit=union)) == set()


def test_a_convener_sees_his_own_and_his_groups(people: Cast) -> None:
    group = directory.body(people.committee, "g1", "第一活动组", "一组")
    person = directory.member(people.committee, "赵某", "009")
    convener = directory.seat(people.committee, Role.CONVENER, body=group, member=person)
    submitted(people)
    own = draft_proposal(people, author=convener).pk
    of_group = draft_proposal(people, author=convener, as_body=True).pk
    assert seen(convener) == {own, of_group}
    member = directory.seat(people.committee, Role.MEMBER, member=person, body=group)
    assert seen(member) == {own}, "writing for the group is its convener's"


@pytest.mark.parametrize("role", NOTHING)
def test_all_others_see_nothing(people: Cast, seat: SeatMaker, role: Role) -> None:
    filed_proposal(people)
    stranger = seat(role, body=directory.body(people.committee))
    assert seen(stranger) == set()
    assert not allowed(stranger, "proposals.view")


def test_nobody_sees_a_neighbours(people: Cast, neighbours: Cast) -> None:
    proposal = filed_proposal(people)
    for seat in (neighbours.staff, neighbours.panel, neighbours.author):
        assert proposal.pk not in seen(seat)


@pytest.mark.parametrize("role", list(Role))
def test_the_register_is_for_those_who_see_more_than_their_own(
    people: Cast, seat: SeatMaker, role: Role
) -> None:
    assert allowed(seat(role), "proposals.browse") == (role in REGISTER)
    desk = role in (Role.PROPOSAL_STAFF, Role.PROPOSAL_COMMITTEE)
    assert allowed(seat(role), "proposals.review") == desk
