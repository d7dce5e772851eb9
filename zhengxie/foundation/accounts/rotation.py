"""After a new key was put first: write every encrypted value and keyed hash anew. checklist 42.

Old keys stay in the list until this has run. A value changed meanwhile is left alone: it is new already.
"""

from typing import Any

from django.apps import apps
from django.db.models import ExpressionWrapper, F, Field, Model, QuerySet, TextField

from zhengxie.foundation.accounts.crypto import is_current, keyed_hash
from zhengxie.foundation.accounts.fields import EncryptedTextField, KeyedHashField

Fields = list[Field[Any, Any]]


def rotate() -> int:
    """Renew all stored values under the first key; returns how many rows were changed. Safe to repeat."""
    return sum(_rotate_model(model) for model in apps.get_models() if _fields(model, EncryptedTextField))


def _rotate_model(model: type[Model]) -> int:
    encrypted = _fields(model, EncryptedTextField)
    as_stored = {f"stored_{field.name}": ExpressionWrapper(F(field.name), TextField()) for field in encrypted}
    rows = model._default_manager.annotate(**as_stored)
    return sum(
        _rotate_row(rows, row, {name: getattr(row, name) for name in as_stored}, encrypted)
        for row in rows.order_by("pk").iterator(chunk_size=500)
    )


def _rotate_row(rows: QuerySet[Any], row: Model, stored: dict[str, str], encrypted: Fields) -> int:
    if all(is_current(value or "") for value in stored.values()):
        return 0
    renewed = {field.name: getattr(row, field.attname) for field in encrypted}
    for field in _fields(type(row), KeyedHashField):
        renewed[field.name] = keyed_hash(str(getattr(row, field.of) or "").strip())
    return rows.filter(pk=row.pk, **stored).update(**renewed)


def _fields(model: type[Model], kind: type[Any]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, kind)]
