"""Writing a tree into a plan: children of the plan, written inside the plan's own actions."""

from collections.abc import Sequence
from typing import Any

from zhengxie.engines.plans.models import Item, Plan, Section, Task
from zhengxie.engines.plans.tree import COPIED, Row
from zhengxie.foundation.workflow.refusals import Refused


def store_heads(plan: Plan, heads: Sequence[Row]) -> tuple[dict[str, Item], list[Section]]:
    """Make sections and items anew; returns (items by head key, the sections before, for `retire`)."""
    before = list(plan.sections.all())
    items: dict[str, Item] = {}
    section: Section | None = None
    for order, head in enumerate(heads):
        if head["level"] == "section" or section is None:
            named = head if head["level"] == "section" else {"number": "", "title": ""}
            section = Section(plan=plan, order=order, number=named["number"], title=named["title"])
            section.save()
        if head["level"] == "item":
            items[head["key"]] = Item(
                section=section, order=order, number=head["number"], title=head["title"]
            )
            items[head["key"]].save()
    if not items:
        raise Refused("至少要有一项要点。", field="heads")
    return items, before


def retire(plan: Plan, before: Sequence[Section], items: dict[str, Item]) -> None:
    """Delete the old sections; call it when every task of the new tree points to a new item."""
    first = next(iter(items.values()))
    by_title = {item.title: item for item in items.values()}
    for task in plan.tasks.filter(item__section__in=before).select_related("item"):
        # What is done or dropped keeps its history: under the item of the same title, else under the first.
        task.item = by_title.get(task.item.title, first)
        task.save()
    for section in before:
        section.delete()


def numbered(rows: Sequence[Row], items: dict[str, Item]) -> list[tuple[Row, Item, str]]:
    """(row, item, task number) in the order of the tree: 6.1, 6.2 … under item 6."""
    order = {key: place for place, key in enumerate(items)}
    missing = [r["title"] for r in rows if r["head"] not in order]
    if missing:
        raise Refused(f"任务“{missing[0]}”没有归入任何一项要点，请为它选一项。", field="tasks")
    counts: dict[str, int] = {}
    found = []
    for row in sorted(rows, key=lambda r: order[r["head"]]):
        item = items[row["head"]]
        counts[row["head"]] = counts.get(row["head"], 0) + 1
        place = item.number or str(order[row["head"]] + 1)
        found.append((row, item, f"{place}.{counts[row['head']]}"))
    return found


def place(task: Task, item: Item, order: int, number: str) -> None:
    """Put a stored task under its new item; its other columns may be changing under somebody else's hand."""
    task.item, task.order, task.number = item, order, number
    task.save(update_fields=["item", "order", "number"])


def values_of(row: Row) -> dict[str, Any]:
    """The task's own fields among the row's."""
    return {name: row[name] for name in COPIED if name in row}


def snapshot(plan: Plan) -> list[dict[str, Any]]:
    """The tree of the plan as an edition keeps it."""
    tasks = plan.tasks.exclude(state="dropped").select_related("item__section", "lead_body").order_by("order")
    return [_kept(task) for task in tasks]


def _kept(task: Task) -> dict[str, Any]:
    return {
        "task": task.pk,
        "section": str(task.item.section),
        "item": str(task.item),
        "number": task.number,
        "kind": task.kind,
        "title": task.title,
        "lead": str(task.lead_body or ""),
        "due": task.due.isoformat() if task.due else "",
    }


def difference(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """[{what: added, removed or changed; number, title, fields: {name: [old, new]}}] of a new edition."""
    before = {row["task"]: row for row in old}
    after = {row["task"]: row for row in new}
    changes = [_change("added", row, {}) for key, row in after.items() if key not in before]
    changes += [_change("removed", row, {}) for key, row in before.items() if key not in after]
    for key in after.keys() & before.keys():
        fields = {
            n: [before[key][n], v] for n, v in after[key].items() if n != "number" and before[key][n] != v
        }
        if fields:
            changes.append(_change("changed", after[key], fields))
    return sorted(changes, key=lambda c: (c["what"], c["number"]))


def _change(what: str, row: dict[str, Any], fields: dict[str, list[str]]) -> dict[str, Any]:
    return {"what": what, "number": row["number"], "title": row["title"], "fields": fields}
