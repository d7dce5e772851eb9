"""Promises of an answer: made when it is issued, reported on, confirmed at the end. domain/03 §8, §12.2"""

from datetime import date

from django.utils import timezone

from zhengxie.engines.cases.actions.cases import close_if_done
from zhengxie.engines.cases.actions.handling import by
from zhengxie.engines.cases.lifecycle import FINAL, AssignmentState, PromiseState
from zhengxie.engines.cases.models import (
    Assignment,
    CaseItem,
    ItemAnswer,
    Promise,
    PromiseReport,
    Reply,
    ResultClass,
)
from zhengxie.engines.cases.queries.progress import awaits_confirmation, unfulfilled
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused


def make_promises(seat: Seat, task: Assignment, reply: Reply) -> None:
    """One for every suggestion that the answer dates, but in class C. What was promised before and is not
    kept yet takes over the new day and words. domain/03 §8"""
    if reply.result == ResultClass.C:
        return
    before = {promise.item_id: promise for promise in task.promises.filter(state=PromiseState.OPEN)}
    for answer in reply.answers.exclude(due=None).select_related("item"):
        known = before.get(answer.item_id)
        if known is not None:
            revise_promise(seat, known, text=answer.text, section=answer.section, due=_day(answer))
        else:
            open_promise(
                seat,
                assignment=task,
                item=answer.item,
                text=answer.text,
                section=answer.section,
                due=_day(answer),
            )


def _day(answer: ItemAnswer) -> date:
    if answer.due is None:
        raise LookupError("an answer without a day promises nothing")
    return answer.due


@action(creates=Promise)
def open_promise(
    seat: Seat,
    promise: Promise,
    *,
    assignment: Assignment,
    item: CaseItem,
    text: str,
    section: str,
    due: date,
) -> None:
    """建立承诺：随答复发出产生，按完成时间计时。domain/03 §8"""
    promise.assignment, promise.unit, promise.item = assignment, assignment.unit, item
    promise.text, promise.section, promise.due = text, section, due


@action
def revise_promise(seat: Seat, promise: Promise, *, text: str, section: str, due: date) -> None:
    """更新承诺：再次办理的答复重新写了内容和时限。"""
    promise.text, promise.section, promise.due = text, section, due


@action
def report_progress(seat: Seat, promise: Promise, *, text: str, evidence: str, done: bool) -> None:
    """填报落实进展：每一次都留下；报完成的要有佐证。domain/03 §8"""
    if promise.assignment.state != AssignmentState.FOLLOWING:
        raise Refused("还没有进入跟踪落实（要等提案者评价），或已经办结，现在不用填报。")
    if not text.strip():
        raise Refused("请填写进展情况。", field="text")
    if done and not evidence.strip():
        raise Refused("报完成的请写明佐证，如文件、会议或照片的名称。", field="evidence")
    was_done = promise.state == PromiseState.DONE
    if done:
        promise.report_done()
        promise.done_on = timezone.localdate()
    else:
        promise.report_progress()
        promise.done_on = None
    report = PromiseReport(promise=promise, text=text, evidence=evidence, by=by(seat))
    report.save()
    if done != was_done:
        promise.save()  # first, so that the assignment reads it as it is now
        (complete_promise if done else take_up_promise)(seat, promise)
        weigh_promises(seat, promise.assignment)


@action
def follow_promise(seat: Seat, promise: Promise) -> None:
    """开始跟踪落实：评价以后，承诺按完成时间计时。domain/03 §12.2"""


@action
def complete_promise(seat: Seat, promise: Promise) -> None:
    """承诺报完成：停止计时，等确认。"""


@action
def take_up_promise(seat: Seat, promise: Promise) -> None:
    """承诺恢复落实：报完成以后又有新进展，按原时限继续计时。"""


@action
def weigh_promises(seat: Seat, task: Assignment) -> None:
    """核对承诺：看是否已全部报完成。"""


@action
def confirm_fulfilled(seat: Seat, task: Assignment, *, result: str, proposer_told: bool, note: str) -> None:
    """确认落实：承诺全部完成并告知提案者；跟踪办理结果记在原结果旁边。domain/03 §8、§12.2"""
    if task.state not in (*FINAL, AssignmentState.FOLLOWING):
        raise Refused("还没有进入跟踪落实（要等提案者评价），不能确认落实。")
    task.confirm_fulfilled()
    if not awaits_confirmation(task):
        raise Refused("还有承诺没有报完成，不能确认落实。")
    if not proposer_told:
        raise Refused("请先把落实情况告诉提案者。", field="proposer_told")
    if result not in ResultClass.values:
        raise Refused("请选择跟踪办理结果。", field="result")
    for promise in unfulfilled(task):
        fulfil_promise(seat, promise, result=result)
    task.closed_on = timezone.localdate()
    close_if_done(seat, task)


@action
def fulfil_promise(seat: Seat, promise: Promise, *, result: str) -> None:
    """承诺已落实：随确认落实产生。"""
    promise.fulfil()
    promise.confirmed_on, promise.second_result = timezone.localdate(), result
