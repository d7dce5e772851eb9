"""The matters that could ask for the same thing as a text. architecture §8

Two steps. The index says which documents share the rarest pairs of the title and of the whole text: those of
the title, because another author names the same thing there, in however different words he goes on. The texts
of the closest are then compared pair by pair.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum, log
from operator import add
from typing import Any, NamedTuple

from django.db import connection

from zhengxie.engines.search.counting import DOCS
from zhengxie.engines.search.frequency import counts_of
from zhengxie.engines.search.index import asking
from zhengxie.engines.search.models import Doc
from zhengxie.engines.search.pairs import distinct_of
from zhengxie.engines.search.queries.visible import Part, either, seen_parts
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Sought, kinds_for

RAREST, RAREST_OF_TITLE = 24, 16
TITLED = 2.0  # what a pair of the title counts
COMMON = 0.1  # pairs in more of the documents than this say nothing
FEW = 20  # …but a committee that has just begun has few documents
LOOKED_UP = 5_000  # documents that the pairs asked for may be in, added up
READ = 10_000  # characters of a text that are looked at
SCORED = 20_000  # the rest shares too little
STEPS = (80, 800, 4_000, SCORED)  # scored documents that are asked at a time whether the seat sees them
CLOSEST = 40  # documents whose texts are read


class Near(NamedTuple):
    """A document that is close to a text."""

    kind: str
    object_id: int


def candidates(
    seat: Seat,
    text: str,
    title: str = "",
    *,
    kinds: Sequence[str] = ("proposal",),
    limit: int = 50,
    but: tuple[str, int] | None = None,
    sought: Sought | None = None,
) -> list[Near]:
    """The visible documents of these kinds that are closest to a text, which its title is part of; the
    closest first. `but`: (kind, object) that the text is of itself. `sought`: the filters."""
    telling = telling_pairs(text, title, known=2 if but else 1)
    searched = [kind for kind in kinds_for(seat) if kind.code in kinds]
    if not telling.asked or not searched:
        return []
    found = _closest(seen_parts(seat, searched, sought or Sought()), telling, but, max(CLOSEST, limit))
    return _by_text(found, telling.weights)[:limit]


@dataclass(frozen=True)
class Telling:
    """The pairs of a text that say something, by weight; and those that are asked for."""

    weights: Mapping[str, float]
    asked: Sequence[str]


def telling_pairs(text: str, title: str = "", known: int = 1) -> Telling:
    """The pairs that stand in at least `known` documents and not in too many; asked for are the rarest."""
    titled, pairs = distinct_of(title[:READ]), distinct_of(text[:READ])
    counted = counts_of(pairs)
    whole = counted.pop(DOCS, 0)
    most = max(FEW, COMMON * whole)
    fitting = sorted((docs, pair) for pair, docs in counted.items() if known <= docs <= most)
    weights = {p: log(1 + whole / docs) * (TITLED if p in titled else 1.0) for docs, p in fitting}
    of_title = [one for one in fitting if one[1] in titled][:RAREST_OF_TITLE]
    asked = sorted({*fitting[:RAREST], *of_title})
    sums = accumulate(docs for docs, _ in asked)
    few = [pair for (_, pair), together in zip(asked, sums, strict=True) if together <= LOOKED_UP]
    return Telling(weights, few)


def _by_text(found: Sequence[int], weights: Mapping[str, float]) -> list[Near]:
    """The documents by all the pairs that their texts share."""
    rows = Doc.objects.filter(pk__in=found).values_list(
        "pk", "kind", "object_id", "kept__title", "kept__text"
    )
    near, scores = {}, {}
    for pk, kind, object_id, title, words in rows:
        near[pk], scores[pk] = Near(kind, object_id), _shared(f"{title}\n{words}", weights)
    order = sorted((pk for pk in found if pk in near), key=lambda pk: -scores[pk])
    return [near[pk] for pk in order]


def _shared(text: str, weights: Mapping[str, float]) -> float:
    """Neighbours alone, as they are written: what is cut otherwise does not matter here, where time does."""
    read = text[:READ]
    return fsum(map(weights.__getitem__, weights.keys() & set(map(add, read, read[1:]))))


def _closest(parts: Sequence[Part], telling: Telling, but: tuple[str, int] | None, limit: int) -> list[int]:
    """The visible documents of the highest score."""
    found: list[int] = []
    if not parts:
        return found
    with asking.by_index():
        for some in _in_steps(_scored(telling)):
            found += _seen(parts, some, but, limit - len(found))
            if len(found) == limit:
                break
    return found


def _scored(telling: Telling) -> list[int]:
    """Documents by the pairs that they share of those asked for; the best first. One statement: a look-up a
    pair, added up, so that no text is read."""
    finds, params = asking.weighed({pair: telling.weights[pair] for pair in telling.asked})
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({finds}) AS parts GROUP BY id ORDER BY SUM(weight) DESC, id DESC LIMIT %s",
            [*params, SCORED],
        )
        return [row[0] for row in cursor.fetchall()]


def _in_steps(scored: list[int]) -> Iterator[list[int]]:
    begin = 0
    for size in STEPS:
        if begin < len(scored):
            yield scored[begin : begin + size]
        begin += size


def _seen(parts: Sequence[Part], keys: Sequence[int], but: tuple[str, int] | None, limit: int) -> list[int]:
    """Those that the seat sees, in this order."""
    seen, params = either(parts)
    marks = ", ".join(["%s"] * len(keys))
    sql = f"SELECT id FROM search_doc WHERE id IN ({marks}) AND ({seen})"
    values: list[Any] = [*keys, *params]
    if but:
        sql, values = f"{sql} AND NOT (kind = %s AND object_id = %s)", [*values, *but]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = {row[0] for row in cursor.fetchall()}
    return [key for key in keys if key in found][:limit]
