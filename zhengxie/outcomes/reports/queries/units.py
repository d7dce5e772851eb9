"""What each unit has done with what it was given: its answering assignments of a session, co-work apart.

Satisfaction comes as totals over blocks of `least` forms only: the whole counts its first forms up to a full
number of blocks, a unit those of its own that the whole counts, again in full blocks. Every form is in one
block of the whole and in at most one of its unit, all of one size, so that no sum or difference of totals, of
today or of an earlier day, leaves a single form. domain/03 sections 7 and 11
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from zhengxie.engines.cases.lifecycle import FINAL
from zhengxie.engines.cases.models import Assignment, Feedback
from zhengxie.engines.cases.queries.figures import CONTENT, Share, answering_in, in_steps
from zhengxie.engines.cases.queries.limits import late, with_reply_day
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session
from zhengxie.work.proposals.kinds import CODE

Form = tuple[int, str, str]  # unit key, process, result


@dataclass(frozen=True)
class Satisfaction:
    """Totals over the first `counted` of the returned forms. `said`: what stands instead where they are too
    few."""

    returned: int
    counted: int
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

    @property
    def basis(self) -> str:
        """按前6份计, where fewer are counted than returned."""
        return f"按前{self.counted}份计" if 0 < self.counted < self.returned else ""


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


def satisfaction_of(forms: Sequence[Form], least: int, returned: int | None = None) -> Satisfaction:
    """The totals over the full blocks of forms, in the order of their arrival; under `least` forms only that
    they are too few. `returned`: how many came back, where `forms` are not all of them."""
    back = len(forms) if returned is None else returned
    found = in_steps(forms, least)
    if not found:
        return Satisfaction(back, 0, Share(0, 0), Share(0, 0), f"不足{least}份" if back else "-")
    process = Share(sum(p in CONTENT for _, p, _ in found), len(found))
    result = Share(sum(r in CONTENT for *_, r in found), len(found))
    return Satisfaction(back, len(found), process, result)


def satisfaction_by_unit(forms: Sequence[Form], least: int) -> dict[int, Satisfaction]:
    """{unit key: its totals} of the forms that the whole counts, too."""
    counted: dict[int, list[Form]] = {}
    for form in in_steps(forms, least):
        counted.setdefault(form[0], []).append(form)
    returned = Counter(unit for unit, *_ in forms)
    return {key: satisfaction_of(counted.get(key, []), least, n) for key, n in returned.items()}


def forms_of(reader: Seat, session: Session) -> list[Form]:
    """The first proposers' first forms in the order of their arrival; one query. For totals only."""
    due = answering_in(reader, session, CODE).filter(issued_on__isnull=False)
    rows = Feedback.objects.filter(assignment__in=due, round=1, addressee__is_lead=True)
    return list(rows.order_by("given", "id").values_list("assignment__unit_id", "process", "result"))


def units_of(reader: Seat, session: Session, forms: Sequence[Form], least: int) -> list[UnitLine]:
    """Every unit that has to answer, in the order of the directory (no ranking); two queries."""
    blank = satisfaction_of([], least)
    totals = satisfaction_by_unit(forms, least)
    parts = answering_in(reader, session, CODE)
    late_ones = dict(_by_unit(with_reply_day(parts).filter(late())).values_list("unit_id", "handled"))
    named = _by_unit(parts).annotate(
        name=Coalesce(NullIf("unit__short_name", Value("")), "unit__name"),
        answered=Count("answered_on"),
        closed=Count("pk", filter=Q(state__in=FINAL)),
    )
    rows = named.order_by("unit__order", "unit__name", "unit_id")
    return [
        UnitLine(
            key=row["unit_id"],
            name=row["name"],
            handled=row["handled"],
            answered=row["answered"],
            closed=row["closed"],
            overdue=late_ones.get(row["unit_id"], 0),
            satisfaction=totals.get(row["unit_id"], blank),
        )
        for row in rows
    ]


def _by_unit(parts: QuerySet[Assignment]) -> Any:
    """{unit_id, handled} of some assignments."""
    return parts.order_by().values("unit_id").annotate(handled=Count("pk"))
