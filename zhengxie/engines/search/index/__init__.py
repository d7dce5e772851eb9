"""Writing the index: one way for both databases, in the transaction of the caller."""

from collections.abc import Iterable, Sequence
from types import ModuleType

from django.db import connection

from zhengxie.engines.search.cutting import Columns, Cut, Row, cut_all
from zhengxie.engines.search.index import postgres, sqlite
from zhengxie.engines.search.models import Text

TABLE = "search_fts"


def _here() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite


def cutter() -> Cut:
    """How a text is cut for this database."""
    cut: Cut = _here().CUT
    return cut


def put(texts: Sequence[Text]) -> None:
    """Put in documents that are not in it."""
    if texts:
        _here().put(_rows(texts))


def fill(texts: Sequence[Text], cut: Sequence[Columns]) -> None:
    """Put in while it is built anew; `cut`: what is put in for each."""
    if connection.vendor == "postgresql":
        postgres.put(_rows(texts, cut))
    else:
        sqlite.fill_next(_rows(texts, cut))


def take_out(texts: Sequence[Text]) -> None:
    """Take out documents, with the very texts under which they were put in."""
    if texts and connection.vendor == "postgresql":
        postgres.take_out([text.pk for text in texts])
    elif texts:
        sqlite.take_out(_rows(texts))


def _rows(texts: Sequence[Text], cut: Sequence[Columns] | None = None) -> list[Row]:
    found = cut if cut is not None else cut_all(cutter(), [text.parts for text in texts])
    return [(*_here().head(text), *columns) for text, columns in zip(texts, found, strict=True)]


def names_of(tokens: Iterable[str]) -> dict[str, str]:
    """{the name under which the documents of a token are counted (counting.py): the token}."""
    counted_as = _here().counted_as
    return {counted_as(token): token for token in tokens}


def is_empty() -> bool:
    """Nothing was ever put in, or this version keeps it in another way than the last."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM (SELECT 1 FROM {TABLE} LIMIT 1) AS found")
        return bool(cursor.fetchone() == (0,))


def make() -> None:
    """The empty index; for the migration."""
    _here().make()


def drop() -> None:
    """Nothing is left; for the migration."""
    _here().drop()
