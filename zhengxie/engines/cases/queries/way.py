"""What has happened to a case and what will, round by round; who has it and what is next by when.

The same for every reader: no word of any judgement, only that a second round was decided. domain/03 §7
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhengxie.engines.cases.lifecycle import AssignmentState, CaseState
from zhengxie.engines.cases.models import Assignment, Case, UnitRole
from zhengxie.engines.cases.queries.events import KEPT, Event, What, Word, awaited, events_of, word_on
from zhengxie.engines.cases.queries.record import parts_of
from zhengxie.foundation.pages.templatetags.words import cn_date, cn_day

S = AssignmentState


@dataclass(frozen=True)
class Entry:
    """One step of the timeline. `state`: done, now, next."""

    title: str
    time: str = ""
    text: str = ""
    state: str = "done"
    unit: str = ""
    days: int | None = None
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
    least = min((_stage(part) for part in answering), default=0)
    again = any(part.state == S.REWORK for part in answering)
    return found + (_end(case, answering) if least >= LAST else _future(least, again=again))


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
    return [*[_told(event, part) for event in events_of(part)], *_now(part)]


TITLES = {
    What.RECEIVED: "签收",
    What.WAIVED: "提案者表示不需要面商",
    What.ANSWERED: ANSWER,
    What.REWORK: "再次办理",
    What.ANSWERED_AGAIN: AGAIN,
}
SAID = {
    Word.CONFIRMED: "提案者已确认",
    Word.OBJECTED: "提案者说与实际不符",
    Word.ASKED: "待提案者核对",
    Word.UNSAID: "提案者没有核对",
}


def _told(event: Event, part: Any) -> Entry:
    title, text = TITLES.get(event.what, ""), ""
    if event.talk:
        title, text = f"面商（{event.talk.get_way_display()}）", SAID[word_on(event.talk, part)]
    elif event.what == What.REWORK:
        text = "承办单位重新沟通，再作一次答复"
    elif event.what == What.RECEIVED and part.officer:
        text = f"经办人 {part.officer}"
    return Entry(title, cn_date(event.on), text, "done", str(part.unit), _between(event.since, event.on))


def _now(part: Any) -> list[Entry]:
    """What is going on, and by when it is to be done."""
    state, until = awaited(part)
    by = f"{cn_day(until)}前" if until else ""
    return [Entry(NOW[state], by, "", "now", str(part.unit))] if state in NOW else []


NOW = {
    S.DELIVERED: "等待签收",
    S.RECEIVED: "办理中",
    S.HANDLING: "办理中",
    S.REPLY_REVIEW: "答复待审",
    S.REPLIED: "等提案者评价",
    S.REWORK: "重新沟通和答复",
    S.FOLLOWING: "跟踪落实承诺",
    KEPT: "承诺已报完成，等确认落实",
}


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
    state, by = awaited(part)
    return NEXT.get(state, ""), by


NEXT = {
    S.DELIVERED: "承办单位签收",
    S.RECEIVED: "承办单位书面答复",
    S.HANDLING: "承办单位书面答复",
    S.REWORK: "承办单位再次答复",
    S.REPLY_REVIEW: "审核以后发出答复",
    S.REPLIED: "提案者评价",
    S.FOLLOWING: "承办单位兑现承诺",
    KEPT: "确认承诺落实",
}
