"""Assigning: what waits, which units are wished and proposed, what each carries. domain/03 §6, §14"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from zhengxie.engines.cases.kinds import KINDS
from zhengxie.engines.cases.lifecycle import CaseState
from zhengxie.engines.cases.models import Assignment, Case, CaseItem, ProposedUnit, UnitRole
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit, UnitKind
from zhengxie.foundation.directory.queries import valid_on

SHOWN_UNITS = 8
ANSWERING = (UnitRole.SOLE, UnitRole.LEAD, UnitRole.SEPARATE)


def units_to_choose(seat: Seat) -> QuerySet[Unit]:
    """Units of today that may handle a case, in directory order."""
    rows = visible(seat, Unit).filter(valid_on(timezone.localdate()))
    return rows.exclude(kind=UnitKind.PARTICIPATING_UNIT)


def assigning_offices(seat: Seat) -> list[str]:
    """The Party and government offices that assign together, without the seat's own."""
    rows = visible(seat, Unit).filter(valid_on(timezone.localdate()), kind=UnitKind.ASSIGNING_OFFICE)
    return [unit.name for unit in rows if unit.pk != seat.unit_id]


def cases_to_assign(seat: Seat) -> QuerySet[Case]:
    """Cases that wait for their units, the oldest first, with what the desk shows of them."""
    return cases_to_name(seat).filter(state=CaseState.TO_ASSIGN).order_by("opened_on", "id")


def cases_to_name(seat: Seat) -> QuerySet[Case]:
    """Visible cases with the units proposed and whom the answer is for."""
    proposed = Prefetch("proposed", ProposedUnit.objects.select_related("unit").order_by("id"))
    rows: QuerySet[Case] = visible(seat, Case).select_related("session__term", "committee")
    return rows.prefetch_related(proposed, "addressees")


@dataclass(frozen=True)
class Load:
    """What a unit carries this session: as the one that answers, and as co-unit."""

    unit: Unit
    answering: int
    co: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.answering + self.co


def loads_of(seat: Seat, session_id: int | None) -> dict[int, tuple[int, int]]:
    """{unit: (answering, co)} of the session's assignments and of what is proposed but not yet assigned; one
    query."""
    given = Assignment.objects.filter(committee=seat.committee, case__session=session_id)
    waiting = ProposedUnit.objects.filter(
        case__committee=seat.committee, case__session=session_id, case__state=CaseState.TO_ASSIGN
    )
    found: dict[int, tuple[int, int]] = {}
    for unit, answering, co in _counted(given).union(_counted(waiting), all=True):
        before = found.get(unit, (0, 0))
        found[unit] = (before[0] + answering, before[1] + co)
    return found


def _counted(rows: QuerySet[Any]) -> QuerySet[Any, tuple[int, int, int]]:
    answering = Count("pk", filter=Q(role__in=ANSWERING))
    co = Count("pk", filter=Q(role=UnitRole.CO))
    counted = rows.order_by().values("unit_id").annotate(a=answering, c=co)
    found: QuerySet[Any, tuple[int, int, int]] = counted.values_list("unit_id", "a", "c")
    return found


def wishes_of(cases: Iterable[Case]) -> dict[int, list[Unit]]:
    """{case: units that the proposer wishes}; one or two queries a kind. Kinds without wishes give none."""
    found: dict[int, list[Unit]] = {}
    by_kind: dict[str, list[Case]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, []).append(case)
    for code, group in by_kind.items():
        wished = KINDS[code].wished
        known = wished([case.origin_id for case in group]) if wished else {}
        found |= {case.pk: list(known.get(case.origin_id, ())) for case in group}
    return found


@dataclass(frozen=True)
class Cell:
    """One unit's part in one case on the desk."""

    unit: Unit
    label: str
    css: str


@dataclass(frozen=True)
class Line:
    """One case on the desk."""

    case: Case
    cells: list[Cell]
    others: list[str]  # units of this case that have no column
    wished: list[Unit]

    @property
    def is_proposed(self) -> bool:
        """Units are named, so that it can be assigned."""
        return bool(self.case.proposed.all())

    @property
    def sign(self) -> tuple[str, str, str]:
        """(words, group, icon) of how far it is."""
        proposed = {row.unit_id for row in self.case.proposed.all()}
        if not proposed:
            return "待提出", "ink", "clock"
        if self.wished and not proposed & {unit.pk for unit in self.wished}:
            return "与希望不同", "ochre", "alert"
        return "可以交办", "green", "check"

    @property
    def wish_words(self) -> str:
        """希望市公安局、市教育局."""
        names = "、".join(short(unit) for unit in self.wished)
        return f"希望{names}" if names else "未提希望"


@dataclass(frozen=True)
class Matrix:
    """The desk: the units most concerned as columns with their load, cases as rows."""

    columns: list[Load]
    lines: list[Line]
    most: int = field(default=1)

    @property
    def heaviest(self) -> Load | None:
        """The unit that answers most, where one does."""
        busy = [load for load in self.columns if load.answering]
        return max(busy, key=lambda load: load.answering, default=None)


def short(unit: Unit) -> str:
    """The unit's short name where it has one."""
    return unit.short_name or unit.name


def matrix_of(seat: Seat, cases: Sequence[Case]) -> Matrix:
    """Of cases from `cases_to_assign`; the number of queries does not depend on how many."""
    wished, loads = wishes_of(cases), loads_of(seat, cases[0].session_id if cases else None)
    names: dict[int, Unit] = {}
    met: Counter[int] = Counter()
    for case in cases:
        concerned = [*(row.unit for row in case.proposed.all()), *wished[case.pk]]
        names |= {unit.pk: unit for unit in concerned}
        met.update({unit.pk for unit in concerned})
    shown = sorted((names[key] for key, _ in met.most_common(SHOWN_UNITS)), key=lambda u: (u.order, u.pk))
    columns = [Load(unit, *loads.get(unit.pk, (0, 0))) for unit in shown]
    lines = [_line(case, shown, wished[case.pk]) for case in cases]
    return Matrix(columns, lines, max([load.total for load in columns], default=1) or 1)


def _line(case: Case, shown: Sequence[Unit], wished: list[Unit]) -> Line:
    roles = {row.unit_id: row for row in case.proposed.all()}
    wishes = {unit.pk for unit in wished}
    cells = [_cell(unit, roles.get(unit.pk), unit.pk in wishes) for unit in shown]
    seen = {unit.pk for unit in shown}
    others = [f"{r.get_role_display()}{short(r.unit)}" for r in roles.values() if r.unit_id not in seen]
    return Line(case, cells, others, wished)


def _cell(unit: Unit, row: ProposedUnit | None, is_wished: bool) -> Cell:
    if row is not None:
        return Cell(unit, row.get_role_display(), "is-co" if row.role == UnitRole.CO else "is-lead")
    return Cell(unit, "希望" if is_wished else "", "is-wish" if is_wished else "")


@dataclass(frozen=True)
class Part:
    """A proposed unit with its part and what it already carries."""

    unit: str
    role: str
    answering: int
    co: int


@dataclass(frozen=True)
class Naming:
    """The page on which the units of one case are named and the case assigned."""

    proposed: list[Part]
    names_now: bool  # the units are being named or changed; only what is saved and shown can be assigned
    wished: str
    addressees: str
    items: Sequence[CaseItem]


def naming_of(seat: Seat, case: Case, *, changes: bool = False) -> Naming:
    """Of a row of `cases_to_name`. `changes`: the reader wants other units."""
    loads = loads_of(seat, case.session_id)
    rows = [(row, loads.get(row.unit_id, (0, 0))) for row in case.proposed.all()]
    return Naming(
        proposed=[Part(row.unit.name, row.get_role_display(), *load) for row, load in rows],
        names_now=changes or not rows,
        wished="、".join(unit.name for unit in wishes_of([case])[case.pk]),
        addressees="、".join(str(whom) for whom in case.addressees.all()),
        items=list(case.items.all()),
    )
