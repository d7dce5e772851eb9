"""Rows waiting to be written: keys are given here, so that children need not wait for their parents."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model

M = TypeVar("M", bound=Model)
A_BATCH = 500


class Tables:
    """Holds new rows by model and writes them in the order in which the models were first named."""

    def __init__(self, models: Iterable[type[Any]]) -> None:
        self.models = list(models)
        self.next = {model: self._first(model) for model in self.models}
        self.rows: dict[type[Any], list[Any]] = defaultdict(list)
        self.written = 0

    @staticmethod
    def _first(model: type[Any]) -> int:
        found: int | None = model._default_manager.aggregate(most=Max("pk"))["most"]
        return (found or 0) + 1

    def key(self, model: type[Any]) -> int:
        """The next free key."""
        found = self.next[model]
        self.next[model] = found + 1
        return found

    def add(self, model: type[M], **values: Any) -> M:
        """A new row with a key of its own."""
        return self.put(model(pk=self.key(model), **values))

    def put(self, row: M) -> M:
        """A row that has its key already."""
        self.rows[type(row)].append(row)
        return row

    def write(self) -> None:
        """All that waits, in one transaction."""
        with transaction.atomic():
            for model in self.models:
                rows = self.rows.pop(model, [])
                model._default_manager.bulk_create(rows, batch_size=A_BATCH)
                self.written += len(rows)

    def close(self) -> None:
        """Let the database count on from the keys given here (PostgreSQL does not by itself)."""
        statements = connection.ops.sequence_reset_sql(no_style(), [*self.models, *apps.get_models()])
        with connection.cursor() as cursor:
            for statement in dict.fromkeys(statements):
                cursor.execute(statement)
