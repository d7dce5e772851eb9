"""提交: everything is checked, the moment decides the channel, numbers have no gaps. domain/03 §§1, 2, 4"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404

from tests.conftest import SeatMaker
from tests.work.proposals.conftest import refused_of
from tests.work.proposals.writing.conftest import (
    BETWEEN,
    CONTACT,
    CUT_OFF,
    OPENS,
    Stand,
    Town,
    drafted,
    stored,
    submitted_by,
    text,
)
from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.directory.models import Body, Member, SeatPeriod, Session, Term
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.rules.models import Counter
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.work.proposals.actions.writing import revise, submit
from zhengxie.work.proposals.models import Proposal

pytestmark = pytest.mark.django_db


def test_it_gets_number_session_and_day_and_lies_with_the_staff(member: Seat, town: Town) -> None:
    made = submitted_by(member)
    assert (made.state, made.receipt_no, made.submitted_on) == ("submitted", "141-R0001", date(2022, 6, 6))
    assert (made.session, made.channel) == (town.sessions[0], "interim")
    assert Todo.objects.get(label="proposals.proposal", closed=None).key == "role:proposal_staff"
    assert [step.code for step in story(member, made)] == ["proposals.submit"]
    fact = Fact.objects.get(label="proposals.proposal")
    assert (fact.member, fact.on) == (town.member, date(2022, 6, 6))


MINUTE = timedelta(minutes=1)
WINDOW = datetime.combine(OPENS - timedelta(days=90), datetime.min.time())
NEXT_WINDOW = datetime(2022, 11, 22)


@pytest.mark.parametrize(
    ("moment", "number", "channel"),
    [
        (WINDOW, 1, "session"),
        (datetime(2022, 1, 15, 9), 1, "session"),
        (datetime(2022, 2, 22, 23, 59), 1, "session"),
        (CUT_OFF - MINUTE, 1, "session"),
        (CUT_OFF, 1, "session"),
        (CUT_OFF + timedelta(seconds=59), 1, "session"),
        (CUT_OFF + MINUTE, 1, "interim"),
        (datetime(2022, 2, 25, 9), 1, "interim"),
        (BETWEEN, 1, "interim"),
        (NEXT_WINDOW - MINUTE, 1, "interim"),
        (NEXT_WINDOW, 2, "session"),
        (datetime(2023, 2, 23, 17, 1), 2, "interim"),
    ],
)
def test_the_moment_decides_session_and_channel(
    moment: datetime, number: int, channel: str, town: Town, seat: SeatMaker, at: Stand
) -> None:
    with loading():
        Term.objects.filter(committee=town.committee).update(starts=date(2021, 1, 1))
        SeatPeriod.objects.update(starts=date(2021, 1, 1))
    member = seat(Role.MEMBER, member=town.member)
    made = drafted(member)
    at(moment)
    made = submit(member, made)
    assert (made.session.number, made.channel) == (number, channel)
    assert made.receipt_no == f"14{number}-R0001"


def test_before_the_first_session_nothing_is_received(member: Seat, town: Town, at: Stand) -> None:
    made = drafted(member)
    with loading():
        Session.objects.all().delete()
    with pytest.raises(Refused) as error:
        submit(member, made)
    assert "还没有设置届次" in refused_of(error)[0]
    assert stored(made).state == "draft"


def test_a_session_without_a_day_of_closing_counts_for_a_week(member: Seat, town: Town, at: Stand) -> None:
    with loading():
        Session.objects.filter(pk=town.sessions[0].pk).update(closes=None)
    at(datetime.combine(OPENS + timedelta(days=7), CUT_OFF.time()))
    assert submitted_by(member).channel == "session"
    at(datetime.combine(OPENS + timedelta(days=8), CUT_OFF.time()))
    assert submitted_by(member).channel == "interim"


def test_numbers_have_no_gaps_and_each_session_its_own(member: Seat, other_member: Seat, at: Stand) -> None:
    first = submitted_by(member)
    with pytest.raises(Refused):
        submit(member, drafted(member, analysis=""))
    second = submitted_by(other_member)
    at(datetime(2023, 2, 21, 10))
    assert [first.receipt_no, second.receipt_no] == ["141-R0001", "141-R0002"]
    assert submitted_by(member).receipt_no == "142-R0001"
    assert sorted(Counter.objects.values_list("value", flat=True)) == [1, 2]


def test_a_second_press_gives_no_second_number(member: Seat) -> None:
    made = drafted(member)
    submit(member, made)
    with pytest.raises(Stale):
        submit(member, made)
    assert Proposal.objects.get().receipt_no == "141-R0001"
    assert Counter.objects.get().value == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "请填写案由，5–60字。"),
        ({"title": "校门口"}, "title", "案由至少5字，现在是3字"),
        ({"title": "长" * 61}, "title", "案由最多60字，现在是61字"),
        ({"situation": " \n"}, "situation", "请填写情况"),
        ({"situation": "\u200b\ufeff"}, "situation", "请填写情况"),
        ({"analysis": ""}, "analysis", "请填写分析"),
        ({"suggestions": []}, "suggestions", "请至少写一条建议"),
        ({"suggestions": [{"text": " \u3000"}]}, "suggestions", "请至少写一条建议"),
        ({"consent_public": None}, "consent_public", "请选择是否同意公开"),
        ({"consent_public": False}, "private_reason", "请写明理由"),
        ({"situation": "长" * 2001}, None, "最多 2000 字"),
    ],
)
def test_what_is_missing_or_too_long_is_said(
    changes: dict[str, Any], field: str | None, words: str, member: Seat
) -> None:
    made = drafted(member, **changes)
    with pytest.raises(Refused) as error:
        submit(member, made)
    assert words in refused_of(error)[0]
    assert error.value.field == field
    assert stored(made).state == "draft"
    assert Entry.objects.filter(code="proposals.submit", ok=False).count() == 1


def test_two_thousand_characters_and_no_more(member: Seat) -> None:
    """The whole text counts, the title not; blanks, line breaks and the parts of an emoji are nothing."""
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    rest = {"analysis": "短", "suggestions": [{"text": "\u3000"}, {"text": "无"}]}
    assert submitted_by(member, situation="长 \n" * 1997 + family, **rest).state == "submitted"
    with pytest.raises(Refused) as error:
        submitted_by(member, situation="长 \n" * 1998 + family, **rest)
    assert "全文 2001 字，最多 2000 字。请删去 1 字" in refused_of(error)[0]


def test_a_no_to_publication_needs_its_reason_only(member: Seat) -> None:
    made = submitted_by(member, consent_public=False, private_reason="涉及未公开的规划")
    assert (made.consent_public, made.private_reason) == (False, "涉及未公开的规划")


def test_a_member_who_has_left_cannot_submit(member: Seat, town: Town) -> None:
    made = drafted(member)
    with loading():
        SeatPeriod.objects.filter(member=town.member).update(ends=date(2022, 6, 5))
    with pytest.raises(Refused) as error:
        submit(member, made)
    assert "只有在任的本届委员可以提交提案" in refused_of(error)[0]


def test_a_member_of_an_ended_term_cannot_submit(member: Seat, town: Town, at: Stand) -> None:
    with loading():
        Term.objects.create(committee=town.committee, number=15, starts=date(2022, 6, 1))
    with pytest.raises(Refused) as error:
        submitted_by(member)
    assert "本届委员" in refused_of(error)[0]


def test_the_sessions_of_the_next_term_are_not_the_old_members(
    member: Seat, party: Seat, town: Town, at: Stand
) -> None:
    """In the window before a change of terms a member still proposes to the own term, a party to the new."""
    with loading():
        Session.objects.filter(pk=town.sessions[1].pk).delete()
        term = Term.objects.create(committee=town.committee, number=15, starts=date(2023, 2, 20))
        Session.objects.create(committee=town.committee, term=term, number=1, opens=date(2023, 2, 20))
    at(datetime(2023, 1, 9, 10))
    assert submitted_by(member).receipt_no == "141-R0001"
    assert submitted_by(member).channel == "interim"
    of_party = submitted_by(party, **CONTACT)
    assert (of_party.receipt_no, of_party.channel) == ("151-R0001", "session")


def test_a_resigned_member_with_an_open_seat_cannot_submit(member: Seat, town: Town) -> None:
    with loading():
        Member.objects.filter(pk=town.member.pk).update(status="resigned")
    with pytest.raises(Refused):
        submitted_by(member)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"contact_phone": "0000-1234567"}, "集体提案请填写联系人"),
        ({"contact_name": "陈某"}, "集体提案请填写联系电话"),
        ({"contact_name": "陈某", "contact_phone": "打我电话"}, "集体提案请填写联系电话"),
    ],
)
def test_a_collective_proposal_names_whom_to_call(changes: dict[str, Any], words: str, party: Seat) -> None:
    made = drafted(party, **changes)
    with pytest.raises(Refused) as error:
        submit(party, made)
    assert words in refused_of(error)[0]


def test_parties_and_committees_propose_all_year(party: Seat, clerk: Seat) -> None:
    assert submitted_by(party, **CONTACT).channel == "interim"
    assert submitted_by(clerk, **CONTACT).receipt_no == "141-R0002"
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        (datetime(2022, 2, 20, 23, 59), False),
        (datetime(2022, 2, 21, 0, 0), True),
        (CUT_OFF, True),
        (CUT_OFF + MINUTE, False),
        (BETWEEN, False),
    ],
)
def test_a_group_proposes_during_the_plenary_only(
    moment: datetime, goes: bool, convener: Seat, group: Body, at: Stand
) -> None:
    made = drafted(convener, as_body=True, **CONTACT)
    at(moment)
    if goes:
        assert submit(convener, made).channel == "session"
        return
    with pytest.raises(Refused) as error:
        submit(convener, made)
    assert "只在全会期间" in refused_of(error)[0]
    assert submitted_by(convener).kind == "individual", "in his own name he may all the year"


def test_nobody_submits_what_is_not_his(member: Seat, other_member: Seat, seat: SeatMaker) -> None:
    made = drafted(member)
    for stranger in (other_member, seat(Role.PROPOSAL_STAFF), seat(Role.CHAIR_LEVEL)):
        with pytest.raises(Http404):
            submit(stranger, made)


def test_after_a_change_in_another_window_the_press_is_told(member: Seat) -> None:
    made = drafted(member)
    revise(member, made, **text(title="关于缓解医院周边交通拥堵的建议"))
    with pytest.raises(Stale):
        submit(member, made, _version=made.version)
