"""Books: tables of rows derived from an object by a pure function and made equal to it after every action.

architecture §5. A room says what its objects yield (`sources`), the room that owns a book says how rows are
made equal (`register_book`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Model, Prefetch, prefetch_related_objects

from zhengxie.foundation.directory.models import writing

Rows = Callable[[Any], Iterable[Any]]
Pages = Sequence[tuple[Any, Sequence[Any]]]  # objects of one model, each with the rows that it yields
CHUNK = 500  # objects that are rebuilt at once


class Reconcile(Protocol):
    """Makes the stored rows of each object equal to those beside it; returns (added, removed) in all. The
    number of queries is the same for one object and for many where nothing has changed."""

    def __call__(self, pages: Pages, actor_id: int | None) -> tuple[int, int]: ...


_BOOKS: dict[str, Reconcile] = {}
_SOURCES: dict[type[Model], dict[str, Rows]] = {}
_RELATED: dict[type[Model], Sequence[str | Prefetch[Any]]] = {}


def register_book(name: str, reconcile: Reconcile) -> None:
    """Sign in a book by name; called once from the owning room's apps."""
    _BOOKS[name] = reconcile


def sources(model: type[Model], *, related: Sequence[str | Prefetch[Any]] = (), **books: Rows) -> None:
    """Say what rows an object of the model yields for each named book. `related`: what of its aggregate is
    read for many objects at once when the books are rebuilt."""
    _SOURCES.setdefault(model, {}).update(books)
    if related:
        _RELATED[model] = related


def reconcile(root: Model, actor_id: int | None = None, *, gone: bool = False) -> dict[str, tuple[int, int]]:
    """Make every book equal to the object, which yields nothing once it is gone; (added, removed) by book."""
    rows = _SOURCES.get(type(root), {})
    return {
        name: _BOOKS[name]([(root, [] if gone else list(make(root)))], actor_id)
        for name, make in rows.items()
    }


def rebuild() -> dict[str, tuple[int, int]]:
    """Reconcile every object of every source; (added, removed) by book, zero where nothing was forgotten."""
    totals = dict.fromkeys(_BOOKS, (0, 0))
    for model in sorted(_SOURCES, key=lambda m: m._meta.label):
        for roots in _chunks(model):
            for name, make in _SOURCES[model].items():
                added, removed = _BOOKS[name]([(root, list(make(root))) for root in roots], None)
                totals[name] = (totals[name][0] + added, totals[name][1] + removed)
    return totals


def _chunks(model: type[Model]) -> Iterator[list[Model]]:
    """All objects by key; each chunk is read and written in a transaction of its own."""
    rows, last = model._default_manager.order_by("pk"), 0
    while True:
        with transaction.atomic(), writing():
            roots = list(rows.filter(pk__gt=last)[:CHUNK])
            if not roots:
                return
            prefetch_related_objects(roots, *_RELATED.get(model, ()))
            yield roots
            last = roots[-1].pk


def sourced_models() -> list[type[Model]]:
    """Models that yield rows for some book."""
    return list(_SOURCES)
