"""What the search finds: rooms sign in their kinds of object and say by which texts each object is found.

It stands here, below `engines/search` which reads it, because `engines/plans` is a sibling of that room and
must not know it. A room yields a `TextRow` for each object in its `books.py`, and signs in in its `apps.py`:

    findable(PROPOSALS)
    sources(Proposal, search=books.text_of)
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.signs import Sign


@dataclass(frozen=True)
class TextRow:
    """By what one object is found. Everything in it must be open to every seat that sees the object; it may
    say only what stands in the object's own aggregate, or it grows old."""

    title: str
    names: str = ""  # numbers and persons: found, not compared with other texts
    text: str = ""
    files: str = ""  # its attachments: of each a line 《name》, then what was read in it
    on: date | None = None


def without_zeros(number: str) -> str:
    """第014号 as people write it: 第14号."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", number)


@dataclass(frozen=True)
class Sought:
    """The filters; what is None or empty does not cut."""

    session: int | None = None
    state: str = ""
    unit: int | None = None
    sector: int | None = None
    result: str = ""  # A, B, C: what became of it
    since: date | None = None
    until: date | None = None

    @property
    def is_cut(self) -> bool:
        """Is anything filtered?"""
        return self != Sought()

    def only(self, *names: str) -> bool:
        """Are no other filters set than these?"""
        return replace(self, **{name: getattr(Sought, name) for name in names}) == Sought()


@dataclass(frozen=True)
class Shown:
    """An object in the list of results, as this seat may read it."""

    title: str
    url: str = ""
    note: str = ""
    sign: Sign | None = None
    on: date | None = None


@dataclass(frozen=True)
class Findable:
    """A kind of object. `verb`: whoever may not press it does not search the kind. `filters`: names of what
    it can be filtered by; `cut`: the rows that these leave. `states`: by which states this seat may filter.
    `show`: objects by key; only visible ones are asked for. `look_up`: finds rows by the words themselves,
    for kinds that yield no text. `of_unit`: the page of all that a unit has to do with, if there is one."""

    code: str
    label: str
    model: type[Model]
    verb: str
    order: int
    filters: tuple[str, ...]
    cut: Callable[[Seat, QuerySet[Any], Sought], QuerySet[Any]]
    show: Callable[[Seat, Sequence[int]], Mapping[int, Shown]]
    states: Callable[[Seat], list[tuple[str, str]]] = lambda seat: []
    look_up: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    whole: str = ""
    of_unit: Callable[[Seat, int], str] = lambda seat, unit: ""


KINDS: dict[str, Findable] = {}


def findable(kind: Findable) -> None:
    """Sign in a kind; called once from the owning room's apps."""
    KINDS[kind.code] = kind


def kinds_for(seat: Seat) -> list[Findable]:
    """The kinds that the seat searches; the system, which compares what came in, searches all."""
    known = (kind for kind in KINDS.values() if seat.is_system or allowed(seat, kind.verb))
    return sorted(known, key=lambda kind: kind.order)


def kind_of(model: type[Model]) -> Findable:
    """The kind of a model. Raises KeyError for one that no room has signed in."""
    for kind in KINDS.values():
        if kind.model is model:
            return kind
    raise KeyError(model._meta.label)
