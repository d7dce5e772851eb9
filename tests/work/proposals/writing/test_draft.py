"""存草稿: nothing is required, and one page makes one draft. domain/03 §2"""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import SeatMaker
from tests.work.proposals.conftest import refused_of
from tests.work.proposals.writing.conftest import Town, drafted, text
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Body, Unit
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.actions.writing import draft, submit
from zhengxie.work.proposals.models import Proposal

pytestmark = pytest.mark.django_db
NOTHING = text(title="", situation="", analysis="", suggestions=[], consent_public=None, wished_units=[])


def test_a_draft_keeps_what_is_written_and_chooses_nothing(member: Seat, town: Town) -> None:
    made: Proposal = draft(member, once=uuid4(), **NOTHING | {"title": "校门口"})
    assert (made.state, made.title, made.proposer, made.kind) == ("draft", "校门口", "王建华", "individual")
    assert (made.member, made.unit, made.body) == (town.member, None, None)
    assert (made.consent_public, made.contact_wish, made.receipt_no, made.session) == (None, "", "", None)
    assert Entry.objects.get(code="proposals.draft").ok


def test_suggestions_are_numbered_without_the_blank_ones(member: Seat) -> None:
    rows = [
        {"text": "  "},
        {"text": "一条"},
        {"text": "\u3000\n"},
        {"text": "又一条\r\n分两行"},
        {"text": "\u200b"},
    ]
    made = drafted(member, suggestions=rows)
    assert list(made.suggestions.values_list("number", "text")) == [(1, "一条"), (2, "又一条\n分两行")]


def test_what_nobody_sees_is_taken_out_and_the_title_is_one_line(member: Seat) -> None:
    made = drafted(member, title=" 关于\n门前\u200b拥堵 ", situation="一\r\n\r\n\r\n\r\n二  \x0b三\x07😀")
    assert (made.title, made.situation) == ("关于门前拥堵", "一\n\n二\n三😀")


def test_the_same_page_makes_no_second_draft(member: Seat) -> None:
    once = uuid4()
    draft(member, once=once, **text())
    with pytest.raises(Refused) as error:
        draft(member, once=once, **text())
    assert "已经保存过" in refused_of(error)[0]
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "长" * 201, "案由最多200字，现在是201字"),
        ("situation", "长" * 200_000, "情况最多20000字，现在是200000字"),
        ("analysis", "长" * 20_001, "分析最多20000字"),
        ("suggestions", [{"text": "长" * 20_001}], "每条建议最多20000字"),
        ("suggestions", [{"text": "一条"}] * 51, "建议最多50条，现在有51条"),
    ],
)
def test_a_wrong_paste_is_refused_with_its_length(
    member: Seat, field: str, value: object, words: str
) -> None:
    values: dict[str, Any] = {field: value}
    with pytest.raises(Refused) as error:
        drafted(member, **values)
    assert words in refused_of(error)[0]
    assert error.value.field == field
    assert not Proposal.objects.exists()


def test_at_most_three_handling_units_are_wished_for(member: Seat, town: Town, party: Seat) -> None:
    made = drafted(member, wished_units=town.units[:3])
    assert set(made.wished_units.all()) == set(town.units[:3])
    with pytest.raises(Refused) as error:
        drafted(member, wished_units=town.units)
    assert refused_of(error)[0] == "建议承办单位最多3家，现在选了4家，请去掉1家。"
    with pytest.raises(Refused) as error:
        drafted(member, wished_units=[Unit.objects.get(kind="participating_unit")])
    assert "民盟示范市委不是现有的承办单位" in refused_of(error)[0]


def test_a_unit_a_body_and_a_group_write_collectively(
    party: Seat, clerk: Seat, convener: Seat, group: Body
) -> None:
    of_unit, of_body, own = drafted(party), drafted(clerk), drafted(convener)
    of_group = drafted(convener, as_body=True)
    assert (of_unit.kind, of_unit.proposer, of_unit.unit_id) == ("collective", "民盟示范市委", party.unit_id)
    assert (of_body.kind, of_body.proposer, of_body.body_id) == ("collective", "经济委员会", clerk.body_id)
    assert (own.kind, own.proposer, own.body) == ("individual", "赵示范", None)
    assert (of_group.kind, of_group.proposer, of_group.body) == ("collective", "第一委员活动组", group)


@pytest.mark.parametrize("role", [Role.STANDING_MEMBER, Role.CHAIR_LEVEL])
def test_leaders_write_as_members(role: Role, town: Town, seat: SeatMaker) -> None:
    leader = seat(role, member=town.member)
    made = submit(leader, drafted(leader))
    assert (made.kind, made.member) == ("individual", town.member)


def test_a_head_writes_for_the_committee(clerk: Seat, seat: SeatMaker) -> None:
    head = seat(Role.COMMITTEE_HEAD, body=Body.objects.get(pk=clerk.body_id or 0))
    assert drafted(head).body_id == clerk.body_id


def test_only_a_convener_writes_for_a_group(member: Seat) -> None:
    with pytest.raises(Refused) as error:
        drafted(member, as_body=True)
    assert refused_of(error)[0] == "只有召集人可以代表本组写集体提案。"


def test_an_account_without_a_member_cannot_write(town: Town, seat: SeatMaker) -> None:
    with pytest.raises(Refused) as error:
        drafted(seat(Role.MEMBER))
    assert "还没有对应到委员" in refused_of(error)[0]


@pytest.mark.parametrize("role", [Role.PROPOSAL_STAFF, Role.INSPECTOR, Role.UNIT_OFFICER, Role.OFFICE_STAFF])
def test_others_do_not_write(role: Role, town: Town, seat: SeatMaker) -> None:
    with pytest.raises(PermissionDenied):
        drafted(seat(role))


def test_a_draft_is_seen_by_its_own_side_only(
    member: Seat, other_member: Seat, town: Town, seat: SeatMaker
) -> None:
    made = drafted(member)
    for stranger in (
        other_member,
        seat(Role.PROPOSAL_STAFF),
        seat(Role.CHAIR_LEVEL),
        seat(Role.OFFICE_STAFF),
    ):
        assert not visible(stranger, Proposal).filter(pk=made.pk).exists()
    assert visible(member, Proposal).filter(pk=made.pk).exists()
