"""The records behind a figure: what the seat may see, and how many more there are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from zhengxie.engines.plans.models import Item
from zhengxie.engines.plans.queries.board import ItemLine
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session, Unit
from zhengxie.outcomes.reports.queries import plan
from zhengxie.outcomes.reports.queries.dashboard import chosen
from zhengxie.outcomes.reports.queries.fields import WHOLE, reader_of
from zhengxie.outcomes.reports.queries.figures import (
    NAMES,
    OF_UNIT,
    rows_in,
    rows_of_unit,
    with_details,
)
from zhengxie.outcomes.reports.queries.limits import dated
from zhengxie.work.proposals.queries.register import sessions_of

HANDLED = "承办"


@dataclass(frozen=True)
class Records:
    """Rows with their heading. `items`: the lines of plan items by key, where the rows are items."""

    title: str
    rows: QuerySet[Any]
    unit: str
    hidden: int = 0
    items: dict[int, ItemLine] | None = None

    @property
    def note(self) -> str:
        """Said under the list and in the Excel file."""
        return f"另有 {self.hidden} {self.unit}无权查看" if self.hidden else ""


def records_of(seat: Seat, name: str, session: str, unit: str) -> Records | None:
    """The records of a figure; None for a name that there is not, or that is not the seat's field."""
    if name in plan.NAMES:
        return _items(seat, name)
    reader = reader_of(seat)
    held = chosen(sessions_of(seat), session)
    if reader is None or held is None:
        return None
    if unit:
        return _of_unit(seat, reader, held, name, unit)
    if name not in NAMES:
        return None
    what = NAMES[name]
    rows = rows_in(seat, held)[name]
    hidden = rows_in(reader, held)[name].count() - rows.count()
    return Records(f"{what.label}　{held.label}", dated(name, with_details(rows)), what.unit, hidden)


def _of_unit(seat: Seat, reader: Seat, held: Session, name: str, unit: str) -> Records | None:
    found = Unit.objects.filter(committee=seat.committee, pk=int(unit)).first() if _is_key(unit) else None
    if found is None or name not in OF_UNIT or not seat.roles & WHOLE:
        return None
    label = NAMES[name].label if name in NAMES else HANDLED
    rows = rows_of_unit(seat, held, found.pk)[name]
    hidden = rows_of_unit(reader, held, found.pk)[name].count() - rows.count()
    return Records(f"{found}　{label}　{held.label}", dated(name, with_details(rows)), "件", hidden)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _items(seat: Seat, name: str) -> Records | None:
    summary = plan.plan_summary(seat)
    lines = summary.items[name] if summary else []
    rows = Item.objects.filter(pk__in=[line.item.pk for line in lines]).order_by("section__order", "order")
    title = f"工作要点　{plan.TITLES[name]}"
    return Records(title, rows, "项", items={line.item.pk: line for line in lines})
