"""A table of tsvectors made by ourselves, without positions: those end at 16,383. The vectors lie apart from
their rows, so that what a common word finds is read quickly."""

from collections.abc import Iterable, Sequence

from django.db import connection

from zhengxie.engines.search.models import Text
from zhengxie.engines.search.pairs import BREAK, KIND, fold, plain_in, segments, tokens_in

TABLE = "search_fts"
MAKE = (
    f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, {TABLE} tsvector NOT NULL, plain text NOT NULL)",
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
    f"CREATE INDEX {TABLE}_tokens ON {TABLE} USING gin ({TABLE})",
)
PUT = f"""INSERT INTO {TABLE} (rowid, {TABLE}, plain) VALUES (%s, %s::tsvector, %s)
ON CONFLICT (rowid) DO UPDATE SET {TABLE} = excluded.{TABLE}, plain = excluded.plain
WHERE {TABLE}.{TABLE} <> excluded.{TABLE} OR {TABLE}.plain <> excluded.plain"""


def make() -> None:
    """The empty table with its index."""
    with connection.cursor() as cursor:
        for statement in MAKE:
            cursor.execute(statement)


def drop() -> None:
    """The table."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def put(texts: Sequence[Text]) -> None:
    """Put in, or make equal to the texts."""
    with connection.cursor() as cursor:
        cursor.executemany(PUT, list(map(_columns, texts)))


def take_out(texts: Sequence[Text]) -> None:
    """Take out by key: the texts are not asked for here."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = ANY(%s)", [[text.pk for text in texts]])


def sweep() -> int:
    """Take out what belongs to no document; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE NOT EXISTS (SELECT 1 FROM search_doc d WHERE d.id = {TABLE}.rowid)"
        )
        return int(cursor.rowcount)


def _columns(text: Text) -> tuple[int, str, str]:
    stretches = list(segments(fold(f"{text.title}\n。\n{text.body}")))
    found = tokens_in(stretches)
    tokens = [f"{KIND}{text.doc.kind}", *found.pairs, *found.words]
    return text.pk, _vector(tokens), plain_in(stretches)


def _vector(tokens: Iterable[str]) -> str:
    return " ".join(f"'{token}'" for token in dict.fromkeys(tokens) if token != BREAK)
