"""Who is told: seat keys, some of them read off the object. The entries are data of a clock rule."""

import re
from collections.abc import Iterable

from django.db.models import Model

from zhengxie.engines.clocks.models import ClockRule
from zhengxie.foundation.access.roles import Role

# `role:office_staff`, or `body:{lead_body_id}` for the body named by that column of the object.
_FIXED = re.compile(r"role:[a-z_]+")
_OF_OBJECT = re.compile(r"(body|staff|unit|officer|leader|member|user):\{([a-z_]+_id)\}")


class BadRecipient(ValueError):
    """An entry that names nobody; the message is Chinese."""


def check_entry(entry: str, columns: Iterable[str] | None = None) -> str:
    """The entry itself; raises BadRecipient. `columns`: the columns that the object's table has, if known."""
    found = _OF_OBJECT.fullmatch(entry)
    if found and (columns is None or found[2] in set(columns)):
        return entry
    if _FIXED.fullmatch(entry) and entry.removeprefix("role:") in Role.values:
        return entry
    raise BadRecipient(f"“{entry[:40]}”不是可提醒的对象")


def resolve(entries: Iterable[str], root: Model) -> list[str]:
    """Seat keys of the entries for this object; columns that are empty or missing are left out."""
    keys = []
    for entry in entries:
        found = _OF_OBJECT.fullmatch(entry)
        if found is None:
            keys.append(entry)
            continue
        value = getattr(root, found[2], None)
        if value is not None:
            keys.append(f"{found[1]}:{value}")
    return keys


def told_by(rule: ClockRule, root: Model) -> dict[str, list[str]]:
    """Audience → seat keys."""
    return {
        "officer": resolve(rule.tells_officer, root),
        "leader": resolve(rule.tells_leader, root),
        "list": resolve(rule.tells_list, root),
    }


def columns_of(model: type[Model]) -> list[str]:
    """Columns that an entry may name: foreign keys, and the keys that the model computes (`reached_by`)."""
    computed: Iterable[str] = getattr(model, "reached_by", ())
    return [*(f.attname for f in model._meta.concrete_fields if f.is_relation), *computed]
