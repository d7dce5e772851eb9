"""The answer: drafted by the officer, signed by the leader, audited, issued. domain/03 §6, §12.2, §14"""

from datetime import date
from typing import Any

from django.utils import timezone

from zhengxie.engines.cases.actions.cases import count_if_answered
from zhengxie.engines.cases.actions.handling import BEFORE_REPLY, by, finish_co, must_be_begun, must_ring
from zhengxie.engines.cases.actions.promises import make_promises
from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import (
    Assignment,
    ItemAnswer,
    ItemValue,
    Publicity,
    Reply,
    ResultClass,
    UnitRole,
)
from zhengxie.engines.cases.queries.gaps import answers_of, contact_gap, gaps_of
from zhengxie.engines.cases.queries.letters import reply_in_work
from zhengxie.engines.cases.queries.limits import opinions_out
from zhengxie.engines.cases.rules import unanswered, undated
from zhengxie.foundation.access.seat import Seat, system_seat
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused

LONGEST_ANSWER = 3000  # characters of the answer to one suggestion
LONGEST_TEXT = 5000
WRITING = (AssignmentState.HANDLING, AssignmentState.REWORK)
COPIED = (
    "text",
    "document_no",
    "result",
    "publicity",
    "publicity_reason",
    "contact_name",
    "contact_phone",
    "signer",
    "drafted_by",
)


@action
def draft_reply(
    seat: Seat,
    task: Assignment,
    *,
    text: str,
    document_no: str,
    result: str,
    publicity: str,
    publicity_reason: str,
    contact_name: str,
    contact_phone: str,
    signer: str,
    answers: list[dict[str, Any]],
    ready: bool,
) -> None:
    """拟答复：逐条答复建议，可以随时保存；送领导签发的必须齐全。

    `answers`: dicts of item, value, text, due, section; `ready`: 送领导签发. domain/03 §6, ux S6"""
    must_be_begun(task, "拟答复")
    task.draft_reply()
    reply = reply_in_work(task) or Reply(assignment=task, round=task.round)
    reply.text, reply.document_no = _fitting("总的说明", text, LONGEST_TEXT, "text"), document_no
    reply.result = _chosen(result, ResultClass.values, "办理结果", "result")
    reply.publicity = _chosen(publicity, Publicity.values, "公开属性", "publicity")
    reply.publicity_reason, reply.signer = publicity_reason, signer
    reply.contact_name, reply.contact_phone = contact_name, contact_phone
    reply.drafted_by, reply.is_ready = by(seat), ready
    reply.leader_note = "" if ready else reply.leader_note
    _check_columns(reply)
    must_ring(reply.contact_phone, "contact_phone")
    reply.save()
    for row in answers:
        _keep_answer(task, reply, **row)
    if ready:
        _must_be_complete(task, "还不能送领导签发")


def _chosen(value: str, known: list[str], label: str, field: str) -> str:
    if value and value not in known:
        raise Refused(f"没有这样的{label}，请重新选择。", field=field)
    return value


def _fitting(label: str, text: str, most: int, field: str) -> str:
    if len(text) > most:
        raise Refused(f"{label}有{len(text)}字，最多{most}字，请精简。", field=field)
    return text


def _check_columns(reply: Reply) -> None:
    for name in ("document_no", "publicity_reason", "contact_name", "contact_phone", "signer"):
        column: Any = Reply._meta.get_field(name)
        _fitting(str(column.verbose_name), getattr(reply, name), column.max_length or LONGEST_TEXT, name)


def _keep_answer(
    task: Assignment, reply: Reply, *, item: Any, value: str, text: str, due: date | None, section: str
) -> None:
    if item.case_id != task.case_id:
        raise Refused("这条建议不属于这一件，请刷新页面后再填。", field="answers")
    name = f"建议{item.number}"
    if value and value not in ItemValue.values:
        raise Refused(f"{name}：没有这样的采纳情况，请重新选择。", field="answers")
    _fitting(f"{name}的答复内容", text, LONGEST_ANSWER, "answers")
    _fitting(f"{name}的责任科室", section, 60, "answers")
    answer = reply.answers.filter(item=item).first() or ItemAnswer(reply=reply, item=item)
    answer.value, answer.text, answer.due, answer.section = value, text, due, section
    answer.save()


def _must_be_complete(task: Assignment, word: str) -> Reply:
    """The reply in work, nothing lacking; Refused names every gap."""
    reply = reply_in_work(task)
    gaps = gaps_of(task, reply)
    if gaps or reply is None:
        raise Refused(f"{word}：" + "；".join(gaps) + "。")
    return reply


@action
def return_draft(seat: Seat, task: Assignment, *, reason: str) -> None:
    """退回经办人修改：领导不签发。"""
    must_be_begun(task, "拟答复")
    task.draft_reply()
    reply = reply_in_work(task)
    if reply is None or not reply.is_ready:
        raise Refused("答复稿还没有送签，不用退回。")
    if not reason.strip():
        raise Refused("请写明要怎样修改。", field="reason")
    reply.is_ready, reply.leader_note = False, reason.strip()[:300]
    reply.save()


@action
def submit_reply(seat: Seat, task: Assignment, *, signer: str) -> None:
    """签发送审：文本从此不能再改；按期与否以此刻计算。domain/03 §12.2"""
    must_be_begun(task, "拟答复、签发")
    task.submit_reply()
    reply = reply_in_work(task)
    if reply is None or not reply.is_ready:
        raise Refused("答复稿还没有送签，请经办人写好后送领导签发。")
    if not signer.strip():
        raise Refused("请填写签发人。", field="signer")
    _must_be_complete(task, "还不能签发")
    reply.signer = _fitting("签发人", signer.strip(), 40, "signer")
    reply.submitted = timezone.now()
    reply.opinions_missing = "、".join(part.unit.name for part in opinions_out(task))[:300]
    reply.save()


@action
def send_back_reply(seat: Seat, task: Assignment, *, reason: str) -> None:
    """退回答复：写明理由；文本复制一份供修改，原时限继续计算。domain/03 §12.2"""
    if task.round > 1:
        raise Refused("再次办理的答复请用“退回再次办理的答复”。")
    _must_be_signed(task)
    reply = reply_in_work(task)
    task.send_back_reply()
    _send_back(task, reply, reason)


@action
def send_back_rework(seat: Seat, task: Assignment, *, reason: str) -> None:
    """退回再次办理的答复。domain/03 §12.2"""
    if task.round == 1:
        raise Refused("第一次办理的答复请用“退回答复”。")
    _must_be_signed(task)
    reply = reply_in_work(task)
    task.send_back_rework()
    _send_back(task, reply, reason)


def _must_be_signed(task: Assignment) -> None:
    """Nothing of this round was ever signed: too early. What was signed and sent back, somebody else had."""
    signed = task.replies.filter(round=task.round, submitted__isnull=False)
    if task.state in BEFORE_REPLY and not signed.exists():
        raise Refused("答复还没有签发送审，等承办单位签发以后再审核。")


def _send_back(task: Assignment, reply: Reply | None, reason: str) -> None:
    if not reason.strip():
        raise Refused("请写明退回的理由，便于承办单位修改。", field="reason")
    if reply is None:
        raise LookupError("a reply under review is missing")
    reply.sent_back, reply.sent_back_reason = (
        timezone.now(),
        _fitting("退回理由", reason.strip(), 300, "reason"),
    )
    reply.save()
    copy_reply(reply, round_=task.round)


def copy_reply(reply: Reply, *, round_: int) -> Reply:
    """The next attempt begins with the text of the last one."""
    fresh = Reply(
        assignment=reply.assignment, round=round_, **{name: getattr(reply, name) for name in COPIED}
    )
    fresh.save()
    for row in reply.answers.all():
        values = {"value": row.value, "text": row.text, "due": row.due, "section": row.section}
        ItemAnswer(reply=fresh, item=row.item, **values).save()
    return fresh


CHECKS = {
    "answered": "每条建议都有答复",
    "contacted": "已与提案者沟通",
    "marked": "公开属性已注明",
    "formatted": "格式无误",
}


@action
def issue_reply(
    seat: Seat,
    task: Assignment,
    *,
    result: str,
    answered: bool,
    contacted: bool,
    marked: bool,
    formatted: bool,
) -> None:
    """发出答复：逐项审核无误后送达提案者，承诺开始计时；分类不符的可以更正。domain/03 §12.2、§14"""
    _must_be_signed(task)
    reply = reply_in_work(task)
    task.issue_reply()
    ticked = {"answered": answered, "contacted": contacted, "marked": marked, "formatted": formatted}
    left = [CHECKS[name] for name, tick in ticked.items() if not tick]
    if left:
        raise Refused(f"还有没有核对的项目：{'、'.join(left)}。不符合的请退回承办单位。")
    if reply is None:
        raise LookupError("a reply under review is missing")
    reply.result = _corrected(task, reply, result)
    reply.issued = timezone.now()
    reply.save()
    _date(task, reply)
    task.save()  # first, so that the co-units read that the answer is out
    make_promises(seat, task, reply)
    for part in task.case.assignments.filter(role=UnitRole.CO, closed_on=None):
        finish_co(system_seat(task.committee), part)
    count_if_answered(seat, task)


def _corrected(task: Assignment, reply: Reply, result: str) -> str:
    """The class as the auditor finds it; one that promises needs the days in the text."""
    if not kind_of(task.case).has_class:
        return reply.result
    if result not in ResultClass.values:
        raise Refused("请选择办理结果分类。", field="result")
    answers = answers_of(task, reply)
    gaps = [*unanswered(answers), *([contact_gap(task)] if contact_gap(task) else [])]
    if result != reply.result:
        gaps += undated(answers, result, None)
    if gaps:
        raise Refused(f"不能发出：{'；'.join(gaps)}。请退回承办单位。", field="result")
    return result


def _date(task: Assignment, reply: Reply) -> None:
    """The first answer counts for on-time, whatever comes after."""
    if task.answered_on is None:
        task.answered_on = timezone.localdate(reply.submitted) if reply.submitted else timezone.localdate()
        task.issued_on = timezone.localdate()
