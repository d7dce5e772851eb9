"""Books: tables of rows derived from an object by a pure function and made equal to it after every action.

architecture §5. A room says what its objects yield (`sources`), the room that owns a book says how rows are
made equal (`register_book`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from django.db import transaction
from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects

from zhengxie.foundation.directory.models import writing

Rows = Callable[[Any], Iterable[Any]]
Read = Callable[[Sequence[Any]], None]  # reads for many objects at once what their rows ask for one by one
After = Callable[[str, int, int], None]  # model, last key, how many objects
Pages = Sequence[tuple[Any, Sequence[Any]]]  # objects of one model, each with the rows that it yields
R = TypeVar("R", bound=Model)
CHUNK = 500  # objects that are rebuilt at once


class Reconcile(Protocol):
    """Makes the stored rows of each object equal to those beside it; returns (added, removed) in all. The
    number of queries is the same for one object and for many where nothing has changed."""

    def __call__(self, pages: Pages, actor_id: int | None) -> tuple[int, int]: ...


_BOOKS: dict[str, Reconcile] = {}
_SOURCES: dict[type[Model], dict[str, Rows]] = {}
_RELATED: dict[type[Model], Sequence[str | Prefetch[Any]]] = {}
_READ: dict[type[Model], Read] = {}


def register_book(name: str, reconcile: Reconcile) -> None:
    """Sign in a book by name; called once from the owning room's apps."""
    _BOOKS[name] = reconcile


def book_names() -> list[str]:
    """The books that were signed in."""
    return sorted(_BOOKS)


def sources(
    model: type[Model],
    *,
    related: Sequence[str | Prefetch[Any]] = (),
    read: Read | None = None,
    **books: Rows,
) -> None:
    """Say what rows an object of the model yields for each named book. `related`: what of its aggregate is
    read for many objects at once when the books are rebuilt; `read`: the same for what is no relation."""
    _SOURCES.setdefault(model, {}).update(books)
    if related:
        _RELATED[model] = related
    if read:
        _READ[model] = read


def by_object(rows: QuerySet[R], pages: Pages) -> dict[str, list[R]]:
    """{key of an object as text: its stored rows}, where rows name it by `label` and `object_id`."""
    found: dict[str, list[R]] = defaultdict(list)
    keys = [str(root.pk) for root, _ in pages]
    if keys:
        for row in rows.filter(label=pages[0][0]._meta.label_lower, object_id__in=keys):
            found[str(getattr(row, "object_id", ""))].append(row)
    return found


def reconcile(root: Model, actor_id: int | None = None, *, gone: bool = False) -> dict[str, tuple[int, int]]:
    """Make every book equal to the object, which yields nothing once it is gone; (added, removed) by book."""
    rows = _SOURCES.get(type(root), {})
    return {
        name: _BOOKS[name]([(root, [] if gone else list(make(root)))], actor_id)
        for name, make in rows.items()
    }


def rebuild(
    only: Collection[str] = (), *, since: tuple[str, int] = ("", 0), after: After | None = None
) -> dict[str, tuple[int, int]]:
    """Reconcile every object of every source; (added, removed) by book, zero where nothing was forgotten.

    `only`: these books; `since`: (model, key) after which to go on; `after`: told of each chunk."""
    totals = dict.fromkeys(only or _BOOKS, (0, 0))
    for model in sorted(_SOURCES, key=lambda m: m._meta.label):
        wanted = {name: make for name, make in _SOURCES[model].items() if name in totals}
        if not wanted or model._meta.label < since[0]:
            continue
        for roots in _chunks(model, since[1] if model._meta.label == since[0] else 0):
            for name, make in wanted.items():
                added, removed = _BOOKS[name]([(root, list(make(root))) for root in roots], None)
                totals[name] = (totals[name][0] + added, totals[name][1] + removed)
            if after:
                after(model._meta.label, roots[-1].pk, len(roots))
    return totals


def _chunks(model: type[Model], since: int) -> Iterator[list[Model]]:
    """All objects by key; each chunk is read and written in a transaction of its own."""
    rows, last = model._default_manager.order_by("pk"), since
    while True:
        with transaction.atomic(), writing():
            roots = list(rows.filter(pk__gt=last)[:CHUNK])
            if not roots:
                return
            prefetch_related_objects(roots, *_RELATED.get(model, ()))
            if model in _READ:
                _READ[model](roots)
            yield roots
            last = roots[-1].pk
