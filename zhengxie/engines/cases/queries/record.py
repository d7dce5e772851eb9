"""One case, and one promise, with what their pages show; the timeline of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.lifecycle import AssignmentState, CaseState
from zhengxie.engines.cases.models import Assignment, Case, Contact, Promise, PromiseReport, UnitRole
from zhengxie.engines.cases.queries.limits import with_reply_day
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat

S = AssignmentState


def parts_of_case() -> QuerySet[Assignment]:
    """Assignments as a case's page shows them; one query and one for the consultations."""
    contacts = Prefetch("contacts", Contact.objects.order_by("on", "id"))
    rows = with_reply_day(Assignment.objects.select_related("unit", "committee"))
    return rows.prefetch_related(contacts).order_by("unit__order", "id")


def _parts(case: Case) -> list[Any]:
    """The case's assignments with what the timeline needs; read here where the page has not."""
    known = list(case.assignments.all()) if "assignments" in getattr(case, PREFETCHED, {}) else []
    if known and hasattr(known[0], "reply_due"):
        return known
    return list(parts_of_case().filter(case=case))


PREFETCHED = "_prefetched_objects_cache"


def cases_for(seat: Seat) -> QuerySet[Case]:
    """Visible cases with all that their page shows."""
    rows = visible(seat, Case).select_related("session__term", "committee")
    found: QuerySet[Case] = rows.prefetch_related(
        "items", "addressees", "consents", Prefetch("assignments", parts_of_case())
    )
    return found


def origin_url(case: Case) -> str:
    """The page of the record that the case came from; "" where its room has none."""
    page = kind_of(case).page
    return reverse(page, args=[case.origin_id]) if page else ""


def promises_for(seat: Seat) -> QuerySet[Promise]:
    """Visible promises with all that their page shows."""
    rows = visible(seat, Promise).select_related(
        "item", "unit", "committee", "assignment__case__committee", "assignment__unit"
    )
    found: QuerySet[Promise] = rows.prefetch_related(
        Prefetch("reports", PromiseReport.objects.order_by("-id"))
    )
    return found


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
    """What has happened to a case and what will: the same for every reader, no word of any judgement."""
    found = [Entry("立案", _day(case.opened_on), text=case.number)]
    if case.state == CaseState.TO_ASSIGN:
        return [*found, Entry("交办", text="正在确定承办单位", state="now"), *_future(0)]
    parts = _parts(case)
    answering = [part for part in parts if part.is_answering]
    words = "，".join(f"{part.unit}{part.get_role_display()}" for part in parts)
    days = _between(case.opened_on, case.assigned_on)
    found.append(Entry("交办", _day(case.assigned_on), text=words, days=days))
    for part in answering:
        found += _steps(part)
    done = max((_stage(part) for part in answering), default=0)
    least = min((_stage(part) for part in answering), default=0)
    return found + (_end(case, answering) if least >= LAST else _future(min(least, done)))


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
FUTURE = (("书面答复", 1), ("评价", 2), ("办结", 3))


def _stage(part: Assignment) -> int:
    return STAGES.get(AssignmentState(part.state), 0)


def _future(stage: int) -> list[Entry]:
    return [
        Entry(title, state="next") for title, place in FUTURE if place > stage or (place == 1 and stage == 1)
    ]


def _steps(part: Any) -> list[Entry]:
    """What one answering unit has done and is doing."""
    unit = str(part.unit)
    found = []
    if part.received_on:
        waited = _between(part.delivered_on, part.received_on)
        found.append(
            Entry("签收", _day(part.received_on), unit, part.officer and f"经办人 {part.officer}", waited)
        )
    found += [_contact(contact, unit) for contact in part.contacts.all()]
    if part.waived_on:
        found.append(Entry("提案者表示不需要面商", _day(part.waived_on), unit))
    if part.issued_on:
        found.append(
            Entry("书面答复", _day(part.issued_on), unit, days=_between(part.delivered_on, part.issued_on))
        )
    now = NOW.get(part.state)
    if now:
        until = part.reply_due if part.state in (S.DELIVERED, S.RECEIVED, S.HANDLING) else None
        found.append(Entry(now, f"{until.month}月{until.day}日前" if until else None, unit, state="now"))
    return found


NOW = {
    S.DELIVERED: "等待签收",
    S.RECEIVED: "办理中",
    S.HANDLING: "办理中",
    S.REPLY_REVIEW: "答复待审",
    S.REPLIED: "等提案者评价",
    S.REWORK: "再次办理",
    S.FOLLOWING: "跟踪落实承诺",
}


def _contact(contact: Contact, unit: str) -> Entry:
    said = "提案者已确认" if contact.confirmed_on else "提案者有说明" if contact.objection else "待提案者核对"
    return Entry(f"面商（{contact.get_way_display()}）", _day(contact.on), unit, said)


def _end(case: Case, answering: Sequence[Assignment]) -> list[Entry]:
    days = [part.closed_on for part in answering if part.closed_on]
    when = case.closed_on or max(days, default=None)
    return [Entry("办结", _day(when), days=_between(case.assigned_on, when))]


def _between(start: date | None, end: date | None) -> int | None:
    """Days used; nothing is said of the same day."""
    return ((end - start).days or None) if start and end else None


def _day(when: date | None) -> str:
    return f"{when.year}年{when.month}月{when.day}日" if when else ""


@dataclass(frozen=True)
class Summary:
    """Who has it, who helps, what is next by when."""

    leads: list[tuple[str, str]]
    helpers: list[str]
    next_step: str
    by: date | None


def summary_of(case: Case) -> Summary:
    """Of a case whose assignments are prefetched by `parts_of_case` (else they are read)."""
    parts = _parts(case)
    answering = [part for part in parts if part.is_answering]
    helpers = [str(part.unit) for part in parts if part.role == UnitRole.CO]
    least = min(answering, key=_stage, default=None)
    word = "确定承办单位并交办" if least is None else NEXT.get(least.state, "")
    by = getattr(least, "reply_due", None) if least and _stage(least) == 0 else None
    return Summary([(p.get_role_display(), str(p.unit)) for p in answering], helpers, word, by)


NEXT = {
    S.DELIVERED: "承办单位签收并书面答复",
    S.RECEIVED: "承办单位书面答复",
    S.HANDLING: "承办单位书面答复",
    S.REWORK: "承办单位再次答复",
    S.REPLY_REVIEW: "审核以后发出答复",
    S.REPLIED: "提案者评价",
    S.FOLLOWING: "承办单位兑现承诺",
}
