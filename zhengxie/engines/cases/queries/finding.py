"""Answers as the search finds them: of each assignment the last one that was issued, which everybody reads
who sees the case."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from zhengxie.engines.cases.lifecycle import FINAL, AssignmentState, CaseState
from zhengxie.engines.cases.models import Assignment, Reply, UnitRole
from zhengxie.engines.cases.queries.labels import WORDS, label_for
from zhengxie.engines.cases.queries.signs import is_blind
from zhengxie.engines.cases.rules import ADVANCE
from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Findable, Shown, Sought

A = AssignmentState
# Where an answer is out.
ANSWERED = (A.REPLIED, A.REWORK, A.REPLY_REVIEW, A.FOLLOWING, A.CLOSED)


def issued_replies() -> Prefetch[Any]:
    """Reads the issued answers of many assignments at once, the last first, for `last_issued`."""
    rows = Reply.objects.filter(issued__isnull=False).order_by("-id").prefetch_related("answers")
    return Prefetch("replies", rows, to_attr="issued_replies")


def last_issued(task: Assignment) -> Reply | None:
    """The answer that is read now."""
    found: Any = vars(task).get("issued_replies")
    if found is None:
        return task.replies.filter(issued__isnull=False).order_by("-id").first()
    return next(iter(found), None)


def answered_as(parts: QuerySet[Assignment], result: str) -> QuerySet[Assignment]:
    """Assignments whose last issued answer is of the class."""
    later = Reply.objects.filter(
        assignment=OuterRef("assignment"), issued__isnull=False, pk__gt=OuterRef("pk")
    )
    issued = Reply.objects.filter(assignment=OuterRef("pk"), issued__isnull=False, result=result)
    return parts.filter(Exists(issued.filter(~Exists(later))))


def shown_as(seat: Seat, state: str, case: str = "") -> Q:
    """Cases that this seat is shown in the state: that of their least advanced answering assignment, or their
    own while they wait for their units. `case`: leads to the case from another model."""
    step = f"{case}__state" if case else "state"
    waits = Q(**{step: CaseState.TO_ASSIGN})
    if state == CaseState.TO_ASSIGN:
        return waits
    wanted = FINAL if state == A.CLOSED and is_blind(seat) else (state,)
    earlier = ADVANCE[: min(ADVANCE.index(str(one)) for one in wanted)]
    answering = Assignment.objects.filter(case=OuterRef(case or "pk")).exclude(role=UnitRole.CO)
    behind = Exists(answering.filter(state__in=earlier))
    return Q(Exists(answering.filter(state__in=wanted))) & ~Q(behind) & ~waits


def states(seat: Seat) -> list[tuple[str, str]]:
    """The states that this seat may tell apart. domain/03 §12.2"""
    known = ANSWERED if is_blind(seat) else (*ANSWERED, A.CLOSED_DISSATISFIED)
    return [(str(state), WORDS[state]) for state in known]


def of_unit(seat: Seat, unit: int) -> str:
    """The list of cases, of those that this unit handles."""
    return f"{reverse('cases')}?unit={unit}" if allowed(seat, "cases.view_list") else ""


def cut(seat: Seat, rows: QuerySet[Any], sought: Sought) -> QuerySet[Any]:
    """By the filters; what a seat must not tell apart it does not find apart."""
    if sought.session:
        rows = rows.filter(case__session=sought.session)
    if sought.state:
        known = {code for code, _ in states(seat)} & {sought.state}
        if known == {A.CLOSED} and is_blind(seat):
            known = {A.CLOSED, A.CLOSED_DISSATISFIED}
        rows = rows.filter(state__in=known)
    if sought.unit:
        rows = rows.filter(unit=sought.unit)
    return answered_as(rows, sought.result) if sought.result else rows


def show(seat: Seat, keys: Sequence[int]) -> Mapping[int, Shown]:
    """The lines of these answers."""
    rows = visible(seat, Assignment).filter(pk__in=keys).select_related("case", "unit")
    return {row.pk: _shown(seat, row) for row in rows}


def _shown(seat: Seat, row: Assignment) -> Shown:
    url = reverse("answer", args=[row.pk])
    note = f"{row.case.number}　{row.unit}的答复"
    return Shown(row.case.title, url, note, label_for(seat, row), row.issued_on)


ANSWERS = Findable(
    code="answer",
    label="答复",
    model=Assignment,
    verb="cases.view",
    order=2,
    filters=("session", "state", "unit", "result", "since", "until"),
    cut=cut,
    show=show,
    states=states,
    whole="cases.view_list",
    of_unit=of_unit,
)
