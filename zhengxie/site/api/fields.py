"""A form's fields as JSON: the schema that describes a value, and the value as a browser would post it.

Both ways stand side by side, so that what is documented is what is taken. The value is then judged by the
form itself: nothing here knows a rule of any room.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from zhengxie.foundation.workflow.rows import MOST_ROWS, Rows

Fault = dict[str, str]
Schema = dict[str, Any]
# The database's smallest kind of number; a larger one is a slip of the pen.
MOST = 2**31 - 1
KEYS = 2**63 - 1
MOST_CHOSEN = 500
VERSION = forms.IntegerField(
    label="版次",
    required=False,
    min_value=1,
    help_text="您读到的版次。写了它，读到以后别人改过的就不会被覆盖，而是答409和最新内容",
)


@dataclass(frozen=True)
class Kind:
    """How a field looks in JSON. `fits` judges the type alone."""

    name: str
    word: str
    fits: Callable[[Any], bool]
    schema: Schema


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_small_int(value: Any) -> bool:
    return _is_int(value) and -MOST <= value <= MOST


def _is_key(value: Any) -> bool:
    return _is_int(value) and 0 < value <= KEYS


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_list_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and len(value) <= MOST_CHOSEN and all(map(fits, value))


KEY: Schema = {"type": "integer", "minimum": 1}
TEXT: Schema = {"type": "string"}
ROWS = Kind(
    "rows", "请填数组，每个元素是一个对象。", lambda value: isinstance(value, list), {"type": "array"}
)
# The first kind that fits; subclasses stand before what they are made of.
KINDS: tuple[tuple[Any, Kind], ...] = (
    (Rows, ROWS),
    (
        forms.ModelMultipleChoiceField,
        Kind("keys", "请填编号的数组。", _is_list_of(_is_key), {"type": "array", "items": KEY}),
    ),
    (
        forms.MultipleChoiceField,
        Kind("codes", "请填代码的数组。", _is_list_of(_is_text), {"type": "array", "items": TEXT}),
    ),
    (forms.ModelChoiceField, Kind("key", "请填编号（整数）。", _is_key, KEY)),
    (forms.ChoiceField, Kind("code", "请填代码（文字）。", _is_text, TEXT)),
    (
        forms.BooleanField,
        Kind("yes_no", "请填 true 或 false。", lambda v: isinstance(v, bool), {"type": "boolean"}),
    ),
    (
        forms.FloatField | forms.DecimalField,
        Kind("number", "请填数字。", lambda v: _is_int(v) or isinstance(v, float), {"type": "number"}),
    ),
    (
        forms.IntegerField,
        Kind("whole", "请填整数。", _is_small_int, {"type": "integer", "minimum": -MOST, "maximum": MOST}),
    ),
    (
        forms.DateTimeField,
        Kind("moment", "请填 2022-06-30T09:30 这样的时间。", _is_text, {**TEXT, "format": "date-time"}),
    ),
    (
        forms.DateField,
        Kind("day", "请填 2022-06-30 这样的日期。", _is_text, {**TEXT, "format": "date"}),
    ),
    (forms.UUIDField, Kind("uuid", "请填UUID。", _is_text, {**TEXT, "format": "uuid"})),
    (forms.URLField, Kind("address", "请填网址。", _is_text, TEXT)),
    (forms.Field, Kind("text", "请填文字。", _is_text, TEXT)),
)


def kind_of(field: forms.Field) -> Kind:
    """The kind of a form field."""
    return next(kind for types, kind in KINDS if isinstance(field, types))


def rows_of(field: forms.Field) -> Mapping[str, forms.Field]:
    """The fields of one row of a Rows."""
    subform: Any = getattr(field, "subform", None)
    return dict(subform.base_fields) if subform is not None else {}


# --- describing ---


def schema_of_all(fields: Mapping[str, forms.Field], required: Callable[[str], bool]) -> Schema:
    """A JSON object with these fields and no others."""
    found: Schema = {
        "type": "object",
        "properties": {name: schema_of(field) for name, field in fields.items()},
        "additionalProperties": False,
    }
    needed = [name for name in fields if required(name)]
    return {**found, "required": needed} if needed else found


def schema_of(field: forms.Field) -> Schema:
    """The JSON schema of one field."""
    kind = kind_of(field)
    schema = {**kind.schema, **_bounds(field, kind)}
    words = [str(field.help_text).rstrip("。")] if field.help_text else []
    codes = dict(codes_of(field))
    if codes:
        words.append("；".join(f"{code} {label}" for code, label in codes.items()))
        target = {"items": {**TEXT, "enum": list(codes)}} if kind.name == "codes" else {"enum": list(codes)}
        schema |= target
    if not field.required:
        schema["type"] = [schema["type"], "null"]
        schema |= {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    elif kind.name == "yes_no":
        schema["enum"] = [True]
        words.append("须为 true")
    schema["title"] = str(field.label or "")
    return {**schema, "description": "。".join(words)} if words else schema


def _bounds(field: Any, kind: Kind) -> Schema:
    """Lengths and limits."""
    if kind.name == "rows":
        inner = rows_of(field)
        items = schema_of_all(inner, lambda name: inner[name].required and inner[name].initial is None)
        return {"items": items, "maxItems": MOST_ROWS, **({"minItems": 1} if field.required else {})}
    if kind.name in ("keys", "codes"):
        return {"maxItems": MOST_CHOSEN, **({"minItems": 1} if field.required else {})}
    if kind.name in ("text", "address"):
        longest, shortest = getattr(field, "max_length", None), getattr(field, "min_length", None)
        shortest = shortest or (1 if field.required else None)
        found = {"maxLength": longest, "minLength": shortest if field.required else None}
        return {name: value for name, value in found.items() if value is not None}
    if kind.name in ("whole", "number"):
        found = {"minimum": field.min_value, "maximum": field.max_value}
        return {name: int(value) for name, value in found.items() if value is not None}
    return {}


def codes_of(field: forms.Field) -> Iterator[tuple[str, str]]:
    """(code, label) of a field whose choices are the same for everybody."""
    if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
        return
    choices: Any = field.choices
    for code, label in choices:
        group = label if isinstance(label, list | tuple) else [(code, label)]
        yield from ((str(value), str(word)) for value, word in group if value not in ("", None))


# --- posting ---


def posted(
    fields: Mapping[str, forms.Field], body: Mapping[str, Any], initial: Mapping[str, Any]
) -> tuple[QueryDict, list[Fault]]:
    """What a browser would post of the body, and what in it is of a wrong type or unknown.

    What the body leaves out stays as the page would have shown it (`initial`); null is empty."""
    data, faults = QueryDict(mutable=True), []
    for name in body:
        if name not in fields:
            faults.append({"field": name[:100], "text": "没有这一项。"})
    for name, field in fields.items():
        if name in body:
            faults += [{"field": name, "text": text} for text in put(data, name, field, body[name])]
        else:
            put_initial(data, name, field, initial.get(name, field.initial))
    return data, faults


def put(data: QueryDict, name: str, field: forms.Field, value: Any) -> list[str]:
    """Post one JSON value; what is wrong with its type."""
    if value is None:
        return []
    kind = kind_of(field)
    if not kind.fits(value):
        return [kind.word]
    if kind.name == "rows":
        return _put_rows(data, name, field, value)
    _set(data, name, value)
    return []


def _put_rows(data: QueryDict, name: str, field: forms.Field, rows: list[Any]) -> list[str]:
    if len(rows) > MOST_ROWS:
        return [f"最多{MOST_ROWS}条。"]
    inner, wrong = rows_of(field), []
    data[f"{name}-count"] = str(len(rows))
    for i, row in enumerate(rows):
        word = str(getattr(field, "row_word", "第{}条")).format(i + 1)
        if not isinstance(row, dict):
            wrong.append(f"{word}：请填对象。")
            continue
        wrong += [f"{word}：没有“{key[:100]}”这一项。" for key in row if key not in inner]
        for key, part in inner.items():
            if key in row:
                wrong += [
                    f"{word}：{part.label} {text}" for text in put(data, f"{name}-{i}-{key}", part, row[key])
                ]
            else:
                put_initial(data, f"{name}-{i}-{key}", part, part.initial)
    return wrong


def put_initial(data: QueryDict, name: str, field: forms.Field, value: Any) -> None:
    """Post what the page would have shown."""
    value = value() if callable(value) else value
    if value is None:
        return
    if isinstance(field, Rows):
        rows = list(value)
        data[f"{name}-count"] = str(len(rows))
        for i, row in enumerate(rows):
            for key, part in rows_of(field).items():
                put_initial(data, f"{name}-{i}-{key}", part, row.get(key, part.initial))
        return
    prepared = field.prepare_value(value)
    several = not isinstance(prepared, str | bytes) and hasattr(prepared, "__iter__")
    _set(data, name, [getattr(one, "pk", one) for one in prepared] if several else prepared)


def _set(data: QueryDict, name: str, value: Any) -> None:
    if isinstance(value, bool):
        if value:
            data[name] = "on"
    elif isinstance(value, list):
        data.setlist(name, [str(one) for one in value])
    elif value is not None:
        data[name] = str(value)
