"""Who sees which case, and as what."""

import pytest

from tests.engines.cases.conftest import told
from tests.factories import cases, directory
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import replies
from zhengxie.engines.cases.actions.feedback import give_feedback
from zhengxie.engines.cases.models import Assignment, Case, Promise
from zhengxie.engines.cases.queries.labels import label_for
from zhengxie.engines.cases.queries.timeline import timeline
from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.roles import ADMINISTRATORS, Role
from zhengxie.foundation.access.seat import Seat

pytestmark = pytest.mark.django_db


def seen(seat: Seat) -> tuple[int, int, int]:
    """How many cases, assignments, promises the seat sees."""
    return visible(seat, Case).count(), visible(seat, Assignment).count(), visible(seat, Promise).count()


def test_each_seat_sees_what_is_its_own(town: CaseTown, other_town: CaseTown) -> None:
    cases.following(town)
    cases.assigned(town, cases.lead_and_co(town), number=15)
    cases.case_to_assign(town, number=16)
    cases.following(other_town)
    for seat in (town.staff, town.panel, town.inspector, town.proposer):
        assert seen(seat) == (3, 3, 2)
    assert seen(town.officer) == seen(town.leader) == (2, 3, 2)
    assert seen(town.co_officer) == (1, 2, 0)
    assert seen(town.other_officer) == (0, 0, 0)


def test_a_stranger_and_the_administrators_see_nothing(town: CaseTown) -> None:
    cases.following(town)
    other = directory.member(town.committee, "李示范", "002")
    strangers = [directory.seat(town.committee, Role.MEMBER, member=other)]
    strangers += [directory.seat(town.committee, role) for role in sorted(ADMINISTRATORS)]
    strangers += [directory.seat(town.committee, Role.UNIT_OFFICER, unit=town.roads)]
    for seat in strangers:
        assert seen(seat) == (0, 0, 0)
    assert not any(allowed(seat, "cases.view") for seat in strangers if seat.is_administrator)


def test_the_second_ending_is_plain_to_units_and_offices(town: CaseTown) -> None:
    task = cases.answered_again(town, cases.in_rework(town))
    task = give_feedback(town.proposer, task, **cases.form(result="dissatisfied"))
    for obj in (task, Case.objects.get()):
        for seat in (town.officer, town.leader, town.inspector):
            sign = label_for(seat, obj)
            assert (sign.code, sign.label, sign.group) == ("closed", "已办结", "green")
        for seat in (town.staff, town.panel, town.proposer):
            assert label_for(seat, obj).label == "办结(不满意)"


def test_a_case_is_labelled_by_its_least_advanced_answering_part(town: CaseTown) -> None:
    assert label_for(town.staff, cases.case_to_assign(town, number=16)).label == "待交办"
    case = cases.assigned(town, cases.lead_and_co(town))
    cases.begin(town.officer, cases.part_of(case, town.police))
    assert label_for(town.staff, case).label == "办理中"  # the co-unit has not even signed for it


def test_the_timeline_tells_the_same_to_all_but_what_is_internal(town: CaseTown) -> None:
    task = cases.submitted(town)
    task = replies.send_back_reply(town.inspector, task, reason="补充")
    task = cases.in_rework(town, task)
    public = [
        "交办",
        "签收",
        "定经办",
        "登记面商",
        "签发送审",
        "签发送审",
        "发出答复",
        "再次办理",
    ]
    for seat in (town.proposer, town.other_officer):
        assert [moment.title for moment in timeline(seat, task.case)] == public
    for seat in (town.officer, town.leader):
        shown = [(moment.title, moment.text) for moment in timeline(seat, task.case)]
        assert [title for title, _ in shown if title not in public] == ["退回答复"]
        assert ("退回答复", "补充") in shown
    whole = [moment.title for moment in timeline(town.inspector, task.case)]
    assert [title for title in whole if title not in public] == ["退回答复"]
    last = timeline(town.officer, task.case)[-1]
    assert (last.person, last.unit) == ("", "系统")


def test_a_member_hears_of_every_step_that_concerns_him(town: CaseTown) -> None:
    cases.replied(town)
    heard = [text.partition("：")[0] for text in reversed(told(town.proposer))]
    assert heard == [
        "您的提案已交承办单位办理",
        "承办单位已明确经办人，会与您联系",
        "市公安局登记了与您的面商，请核对是否属实",
        "承办单位的答复已发给您，请阅看并评价",
    ]
