"""FTS5 without content: the smallest index, at the price that the old text must be told to take it out."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from zhengxie.engines.search.cutting import Row, for_fts5
from zhengxie.engines.search.models import Renewal, Text

CUT = for_fts5
TABLE, NEXT = "search_fts", "search_fts_next"
WEIGHTS = "6.0, 1.0, 3.0"  # a find in the title weighs most, then one of a whole number or word
RANK = f"bm25({TABLE}, {WEIGHTS})"
STAGE = "index"


def make(table: str = TABLE) -> None:
    """An empty index of that name. `ascii` parts tokens at spaces alone and folds nothing of ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5(title, body, words, content='', tokenize='ascii')"
        )
        cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('rank', %s)", [f"bm25({WEIGHTS})"])
        cursor.execute(f"CREATE VIRTUAL TABLE {table}_pairs USING fts5vocab('{table}', 'row')")


def drop(table: str = TABLE) -> None:
    """The index and the view on its tokens."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table}_pairs")
        cursor.execute(f"DROP TABLE IF EXISTS {table}")


def counted_as(token: str) -> str:
    """The tokens of the index are counted as they are."""
    return token


def head(text: Text) -> tuple[Any, ...]:
    """What stands in a row before the columns that are cut."""
    return (text.pk,)


def put(rows: Sequence[Row]) -> None:
    """Put in, and into the index that is being built as far as it has come."""
    for table, reached in _tables():
        _insert(table, [row for row in rows if reached is None or row[0] <= reached])


def take_out(rows: Sequence[Row]) -> None:
    """Take out, of the index that is being built, too."""
    for table, reached in _tables():
        gone = [("delete", *row) for row in rows if reached is None or row[0] <= reached]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table}({table}, rowid, title, body, words) VALUES (%s, %s, %s, %s, %s)", gone
            )


def begin_next() -> None:
    """An empty index to be built. It is merged four times less while it grows; what is written later merges
    the rest bit by bit."""
    drop(NEXT)
    make(NEXT)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {NEXT}({NEXT}, rank) VALUES ('automerge', 16)")


def fill_next(rows: Sequence[Row]) -> None:
    """Put these into the index that is being built only."""
    _insert(NEXT, rows)


def take_over() -> None:
    """The index that was built becomes the one that is asked."""
    drop()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {NEXT}_pairs")
        cursor.execute(f"ALTER TABLE {NEXT} RENAME TO {TABLE}")
        cursor.execute(f"INSERT INTO {TABLE}({TABLE}, rank) VALUES ('automerge', 4)")
        cursor.execute(f"CREATE VIRTUAL TABLE {TABLE}_pairs USING fts5vocab('{TABLE}', 'row')")


def _insert(table: str, rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table}(rowid, title, body, words) VALUES (%s, %s, %s, %s)", rows)


def _tables() -> list[tuple[str, int | None]]:
    """The index, and the one that is being built with the document that it has reached."""
    reached = Renewal.objects.filter(stage=STAGE).values_list("key", flat=True).first()
    return [(TABLE, None), *([] if reached is None else [(NEXT, reached)])]
