"""Asking the index: conditions of SQL, the same for callers on either database."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from django.db import connection, transaction

from zhengxie.engines.search.cutting import array_of, code_of, codes_of, is_shared
from zhengxie.engines.search.index.sqlite import RANK
from zhengxie.engines.search.pairs import KIND, Term

TABLE = "search_fts"
RANKED = 5_000  # SQLite: hits whose closeness is reckoned; of more the newest
# PostgreSQL takes reading all vectors for cheap, as they lie apart from their rows, and gathering all visible
# objects for cheaper than asking of some; and it starts helpers for a few milliseconds of work.
BY_INDEX = "; ".join(
    f"SET LOCAL {setting}"
    for setting in (
        "enable_seqscan = off",
        "enable_hashjoin = off",
        "enable_mergejoin = off",
        "work_mem = '1MB'",
        "max_parallel_workers_per_gather = 0",
    )
)
HOLDS = "search_doc.tokens @> %s::int4[]"
# As one statement for all: to plan forty takes longer than to answer them.
WEIGHED = (
    "SELECT found.id, asked.weight FROM unnest(%s::int4[], %s::float8[]) AS asked(code, weight) "
    f"CROSS JOIN LATERAL (SELECT id FROM {TABLE} WHERE tokens @> ARRAY[asked.code]) AS found"
)
READ = 'id, kind, object_id, "on"'  # columns of a document that it is seen by
Condition = tuple[str, list[Any]]  # SQL and its values
# What is known of the hits: most of them are seen; few of many are; more are seen than can be paged through.
Way = Literal["plain", "few", "common"]


def holding(terms: Sequence[Term], kind: str = "") -> Condition:
    """Documents (of a kind) in which every term stands, word for word. What was typed is never syntax. The
    kind is asked of the index, so that a common word costs a rare kind nothing."""
    if connection.vendor == "postgresql":
        return _on_postgres(terms, kind)
    of_kind = f'words : "{KIND}{kind}" AND ' if kind else ""
    return f"{TABLE} MATCH %s", [of_kind + match_of(terms)]


def weighed(pairs: Mapping[str, float]) -> Condition:
    """A look-up a pair: `id` of each document in which it stands, with its `weight`."""
    if connection.vendor == "postgresql":
        return WEIGHED, [list(map(code_of, pairs)), list(pairs.values())]
    one = f"SELECT rowid AS id, %s AS weight FROM {TABLE} WHERE {TABLE} MATCH %s"
    values = [value for pair, weight in pairs.items() for value in (weight, f'"{pair}"')]
    return " UNION ALL ".join([one] * len(pairs)), values


def found(holds: str, seen: str, columns: str = "1") -> str:
    """Documents that hold the words and that are seen, in no order. CROSS JOIN: SQLite begins with the index
    in any case."""
    if connection.vendor == "postgresql":
        return f"SELECT {columns} FROM {TABLE} AS search_doc WHERE {holds} AND ({seen})"
    return (
        f"SELECT {columns} FROM {TABLE} CROSS JOIN search_doc "
        f"WHERE search_doc.id = {TABLE}.rowid AND {holds} AND ({seen})"
    )


def in_order(holds: Condition, seen: Condition, columns: str, how: Way) -> Condition:
    """The same, the first to be shown first. SQLite: by bm25, which FTS5 itself sorts before anything else is
    asked; where few are left of many, it is reckoned for those alone, and of a very common word for the
    newest alone. PostgreSQL would have to read every hit for a rank: there the newest come first, and whether
    they are seen is asked in that order."""
    values = [*holds[1], *seen[1]]
    if connection.vendor == "postgresql":
        newest = 'search_doc."on" DESC NULLS LAST, search_doc.id DESC'
        # Without the offset whether they are seen would be asked of all hits, before they are sorted.
        hits = f"{found(holds[0], 'true', READ)} ORDER BY {newest} OFFSET 0"
        return f"SELECT {columns} FROM ({hits}) AS search_doc WHERE {seen[0]} ORDER BY {newest}", values
    if how != "common":
        rank = RANK if how == "few" else f"{TABLE}.rank"
        return f"{found(holds[0], seen[0], columns)} ORDER BY {rank}", values
    # Only where there are more is it asked which of them are seen, and the newest of these are ranked.
    many = f"EXISTS(SELECT 1 FROM {TABLE} WHERE {holds[0]} LIMIT 1 OFFSET {RANKED})"
    seen_many = found(f"{many} AND {holds[0]}", seen[0], f"{TABLE}.rowid")
    last = f"{seen_many} ORDER BY {TABLE}.rowid DESC LIMIT 1 OFFSET {RANKED}"
    newest = f"{holds[0]} AND {TABLE}.rowid > COALESCE(({last}), 0)"
    return f"{found(newest, seen[0], columns)} ORDER BY {TABLE}.rank", [*holds[1] * 2, *values, *seen[1]]


def gathered(documents: str, key: str = "search_doc.id") -> str:
    """Documents of a statement. The sign keeps SQLite from looking up the words anew for each of them."""
    return f"{'' if connection.vendor == 'postgresql' else '+'}{key} IN ({documents})"


def key_of_finds() -> str:
    """By which finds are known before more is read of them; PostgreSQL asks of the documents."""
    return "search_doc.id" if connection.vendor == "postgresql" else f"{TABLE}.rowid"


@contextmanager
def by_index() -> Iterator[None]:
    """While it lasts PostgreSQL asks the index and looks at the finds one by one."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(BY_INDEX)
        yield


def match_of(terms: Sequence[Term]) -> str:
    """The terms as FTS5 takes them; tokens hold nothing that it would read as syntax."""
    return " AND ".join(_phrase(term) for term in terms)


def _phrase(term: Term) -> str:
    if len(term.units) == 1:
        return f'words : "{term.units[0]}"'
    return f'{{title body}} : "{" ".join(term.pairs)}"'


def _on_postgres(terms: Sequence[Term], kind: str) -> Condition:
    """All tokens by the index. A term of several is looked for word for word as well, as the tokens keep no
    positions; and so is one that may share its number with another."""
    found, values = [HOLDS], [array_of(codes_of(tokens_of(terms, kind)))]
    for term in terms:
        if len(term.units) > 2 or any(map(is_shared, term.tokens)):
            found.append("strpos(search_doc.plain, %s) > 0")
            values.append(term.plain)
    return " AND ".join(found), values


def tokens_of(terms: Sequence[Term], kind: str = "") -> list[str]:
    """The tokens of all terms, and of the kind."""
    return [token for term in terms for token in term.tokens] + ([f"{KIND}{kind}"] if kind else [])
