"""What each unit has done with what it was given: its answering assignments of a session, co-work apart.

Satisfaction comes as totals of enough forms only, and never so that a suppressed one could be worked out from
the others. domain/03 sections 7 and 11
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper

from zhengxie.engines.cases.lifecycle import FINAL
from zhengxie.engines.cases.models import Feedback
from zhengxie.engines.cases.queries.figures import CONTENT, Share, answering_in
from zhengxie.engines.cases.queries.limits import late, with_reply_day
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session
from zhengxie.work.proposals.kinds import CODE

WITHHELD = "不单列"


@dataclass(frozen=True)
class Satisfaction:
    """Totals over returned forms. `said`: what stands instead of them where they are too few."""

    returned: int
    process: Share
    result: Share
    said: str = ""

    @property
    def process_words(self) -> str:
        """Satisfied with the handling."""
        return self.said or self.process.words

    @property
    def result_words(self) -> str:
        """Satisfied with the result."""
        return self.said or self.result.words


@dataclass(frozen=True)
class UnitLine:
    """One unit's row."""

    key: int
    name: str
    handled: int
    answered: int
    closed: int
    overdue: int
    satisfaction: Satisfaction

    @property
    def closed_share(self) -> Share:
        """办结 of what it was given."""
        return Share(self.closed, self.handled)

    @property
    def bar(self) -> float:
        """The same for the bar, 0-100."""
        return self.closed * 100 / self.handled if self.handled else 0.0


def satisfaction_of(forms: Iterable[tuple[str, str]], least: int) -> Satisfaction:
    """The totals of (process, result) choices; under `least` forms only that they are too few."""
    found = list(forms)
    number = len(found)
    process = Share(sum(p in CONTENT for p, _ in found), number)
    result = Share(sum(r in CONTENT for _, r in found), number)
    if number < least:
        return Satisfaction(number, Share(0, 0), Share(0, 0), f"不足{least}份" if number else "-")
    return Satisfaction(number, process, result)


def withhold(found: Mapping[int, Satisfaction], least: int) -> dict[int, Satisfaction]:
    """If those with too few forms have together too few as well, the whole minus the shown ones would tell
    them: then the smallest shown one is withheld, too."""
    hidden = sum(one.returned for one in found.values() if one.said)
    shown = {key: one for key, one in found.items() if not one.said}
    if not 0 < hidden < least or not shown:
        return dict(found)
    smallest = min(shown, key=lambda key: (shown[key].returned, key))
    blank = Satisfaction(shown[smallest].returned, Share(0, 0), Share(0, 0), WITHHELD)
    return {**found, smallest: blank}


def forms_of(reader: Seat, session: Session) -> dict[int, list[tuple[str, str]]]:
    """{unit key: (process, result) of the first proposers' first forms}; one query. For totals only."""
    due = answering_in(reader, session, CODE).filter(issued_on__isnull=False)
    rows = Feedback.objects.filter(assignment__in=due, round=1, addressee__is_lead=True).order_by()
    found: dict[int, list[tuple[str, str]]] = {}
    for unit, process, result in rows.values_list("assignment__unit_id", "process", "result"):
        found.setdefault(unit, []).append((process, result))
    return found


def units_of(
    reader: Seat, session: Session, forms: Mapping[int, list[tuple[str, str]]], least: int
) -> list[UnitLine]:
    """Every unit that has to answer, in the order of the directory (no ranking); one query."""
    blank = satisfaction_of([], least)
    totals = withhold({key: satisfaction_of(found, least) for key, found in forms.items()}, least)
    lines: dict[int, UnitLine] = {}
    for row in _parts(reader, session):
        key = row["unit_id"]
        name = row["unit__short_name"] or row["unit__name"]
        line = lines.get(key) or UnitLine(key, name, 0, 0, 0, 0, totals.get(key, blank))
        lines[key] = replace(
            line,
            handled=line.handled + 1,
            answered=line.answered + (row["answered_on"] is not None),
            closed=line.closed + (row["state"] in FINAL),
            overdue=line.overdue + bool(row["is_late"]),
        )
    return list(lines.values())


def _parts(reader: Seat, session: Session) -> Iterable[Any]:
    rows = with_reply_day(answering_in(reader, session, CODE))
    rows = rows.annotate(is_late=ExpressionWrapper(late(), BooleanField()))
    named = rows.order_by("unit__order", "unit__name", "id")
    return named.values("unit_id", "unit__short_name", "unit__name", "answered_on", "state", "is_late")
