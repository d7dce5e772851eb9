"""The consultation: recorded by the unit, confirmed, contradicted or spared by the proposer."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404

from tests.engines.cases.conftest import (
    MONDAY,
    clocks_of,
    entries,
    forbidden,
    refusals,
    refused_of,
    todos_of,
    told,
)
from tests.factories import cases, directory
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions.handling import confirm_contact, record_contact, waive_contact
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db


def test_a_contact_is_kept_and_the_proposer_is_asked(town: CaseTown) -> None:
    task = cases.met(town)
    contact = task.contacts.get()
    assert (contact.round, contact.way, contact.by, contact.on) == (1, "interview", "市公安局 何某", MONDAY)
    assert clocks_of(task)["cases-first-contact"][0] == "stopped"
    assert todos_of(task) == {
        (f"officer:{town.police.pk}", "cases.draft_reply"),
        (f"member:{town.member.pk}", "cases.confirm_contact"),
    }
    assert told(town.proposer)[0].startswith("市公安局登记了与您的面商，请核对是否属实：第014号")
    assert entries("cases.record_contact", task) == 1


def test_a_contact_must_be_complete(town: CaseTown) -> None:
    task = cases.handled(town)
    wrong: list[dict[str, Any]] = [
        {"on": MONDAY + timedelta(days=1)},
        {"on": date(2022, 3, 6)},
        {"way": "pigeon"},
        {"place": " "},
        {"unit_people": ""},
        {"met": ""},
        {"points": ""},
    ]
    given = [cases.meeting(**one) for one in wrong]
    assert refusals(record_contact, town.officer, task, given=given) == [
        ("on", "日期不能晚于今天，请在面商以后登记。"),
        ("on", "日期不能早于交办日期（2022-03-07），请核对。"),
        ("way", "请选择面商方式。"),
        ("place", "面谈、座谈和实地走访请填写地点。"),
        ("unit_people", "请填写单位参加人及职务。"),
        ("met", "请填写会面的提案者。"),
        ("points", "请填写商谈要点。"),
    ]
    assert not task.contacts.exists()


def test_a_call_needs_no_place_and_leaves_the_meeting_open(town: CaseTown) -> None:
    task = record_contact(town.officer, cases.handled(town), **cases.meeting(way="phone", place=""))
    assert (f"officer:{town.police.pk}", "cases.record_contact") in todos_of(task)


def test_before_start_and_after_signing_nothing_is_recorded(town: CaseTown) -> None:
    for reached, first in ((cases.delivered, "请先签收、定经办"), (cases.received, "请先定经办")):
        with pytest.raises(Refused) as error:
            record_contact(town.officer, reached(town, number=len(first)), **cases.meeting())
        assert refused_of(error) == f"{first}，再登记面商。"
        assert not isinstance(error.value, Stale)  # nobody else was first
    with pytest.raises(Stale):
        record_contact(town.officer, cases.submitted(town, cases.met(town, number=15)), **cases.meeting())


def test_a_co_unit_may_talk_to_the_proposer(town: CaseTown) -> None:
    case = cases.assigned(town, cases.lead_and_co(town))
    task = cases.begin(town.co_officer, cases.part_of(case, town.school))
    task = record_contact(town.co_officer, task, **cases.meeting())
    task = confirm_contact(town.proposer, task, contact=task.contacts.get())
    assert task.contacts.get().confirmed_on == MONDAY


def test_the_proposer_confirms(town: CaseTown) -> None:
    task = cases.met(town)
    task = confirm_contact(town.proposer, task, contact=task.contacts.get())
    assert task.contacts.get().confirmed_on == MONDAY
    assert (f"member:{town.member.pk}", "cases.confirm_contact") not in todos_of(task)
    assert told(town.officer)[0].startswith("提案者已确认面商记录：第014号")


def test_the_proposer_contradicts_and_the_unit_must_meet_him_again(town: CaseTown) -> None:
    task = cases.met(town)
    task = confirm_contact(town.proposer, task, contact=task.contacts.get(), objection="没有见过面")
    assert (task.contacts.get().objection, task.contacts.get().confirmed_on) == ("没有见过面", None)
    assert (f"officer:{town.police.pk}", "cases.record_contact") in todos_of(task)
    assert told(town.officer)[0].startswith("提案者说明面商记录与实际不符，请看说明，重新面商并登记：第014号")


def test_an_empty_objection_is_no_confirmation(town: CaseTown) -> None:
    task = cases.met(town)
    contact = task.contacts.get()
    given = [
        {"contact": contact, "says": "objects", "objection": " "},
        {"contact": contact, "says": "agrees", "objection": "没有见过面"},
    ]
    assert refusals(confirm_contact, town.proposer, task, given=given) == [
        ("objection", "请写明与实际不符之处。"),
        ("objection", "您写了与实际不符之处：要提交说明请按“提交说明”，记录属实请先清空。"),
    ]
    contact.refresh_from_db()
    assert (contact.confirmed_on, contact.objection) == (None, "")


def test_a_record_is_answered_once(town: CaseTown) -> None:
    task = cases.met(town)
    contact = task.contacts.get()
    confirm_contact(town.proposer, task, contact=contact)
    with pytest.raises(Refused) as error:
        confirm_contact(town.proposer, task, contact=contact, objection="改主意")
    assert refused_of(error) == "这条面商记录已经核对过了。"


def test_a_record_of_another_case_is_refused(town: CaseTown) -> None:
    task, other = cases.met(town), cases.met(town, number=15)
    with pytest.raises(Refused):
        confirm_contact(town.proposer, task, contact=other.contacts.get())
    assert other.contacts.get().confirmed_on is None


def test_the_proposer_spares_the_meeting_of_this_round(town: CaseTown) -> None:
    task = waive_contact(town.proposer, cases.handled(town), reason="已电话沟通")
    assert (task.waived_round, task.waived_on, task.waiver_reason) == (1, MONDAY, "已电话沟通")
    assert clocks_of(task)["cases-first-contact"][0] == "stopped"
    assert todos_of(task) == {(f"officer:{town.police.pk}", "cases.draft_reply")}
    assert told(town.officer)[0].endswith("原因：已电话沟通")


def test_he_spares_it_once_and_in_time(town: CaseTown) -> None:
    task = waive_contact(town.proposer, cases.delivered(town), reason="电话即可")
    with pytest.raises(Refused):
        waive_contact(town.proposer, task, reason="再次")
    with pytest.raises(Refused):
        waive_contact(town.proposer, cases.submitted(town, cases.met(town, number=15)), reason="迟了")


def test_only_the_officer_records(town: CaseTown) -> None:
    others = "leader staff inspector proposer panel system"
    forbidden(town, others, record_contact, cases.handled(town), **cases.meeting())


def test_nobody_speaks_for_the_proposer(town: CaseTown) -> None:
    task, others = cases.met(town), "officer leader staff inspector panel system"
    forbidden(town, others, confirm_contact, task, contact=task.contacts.get())
    forbidden(town, others, waive_contact, task, reason="不用")


def test_another_member_does_not_see_it(town: CaseTown) -> None:
    other = directory.seat(
        town.committee, Role.MEMBER, member=directory.member(town.committee, "李示范", "002")
    )
    task = cases.met(town)
    with pytest.raises(Http404):
        waive_contact(other, task, reason="不用")
    with pytest.raises(Http404):
        confirm_contact(other, task, contact=task.contacts.get())


def test_another_committee_gets_404(town: CaseTown, other_town: CaseTown) -> None:
    task = cases.met(town)
    with pytest.raises(Http404):
        record_contact(other_town.officer, task, **cases.meeting())
    with pytest.raises(Http404):
        waive_contact(other_town.proposer, task, reason="不用")


def test_a_unit_as_proposer_speaks_through_its_submitter(town: CaseTown) -> None:
    submitter = directory.seat(town.committee, Role.UNIT_SUBMITTER, unit=town.roads)
    task = cases.handled(town, addressees=[cases.addressee(unit=town.roads)])
    assert waive_contact(submitter, task, reason="书面即可").waived_round == 1
    with pytest.raises(Http404):
        waive_contact(town.other_officer, task, reason="同单位的经办人不是提案者")


def test_a_group_as_proposer_speaks_through_its_convener(town: CaseTown) -> None:
    group = cases.body_of(town.committee, "activity_group", "g1", "第一组")
    convener = directory.seat(town.committee, Role.CONVENER, member=town.member, body=group)
    task = cases.handled(town, addressees=[cases.addressee(body=group)])
    assert waive_contact(convener, task, reason="书面即可").waived_round == 1
