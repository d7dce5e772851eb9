"""The to-do book: rows derived from objects. Open rows equal what the object asks for now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from zhengxie.foundation.notices.models import Todo

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


def reconcile_todos(root: Any, rows: Sequence[TodoRow], actor_id: int | None) -> tuple[int, int]:
    """Make the open to-dos of `root` equal to `rows`; who acted is noted on those that close."""
    label, key = root._meta.label_lower, str(root.pk)
    wanted = {(r.key, r.code): _fitting(r) for r in rows}
    added = removed = 0
    stored = list(Todo.objects.filter(label=label, object_id=key))
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
    for row in wanted.values():
        Todo.objects.create(committee=root.committee, label=label, object_id=key, **vars(row))
        added += 1
    finished = _FINISHED.get(type(root), lambda _: False)(root)
    if any(todo.finished != finished for todo in stored):
        Todo.objects.filter(label=label, object_id=key).update(finished=finished)
    return added, removed


def _fitting(row: TodoRow) -> TodoRow:
    """The row with its texts cut to their columns: PostgreSQL refuses longer ones."""
    return replace(row, title=row.title[:LONGEST], note=row.note[:LONGEST])


def _refresh(todo: Todo, row: TodoRow) -> None:
    changed = [n for n in ("title", "url", "due", "note") if getattr(todo, n) != getattr(row, n)]
    for name in changed:
        setattr(todo, name, getattr(row, name))
    if changed:
        todo.save(update_fields=changed)
