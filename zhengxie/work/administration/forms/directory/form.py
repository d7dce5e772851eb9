"""What all forms of the directory share: sentences that say what to fill in, the way back after saving."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.urls import reverse

from zhengxie.foundation.directory.models import Body, Committee, Member, Sector, Session, Term, Unit
from zhengxie.foundation.workflow.forms import ActionForm

PAGES = {
    Term: "directory_term",
    Sector: "directory_sector",
    Body: "directory_body",
    Unit: "directory_unit",
    Member: "directory_member",
}
PHONE = RegexValidator(
    r"^[0-9+\-()（） 转,、]{3,30}$", "电话只写数字、空格、横线和“转”，几个号码之间用顿号。"
)
CODE = RegexValidator(r"^[A-Za-z0-9_-]+$", "代码只用字母、数字、横线和下划线，如 jyj。")


def address_of(row: Any) -> str:
    """The page of a directory row; a session stands on its term's page."""
    if isinstance(row, Session):
        row = row.term
    if isinstance(row, Committee):
        return reverse("directory_members")
    return reverse(PAGES[type(row)], args=[row.pk])


class DirectoryForm(ActionForm):
    """A form of the directory."""

    def prepare(self) -> None:
        """Say in each field's own words what is missing or wrong."""
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField)
            word = f"{'请选择' if chosen else '请填写'}{field.label}"
            field.error_messages["required"] = f"{word}。"
            if isinstance(field, forms.DateField):
                field.error_messages["required"] = f"{word}，如 2022-03-05。"
                field.error_messages["invalid"] = f"{field.label}不是有效的日期，请写成 2022-03-05。"
            elif chosen:
                field.error_messages["invalid_choice"] = f"{field.label}已不在可选范围内，请重新选择。"
            elif isinstance(field, forms.IntegerField):
                field.error_messages["invalid"] = f"{field.label}请填整数。"

    def offer(self, name: str, rows: "QuerySet[Any]") -> None:
        """The rows that a `row_choice` lets choose."""
        field: Any = self.fields[name]
        field.queryset = rows

    def success_url(self, result: Any) -> str:
        """The page of what was written."""
        return address_of(result)


def why() -> forms.CharField:
    """Why something is taken back; it stands in the story."""
    return forms.CharField(
        label="原因",
        min_length=4,
        max_length=100,
        error_messages={"min_length": "原因太短，请写清楚，4–100字。"},
    )


def row_choice(model: Any, label: str) -> "forms.ModelChoiceField[Any]":
    """A row of the committee to choose; the form offers the rows when it knows the seat."""
    return forms.ModelChoiceField(label=label, queryset=model._default_manager.none(), empty_label="请选择")
