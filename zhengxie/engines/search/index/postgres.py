"""A table made by ourselves. It holds what a line of hits needs beside the tokens, so that nothing else is
read for a find. Tokens are numbers (cutting.py): an array of them is smaller than one of words and sooner put
into a tree. They lie apart from their rows, so that what a common word finds is read quickly."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from zhengxie.engines.search.cutting import Row, code_of, for_postgres, is_shared
from zhengxie.engines.search.models import Text

CUT = for_postgres
TABLE = "search_fts"
TREE = f"{TABLE}_tokens"
# Each document takes its 6 ms, instead of every two hundredth a whole second for those before it.
ON = f"{TABLE} USING gin (tokens) WITH (fastupdate = off)"
MEMORY = "16MB"  # for making the tree; with more it waits for memory more than it saves in writing
# The first columns are called as those of `search_doc`, in whose place the table is asked.
MAKE = (
    f"CREATE TABLE {TABLE} (id bigint PRIMARY KEY, kind varchar(30) NOT NULL, object_id bigint NOT NULL, "
    '"on" date, tokens int4[] NOT NULL, plain text NOT NULL)',
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
    f"CREATE INDEX {TREE} ON {ON}",
)
COLUMNS = ("kind", "object_id", '"on"', "tokens", "plain")
PUT = f"""INSERT INTO {TABLE} (id, {", ".join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s::int4[], %s)
ON CONFLICT (id) DO UPDATE SET {", ".join(f"{column} = excluded.{column}" for column in COLUMNS)}
WHERE ({", ".join(f"{TABLE}.{column}" for column in COLUMNS)})
IS DISTINCT FROM ({", ".join(f"excluded.{column}" for column in COLUMNS)})"""


def make() -> None:
    """The empty table with its index."""
    with connection.cursor() as cursor:
        for statement in MAKE:
            cursor.execute(statement)


def drop() -> None:
    """The table."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def counted_as(token: str) -> str:
    """Under which name its documents are counted (counting.COUNT)."""
    return f"¦{code_of(token)}" if is_shared(token) else token


def head(text: Text) -> tuple[Any, ...]:
    """What stands in a row before the columns that are cut."""
    doc = text.doc
    return doc.pk, doc.kind, doc.object_id, doc.on


def put(rows: Sequence[Row]) -> None:
    """Put in, or make equal to the rows."""
    with connection.cursor() as cursor:
        cursor.executemany(PUT, rows)


def take_out(keys: Sequence[int]) -> None:
    """Take out by key."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE id = ANY(%s)", [list(keys)])


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
        cursor.execute(f"CREATE INDEX {concurrently} {TREE} ON {ON}")
        cursor.execute("RESET maintenance_work_mem")


def sweep() -> int:
    """Take out what belongs to no document; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE NOT EXISTS (SELECT 1 FROM search_doc d WHERE d.id = {TABLE}.id)"
        )
        return int(cursor.rowcount)
