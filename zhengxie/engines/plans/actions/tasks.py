"""The verbs of a task: break down, report, link evidence, request and confirm the close-out, drop."""

from datetime import date
from typing import Any

from django.utils import timezone

from zhengxie.engines.plans.lifecycle import TaskState
from zhengxie.engines.plans.models import Evidence, Milestone, Target, Task, TaskReport
from zhengxie.engines.plans.queries.progress import unmet_now
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, Member, Unit
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused

WRITER_ROLES = frozenset({Role.OFFICE_STAFF, Role.RESEARCH_OFFICE})
ENDED = (TaskState.CLOSED, TaskState.DROPPED)


def _must_run(task: Task) -> None:
    if task.state != TaskState.OPEN:
        raise Refused(f"这条任务{TaskState(task.state).label}，不能再改。")


@action
def open_task(seat: Seat, task: Task) -> None:
    """开始推进：随工作要点印发，时限由此计起。"""
    task.open_task()


@action
def time_task(seat: Seat, task: Task) -> None:
    """开始计时：推进中的任务第一次有了时限。"""


@action
def change_task(seat: Seat, task: Task, *, values: dict[str, Any]) -> None:
    """随修订改动任务的内容。"""
    gets_a_day = task.due is None and values.get("due") is not None
    for name, value in values.items():
        setattr(task, name, value)
    if gets_a_day and task.state == TaskState.OPEN:
        time_task(seat, task)


@action
def break_down(
    seat: Seat,
    task: Task,
    *,
    lead_body: Body | None,
    co_bodies: list[Body],
    co_units: list[Unit],
    leader: Member | None,
    owner: str,
    due: date | None,
    target: str,
    target_amount: int | None,
    target_unit: str,
    milestones: list[dict[str, Any]],
) -> None:
    """任务分解：牵头领导、牵头委室、协作单位、责任人、时限、完成标准、节点。domain/07 §6"""
    if task.state in ENDED:
        raise Refused(f"这条任务{TaskState(task.state).label}，不能再分解。")
    fixed = {
        "lead_body": lead_body,
        "leader": leader,
        "due": due,
        "target": target,
        "target_amount": target_amount,
    }
    _only_the_office_moves(seat, task, fixed)
    _within(due, milestones)
    gets_a_day = task.due is None and due is not None
    task.lead_body, task.leader, task.owner, task.due = lead_body, leader, owner, due
    task.target, task.target_amount, task.target_unit = target, target_amount, target_unit
    task.co_bodies.set(co_bodies)
    task.co_units.set(co_units)
    task.milestones.all().delete()
    for row in milestones:
        Milestone(task=task, **row).save()
    task.change_request = ""
    if gets_a_day and task.state == TaskState.OPEN:
        time_task(seat, task)


def _only_the_office_moves(seat: Seat, task: Task, given: dict[str, Any]) -> None:
    """What is set on a running task is the office's to change: its own body asks by `request_change`."""
    if seat.roles & WRITER_ROLES or task.state == TaskState.PLANNED:
        return
    if task.state == TaskState.DONE_TO_CONFIRM:
        raise Refused("已申请销号，等牵头领导确认，现在不能再改分解。")
    for name, value in given.items():
        if getattr(task, name) not in (None, "") and getattr(task, name) != value:
            label = str(Task._meta.get_field(name).verbose_name)
            raise Refused(f"{label}由办公室改，请用“申请变更”写明理由。", field=name)


def _within(due: date | None, milestones: list[dict[str, Any]]) -> None:
    late = [row for row in milestones if due and row.get("due") and row["due"] > due]
    if late:
        raise Refused(f"节点“{late[0]['title']}”晚于任务的完成时限，请改早，或先改时限。", field="milestones")


@action
def report_progress(
    seat: Seat, task: Task, *, percent: int, text: str, difficulties: str, reached: list[Milestone]
) -> None:
    """填报进展；每一次都留下。"""
    _must_run(task)
    if any(m.task_id != task.pk for m in reached):
        raise Refused("所选节点不属于这条任务。", field="reached")
    by = f"{seat.place} {seat.name}"
    TaskReport(
        task=task, percent=percent, text=text, difficulties=difficulties, by=by[:60], by_user_id=seat.user_id
    ).save()
    for milestone in reached:
        milestone.done_on = timezone.localdate()
        milestone.save()
    task.reported = percent


@action
def link(
    seat: Seat, task: Task, *, title: str, on: date, quantity: int, url: str, counts_for: Target | None = None
) -> None:
    """登记佐证：证明做过什么，计入完成数量；系统里没有记录的，也可计入一项自动计数。"""
    if on > timezone.localdate():
        raise Refused("佐证的日期不能晚于今天，请核对。", field="on")
    if task.state in (TaskState.PLANNED, *ENDED):
        raise Refused(f"这条任务{TaskState(task.state).label}，不能登记佐证。")
    if counts_for is not None and (counts_for.task_id != task.pk or counts_for.base):
        raise Refused("只能计入这条任务按数量计的自动计数。", field="counts_for")
    by = f"{seat.place} {seat.name}"[:60]
    given = {"title": title, "on": on, "quantity": quantity, "url": url, "by": by}
    Evidence(task=task, counts_for=counts_for, **given).save()


@action
def unlink(seat: Seat, task: Task, *, evidence: Evidence, reason: str) -> None:
    """撤下登记错的佐证。"""
    if task.state in ENDED:
        raise Refused(f"这条任务{TaskState(task.state).label}，佐证不能再撤。")
    if evidence.task_id != task.pk:
        raise Refused("这份佐证不属于这条任务。", field="evidence")
    evidence.delete()


@action
def request_change(seat: Seat, task: Task, *, reason: str) -> None:
    """申请变更：请办公室改时限、分工或标准。"""
    _must_run(task)
    task.change_request = reason


@action
def answer_change(seat: Seat, task: Task, *, reason: str) -> None:
    """答复变更申请，不作改动。"""
    if not task.change_request:
        raise Refused("没有待答复的变更申请。")
    task.change_request = ""


@action
def request_close(seat: Seat, task: Task, *, note: str) -> None:
    """申请销号：完成标准已达到、有佐证、有牵头领导可以确认。"""
    missing = unmet_now(task, has_leader=task.leader_id is not None)
    if missing:
        raise Refused("还不能申请销号：" + "；".join(missing) + "。")
    task.request_close()


@action
def refuse_close(seat: Seat, task: Task, *, reason: str) -> None:
    """不同意销号，退回继续推进。"""
    task.refuse_close()


@action
def close_out(seat: Seat, task: Task, *, note: str) -> None:
    """销号：牵头领导确认。"""
    missing = unmet_now(task, has_leader=True)
    if missing:
        raise Refused("现在不能销号：" + "；".join(missing) + "。")
    task.close_out()
    task.change_request = ""


@action
def drop(seat: Seat, task: Task, *, reason: str) -> None:
    """取消任务：写明原因和批准的会议或领导。"""
    task.drop()
    task.drop_reason = reason
