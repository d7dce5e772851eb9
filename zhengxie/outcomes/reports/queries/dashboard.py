"""One page for the chairpersons: the figures of a session, what needs attention, units, the plan. ux.md S7"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from zhengxie.engines.cases.queries.figures import Share
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session
from zhengxie.foundation.rules.queries import rules_for
from zhengxie.outcomes.reports.queries.fields import WHOLE, is_of_body, reader_of
from zhengxie.outcomes.reports.queries.figures import BASES, NAMES, Counts, counts_of, rows_in
from zhengxie.outcomes.reports.queries.plan import PlanSummary, plan_summary
from zhengxie.outcomes.reports.queries.units import (
    Satisfaction,
    UnitLine,
    forms_of,
    satisfaction_of,
    units_of,
)
from zhengxie.work.proposals.queries.register import sessions_of

SHOWN = (
    ("received", "filed", "declined", "pending"),
    ("assigned", "answered", "on_time", "overdue"),
    ("closed", "feedback_returned"),
)
ATTENTION = ("overdue", "rework", "soon", "to_assign", "returned")
MOST_UNITS = 12
MOST_ITEMS = 16


@dataclass(frozen=True)
class Figure:
    """One number as the page shows it: what stands large, what small beside it and below, where it opens."""

    name: str
    label: str
    value: str
    small: str
    is_red: bool = False
    more: str = ""

    @property
    def explained(self) -> str:
        """All that stands small, for the Excel file."""
        return "；".join(words for words in (self.small, self.more) if words)


@dataclass(frozen=True)
class Proposals:
    """Everything about a session's proposals."""

    figures: list[Figure]
    attention: list[Figure]
    units: list[UnitLine]
    satisfaction: Satisfaction
    least: int


@dataclass(frozen=True)
class Overview:
    """The whole page. `proposals`: None where they are not the seat's field, or no session was opened."""

    session: Session | None
    sessions: list[Session]
    proposals: Proposals | None
    plan: PlanSummary | None
    is_of_body: bool


def overview(seat: Seat, wanted: str) -> Overview:
    """The dashboard of a seat; eight queries."""
    sessions = sessions_of(seat)
    session = chosen(sessions, wanted)
    rules, reader = rules_for(seat.committee), reader_of(seat)
    found = None
    if reader is not None and session is not None:
        found = _proposals(seat, reader, session, rules.number("appraisal.min_n"))
    return Overview(session, sessions, found, plan_summary(seat, rules), is_of_body(seat))


def chosen(sessions: Sequence[Session], wanted: str) -> Session | None:
    """The session of that key, else the last one opened, else the last one."""
    by_key = {str(session.pk): session for session in sessions}
    today = timezone.localdate()
    opened = (session for session in sessions if session.opens <= today)
    return by_key.get(wanted) or next(opened, sessions[0] if sessions else None)


def _proposals(seat: Seat, reader: Seat, session: Session, least: int) -> Proposals:
    counts = counts_of(rows_in(reader, session))
    forms = forms_of(reader, session)
    whole = satisfaction_of(forms, least)
    shown = [_figure(name, counts) for row in SHOWN for name in row]
    return Proposals(
        figures=[*shown, *_satisfied(whole)],
        attention=[_figure(name, counts) for name in ATTENTION],
        units=units_of(reader, session, forms, least) if seat.roles & WHOLE else [],
        satisfaction=whole,
        least=least,
    )


def _figure(name: str, counts: Counts) -> Figure:
    what, n = NAMES[name], counts[name]
    shares = [f"{BASES[of]}{Share(n, counts[of]).words}" if counts[of] else "-" for of in what.of]
    small, more = [*(shares or [what.unit]), ""][:2]
    return Figure(name, what.label, str(n), small, what.is_alarm and n > 0, more)


def _satisfied(whole: Satisfaction) -> list[Figure]:
    """Process and result side by side; both open the returned cases, never a choice."""
    pairs = (
        ("办理过程满意率", whole.process, whole.process_words),
        ("办理结果满意率", whole.result, whole.result_words),
    )
    return [
        Figure("feedback_returned", label, *_split(share, words), more=whole.basis)
        for label, share, words in pairs
    ]


def _split(share: Share, words: str) -> tuple[str, str]:
    """66.7% large and 2/3 small; what is said instead, alone."""
    percent, found, _ = words.partition("（")
    return (percent, f"{share.n}/{share.of}") if found else (words, "")
