"""Whose turn it is, in plain words, with one button; and which verbs make sense in which state.

Who may press is the policy's answer. pains.md 11: the unit's first screen names the missing step.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhengxie.engines.cases.lifecycle import FINAL, AssignmentState, CaseState, PromiseState
from zhengxie.engines.cases.models import Assignment, Case, Promise
from zhengxie.engines.cases.queries.course import Course
from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.buttons import verb_url

S = AssignmentState
WRITING = (
    "cases.submit_reply",
    "cases.draft_reply",
    "cases.record_contact",
    "cases.confirm_contact",
    "cases.waive_contact",
)
OF_ANSWERING: dict[str, tuple[str, ...]] = {
    S.DELIVERED: ("cases.receipt", "cases.waive_contact"),
    S.RECEIVED: ("cases.start", "cases.waive_contact"),
    S.HANDLING: WRITING,
    S.REWORK: WRITING,
    S.REPLY_REVIEW: ("cases.issue_reply", "cases.confirm_contact"),
    S.REPLIED: ("cases.give_feedback",),
    S.FOLLOWING: ("cases.confirm_fulfilled",),
}
OF_CO: dict[str, tuple[str, ...]] = {
    S.DELIVERED: ("cases.receipt",),
    S.RECEIVED: ("cases.start",),
    S.HANDLING: ("cases.submit_co_opinion", "cases.record_contact", "cases.confirm_contact"),
}
OF_CASE: dict[str, tuple[str, ...]] = {CaseState.TO_ASSIGN: ("cases.propose_units", "cases.assign")}
OF_PROMISE: dict[str, tuple[str, ...]] = {
    PromiseState.OPEN: ("cases.report_progress",),
    PromiseState.DONE: ("cases.report_progress",),
}
PLACES = {"cases.confirm_contact": "#contacts"}  # where on its page a verb is pressed


@dataclass(frozen=True)
class Act:
    """What is missing (`words`), why or for whom one waits (`note`), and one button."""

    code: str
    words: str
    note: str
    label: str
    url: str
    is_mine: bool


def offered_on_assignment(
    task: Assignment, *, is_ready: bool = True, is_met: bool = False, is_kept: bool = True
) -> tuple[str, ...]:
    """Codes that make sense now. `is_ready`: a draft waits for the signature; `is_met`: no consultation waits
    for the proposer's word; `is_kept`: every promise is reported as done."""
    useless = {
        "cases.submit_reply": not is_ready,
        "cases.confirm_contact": is_met,
        "cases.waive_contact": task.waived_round == task.round,
        "cases.confirm_fulfilled": not is_kept,
    }
    codes = (OF_ANSWERING if task.is_answering else OF_CO).get(task.state, ())
    return tuple(code for code in codes if not useless.get(code))


def offered_on_promise(promise: Promise) -> tuple[str, ...]:
    """Codes that make sense now, while the assignment is followed."""
    return OF_PROMISE.get(promise.state, ()) if promise.assignment.state == S.FOLLOWING else ()


def act_url(code: str, key: int, promise: int | None = None) -> str:
    """The page on which a verb is pressed; promises are reported one by one, on the page of the only
    `promise` or from the list of them."""
    if code == "cases.report_progress":
        if promise is not None:
            return reverse("promise", args=[promise]) + "#report"
        return reverse("assignment", args=[key]) + "#promises"
    return verb_url(code, key) + PLACES.get(code, "")


def next_act(seat: Seat, task: Any, course: Course) -> Act:
    """The next step of a row of `with_course`, as this seat sees it."""
    code, words, label, note = _turn(task, course)
    if code and allowed(seat, code, task):
        only = task.promise_next if task.promises_left == 1 else None
        return Act(code, words, note, label, act_url(code, task.pk, only), is_mine=True)
    waits = note or (f"等{WHO.get(code, '承办单位')}" if code else "")
    return Act(code, words, waits, "查看", task.get_absolute_url(), is_mine=False)


WHO = {
    "cases.receipt": "经办人签收",
    "cases.start": "经办人办理",
    "cases.record_contact": "经办人办理",
    "cases.draft_reply": "经办人拟稿",
    "cases.submit_reply": "领导签发",
    "cases.submit_co_opinion": "会办单位",
    "cases.issue_reply": "督查室或提案委审核",
    "cases.give_feedback": "提案者评价",
    "cases.report_progress": "承办单位落实",
}


def _turn(task: Any, course: Course) -> tuple[str, str, str, str]:
    """(verb, what is missing, word on the button, note)."""
    found = _BY_STATE.get(task.state)
    if found is not None:
        code, words, label, note = found
        return code, words, label, note.format(task=task) if note else ""
    if task.state in FINAL:
        return "", "不缺", "查看", "已办结"
    if task.state == S.FOLLOWING:
        return _following(task)
    if not task.is_answering:
        return (
            "cases.submit_co_opinion",
            "会办意见",
            "写意见",
            f"交{task.lead_unit}" if task.lead_unit else "",
        )
    return _writing(task, course)


_BY_STATE = {
    S.DELIVERED: ("cases.receipt", "签收", "签收", ""),
    S.RECEIVED: ("cases.start", "明确经办人和领导", "定经办", ""),
    S.OPINION_GIVEN: ("", "不缺", "查看", "会办意见已交，等{task.lead_unit}答复"),
    S.REPLY_REVIEW: ("cases.issue_reply", "审核", "审核答复", ""),
    S.REPLIED: ("cases.give_feedback", "提案者评价", "评价答复", ""),
}


def _following(task: Any) -> tuple[str, str, str, str]:
    """Promises that the unit still has to keep; then somebody has to confirm."""
    if task.promises_left:
        return "cases.report_progress", "落实承诺", "填进展", f"{task.promises_left}项承诺还没有完成"
    return "cases.confirm_fulfilled", "确认落实", "确认落实", "承诺已全部报完成，等确认"


def _writing(task: Any, course: Course) -> tuple[str, str, str, str]:
    """Handling or rework: the first gap among contact, opinions, draft, signature."""
    gap = course.missing
    name = gap.code if gap else ""
    if name == "contact":
        again = "重新沟通以后登记" if task.round > 1 else "还没有当面沟通的记录"
        if task.objected_on:
            again = "提案者说面商记录与实际不符，请重新面商并登记"
        return "cases.record_contact", "面商", "记面商", again
    if name == "sign":
        return "cases.submit_reply", "领导签发", "签发", ""
    left = task.items_total - task.items_answered
    note = f"还有{left}条建议没有答复" if left else "答复已写完，请送领导签发"
    if name == "co":
        note = f"{task.co_total - task.co_given}家会办意见未到，可以先写"
    if task.back_at:
        note = "答复被退回，请修改后再送签"
    if task.leader_note:
        note = "领导退回了答复稿，请修改后再送签"
    return "cases.draft_reply", "拟答复", "写答复", note


def case_codes(case: Case) -> tuple[str, ...]:
    """Codes that make sense on a case now."""
    return OF_CASE.get(case.state, ())
