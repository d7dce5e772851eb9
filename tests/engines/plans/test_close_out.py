"""销号: target met, evidence, and the word of the named leader. domain/07 section 6."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.conftest import SeatMaker
from tests.engines.plans.conftest import (
    MONDAY,
    City,
    broken_down,
    clocks_of,
    refused_of,
    task_of,
    todos_of,
    told,
)
from tests.factories import directory
from zhengxie.engines.plans.actions import tasks as verbs
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db
WHOLE: dict[str, Any] = {"percent": 100, "text": "办完", "difficulties": "", "reached": []}
PROOF: dict[str, Any] = {"title": "纪要", "on": MONDAY, "quantity": 1, "url": ""}


def finished(clerk: Seat, task: Task) -> Task:
    """Reported at 100 percent, with one piece of evidence."""
    verbs.report_progress(clerk, task, **WHOLE)
    made: Task = verbs.link(clerk, task, **PROOF)
    return made


def requested(clerk: Seat, task: Task) -> Task:
    """Waiting for the leader's word."""
    made: Task = verbs.request_close(clerk, finished(clerk, task), note="已完成")
    return made


def test_request_close_says_all_that_is_missing(issued: Plan, clerk: Seat) -> None:
    with pytest.raises(Refused) as error:
        verbs.request_close(clerk, task_of(issued, "1.1"), note="完")
    assert refused_of(error) == (
        "还不能申请销号：进度是0%，达到100%才能销号；还没有佐证，请先登记佐证；"
        "还没有牵头领导，请办公室先在任务分解中填写。"
    )


def test_a_reported_hundred_does_not_outweigh_an_unmet_target(
    task: Task, office: Seat, clerk: Seat, town: City
) -> None:
    verbs.break_down(office, task, **broken_down(town, target_amount=6, target_unit="次"))
    finished(clerk, task)
    with pytest.raises(Refused) as error:
        verbs.request_close(clerk, task, note="完")
    assert "进度是16%" in refused_of(error)


def test_request_close_moves_the_task_to_its_leaders_desk(
    task: Task, clerk: Seat, leader: Seat, town: City
) -> None:
    task = requested(clerk, task)
    assert task.state == "done_to_confirm"
    assert todos_of(task) == {(f"member:{town.leader.pk}", "plans.close_out")}
    assert [text for text in told(leader) if text.startswith("任务申请销号，请确认：召开协商座谈会")]


def test_close_out_ends_clocks_and_tells_body_and_office(
    office: Seat, task: Task, clerk: Seat, leader: Seat
) -> None:
    task = verbs.close_out(leader, requested(clerk, task), note="同意销号")
    assert (task.state, todos_of(task)) == ("closed", set())
    assert all(state != "running" for state, _ in clocks_of(task).values())
    for seat in (clerk, office):
        assert [text for text in told(seat) if text.startswith("任务已销号：召开协商座谈会")]
    assert not Todo.objects.filter(object_id=str(task.pk), finished=False).exists()


def test_only_the_named_leader_closes_out(
    task: Task, clerk: Seat, office: Seat, seat: SeatMaker, town: City
) -> None:
    task = requested(clerk, task)
    other_leader = seat(Role.SECRETARY_GENERAL, member=town.other_leader)
    chair = seat(Role.CHAIR_LEVEL, member=directory.member(town.committee, "张示范", "009"))
    for person in (clerk, office, other_leader, chair, seat(Role.MEMBER, member=town.leader)):
        for verb, inputs in ((verbs.close_out, {"note": ""}), (verbs.refuse_close, {"reason": "否"})):
            with pytest.raises(PermissionDenied):
                verb(person, task, **inputs)
    task.refresh_from_db()
    assert task.state == "done_to_confirm"


def test_evidence_taken_away_meanwhile_stops_the_close_out(task: Task, clerk: Seat, leader: Seat) -> None:
    task = requested(clerk, task)
    verbs.unlink(clerk, task, evidence=task.evidence.get(), reason="登记错了")
    with pytest.raises(Refused) as error:
        verbs.close_out(leader, task, note="同意")
    assert refused_of(error) == "现在不能销号：还没有佐证，请先登记佐证。"


def test_refuse_close_sends_it_back_to_the_body(task: Task, clerk: Seat, leader: Seat, town: City) -> None:
    task = verbs.refuse_close(leader, requested(clerk, task), reason="报告还要修改")
    assert (task.state, todos_of(task)) == ("open", {(f"staff:{town.economy.pk}", "plans.report_progress")})
    assert [text for text in told(clerk) if text.startswith("牵头领导不同意销号，请继续推进")]


def test_an_open_task_is_not_closed_out(task: Task, clerk: Seat, leader: Seat) -> None:
    finished(clerk, task)
    with pytest.raises(Stale):
        verbs.close_out(leader, task, note="同意")


def test_a_closed_task_takes_no_more_reports_or_evidence(
    task: Task, clerk: Seat, leader: Seat, office: Seat, town: City
) -> None:
    task = verbs.close_out(leader, requested(clerk, task), note="同意")
    for verb, inputs in ((verbs.report_progress, WHOLE), (verbs.link, PROOF)):
        with pytest.raises(Refused) as error:
            verb(clerk, task, **inputs)
        assert "已销号" in refused_of(error)
    with pytest.raises(Refused):
        verbs.break_down(office, task, **broken_down(town))
    with pytest.raises(Refused):
        verbs.unlink(clerk, task, evidence=task.evidence.get(), reason="误")


def test_another_committees_leader_gets_404(task: Task, clerk: Seat, other_city: Committee) -> None:
    stranger = directory.seat(other_city, Role.CHAIR_LEVEL, member=directory.member(other_city))
    with pytest.raises(Http404):
        verbs.close_out(stranger, requested(clerk, task), note="同意")
