"""What an action leaves in the audit trail: before → after of every changed field, and its inputs."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model

from zhengxie.foundation.access.policy import restricted_fields
from zhengxie.foundation.accounts.crypto import fingerprint
from zhengxie.foundation.accounts.fields import EncryptedTextField
from zhengxie.foundation.audit.chain import Draft
from zhengxie.foundation.directory.models import Guarded

LONGEST = 500  # characters of a value kept in the trail; longer ones leave their beginning, length and digest
UNRECORDED = frozenset({"version", "created", "sort_key", "password", "phone_hash"})
HIDDEN = "（不记录内容）"


def snapshot(root: Model) -> dict[str, Any]:
    """The object's own columns by field name."""
    return {f.name: f.value_from_object(root) for f in root._meta.concrete_fields if f.name not in UNRECORDED}


def changes(root: Model, before: Mapping[str, Any]) -> dict[str, list[Any]]:
    """{field: [before, after]} of what changed; restricted values are hidden."""
    hidden = _hidden_fields(root)
    found = {}
    for name, now in snapshot(root).items():
        old = before.get(name)
        if old != now:
            found[name] = [HIDDEN, HIDDEN] if name in hidden else [shown(old), shown(now)]
    return found


def _hidden_fields(root: Model) -> set[str]:
    encrypted = {f.name for f in root._meta.concrete_fields if isinstance(f, EncryptedTextField)}
    return encrypted | set(restricted_fields(type(root)))


@cache
def _personal_names() -> frozenset[str]:
    """Names of the encrypted fields of all models: an import's lines carry them apart from their object."""
    guarded = [m for m in apps.get_models() if issubclass(m, Guarded)]
    return frozenset(
        f.name for m in guarded for f in m._meta.concrete_fields if isinstance(f, EncryptedTextField)
    )


def shown(value: Any, hidden: Collection[str] = ()) -> Any:
    """A value as the trail keeps it: JSON-able, roots by key, long texts by beginning and digest; of mappings
    inside it the `hidden` keys without their values."""
    if isinstance(value, Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(k): HIDDEN if k in hidden else shown(v, hidden) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [shown(v, hidden) for v in list(value)[:200]]
    text = str(value)
    if len(text) <= LONGEST:
        return text
    return f"{text[:100]}…（共{len(text)}字，{fingerprint(text.encode())}）"


def draft(
    code: str, root: Model, changed: dict[str, list[Any]], inputs: Mapping[str, Any], hides: Collection[str]
) -> Draft:
    """The entry of one action on one object; of inputs and columns named in `hides` no value is kept, nor
    whether it changed."""
    hidden = set(hides) | _hidden_fields(root) | _personal_names()
    kept = shown(inputs, hidden)
    columns = [f.name for f in root._meta.concrete_fields if f.name in hides]
    changed = {**changed, **{name: [HIDDEN, HIDDEN] for name in columns}}
    label, key = root._meta.label_lower, str(root.pk)
    mentions = [(label, key), *getattr(root, "mentions", list)()]
    detail = {"changes": changed, "inputs": kept}
    return Draft(code, True, label, key, str(root), detail, mentions)
