"""修改草稿: as often as wanted, until it is handed in."""

import pytest
from django.http import Http404

from tests.conftest import SeatMaker
from tests.work.proposals.writing.conftest import Town, drafted, stored, submitted_by, text
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, Committee
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.work.proposals.actions.writing import revise
from zhengxie.work.proposals.models import Suggestion

pytestmark = pytest.mark.django_db


def test_everything_is_exchanged(member: Seat, town: Town) -> None:
    made = drafted(member, wished_units=town.units[:1], consent_public=False, private_reason="有原因")
    new = text(
        title="新的案由是这个",
        suggestions=[{"text": "三"}],
        wished_units=town.units[1:3],
        contact_wish="meeting",
        basis="走访",
    )
    made = revise(member, made, **new)
    assert (made.title, made.contact_wish, made.basis) == ("新的案由是这个", "meeting", "走访")
    assert (made.consent_public, made.private_reason) == (True, "")
    assert [row.text for row in made.suggestions.all()] == ["三"]
    assert list(made.wished_units.all()) == town.units[1:3]
    assert Suggestion.objects.count() == 1


def test_the_number_of_characters_is_no_matter_yet(member: Seat) -> None:
    assert revise(member, drafted(member), **text(situation="长" * 3000)).state == "draft"


def test_what_is_handed_in_is_not_revised(member: Seat) -> None:
    made = submitted_by(member)
    with pytest.raises(Stale):
        revise(member, made, **text(title="关于别的事情的建议"))
    assert stored(made).title == made.title


def test_a_refused_revision_leaves_all_as_it_was(member: Seat, town: Town) -> None:
    made = drafted(member, wished_units=town.units[:1])
    with pytest.raises(Refused):
        revise(member, made, **text(suggestions=[], wished_units=town.units))
    assert stored(made).suggestions.count() == 2
    assert stored(made).wished_units.get() == town.units[0]


def test_colleagues_of_the_same_body_go_on_with_it(
    clerk: Seat, convener: Seat, group: Body, town: Town, seat: SeatMaker
) -> None:
    made = drafted(clerk)
    colleague = seat(Role.COMMITTEE_STAFF, body=made.body)
    assert revise(colleague, made, **text(title="关于别的事情的建议")).title == "关于别的事情的建议"
    of_group = drafted(convener, as_body=True)
    with pytest.raises(Http404):
        revise(colleague, of_group, **text())


def test_others_and_another_committee_find_none(
    member: Seat, other_member: Seat, other_city: Committee, seat: SeatMaker
) -> None:
    made = drafted(member)
    strangers = [other_member, seat(Role.PROPOSAL_STAFF), seat(Role.PROPOSAL_STAFF, owner=other_city)]
    for stranger in strangers:
        with pytest.raises(Http404):
            revise(stranger, made, **text())
