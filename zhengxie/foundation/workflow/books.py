"""Books: tables of rows derived from an object by a pure function and made equal to it after every action.

architecture §5. A room says what its objects yield (`sources`), the room that owns a book says how rows are
made equal (`register_book`).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from django.db.models import Model

from zhengxie.foundation.directory.models import writing

Rows = Callable[[Any], Iterable[Any]]


class Reconcile(Protocol):
    """Makes the stored rows of `root` equal to `rows`; returns (added, removed)."""

    def __call__(self, root: Any, rows: Sequence[Any], actor_id: int | None) -> tuple[int, int]: ...


_BOOKS: dict[str, Reconcile] = {}
_SOURCES: dict[type[Model], dict[str, Rows]] = {}


def register_book(name: str, reconcile: Reconcile) -> None:
    """Sign in a book by name; called once from the owning room's apps."""
    _BOOKS[name] = reconcile


def sources(model: type[Model], **books: Rows) -> None:
    """Say what rows an object of the model yields for each named book."""
    _SOURCES.setdefault(model, {}).update(books)


def reconcile(root: Model, actor_id: int | None = None, *, gone: bool = False) -> dict[str, tuple[int, int]]:
    """Make every book equal to the object, which yields nothing once it is gone; (added, removed) by book."""
    rows = _SOURCES.get(type(root), {})
    return {
        name: _BOOKS[name](root, [] if gone else list(make(root)), actor_id) for name, make in rows.items()
    }


def rebuild() -> dict[str, tuple[int, int]]:
    """Reconcile every object of every source; (added, removed) by book, zero where nothing was forgotten."""
    totals = dict.fromkeys(_BOOKS, (0, 0))
    with writing():
        for model in sorted(_SOURCES, key=lambda m: m._meta.label):
            for root in model._default_manager.order_by("pk").iterator(chunk_size=500):
                for name, (added, removed) in reconcile(root).items():
                    totals[name] = (totals[name][0] + added, totals[name][1] + removed)
    return totals


def sourced_models() -> list[type[Model]]:
    """Models that yield rows for some book."""
    return list(_SOURCES)
