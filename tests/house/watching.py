"""Watching what a request does to the database."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)
# A read may note when the session was last used, and must note that access was refused or data taken away.
HARMLESS = ("accounts_signinsession", "audit_")


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collects the tables that are written meanwhile, those left out that every read may write."""
    tables: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        written = WRITES.match(sql)
        if written and not written[1].startswith(HARMLESS):
            tables.append(written[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


@contextmanager
def queries() -> Iterator[list[str]]:
    """Collects the statements, savepoints left out."""
    seen: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
