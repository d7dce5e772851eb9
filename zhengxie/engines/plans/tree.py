"""The editable tree between reading, page and database: heads (sections, items) and task rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhengxie.engines.plans.models import Plan
from zhengxie.engines.plans.reading import PlanTree
from zhengxie.engines.plans.task_kinds import from_reading
from zhengxie.foundation.directory.models import Body

Row = dict[str, Any]
LONGEST_TITLE = 200


@dataclass
class Tree:
    """`heads`: [{key, level (section, item), number, title}]; `tasks`: rows, `head` = an item's key."""

    heads: list[Row] = field(default_factory=list)
    tasks: list[Row] = field(default_factory=list)


def tree_of_reading(read: PlanTree, bodies: Sequence[Body]) -> Tree:
    """Rows for the check page from what was read; responsible bodies matched by name."""
    tree = Tree()
    for s, section in enumerate(read.sections):
        tree.heads.append(
            {"key": f"{s}", "level": "section", "number": section.number, "title": section.title[:200]}
        )
        for i, item in enumerate(section.items):
            key = f"{s}-{i}"
            tree.heads.append({"key": key, "level": "item", "number": item.number, "title": item.title[:200]})
            tree.tasks += [_row_of_reading(key, item.lead, task, bodies) for task in item.tasks]
    return tree


def _row_of_reading(key: str, lead: str, task: Any, bodies: Sequence[Body]) -> Row:
    responsible = task.body or lead
    return {
        "task": None,
        "head": key,
        "kind": from_reading(task.kind),
        "title": task.title[:LONGEST_TITLE],
        "lead_body": match_body(responsible, bodies),
        "timing": task.timing[:120],
        "due": date.fromisoformat(task.due) if task.due else None,
        "topics": task.topics,
        "documents": task.documents,
        "issues": task.issues,
        "responsible": responsible[:200],
        "evidence_text": task.evidence,
        "evidence_start": task.start,
        "check": task.check,
    }


def match_body(text: str, bodies: Sequence[Body]) -> Body | None:
    """The first body of the committee named in the words of the source."""
    found = [(text.find(word), b) for b in bodies for word in _names(b) if word and word in text]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _names(body: Body) -> tuple[str, ...]:
    """The name, the short name, and the name as offices shorten it: 文化文史和学习委."""
    return body.name, body.short_name, body.name.removesuffix("员会")


def tree_of_plan(plan: Plan) -> Tree:
    """Rows for the editor from a stored plan; dropped tasks stay out of it."""
    tree = Tree()
    for section in plan.sections.prefetch_related("items"):
        tree.heads.append(
            {"key": f"{section.pk}", "level": "section", "number": section.number, "title": section.title}
        )
        for item in section.items.all():
            key = f"{section.pk}-{item.pk}"
            tree.heads.append({"key": key, "level": "item", "number": item.number, "title": item.title})
    keys = {h["key"].rpartition("-")[2]: h["key"] for h in tree.heads if h["level"] == "item"}
    for task in plan.tasks.exclude(state="dropped").select_related("lead_body"):
        tree.tasks.append(_row_of_task(keys[str(task.item_id)], task))
    return tree


COPIED = (
    "kind",
    "title",
    "lead_body",
    "timing",
    "due",
    "topics",
    "documents",
    "issues",
    "responsible",
    "evidence_text",
    "evidence_start",
)


def _row_of_task(key: str, task: Any) -> Row:
    return {"task": task.pk, "head": key, "check": "", **{name: getattr(task, name) for name in COPIED}}


@dataclass(frozen=True)
class Mark:
    """A piece of the original, or the evidence of row `number`. `state`: used, check, unused or ''."""

    text: str
    number: int | None = None
    state: str = ""


def marks(text: str, rows: Iterable[Row], unused: Iterable[tuple[int, int]] = ()) -> list[Mark]:
    """Cut the original into pieces so that each evidence carries the number of its row (rows count from 1).

    Where several rows share a stretch, the first marks it and the others stand at its end as number only."""
    spans = []
    for number, row in enumerate(rows, 1):
        start = row.get("evidence_start")
        length = len(row.get("evidence_text") or "")
        if start is not None and length and start + length <= len(text):
            state = "check" if row.get("check") and not row.get("checked") else "used"
            spans.append((start, start + length, number, state))
    spans += [(a, b, 0, "unused") for a, b in unused]
    pieces: list[Mark] = []
    at = 0
    for start, end, number, state in sorted(spans):
        if end <= at or start < at:
            pieces += [Mark("", number, state)] if number else []
            continue
        pieces += [Mark(text[at:start])] if start > at else []
        pieces.append(Mark(text[start:end], number or None, state))
        at = end
    return [*pieces, Mark(text[at:])] if at < len(text) else pieces
