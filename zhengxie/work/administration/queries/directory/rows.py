"""What the page of a sector, body or unit shows."""

from typing import Any

from django.db.models import Model

from zhengxie.foundation.access.policy import restricted_fields
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.queries import Step, story


def dated_facts(seat: Seat, row: Any, facts: list[tuple[str, Any]], begun: str, ended: str) -> dict[str, Any]:
    """Facts with the dates of the row, and its story."""
    dates = [(begun, row.valid_from), (ended, row.valid_to)]
    shown = [(label, value) for label, value in [*facts, *dates] if value not in (None, "")]
    return {"object": row, "title": row.name, "facts": shown, "steps": entries_of(seat, row)}


def entries_of(seat: Seat, row: Any) -> list[dict[str, Any]]:
    """The row's story as the timeline shows it, oldest first; what was changed is named, not shown."""
    return [
        {
            "title": s.label,
            "unit": s.role,
            "person": s.actor,
            "time": s.at,
            "text": s.note or _changed(row, s),
        }
        for s in story(seat, row)
    ]


def _changed(row: Any, step: Step) -> str:
    """改动：姓名、工作单位; nothing for the entry that made the row."""
    if any(before is None for before, _ in step.changes.values()) and "name" in step.changes:
        return ""
    known = {field.name for field in row._meta.concrete_fields} - {"pinyin", "id", "committee"}
    known -= set(restricted_fields(type(row)))
    labels = [label_of(type(row), name) for name in step.changes if name in known]
    return "改动：" + "、".join(labels) if labels else ""


def label_of(model: type[Model], field: str) -> str:
    """What people call the field."""
    found: Any = model._meta.get_field(field)
    return str(found.verbose_name)
