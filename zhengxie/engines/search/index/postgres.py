"""A table of tsvectors made by ourselves, without positions: those end at 16,383. The vectors lie apart from
their rows, so that what a common word finds is read quickly."""

from collections.abc import Sequence

from django.db import connection

from zhengxie.engines.search.cutting import Row, for_postgres

CUT = for_postgres
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


def put(rows: Sequence[Row]) -> None:
    """Put in, or make equal to the rows."""
    with connection.cursor() as cursor:
        cursor.executemany(PUT, rows)


def take_out(keys: Sequence[int]) -> None:
    """Take out by key."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = ANY(%s)", [list(keys)])


def sweep() -> int:
    """Take out what belongs to no document; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE NOT EXISTS (SELECT 1 FROM search_doc d WHERE d.id = {TABLE}.rowid)"
        )
        return int(cursor.rowcount)
