"""The verbs of a plan, from draft to close. domain/07 section 6."""

from datetime import date
from typing import Any

from django.utils import timezone

from zhengxie.engines.plans.actions import storing
from zhengxie.engines.plans.actions.tasks import change_task, drop, open_task
from zhengxie.engines.plans.lifecycle import PlanState, TaskState
from zhengxie.engines.plans.models import Approval, Edition, Plan, Task
from zhengxie.engines.plans.tree import Row
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused

Rows = list[Row]


@action(creates=Plan)
def draft(
    seat: Seat,
    plan: Plan,
    *,
    title: str,
    year: int,
    source_name: str,
    source_text: str,
    heads: Rows,
    tasks: Rows,
) -> None:
    """起草：由核对过的导入结果建立工作要点草稿。domain/07 §6"""
    twins = Plan.objects.filter(committee=seat.committee, year=year, title=title, state=PlanState.DRAFTING)
    if twins.filter(source_text=source_text).exists():
        raise Refused("同样的草稿已经建立过了，请到“历年工作要点”中查看；不用的可以作废。")
    plan.title, plan.year = title, year
    plan.source_name, plan.source_text = source_name, source_text
    plan.save()
    _write_new(plan, heads, tasks)


def _write_new(plan: Plan, heads: Rows, tasks: Rows) -> None:
    items, _ = storing.store_heads(plan, heads)
    for order, (row, item, number) in enumerate(storing.numbered(tasks, items), 1):
        _new_task(plan, order, row, item, number).save()


def _new_task(plan: Plan, order: int, row: Row, item: Any, number: str) -> Task:
    values = storing.values_of(row)
    task: Task = Task(committee=plan.committee, plan=plan, item=item, order=order, number=number, **values)
    return task


@action
def revise(
    seat: Seat,
    plan: Plan,
    *,
    title: str,
    year: int,
    source_name: str,
    source_text: str,
    heads: Rows,
    tasks: Rows,
) -> None:
    """修改草稿：印发以前可以随意改动。"""
    if plan.is_issued:
        raise Refused("已印发的工作要点只能用“修订”产生新版本。")
    plan.title, plan.year = title, year
    plan.source_name, plan.source_text = source_name, source_text
    stored = {task.pk: task for task in plan.tasks.all()}
    items, before = storing.store_heads(plan, heads)
    for order, (row, item, number) in enumerate(storing.numbered(tasks, items), 1):
        task = stored.pop(row["task"], None) or _new_task(plan, order, row, item, number)
        for name, value in {**storing.values_of(row), "item": item, "order": order, "number": number}.items():
            setattr(task, name, value)
        task.save()
    for task in stored.values():
        task.delete()
    storing.retire(plan, before, items)


@action
def consult(seat: Seat, plan: Plan) -> None:
    """送征求意见。"""
    plan.consult()


@action
def approve(seat: Seat, plan: Plan, *, meeting: str, on: date, document_no: str) -> None:
    """登记会议通过：先主席会议，后常委会会议。domain/02 §6（会议决定由办公室录入）"""
    _not_in_future(on, "on")
    last = plan.approvals.last()
    if last is not None and on < last.on:
        raise Refused(f"不能早于上一次会议（{last.meeting}，{last.on:%Y-%m-%d}），请核对日期。", field="on")
    if plan.state == PlanState.APPROVED_CM:
        plan.approve_sc()
    else:
        plan.approve_cm()
    Approval(plan=plan, meeting=meeting, on=on, document_no=document_no).save()


@action
def send_back(seat: Seat, plan: Plan, *, reason: str) -> None:
    """退回起草。"""
    plan.send_back()


@action
def discard(seat: Seat, plan: Plan, *, reason: str) -> None:
    """作废草稿：误导入的或不用的；已印发的不能作废。"""
    plan.discard()


def _not_in_future(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise Refused("日期不能晚于今天，请核对。", field=field)


def _only_one(plan: Plan, document_no: str) -> None:
    """One issued plan a year, each document number once."""
    issued = Plan.objects.filter(committee=plan.committee, state__in=[PlanState.ISSUED, PlanState.CLOSED])
    others = issued.exclude(pk=plan.pk)
    same_year = others.filter(year=plan.year).first()
    if same_year is not None:
        raise Refused(
            f"{plan.year}年的工作要点已经印发（{same_year.document_no}）。要改动请用“修订”，不用的草稿请作废。"
        )
    same_number = others.filter(document_no=document_no).first()
    if same_number is not None:
        raise Refused(f"文号已用于“{same_number.title}”，请核对。", field="document_no")


@action
def issue(seat: Seat, plan: Plan, *, document_no: str, issued_on: date) -> None:
    """印发：登记文号和日期，任务开始计时。同一年度只印发一份。"""
    plan.issue()
    _not_in_future(issued_on, "issued_on")
    _only_one(plan, document_no)
    plan.document_no, plan.issued_on = document_no, issued_on
    for task in plan.tasks.filter(state="planned"):
        open_task(seat, task)
    _keep_edition(plan, issued_on, "印发", document_no)


def _keep_edition(plan: Plan, on: date, reason: str, document_no: str) -> None:
    last = plan.editions.order_by("-number").first()
    tasks = storing.snapshot(plan)
    changes = storing.difference(last.tasks, tasks) if last else []
    if last and not changes:
        raise Refused("与上一版没有差别，不需要修订。")
    edition = Edition(plan=plan, number=plan.edition, on=on, reason=reason, document_no=document_no)
    edition.tasks, edition.changes = tasks, changes
    edition.save()


@action
def amend(
    seat: Seat,
    plan: Plan,
    *,
    reason: str,
    on: date,
    document_no: str,
    source_name: str,
    source_text: str,
    heads: Rows,
    tasks: Rows,
) -> None:
    """修订：已印发的只能以新版本改动，差别逐条留下。已销号和待销号的任务始终保留。"""
    _not_in_future(on, "on")
    plan.amend()
    plan.edition += 1
    plan.source_name, plan.source_text = source_name, source_text
    stored = {task.pk: task for task in plan.tasks.exclude(state="dropped")}
    items, before = storing.store_heads(plan, heads)
    for order, (row, item, number) in enumerate(storing.numbered(tasks, items), 1):
        task = stored.pop(row["task"], None)
        if task is not None:
            storing.place(task, item, order, number)
            _change(seat, task, storing.values_of(row))
            continue
        task = _new_task(plan, order, row, item, number)
        task.save()
        open_task(seat, task)
    for task in stored.values():
        if task.state == TaskState.OPEN:
            drop(seat, task, reason=f"第{plan.edition}版修订取消：{reason}"[:200])
    storing.retire(plan, before, items)
    _keep_edition(plan, on, reason, document_no)


def _change(seat: Seat, task: Task, values: dict[str, Any]) -> None:
    """Only what differs, so that nobody is told of a task that stays as it is."""
    changed = {name: value for name, value in values.items() if getattr(task, name) != value}
    if changed:
        change_task(seat, task, values=changed)


@action
def close(seat: Seat, plan: Plan) -> None:
    """年终收官：全部任务销号或取消以后。"""
    left = plan.tasks.filter(state__in=["open", "done_to_confirm"]).count()
    if left:
        raise Refused(f"还有{left}条任务没有销号或取消，不能收官。")
    plan.close()
