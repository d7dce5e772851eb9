"""Bulk writing by COPY on PostgreSQL, by one prepared INSERT on SQLite: making statements of many rows costs
Django more than the rows do.

What the models' own `bulk_create` would write is written, value for value; only the way in differs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models import Model, QuerySet

# Fields that write what stands in the object; by their very class, as those made from it write other things.
AS_IT_STANDS = {
    models.BigAutoField,
    models.BigIntegerField,
    models.BooleanField,
    models.CharField,
    models.ForeignKey,
    models.IntegerField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.SmallIntegerField,
    models.TextField,
}


@contextmanager
def by_copy() -> Iterator[None]:
    """While it lasts, `bulk_create` writes that way."""
    ordinary: Any = QuerySet.bulk_create

    def bulk_create(rows: Any, objs: Iterable[Any], batch_size: int | None = None, **more: Any) -> list[Any]:
        if any(more.values()) or not _is_plain(rows.model):
            return list(ordinary(rows, objs, batch_size, **more))
        return copy_in(rows.model, list(objs))

    setattr(QuerySet, "bulk_create", bulk_create)  # noqa: B010  (a type checker must not take it for its own)
    try:
        yield
    finally:
        setattr(QuerySet, "bulk_create", ordinary)  # noqa: B010


def _is_plain(model: type[Model]) -> bool:
    """No parent table, and no column that the database fills."""
    fields = model._meta.concrete_fields
    return not model._meta.parents and not any(f.generated or f.has_db_default() for f in fields)


def copy_in(model: type[Model], objs: Sequence[Any]) -> list[Any]:
    """Write the rows; those without a key get the next ones, as an INSERT would give them."""
    fields: Any = model._meta.concrete_fields
    connection = connections[DEFAULT_DB_ALIAS]  # itself: its stand-in looks it up for every value
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(field.column) for field in fields)
    values = [_value_of(field, connection) for field in fields]
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        _give_keys(cursor, connection, model, [one for one in objs if one.pk is None])
        rows = ([value(one) for value in values] for one in objs)
        _write(cursor, connection, f"{table} ({columns})", len(fields), rows)
    for one in objs:
        one._state.adding, one._state.db = False, connection.alias
    return list(objs)


def _value_of(field: Any, connection: Any) -> Callable[[Any], Any]:
    """What is written of an object: as it stands, or as the field makes it."""
    if type(field) in AS_IT_STANDS and not getattr(field, "auto_now", False):
        return attrgetter(field.attname)
    return lambda one: field.get_db_prep_save(field.pre_save(one, True), connection)


def _write(cursor: Any, connection: Any, into: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
    if connection.vendor != "postgresql":
        cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * width)})", list(rows))
        return
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _give_keys(cursor: Any, connection: Any, model: type[Model], objs: Sequence[Any]) -> None:
    """The next ones of the table."""
    if not objs:
        return
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        names = [table, model._meta.pk.column, len(objs)]
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", names)
        keys = [key for (key,) in cursor.fetchall()]
    else:  # SQLite itself counts on from the highest key that was ever written
        cursor.execute("SELECT COALESCE(MAX(seq), 0) + 1 FROM sqlite_sequence WHERE name = %s", [table])
        first = cursor.fetchone()[0]
        keys = list(range(first, first + len(objs)))
    for one, key in zip(objs, keys, strict=True):
        one.pk = key
