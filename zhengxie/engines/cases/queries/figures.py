"""Figures of reports: which visible cases count for what; satisfaction as totals only. domain/03 §7, §11"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from zhengxie.engines.cases.models import Assignment, Case, Feedback, Satisfaction, UnitRole
from zhengxie.engines.cases.queries.letters import UNIT_ROLES
from zhengxie.engines.cases.queries.limits import late, with_reply_day
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session
from zhengxie.foundation.rules.queries import rules_for

CONTENT = (Satisfaction.SATISFIED, Satisfaction.BASICALLY)


def answering_parts() -> Prefetch[Any]:
    """Reads the answering assignments of many cases with their days at once, for `reply_days`."""
    rows = with_reply_day(Assignment.objects.exclude(role=UnitRole.CO)).order_by("id")
    return Prefetch("assignments", rows, to_attr="answering")


def reply_days(case: Case) -> list[tuple[date | None, date | None]]:
    """(answered on, due on) of every answering assignment."""
    found: Any = vars(case).get("answering")
    if found is None:
        found = with_reply_day(case.assignments.exclude(role=UnitRole.CO)).order_by("id")
    return [(row.answered_on, row.reply_due) for row in found]


def cases_in(seat: Seat, session: Session | None = None, kind: str = "") -> QuerySet[Case]:
    """The visible cases of a session and kind, all where none is named."""
    rows = visible(seat, Case)
    rows = rows.filter(session=session) if session else rows
    return rows.filter(kind=kind) if kind else rows


def answering_in(seat: Seat, session: Session | None = None, kind: str = "") -> QuerySet[Assignment]:
    """The answering assignments of the visible cases; to a unit only its own."""
    rows: QuerySet[Assignment] = Assignment.objects.filter(case__in=cases_in(seat, session, kind))
    rows = rows.exclude(role=UnitRole.CO)
    return rows.filter(unit_id=seat.unit_id or 0) if seat.roles & UNIT_ROLES else rows


def _part(condition: Q | Any = None, *, dated: bool = False) -> QuerySet[Assignment]:
    rows: QuerySet[Assignment] = Assignment.objects.filter(case=OuterRef("pk"))
    rows = rows.exclude(role=UnitRole.CO)
    rows = with_reply_day(rows) if dated else rows
    return rows if condition is None else rows.filter(condition)


def answered(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Of assigned cases: every answering assignment's reply is out."""
    return rows.filter(Exists(_part())).exclude(Exists(_part(Q(answered_on=None))))


def on_time(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Answered, and every reply signed by its effective day."""
    missed = Q(answered_on=None) | Q(answered_on__gt=F("reply_due"))
    return rows.filter(Exists(_part())).exclude(Exists(_part(missed, dated=True)))


def overdue(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Some answering assignment has no reply out and is past its effective day."""
    return rows.filter(Exists(_part(late(), dated=True)))


def figures(seat: Seat, session: Session | None = None, kind: str = "") -> dict[str, QuerySet[Any]]:
    """{name: rows}: cases to_assign, assigned, answered, on_time, overdue, closed; assignments feedback_due
    (first replies issued) and feedback_returned (of these, with the first proposer's form).

    Cancelled cases count nowhere. A unit sees its own assignments, whoever else its visible cases."""
    rows = cases_in(seat, session, kind).exclude(state="cancelled")
    assigned = rows.filter(assigned_on__isnull=False)
    due = answering_in(seat, session, kind).filter(issued_on__isnull=False)
    return {
        "to_assign": rows.filter(state="to_assign"),
        "assigned": assigned,
        "answered": answered(assigned),
        "on_time": on_time(assigned),
        "overdue": overdue(assigned),
        "closed": rows.filter(state="closed"),
        "feedback_due": due,
        "feedback_returned": due.filter(Exists(_first_form(OuterRef("pk")))),
    }


def _first_form(key: Any) -> QuerySet[Feedback]:
    return Feedback.objects.filter(assignment=key, round=1, addressee__is_lead=True)


@dataclass(frozen=True)
class Share:
    """`n` of `of` forms, as a percentage only where there are any."""

    n: int
    of: int

    @property
    def words(self) -> str:
        """66.7%（2/3）; - where nothing was returned."""
        if not self.of:
            return "-"
        tenths = (self.n * 2000 + self.of) // (2 * self.of)
        return f"{tenths // 10}.{tenths % 10}%（{self.n}/{self.of}）"


C = TypeVar("C")


def in_steps(forms: Sequence[C], least: int) -> Sequence[C]:
    """The first ⌊n/least⌋·least forms in the order of arrival: what is counted out. A total that moved with
    every form would tell its choice to whoever looked before and after. domain/03 §7"""
    return forms[: len(forms) - len(forms) % max(least, 1)]


@dataclass(frozen=True)
class Totals:
    """Forms due and returned; satisfaction with process and result over the first `counted` forms, None while
    there are fewer than `least`."""

    due: int
    returned: int
    least: int
    counted: int
    process: Share | None
    result: Share | None

    @property
    def feedback(self) -> Share:
        """The feedback rate, always shown beside satisfaction."""
        return Share(self.returned, self.due)

    @property
    def process_words(self) -> str:
        """The share, or 不足3份."""
        return self.process.words if self.process else self.too_few

    @property
    def result_words(self) -> str:
        """The share, or 不足3份."""
        return self.result.words if self.result else self.too_few

    @property
    def basis_words(self) -> str:
        """按前6份计: over how many forms, where later ones wait for their number to be full."""
        return f"按前{self.counted}份计" if self.counted else ""

    @property
    def too_few(self) -> str:
        """不足3份: what is said instead of a share that could be traced to a person."""
        return f"不足{self.least}份"


def totals(seat: Seat, session: Session | None = None, kind: str = "") -> Totals:
    """Satisfaction over the first-round forms of the visible assignments (a unit: its own), in steps of
    appraisal.min_n forms and nothing below that: not for units, offices or anyone. domain/03 §7, §11"""
    due = answering_in(seat, session, kind).filter(issued_on__isnull=False)
    return totals_of(seat, due)


def totals_of(seat: Seat, due: QuerySet[Assignment]) -> Totals:
    """The totals over some assignments with an issued reply."""
    least = rules_for(seat.committee).number("appraisal.min_n")
    forms = Feedback.objects.filter(assignment__in=due, round=1, addressee__is_lead=True)
    found = list(forms.order_by("given", "id").values_list("process", "result"))
    shown = in_steps(found, least)
    process = Share(sum(p in CONTENT for p, _ in shown), len(shown)) if shown else None
    result = Share(sum(r in CONTENT for _, r in shown), len(shown)) if shown else None
    return Totals(due.count(), len(found), least, len(shown), process, result)
