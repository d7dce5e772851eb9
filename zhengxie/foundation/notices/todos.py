"""The to-do book: rows derived from objects. Open rows equal what the object asks for now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.books import Pages, by_object

LONGEST = 200  # characters of a title or note


@dataclass(frozen=True)
class TodoRow:
    """Who (a seat key) must press which verb, under which title, where, by when."""

    key: str
    code: str
    title: str
    url: str
    due: date | None = None
    note: str = ""


_FINISHED: dict[type[Model], Callable[[Any], bool]] = {}


def finishes(model: type[Model], finished: Callable[[Any], bool]) -> None:
    """Say when an object is finished: its done to-dos then stand under 办结."""
    _FINISHED[model] = finished


def reconcile_todos(pages: Pages, actor_id: int | None) -> tuple[int, int]:
    """Make the open to-dos of each object equal to its rows; who acted is noted on those that close."""
    stored = by_object(Todo.objects.all(), pages)
    fresh: list[Todo] = []
    removed = 0
    for root, rows in pages:
        removed += _compare(root, rows, stored[str(root.pk)], fresh, actor_id)
    Todo.objects.bulk_create(fresh)
    return len(fresh), removed


def _compare(
    root: Any, rows: Sequence[TodoRow], stored: list[Todo], fresh: list[Todo], actor_id: int | None
) -> int:
    """Close what is no longer asked for and put what is new into `fresh`; how many were closed."""
    wanted = {(r.key, r.code): _fitting(r) for r in rows}
    label, key, removed = root._meta.label_lower, str(root.pk), 0
    for todo in stored:
        if todo.closed is not None:
            continue
        row = wanted.pop((todo.key, todo.code), None)
        if row is None:
            todo.closed, todo.closed_by_id = timezone.now(), actor_id
            todo.save()
            removed += 1
        else:
            _refresh(todo, row)
    fresh += [
        Todo(committee_id=root.committee_id, label=label, object_id=key, **vars(row))
        for row in wanted.values()
    ]
    finished = _FINISHED.get(type(root), lambda _: False)(root)
    if any(todo.finished != finished for todo in stored):
        Todo.objects.filter(label=label, object_id=key).update(finished=finished)
    return removed


def _fitting(row: TodoRow) -> TodoRow:
    """The row with its texts cut to their columns: PostgreSQL refuses longer ones."""
    return replace(row, title=row.title[:LONGEST], note=row.note[:LONGEST])


def _refresh(todo: Todo, row: TodoRow) -> None:
    changed = [n for n in ("title", "url", "due", "note") if getattr(todo, n) != getattr(row, n)]
    for name in changed:
        setattr(todo, name, getattr(row, name))
    if changed:
        todo.save(update_fields=changed)
