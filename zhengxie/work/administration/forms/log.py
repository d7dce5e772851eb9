"""Filters of the audit log."""

from typing import Any

from django import forms

from zhengxie.foundation.pages.listing import Filters
from zhengxie.work.administration.queries import log as queries


class LogFilters(Filters):
    """By words, event, result and days."""

    hint = "姓名、对象或编号"

    code = forms.ChoiceField(label="事件", required=False)
    ok = forms.ChoiceField(
        label="结果", choices=[("", "全部结果"), ("1", "成功"), ("0", "失败")], required=False
    )
    since = forms.DateField(label="从", required=False)
    until = forms.DateField(label="到", required=False)

    def prepare(self) -> None:
        """Every event that can stand in the log."""
        field: Any = self.fields["code"]
        field.choices = queries.event_choices()

    def cut(self, rows: Any, values: dict[str, Any]) -> Any:
        """The entries that fit."""
        return queries.cut(rows, values)
