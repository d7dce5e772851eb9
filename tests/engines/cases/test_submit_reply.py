"""The leader signs: the text is frozen, the reply's clock stops, the audit's begins."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import Http404
from django.utils import timezone

from tests.engines.cases.conftest import MONDAY, clocks_of, entries, forbidden, refused_of, todos_of, told
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions.handling import confirm_contact, record_contact, waive_contact
from zhengxie.engines.cases.actions.replies import draft_reply, submit_reply
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db


def test_it_goes_to_the_auditors(town: CaseTown) -> None:
    task = submit_reply(town.leader, cases.written(town), signer=" 周某 ")
    reply = task.replies.get()
    assert (task.state, reply.signer) == ("reply_review", "周某")
    assert timezone.localdate(reply.submitted) == MONDAY
    assert task.answered_on is None  # only an issued answer counts
    assert clocks_of(task)["cases-reply"][0] == "stopped"
    assert clocks_of(task)["cases-review"] == ("running", date(2022, 3, 10))
    asked = {("role:inspector", "cases.issue_reply"), ("role:proposal_staff", "cases.issue_reply")}
    assert asked <= todos_of(task)
    assert told(town.inspector)[0].startswith("答复已签发，请审核：第014号")
    assert entries("cases.submit_reply", task) == 1


def test_a_signature_is_needed(town: CaseTown) -> None:
    with pytest.raises(Refused) as error:
        submit_reply(town.leader, cases.written(town), signer=" ")
    assert (error.value.field, refused_of(error)) == ("signer", "请填写签发人。")


def test_what_the_officer_still_writes_is_not_signed(town: CaseTown) -> None:
    task = cases.met(town)
    task = draft_reply(town.officer, task, **cases.answer(task, ready=False))
    with pytest.raises(Refused) as error:
        submit_reply(town.leader, task, signer="周某")
    assert refused_of(error) == "答复稿还没有送签，请经办人写好后送领导签发。"


def test_a_day_that_passed_while_it_lay_there_is_noticed(town: CaseTown, on: Callable[[date], None]) -> None:
    task = cases.written(town, promise=True)
    on(date(2022, 6, 7))
    with pytest.raises(Refused) as error:
        submit_reply(town.leader, task, signer="周某")
    assert refused_of(error) == "还不能签发：建议1的完成时间要晚于今天；建议2的完成时间要晚于今天。"


def test_a_call_is_not_a_meeting_in_the_first_round(town: CaseTown) -> None:
    task = record_contact(town.officer, cases.handled(town), **cases.meeting(way="phone", place=""))
    with pytest.raises(Refused) as error:
        cases.written(town, task)
    assert "还没有当面沟通" in refused_of(error)


def test_any_meeting_face_to_face_is_enough(town: CaseTown) -> None:
    for number, way in enumerate(("seminar", "on_site"), 20):
        task = cases.handled(town, number=number)
        task = record_contact(town.officer, task, **cases.meeting(way=way))
        assert cases.submitted(town, task).state == "reply_review"


def test_a_waiver_is_enough(town: CaseTown) -> None:
    task = waive_contact(town.proposer, cases.handled(town), reason="不必")
    assert cases.submitted(town, task).state == "reply_review"


def test_a_contradicted_meeting_is_none(town: CaseTown) -> None:
    task = cases.met(town)
    task = confirm_contact(town.proposer, task, contact=task.contacts.get(), objection="没有见过面")
    with pytest.raises(Refused) as error:
        cases.written(town, task)
    assert "提案者说明面商记录与实际不符，请重新面商并登记" in refused_of(error)
    task = record_contact(town.officer, task, **cases.meeting())
    assert cases.submitted(town, task).state == "reply_review"


def test_it_is_signed_once(town: CaseTown) -> None:
    with pytest.raises(Stale):
        submit_reply(town.leader, cases.submitted(town), signer="周某")


def test_only_the_leader_of_the_unit_signs(town: CaseTown) -> None:
    others = "officer staff inspector proposer system"
    forbidden(town, others, submit_reply, cases.written(town), signer="周某")


def test_strangers_get_404(town: CaseTown, other_town: CaseTown) -> None:
    task = cases.written(town)
    for seat in (town.other_leader, other_town.leader):
        with pytest.raises(Http404):
            submit_reply(seat, task, signer="周某")
