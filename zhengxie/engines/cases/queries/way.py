"""What has happened to a case and what will, round by round; who has it and what is next by when.

The same for every reader: no word of any judgement, only that a second round was decided. domain/03 §7
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from zhengxie.engines.cases.lifecycle import AssignmentState, CaseState
from zhengxie.engines.cases.models import Assignment, Case, Contact, UnitRole
from zhengxie.engines.cases.queries.course import TALKING
from zhengxie.engines.cases.queries.record import parts_of
from zhengxie.foundation.pages.templatetags.words import cn_date, cn_day

S = AssignmentState


@dataclass(frozen=True)
class Entry:
    """One step of the timeline. `state`: done, now, next."""

    title: str
    time: Any = None
    unit: str = ""
    text: str = ""
    days: int | None = None
    state: str = "done"
    person: str = ""


def timeline_of(case: Case) -> list[Entry]:
    """What has happened to a case and what will."""
    found = [Entry("立案", cn_date(case.opened_on), text=case.number)]
    if case.state == CaseState.TO_ASSIGN:
        return [*found, Entry("交办", text="正在确定承办单位", state="now"), *_future(0)]
    parts = parts_of(case)
    answering = [part for part in parts if part.is_answering]
    words = "，".join(f"{part.unit}{part.get_role_display()}" for part in parts)
    days = _between(case.opened_on, case.assigned_on)
    found.append(Entry("交办", cn_date(case.assigned_on), text=words, days=days))
    for part in answering:
        found += _steps(part)
    done = max((_stage(part) for part in answering), default=0)
    least = min((_stage(part) for part in answering), default=0)
    again = any(part.state == S.REWORK for part in answering)
    return found + (_end(case, answering) if least >= LAST else _future(min(least, done), again=again))


LAST = 4
STAGES = {
    S.DELIVERED: 0,
    S.RECEIVED: 0,
    S.HANDLING: 0,
    S.REWORK: 0,
    S.REPLY_REVIEW: 1,
    S.REPLIED: 2,
    S.FOLLOWING: 3,
    S.CLOSED: LAST,
    S.CLOSED_DISSATISFIED: LAST,
}
ANSWER, AGAIN = "书面答复", "再次书面答复"
FUTURE = ((ANSWER, 1), ("评价", 2), ("办结", 3))


def _stage(part: Assignment) -> int:
    return STAGES.get(AssignmentState(part.state), 0)


def _future(stage: int, *, again: bool = False) -> list[Entry]:
    coming = [title for title, place in FUTURE if place > stage or (place == 1 and stage == 1)]
    return [Entry(AGAIN if again and title == ANSWER else title, state="next") for title in coming]


def _steps(part: Any) -> list[Entry]:
    """What one answering unit has done, round after round, and what it is doing."""
    unit = str(part.unit)
    found = []
    if part.received_on:
        waited = _between(part.delivered_on, part.received_on)
        officer = part.officer and f"经办人 {part.officer}"
        found.append(Entry("签收", cn_date(part.received_on), unit, officer, waited))
    found += _round(part, 1)
    if part.issued_on:
        found.append(_answered(ANSWER, part, part.delivered_on, part.issued_on))
    if part.round > 1:
        said = "承办单位重新沟通，再作一次答复"
        found.append(Entry("再次办理", cn_date(part.reworked_on) or None, unit, said))
        found += _round(part, 2)
    if part.answered_again:
        found.append(_answered(AGAIN, part, part.reworked_on, part.answered_again))
    return [*found, *_now(part, unit)]


def _answered(title: str, part: Any, start: date | None, issued: date | datetime) -> Entry:
    day = timezone.localdate(issued) if isinstance(issued, datetime) else issued
    return Entry(title, cn_date(day), str(part.unit), days=_between(start, day))


def _round(part: Any, number: int) -> list[Entry]:
    """The consultations of a round, and that it was spared, in the order of their days."""
    unit = str(part.unit)
    dated = [(c.on, _contact(c, part)) for c in part.contacts.all() if c.round == number]
    if part.waived_on and part.waived_round == number:
        dated.append((part.waived_on, Entry("提案者表示不需要面商", cn_date(part.waived_on), unit)))
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0])]


def _now(part: Any, unit: str) -> list[Entry]:
    """What is going on, and by when it is to be done."""
    title, until = NOW.get(part.state, ""), part.state_due
    if part.state == S.FOLLOWING:
        title, until = ("跟踪落实承诺", part.promise_due) if part.promise_due else (KEPT, None)
    return [Entry(title, f"{cn_day(until)}前" if until else None, unit, state="now")] if title else []


KEPT = "承诺已报完成，等确认落实"
NOW = {
    S.DELIVERED: "等待签收",
    S.RECEIVED: "办理中",
    S.HANDLING: "办理中",
    S.REPLY_REVIEW: "答复待审",
    S.REPLIED: "等提案者评价",
    S.REWORK: "重新沟通和答复",
}


def _contact(contact: Contact, part: Any) -> Entry:
    if contact.confirmed_on:
        said = "提案者已确认"
    elif contact.objection:
        said = "提案者说与实际不符"
    else:
        is_asked = part.state in TALKING and contact.round == part.round
        said = "待提案者核对" if is_asked else "提案者没有核对"
    return Entry(f"面商（{contact.get_way_display()}）", cn_date(contact.on), str(part.unit), said)


def _end(case: Case, answering: Sequence[Assignment]) -> list[Entry]:
    days = [part.closed_on for part in answering if part.closed_on]
    when = case.closed_on or max(days, default=None)
    return [Entry("办结", cn_date(when), days=_between(case.assigned_on, when))]


def _between(start: date | None, end: date | None) -> int | None:
    """Days used; nothing is said of the same day."""
    return ((end - start).days or None) if start and end else None


@dataclass(frozen=True)
class Summary:
    """Who has it, who helps, what is next by when."""

    leads: list[tuple[str, str]]
    helpers: list[str]
    next_step: str
    by: date | None


def summary_of(case: Case) -> Summary:
    """Of a case whose assignments are prefetched by `record.parts_of_case` (else they are read)."""
    parts = parts_of(case)
    answering = [part for part in parts if part.is_answering]
    helpers = [str(part.unit) for part in parts if part.role == UnitRole.CO]
    least = min(answering, key=_stage, default=None)
    word, by = ("确定承办单位并交办", None) if least is None else _next(least)
    return Summary([(p.get_role_display(), str(p.unit)) for p in answering], helpers, word, by)


def _next(part: Any) -> tuple[str, date | None]:
    """(what is next, by when) of the least advanced part."""
    if part.state == S.DELIVERED and part.reply_due:
        return f"承办单位签收；{cn_day(part.reply_due)}前书面答复", part.state_due
    if part.state == S.FOLLOWING:
        return ("承办单位兑现承诺", part.promise_due) if part.promise_due else ("确认承诺落实", None)
    return NEXT.get(part.state, ""), part.state_due


NEXT = {
    S.DELIVERED: "承办单位签收",
    S.RECEIVED: "承办单位书面答复",
    S.HANDLING: "承办单位书面答复",
    S.REWORK: "承办单位再次答复",
    S.REPLY_REVIEW: "审核以后发出答复",
    S.REPLIED: "提案者评价",
}
