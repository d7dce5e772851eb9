"""Uploading a table, and confirming what its preview showed.

Nothing is stored in between: the rows travel in the page, signed for this person and this committee."""

from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.work.administration.actions import directory as actions
from zhengxie.work.administration.forms.directory.form import DirectoryForm
from zhengxie.work.administration.queries.directory.imports import ImportRows

HELD_SECONDS = 2 * 3600


def packed(seat: Seat, kind: str, content: Any) -> str:
    """The content signed for the seat's user and committee, good for two hours."""
    return signing.dumps(content, salt=_salt(seat, kind), compress=True)


def unpacked(seat: Seat, kind: str, text: str) -> Any:
    """What `packed` took; raises ValidationError where it is not from this seat or too old."""
    try:
        return signing.loads(text, salt=_salt(seat, kind), max_age=HELD_SECONDS)
    except signing.BadSignature:
        raise ValidationError("预览已过期，没有写入。请重新上传这张表。") from None


def _salt(seat: Seat, kind: str) -> str:
    return f"zhengxie.import.{kind}.{seat.committee.pk}.{seat.user_id}"


def as_text(given: ImportRows) -> list[Any]:
    """Rows as JSON: days become {"day": "2022-03-05"}."""
    return [
        [number, {k: {"day": v.isoformat()} if isinstance(v, date) else v for k, v in values.items()}]
        for number, values in given.rows
    ]


def as_rows(content: list[Any]) -> ImportRows:
    """The rows that `as_text` wrote."""
    return ImportRows(
        [
            (n, {k: date.fromisoformat(v["day"]) if isinstance(v, dict) else v for k, v in values.items()})
            for n, values in content
        ]
    )


class UploadForm(forms.Form):
    """The table to preview."""

    table = forms.FileField(
        label="Excel 文件",
        help_text="只收 .xlsx，最多5,000行。先预览，确认后才写入。",
        error_messages={"required": "请选择要导入的 Excel 文件。", "empty": "这个文件是空的，请重新选择。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    use_required_attribute = False


class _ImportForm(DirectoryForm):
    """Confirms a preview."""

    model = Committee
    page_only = "导入要先上传文件，在页面上预览"
    kind = ""

    rows = forms.CharField(label="待导入的行", widget=forms.HiddenInput)

    def clean_rows(self) -> ImportRows:
        """The rows of the preview, unchanged."""
        return as_rows(unpacked(self.seat, self.kind, self.cleaned_data["rows"]))

    def success_text(self, result: Any) -> str:
        """What became of the rows."""
        return f"导入完成：{self.cleaned_data['rows'].outcome}。"


class ImportMembersForm(_ImportForm):
    """导入委员"""

    action = actions.import_members
    kind = "members"


class ImportUnitsForm(_ImportForm):
    """导入单位"""

    action = actions.import_units
    kind = "units"

    def success_url(self, result: Any) -> str:
        """The list of units."""
        return reverse("directory_units")
