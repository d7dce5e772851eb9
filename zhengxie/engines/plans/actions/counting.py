"""The verbs by which the office says once what a task counts. domain/07 section 6, architecture §12.5"""

from zhengxie.engines.plans import streams
from zhengxie.engines.plans.lifecycle import TaskState
from zhengxie.engines.plans.models import Target, Task
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused

COUNTING = (TaskState.PLANNED, TaskState.OPEN)
MOST_PERCENT = 100


@action
def count_from(seat: Seat, task: Task, *, stream: str, measure: str, base: str, amount: int) -> None:
    """设定自动计数：任务按某一来源的记录计数；同一来源的同一项再设一次即改目标值。"""
    _must_count(task)
    offered = {code for code, _ in streams.choices_for(task.committee)} | {streams.of_task(task)}
    if stream not in offered:
        raise Refused("没有这个计数来源，请重新选择。", field="stream")
    _check_measures(stream, measure, base)
    if base and amount > MOST_PERCENT:
        raise Refused("看百分比的，目标值是百分数，不能超过100。", field="amount")
    if amount < 1:
        raise Refused("目标值至少是1。", field="amount")
    found = task.targets.filter(stream=stream, measure=measure, base=base).first()
    target = found or Target(task=task, stream=stream, measure=measure, base=base)
    target.amount = amount
    target.save()


def _must_count(task: Task) -> None:
    if task.state not in COUNTING:
        raise Refused(f"这条任务{TaskState(task.state).label}，自动计数不能再改。")


def _check_measures(stream: str, measure: str, base: str) -> None:
    known = streams.measures_of(stream)
    if measure not in known:
        raise Refused("这个来源不计这一项，请重新选择。", field="measure")
    if base and base not in known:
        raise Refused("这个来源不计这一项，请重新选择总数是哪一项。", field="base")
    if base == measure:
        raise Refused("总数不能与要数的是同一项，请改选，或不算百分比、只看件数。", field="base")


@action
def stop_counting(seat: Seat, task: Task, *, target: Target) -> None:
    """停止自动计数：计入它的手工佐证保留，不再计数。"""
    _must_count(task)
    if target.task_id != task.pk:
        raise Refused("这项自动计数不属于这条任务。", field="target")
    for evidence in target.evidence.all():
        evidence.quantity, evidence.counts_for = 0, None
        evidence.save()
    target.delete()
