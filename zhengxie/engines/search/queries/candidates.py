"""The matters that could ask for the same thing as a text: they share its rare pairs. architecture §8"""

from collections.abc import Iterator, Sequence
from math import log
from typing import Any

from django.db import connection

from zhengxie.engines.search.counting import DOCS
from zhengxie.engines.search.index import asking
from zhengxie.engines.search.models import Doc, Frequency
from zhengxie.engines.search.pairs import distinct_of
from zhengxie.engines.search.queries.visible import Part, either, seen_parts
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Sought, kinds_for

RAREST = 24
COMMON = 0.1  # pairs in more of the documents than this say nothing
FEW = 20  # …but a committee that has just begun has few documents
READ = 10_000  # characters of the text that are looked at
SCORED = 20_000  # the rest shares too little
STEPS = (200, 800, 4_000, SCORED)  # scored documents that are asked at a time whether the seat sees them


def candidates(
    seat: Seat,
    text: str,
    *,
    kinds: Sequence[str] = ("proposal",),
    limit: int = 50,
    but: tuple[str, int] | None = None,
    sought: Sought | None = None,
) -> list[Doc]:
    """The visible documents of these kinds that share the rarest pairs, the closest first, each with its
    texts (`kept`). `but`: (kind, object) that the text is of itself. `sought`: the filters."""
    rare = rarest(text, known=2 if but else 1)
    searched = [kind for kind in kinds_for(seat) if kind.code in kinds]
    if not rare or not searched:
        return []
    found = _closest(seen_parts(seat, searched, sought or Sought()), rare, but, limit)
    docs = Doc.objects.select_related("kept").in_bulk(found)
    return [docs[key] for key in found if key in docs]


def _closest(
    parts: Sequence[Part], rare: Sequence[tuple[str, float]], but: tuple[str, int] | None, limit: int
) -> list[int]:
    """The visible documents of the highest score."""
    found: list[int] = []
    if not parts:
        return found
    with asking.by_index():
        for some in _in_steps(_scored(rare)):
            found += _seen(parts, some, but, limit - len(found))
            if len(found) == limit:
                break
    return found


def rarest(text: str, known: int = 1) -> list[tuple[str, float]]:
    """(pair, weight) of the pairs that say most: the rarest that stand in at least `known` documents."""
    pairs = sorted(distinct_of(text[:READ]))
    counted = dict(Frequency.objects.filter(pair__in=[DOCS, *pairs]).values_list("pair", "docs"))
    whole = counted.pop(DOCS, 0)
    most = max(FEW, COMMON * whole)
    fitting = [(docs, pair) for pair, docs in counted.items() if known <= docs <= most]
    return [(pair, log(1 + whole / docs)) for docs, pair in sorted(fitting)[:RAREST]]


def _scored(rare: Sequence[tuple[str, float]]) -> list[int]:
    """Documents by how many of the pairs they share, the rarer ones counting more; the best first. One
    statement: a look-up a pair, added up, so that no text is read."""
    selects: list[str] = []
    params: list[Any] = []
    for pair, weight in rare:
        holds, values = asking.holding_pair(pair)
        selects.append(f"SELECT rowid, %s AS weight FROM {asking.TABLE} WHERE {holds}")
        params += [weight, *values]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM ({' UNION ALL '.join(selects)}) AS parts "
            "GROUP BY rowid ORDER BY SUM(weight) DESC, rowid DESC LIMIT %s",
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
