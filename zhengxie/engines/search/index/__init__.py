"""Writing the index: one way for both databases, in the transaction of the caller."""

from collections.abc import Sequence
from types import ModuleType

from django.db import connection

from zhengxie.engines.search.index import postgres, sqlite
from zhengxie.engines.search.models import Text

TABLE = "search_fts"


def _here() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite


def put(texts: Sequence[Text]) -> None:
    """Put in documents that are not in it."""
    if texts:
        _here().put(texts)


def take_out(texts: Sequence[Text]) -> None:
    """Take out documents, with the very texts under which they were put in."""
    if texts:
        _here().take_out(texts)


def make() -> None:
    """The empty index; for the migration."""
    _here().make()


def drop() -> None:
    """Nothing is left; for the migration."""
    _here().drop()
