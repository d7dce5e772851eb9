"""Error sentences of a form: each names the field and says the repair. ux.md 12

What a form says in its own words is left alone; only the framework's sentences are replaced.
"""

from functools import cache
from typing import Any, Final

from django import forms

NAMELESS: Final = "这一项"
TOO_LONG: Final = "{}最多%(limit_value)d字，现在是%(show_value)d字，请删减。"
TOO_SHORT: Final = "{}至少%(limit_value)d字，现在是%(show_value)d字，请补充。"
# The framework fills these in, so the label's own percent signs are doubled there.
OF_VALUES: Final = {
    "max_length": TOO_LONG,
    "min_length": TOO_SHORT,
    "max_value": "{}请填不大于%(limit_value)s的数。",
    "min_value": "{}请填不小于%(limit_value)s的数。",
    "max_digits": "{}最多%(max)s位数字，请改短。",
    "max_decimal_places": "{}最多%(max)s位小数，请改短。",
    "max_whole_digits": "{}小数点前最多%(max)s位，请改小。",
    "invalid_choice": "{}已不在可选范围内，请重新选择。",
    "invalid_pk_value": "{}已不在可选范围内，请重新选择。",
}
OF_ALL: Final = {
    "invalid_list": "{}没有选好，请重新选择。",
    "null_characters_not_allowed": "{}里有看不见的字符，请删去后重填。",
}
OF_FILES: Final = {
    "invalid": "{}没有传上来，请重新选择文件。",
    "missing": "{}没有传上来，请重新选择文件。",
    "empty": "文件是空的，请换一个有内容的文件。",
    "max_length": "文件名最多%(max)d字，现在是%(length)d字，请改短文件名后再传。",
    "contradiction": "{}又选了文件又选了清除，请只选一样。",
}
INVALID: Final[tuple[tuple[type[forms.Field], str], ...]] = (
    (forms.DateTimeField, "{}请填 2022-06-30 09:30 这样的日期和时间。"),
    (forms.DateField, "{}请填 2022-06-30 这样的日期。"),
    (forms.TimeField, "{}请填 09:30 这样的时间。"),
    (forms.FloatField, "{}请填数字。"),
    (forms.DecimalField, "{}请填数字。"),
    (forms.IntegerField, "{}请填整数。"),
    (forms.URLField, "{}请填以 http:// 或 https:// 开头的网址。"),
    (forms.EmailField, "{}请填 wang@example.cn 这样的邮箱。"),
)


class SpokenForm(forms.Form):
    """A form without an action whose errors are such sentences."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)


def speak(form: forms.Form) -> None:
    """Give every field of the form sentences, where the form itself says nothing."""
    for field in form.fields.values():
        taken = _own_codes(field)
        field.error_messages |= {k: text for k, text in _sentences(field).items() if k not in taken}


def _own_codes(field: forms.Field) -> set[str]:
    """Codes of errors for which the form (or a validator of the field) has words of its own."""
    kind: Any = type(field)
    given = _given_by_django(kind)
    own = {code for code, text in field.error_messages.items() if text != given.get(code)}
    checks = [check for check in field.validators if "message" in getattr(check, "__dict__", {})]
    return own | {str(getattr(check, "code", "")) for check in checks}


@cache
def _given_by_django(kind: type[forms.Field]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        found |= getattr(base, "default_error_messages", {})
    return found


def _sentences(field: forms.Field) -> dict[str, str]:
    """{code of the error: sentence}."""
    label = str(field.label or NAMELESS)
    found = {code: text.format(label.replace("%", "%%")) for code, text in OF_VALUES.items()}
    found |= {code: text.format(label) for code, text in OF_ALL.items()}
    found["required"] = _missing(field, label)
    if isinstance(field, forms.FileField):
        found |= {code: text.format(label) for code, text in OF_FILES.items()}
    wrong = next((text for kind, text in INVALID if isinstance(field, kind)), "")
    return found | {"invalid": wrong.format(label)} if wrong else found


def _missing(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"请勾选“{label}”。"
    chosen = isinstance(field, (forms.ChoiceField, forms.FileField))
    return f"{'请选择' if chosen else '请填写'}{label}。"
