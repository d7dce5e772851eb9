"""修改后再次提交: the same receipt number, the old text kept. domain/03 §12.1"""

from datetime import date, datetime

import pytest
from django.http import Http404

from tests.conftest import SeatMaker
from tests.work.proposals.conftest import refused_of
from tests.work.proposals.writing.conftest import (
    CONTACT,
    Stand,
    Town,
    drafted,
    stored,
    submitted_by,
    text,
)
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body
from zhengxie.foundation.rules.models import Counter
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.work.proposals.actions.review import return_for_revision, start_review
from zhengxie.work.proposals.actions.writing import resubmit, submit
from zhengxie.work.proposals.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(town: Town, seat: SeatMaker) -> Seat:
    return seat(Role.PROPOSAL_STAFF)


def returned(staff: Seat, made: Proposal, points: str = "请写明学校名称") -> Proposal:
    again: Proposal = return_for_revision(staff, start_review(staff, made), points=[{"text": points}])
    return again


def test_number_session_and_day_stay_and_the_old_text_is_kept(member: Seat, staff: Seat, at: Stand) -> None:
    made = returned(staff, submitted_by(member))
    at(datetime(2023, 2, 21, 10))
    again = resubmit(
        member, made, **text(title="关于缓解三所小学周边拥堵的建议", suggestions=[{"text": "一"}])
    )
    assert (again.state, again.title) == ("submitted", "关于缓解三所小学周边拥堵的建议")
    kept = (again.receipt_no, again.session, again.channel, again.submitted_on)
    assert kept == ("141-R0001", made.session, "interim", date(2022, 6, 6))
    old = again.versions.get()
    assert (old.number, old.title, len(old.suggestions)) == (1, made.title, 2)
    assert Counter.objects.get().value == 1


def test_a_second_return_keeps_a_second_text(member: Seat, staff: Seat) -> None:
    made = resubmit(member, returned(staff, submitted_by(member)), **text(title="第二次提交的案由"))
    made = resubmit(member, returned(staff, made), **text(title="第三次提交的案由"))
    assert list(made.versions.values_list("number", "title")) == [
        (1, text()["title"]),
        (2, "第二次提交的案由"),
    ]


def test_the_new_text_is_checked_like_the_first(member: Seat, staff: Seat) -> None:
    made = returned(staff, submitted_by(member))
    with pytest.raises(Refused) as error:
        resubmit(member, made, **text(analysis=""))
    assert "请填写分析" in refused_of(error)[0]
    assert stored(made).state == "returned"
    assert not stored(made).versions.exists()


def test_a_group_mends_its_proposal_after_the_plenary(
    convener: Seat, group: Body, staff: Seat, at: Stand
) -> None:
    at(datetime(2022, 2, 22, 10))
    made = returned(staff, submit(convener, drafted(convener, as_body=True, **CONTACT)))
    at(datetime(2022, 3, 1, 10))
    assert resubmit(convener, made, **text(**CONTACT)).channel == "session"


def test_only_a_returned_one(member: Seat) -> None:
    with pytest.raises(Stale):
        resubmit(member, submitted_by(member), **text())


def test_others_do_not(member: Seat, other_member: Seat, staff: Seat) -> None:
    made = returned(staff, submitted_by(member))
    with pytest.raises(Http404):
        resubmit(other_member, made, **text())
