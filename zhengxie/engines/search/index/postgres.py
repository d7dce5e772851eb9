"""A table of tsvectors made by ourselves, without positions: those end at 16,383. The vectors lie apart from
their rows, so that what a common word finds is read quickly."""

from collections.abc import Sequence

from django.db import connection

from zhengxie.engines.search.cutting import Row, for_postgres

CUT = for_postgres
TABLE = "search_fts"
TREE = f"{TABLE}_tokens"
MEMORY = "16MB"  # for making the tree; with more it waits for memory more than it saves in writing
MAKE = (
    f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, {TABLE} tsvector NOT NULL, plain text NOT NULL)",
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
    f"CREATE INDEX {TREE} ON {TABLE} USING gin ({TABLE})",
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


def begin() -> None:
    """Where most is missing, little is to be found: the tree is made after the rows, in less time."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 2 * (SELECT COUNT(*) FROM {TABLE}) < (SELECT COUNT(*) FROM search_doc)")
        if cursor.fetchone()[0]:
            cursor.execute(f"DROP INDEX IF EXISTS {TREE}")


def is_complete() -> bool:
    """There is a tree, and it was not broken off."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)", [TREE])
        return bool(cursor.fetchone() == (True,))


def complete() -> None:
    """Make the tree. Outside a transaction nobody has to wait for it."""
    concurrently = "" if connection.in_atomic_block else "CONCURRENTLY"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {TREE}")
        cursor.execute(f"SET maintenance_work_mem = '{MEMORY}'")
        cursor.execute(f"CREATE INDEX {concurrently} {TREE} ON {TABLE} USING gin ({TABLE})")
        cursor.execute("RESET maintenance_work_mem")


def sweep() -> int:
    """Take out what belongs to no document; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE NOT EXISTS (SELECT 1 FROM search_doc d WHERE d.id = {TABLE}.rowid)"
        )
        return int(cursor.rowcount)
