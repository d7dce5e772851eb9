"""Both rounds stay in the story: first answer, second round with its day, how answers were sent back."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.engines.cases.conftest import told
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import handling, replies
from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.cases.queries.course import course_of, with_course
from zhengxie.engines.cases.queries.timeline import timeline
from zhengxie.engines.cases.queries.way import Entry, summary_of, timeline_of
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat

pytestmark = pytest.mark.django_db


def way(task: Assignment) -> list[tuple[str, str]]:
    """(title, day) of what has happened and is going on."""
    return [(entry.title, entry.time) for entry in timeline_of(task.case) if entry.state != "next"]


def now(task: Assignment) -> Entry:
    (entry,) = [entry for entry in timeline_of(task.case) if entry.state == "now"]
    return entry


def test_the_second_round_does_not_wipe_out_the_first(town: CaseTown, on: Callable[[date], None]) -> None:
    task = handling.waive_contact(town.proposer, cases.handled(town), reason="电话即可")
    on(date(2022, 3, 8))
    task = cases.in_rework(town, task)
    on(date(2022, 3, 9))
    task = cases.answered_again(town, task)
    assert way(task) == [
        ("立案", "2022年3月7日"),
        ("交办", "2022年3月7日"),
        ("签收", "2022年3月7日"),
        ("提案者表示不需要面商", "2022年3月7日"),
        ("书面答复", "2022年3月8日"),
        ("再次办理", "2022年3月8日"),
        ("面商（电话）", "2022年3月9日"),
        ("再次书面答复", "2022年3月9日"),
        ("等提案者评价", "3月30日前"),
    ]


def test_during_the_second_round_the_second_answer_is_what_comes(town: CaseTown) -> None:
    task = cases.in_rework(town)
    assert (now(task).title, now(task).time) == ("重新沟通和答复", "4月7日前")
    coming = [entry.title for entry in timeline_of(task.case) if entry.state == "next"]
    assert coming == ["再次书面答复", "评价", "办结"]


def test_receipt_has_its_own_day_and_another_year_is_named(
    town: CaseTown, on: Callable[[date], None]
) -> None:
    on(date(2022, 12, 1))
    task = cases.delivered(town)
    entry, summary = now(task), summary_of(task.case)
    assert (entry.title, entry.time) == ("等待签收", "12月6日前")
    assert summary.by == date(2022, 12, 6)
    assert summary.next_step == "承办单位签收；2023年3月1日前书面答复"
    task = handling.receipt(town.officer, task)
    assert now(task).time == "2023年3月1日前"


def test_promises_that_are_kept_wait_for_confirmation(town: CaseTown) -> None:
    task = cases.following(town)
    assert (now(task).title, now(task).time) == ("跟踪落实承诺", "6月5日前")
    for promise in task.promises.all():
        cases.keep(town, promise)
    assert (now(task).title, now(task).time) == ("承诺已报完成，等确认落实", "")
    assert summary_of(task.case).next_step == "确认承诺落实"


def said(seat: Seat, task: Assignment) -> list[tuple[str, str]]:
    return [(moment.title, moment.text) for moment in timeline(seat, task) if moment.text]


def test_a_unit_reads_how_its_answer_was_sent_back_and_others_do_not(town: CaseTown) -> None:
    task = cases.met(town, cases.separate(town))
    task = cases.written(town, task)
    task = replies.return_draft(town.leader, task, reason="第2条太空")
    task = replies.send_back_reply(town.inspector, cases.submitted(town, task), reason="没有时间")
    inner = ("退回经办人修改", "第2条太空")
    outer = ("退回答复", "没有时间")
    for seat in (town.officer, town.leader):
        assert said(seat, task) == [inner, outer]
        assert [pair for pair in said(seat, task.case) if pair in (inner, outer)] == [inner, outer]
    for seat in (town.inspector, town.staff):
        assert said(seat, task) == [outer]
    for seat in (town.other_officer, town.proposer):
        assert said(seat, task) == said(seat, task.case) == []


def contact_step(task: Assignment) -> tuple[str, str]:
    step = course_of(with_course(Assignment.objects.filter(pk=task.pk)).get()).of("contact")
    return step.state, step.note


def test_a_contradicted_meeting_does_not_count_as_done(town: CaseTown) -> None:
    task = cases.submitted(town)
    assert contact_step(task) == ("done", "3月7日，待核对")
    contact = task.contacts.get()
    handling.confirm_contact(town.proposer, task, contact=contact, objection="当天没有见面")
    assert contact_step(task) == ("miss", "与实际不符")


def test_a_confirmed_meeting_is_done(town: CaseTown) -> None:
    task = cases.met(town)
    task = handling.confirm_contact(town.proposer, task, contact=task.contacts.get())
    assert contact_step(task) == ("done", "3月7日")


def test_a_reason_is_quoted_without_its_own_full_stop(town: CaseTown) -> None:
    replies.return_draft(town.leader, cases.written(town), reason="第2条太空。")
    text = told(town.officer)[0]
    assert text.startswith("领导退回了答复稿，请修改后再送签：第014号")
    assert text.endswith("原因：第2条太空")


def test_who_wears_two_hats_hears_of_it_once(town: CaseTown) -> None:
    from tests.factories import directory
    from zhengxie.foundation.access.models import Hat
    from zhengxie.foundation.workflow.actions import loading

    other = directory.seat(town.committee, Role.UNIT_LEADER, unit=town.roads)
    with loading():
        hat = Hat.objects.get(pk=other.hat_id or 0)
        Hat.objects.create(
            committee=town.committee,
            user_id=hat.user_id,
            role=Role.UNIT_OFFICER,
            unit=town.roads,
            starts=hat.starts,
        )
    cases.assigned(town, [cases.sole(town.roads)])
    assert len(told(other)) == 1
