"""Lists: search, filters, sort, pages and export from one query, all kept in the address. ux.md 16."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zhengxie.foundation.audit import chain
from zhengxie.foundation.documents.table import workbook
from zhengxie.foundation.pages.files import download
from zhengxie.foundation.pages.requests import seat_of

SIZES = (20, 50, 100)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_EXPORTED = 20_000
NOTHING_FITS = "没有符合条件的记录，请放宽条件。"


@dataclass(frozen=True)
class Column:
    """One column. `value`: attribute name or function of the row. `sort`: field to sort by.
    `url`: function of the row for a link. `cell`: function giving safe HTML instead of the plain text.
    `sheet_only`: stands in the Excel file and not on the page."""

    label: str
    value: str | Callable[[Any], Any]
    sort: str = ""
    css: str = ""
    url: Callable[[Any], str] | None = None
    cell: Callable[[Any], str] | None = None
    sheet_only: bool = False

    def of(self, row: Any) -> Any:
        """The plain value for text and export."""
        found = self.value(row) if callable(self.value) else getattr(row, self.value)
        return found() if callable(found) else found

    def shown(self, row: Any) -> Any:
        """What stands in the cell."""
        if self.cell is not None:
            return self.cell(row)
        value = self.of(row)
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        return "—" if value is None or value == "" else value


class Filters(forms.Form):
    """Filters of a list; `q` is the search box. Sub-classes add fields and say what they cut in `cut`."""

    hint: ClassVar[str] = ""  # what may be typed into the search box
    q = forms.CharField(label="搜索", required=False, max_length=60)

    def __init__(self, seat: Any, data: Any) -> None:
        super().__init__(data, label_suffix="")
        self.seat = seat
        if self.hint:
            self.fields["q"].widget.attrs["placeholder"] = self.hint
        self.prepare()

    def prepare(self) -> None:
        """Set choices that depend on the seat."""

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """The rows that fit the cleaned values (wrong ones are left out)."""
        return rows


@dataclass(frozen=True)
class Cell:
    """One cell as the template shows it."""

    label: str
    text: Any
    css: str
    url: str


class Listing:
    """A list as page, print and Excel."""

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        columns: Sequence[Column],
        *,
        title: str,
        filters: type[Filters] | None = None,
        unit: str = "条",
        empty: str = "还没有记录。",
        row_css: Callable[[Any], str] = lambda row: "",
        note: str = "",
    ) -> None:
        self.request = request
        self.sheet = columns
        self.columns = [column for column in columns if not column.sheet_only]
        self.title = title
        self.unit = unit
        self.row_css = row_css
        self.note = note
        self.filters = filters(seat_of(request), request.GET) if filters else None
        self.empty = NOTHING_FITS if self._is_cut() else empty
        self.rows = self._sorted(self._cut(rows))

    def _is_cut(self) -> bool:
        """Has the reader searched or filtered?"""
        names = self.filters.fields if self.filters else {}
        return any(text.strip() for name in names for text in self.request.GET.getlist(name))

    def _cut(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.filters is None:
            return rows
        self.filters.is_valid()
        return self.filters.cut(
            rows, {k: v for k, v in self.filters.cleaned_data.items() if v not in (None, "")}
        )

    def _sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.request.GET.get("sort", "")
        known = {c.sort for c in self.columns if c.sort}
        return rows.order_by(wanted, "pk") if wanted.removeprefix("-") in known else rows

    @property
    def page(self) -> "Page[Any]":
        """The page of rows in view."""
        if not hasattr(self, "_page"):
            text = self.request.GET.get("size", "")
            size = int(text) if text in map(str, SIZES) else SIZES[0]
            self._page = Paginator(self.rows, size).get_page(self.request.GET.get("page"))
        return self._page

    @property
    def lines(self) -> Iterable[tuple[str, list[Cell]]]:
        """(class of the row, its cells) of the rows in view."""
        for row in self.page:
            cells = [Cell(c.label, c.shown(row), c.css, c.url(row) if c.url else "") for c in self.columns]
            yield self.row_css(row), cells

    def answer(self, template: str, context: dict[str, Any]) -> HttpResponse | tuple[str, dict[str, Any]]:
        """The page's answer: the template with `listing`, or the Excel file where the address asks for it."""
        if self.request.GET.get("export") == "xlsx":
            return self._export()
        return template, {"title": self.title, **context, "listing": self}

    def _export(self) -> HttpResponse:
        seat = seat_of(self.request)
        values = [[c.of(row) for c in self.sheet] for row in self.rows[:MOST_EXPORTED]]
        chain.record(
            seat, "pages.export", title=self.title, note=f"{len(values)}行 {self.request.get_full_path()}"
        )
        data = workbook(self.title, [c.label for c in self.sheet], values, note=self.note)
        return download(data, f"{self.title}.xlsx", XLSX)
