"""What cases put on whose desk, and what they count for in the plan. Nothing here knows a single choice."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.lifecycle import FINAL, AssignmentState, CaseState, PromiseState
from zhengxie.engines.cases.models import Assignment, Case, Promise
from zhengxie.engines.cases.queries.course import TALKING
from zhengxie.engines.cases.queries.figures import reply_days
from zhengxie.engines.cases.queries.finding import last_issued
from zhengxie.engines.cases.queries.forms import owed_by
from zhengxie.engines.cases.queries.gaps import contact_gap
from zhengxie.engines.cases.queries.letters import reply_in_work
from zhengxie.engines.cases.queries.limits import REPLY, days_of
from zhengxie.engines.cases.queries.progress import awaits_confirmation
from zhengxie.engines.cases.rules import on_time
from zhengxie.engines.plans.tallies import TallyRow
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.notices.todos import TodoRow
from zhengxie.foundation.pages.findable import TextRow, without_zeros

S = AssignmentState
INSPECTOR = f"role:{Role.INSPECTOR}"
WRITING = (S.HANDLING, S.REWORK)


def _roles(roles: Iterable[Role]) -> list[str]:
    return [f"role:{one}" for one in sorted(roles)]


def case_todos(case: Case) -> Iterable[TodoRow]:
    """Units to be proposed by the owner; then to be assigned by owner or inspector."""
    if case.state != CaseState.TO_ASSIGN:
        return
    days, url = days_of(case), reverse("case_assign", args=[case.pk])
    units = list(case.proposed.select_related("unit"))
    owners = _roles(kind_of(case).owners)
    if not units:
        for key in owners:
            yield TodoRow(key, "cases.propose_units", str(case), url, days.get("cases-propose-units"))
        return
    due = days.get("cases-assign-meeting") or days.get("cases-assign-interim")
    note = "拟" + "、".join(f"{row.unit}（{row.get_role_display()}）" for row in units)
    for key in sorted({*owners, INSPECTOR}):
        yield TodoRow(key, "cases.assign", str(case), url, due, note)


def assignment_todos(task: Assignment) -> Iterable[TodoRow]:
    """The unit's next step, the proposer's word on a consultation, the audit, the feedback, confirmation."""
    if task.state in FINAL:
        return
    days = days_of(task)
    yield from _of_unit(task, days)
    if task.state in TALKING:
        yield from _to_confirm(task)
    if task.state == S.REPLY_REVIEW:
        url = reverse("reply_audit", args=[task.pk])
        for key in _roles(kind_of(task.case).auditors):
            yield TodoRow(key, "cases.issue_reply", str(task), url, days.get("cases-review"))
    if task.state == S.REPLIED:
        url = reverse("judge", args=[task.pk])
        for whom in owed_by(task):
            yield TodoRow(whom.key, "cases.give_feedback", str(task), url, days.get("cases-feedback"))
    if task.state == S.FOLLOWING and awaits_confirmation(task):
        for key in _roles(kind_of(task.case).owners):
            yield _row(task, key, "cases.confirm_fulfilled", None, "承诺已全部报完成")


def _row(task: Assignment, key: str, code: str, due: date | None, note: str = "", page: str = "") -> TodoRow:
    url = reverse(page, args=[task.pk]) if page else task.get_absolute_url()
    return TodoRow(key, code, str(task), url, due, note)


def _of_unit(task: Assignment, days: dict[str, date]) -> Iterable[TodoRow]:
    officer = f"officer:{task.unit_id}"
    if task.state == S.DELIVERED:
        yield _row(task, officer, "cases.receipt", days.get("cases-receipt"))
    elif task.state == S.RECEIVED:
        yield _row(task, officer, "cases.start", days.get("cases-start"))
    elif task.state == S.HANDLING and not task.is_answering:
        yield _row(task, officer, "cases.submit_co_opinion", days.get("cases-co-opinion"), "交主办单位")
    elif task.state in WRITING:
        yield from _writing(task, days)


def _writing(task: Assignment, days: dict[str, date]) -> Iterable[TodoRow]:
    officer, due = f"officer:{task.unit_id}", days.get(REPLY) or days.get("cases-rework")
    gap = contact_gap(task)
    if gap:
        yield _row(task, officer, "cases.record_contact", days.get("cases-first-contact") or due, gap)
    reply = reply_in_work(task)
    if reply and reply.is_ready:
        note = f"{reply.drafted_by}拟稿"
        yield _row(task, f"leader:{task.unit_id}", "cases.submit_reply", due, note, "reply_edit")
        return
    yield _row(task, officer, "cases.draft_reply", due, _why(task), "reply_edit")


def _why(task: Assignment) -> str:
    """Sent back with a reason, by the unit's leader or by the audit, or to be answered again."""
    reply = reply_in_work(task)
    if reply is not None and reply.leader_note:
        return f"领导退回：{reply.leader_note}"
    back = task.replies.filter(round=task.round, sent_back__isnull=False).order_by("-id").first()
    if back is not None:
        return f"退回：{back.sent_back_reason}"
    return "再次办理" if task.state == S.REWORK else ""


def _to_confirm(task: Assignment) -> Iterable[TodoRow]:
    waiting = task.contacts.filter(round=task.round, confirmed_on=None, objection="")
    last = waiting.order_by("-on", "-id").first()
    if last is not None:
        note = f"{last.on:%Y-%m-%d} {last.get_way_display()}，请核对"
        for whom in task.case.addressees.select_related("body"):
            yield _row(task, whom.key, "cases.confirm_contact", None, note)


def promise_todos(promise: Promise) -> Iterable[TodoRow]:
    """What the unit has promised and not yet done, once it is followed."""
    if promise.state == PromiseState.OPEN and promise.assignment.state == S.FOLLOWING:
        key, url = f"officer:{promise.unit_id}", promise.get_absolute_url()
        yield TodoRow(key, "cases.report_progress", str(promise), url, promise.due, promise.section)


def text_of(task: Assignment) -> Iterable[TextRow]:
    """What an answer is found by, once it is out. No draft, no form, no opinion of a co-unit."""
    reply = last_issued(task)
    if reply is not None:
        answers = [answer.text for answer in reply.answers.all()]
        numbers = (task.case.number, without_zeros(task.case.number), reply.document_no)
        names = "　".join(dict.fromkeys(filter(None, numbers)))
        text = "\n".join(filter(None, (reply.text, *answers)))
        yield TextRow(title=task.case.title, names=names, text=text, on=task.issued_on)


def case_finished(case: Case) -> bool:
    """Closed or cancelled."""
    return case.state in (CaseState.CLOSED, CaseState.CANCELLED)


def assignment_finished(task: Assignment) -> bool:
    """In a final state."""
    return task.state in FINAL


def promise_finished(promise: Promise) -> bool:
    """Confirmed."""
    return bool(promise.state == PromiseState.FULFILLED)


def case_tallies(case: Case) -> Iterable[TallyRow]:
    """What a case counts for in the tasks that its session's cases of the kind serve. domain/03 §11

    `case.answered`: every answering unit's reply is out; `case.on_time`: each by its effective day."""
    if case.session_id is None:
        return
    stream = f"{case.kind}s:{case.session_id}"

    def row(measure: str, on: date) -> TallyRow:
        return TallyRow(stream, measure, on, str(case), case.get_absolute_url())

    if case.assigned_on:
        yield row("case.assigned", case.assigned_on)
    days: list[tuple[Any, Any]] = reply_days(case)
    done = [answered for answered, _ in days if answered]
    if days and len(done) == len(days):
        yield row("case.answered", max(done))
        if on_time(days):
            yield row("case.on_time", max(done))
    if case.closed_on:
        yield row("case.closed", case.closed_on)
