"""Model fields over `crypto`: an encrypted text, and the keyed hash that makes it findable. checklist 42."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from zhengxie.foundation.accounts import crypto


class EncryptedTextField(models.TextField[str, str]):
    """Text that the database only holds encrypted; to search it, put a KeyedHashField beside it."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return prepared if prepared is None else crypto.encrypt(str(prepared))

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return None if value is None else crypto.decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be compared; filter by its keyed hash")
        return super().get_lookup(lookup_name)


class KeyedHashField(models.CharField[str, str]):
    """The keyed hash of another field of the same row, kept equal on every save. `of`: that field's name."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = crypto.keyed_hash(str(getattr(model_instance, self.of) or "").strip())
        setattr(model_instance, self.attname, value)
        return value
