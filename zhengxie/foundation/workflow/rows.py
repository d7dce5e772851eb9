"""Rows: several small forms inside one field, with 「再加一条」 as an ordinary submit. architecture §10."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from zhengxie.foundation.workflow.sentences import speak

MOST_ROWS = 2000


class RowsWidget(forms.Widget):
    """Reads `name-count` and then `name-<i>-<field>`; gives a list of bound sub-forms."""

    def __init__(self, subform: type[forms.Form]) -> None:
        super().__init__()
        self.subform = subform

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[forms.Form]:
        """The bound sub-forms, wholly empty ones left out."""
        text = str(data.get(f"{name}-count") or "0")
        count = min(int(text[:6]) if text.isdecimal() else 0, MOST_ROWS)
        rows = [_spoken(self.subform(data, prefix=f"{name}-{i}")) for i in range(count)]
        return [row for row in rows if not _blank(row)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Missing when not even the count was posted."""
        return f"{name}-count" not in data


def _spoken(row: forms.Form) -> forms.Form:
    speak(row)
    return row


def _blank(row: forms.Form) -> bool:
    if getattr(row, "keep_blank", False):
        return False
    typed = [row.add_prefix(name) for name, f in row.fields.items() if not f.widget.is_hidden]
    return not any(str(row.data.get(name) or "").strip() for name in typed)


class RowsBoundField(forms.BoundField):
    """Gives templates the sub-forms: `{% for row in form.items.rows %}`."""

    @property
    def rows(self) -> list[forms.Form]:
        """Sub-forms to show: what was typed, else one per initial row; plus empty ones to fill."""
        field = cast("Rows", self.field)
        if self.form.is_bound:
            shown = list(field.widget.value_from_datadict(self.form.data, self.form.files, self.html_name))
            shown = [_spoken(field.subform(row.data, prefix=row.prefix)) for row in shown]
        else:
            initial: Sequence[Mapping[str, Any]] = self.initial or []
            shown = [
                field.subform(initial=dict(v), prefix=f"{self.html_name}-{i}") for i, v in enumerate(initial)
            ]
        spare = field.spare if not shown or self.form.data.get("more") == self.html_name else 0
        first = 1 + max([int(str(f.prefix).rsplit("-", 1)[1]) for f in shown], default=-1)
        return shown + [field.subform(prefix=f"{self.html_name}-{first + i}") for i in range(spare)]

    @property
    def row_count(self) -> int:
        """What the hidden `name-count` must say: one more than the last index shown."""
        return 1 + max([int(str(f.prefix).rsplit("-", 1)[1]) for f in self.rows], default=-1)


class Rows(forms.Field):
    """A list of sub-forms; cleans to a list of dicts. `spare`: empty rows offered for filling."""

    def __init__(
        self, subform: type[forms.Form], *, spare: int = 1, row_word: str = "第{}条", **kwargs: Any
    ) -> None:
        self.subform = subform
        self.spare = spare
        self.row_word = row_word
        super().__init__(widget=RowsWidget(subform), **kwargs)

    def use(self, subform: type[forms.Form]) -> None:
        """Take another sub-form, one whose choices depend on the seat."""
        self.subform = subform
        self.widget = RowsWidget(subform)

    def get_bound_field(self, form: Any, field_name: str) -> RowsBoundField:
        """The bound field with `rows`."""
        return RowsBoundField(form, self, field_name)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Check every row; errors name the row and the field."""
        rows: list[forms.Form] = list(value or [])
        if self.required and not rows:
            raise ValidationError(self.error_messages["required"], code="required")
        wrong = [text for i, row in enumerate(rows, 1) for text in self._errors(i, row)]
        if wrong:
            raise ValidationError(wrong)
        return [row.cleaned_data for row in rows]

    def _errors(self, number: int, row: forms.Form) -> list[str]:
        word = self.row_word.format(number)
        return [
            f"{word}：{text if label in text else f'{label} {text}'}"
            for name, texts in row.errors.items()
            for label in [str(row.fields[name].label or "") if name in row.fields else ""]
            for text in texts
        ]
