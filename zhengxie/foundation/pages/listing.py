"""Lists: search, filters, sort, pages and export from one query, all kept in the address. ux.md 16."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property

from zhengxie.foundation.audit import chain
from zhengxie.foundation.documents.table import workbook
from zhengxie.foundation.pages.files import download
from zhengxie.foundation.pages.requests import seat_of

SIZES = (20, 50, 100)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_EXPORTED = 20_000
MOST_COUNTED = 10_000  # counting on takes longer than anybody waits for a number that nobody reads
NOTHING_FITS = "没有符合条件的记录，请放宽条件。"

Details = Callable[[QuerySet[Any]], QuerySet[Any]]


@dataclass(frozen=True)
class Column:
    """One column. `value`: attribute name or function of the row. `sort`: field to sort by.
    `url`: function of the row for a link. `cell`: function giving safe HTML instead of the plain text.
    `sheet_only`: stands in the Excel file and not on the page; `page_only`: the other way round."""

    label: str
    value: str | Callable[[Any], Any]
    sort: str = ""
    css: str = ""
    url: Callable[[Any], str] | None = None
    cell: Callable[[Any], str] | None = None
    sheet_only: bool = False
    page_only: bool = False

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


class BoundedPaginator(Paginator[Any]):
    """Counts up to MOST_COUNTED rows; `is_more`: there are more, which filters and another order reach."""

    @cached_property
    def _found(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[: MOST_COUNTED + 1].count())

    @property
    def count(self) -> int:
        """Rows that can be paged through."""
        return min(self._found, MOST_COUNTED)

    @property
    def is_more(self) -> bool:
        """Are there more rows than are counted?"""
        return self._found > MOST_COUNTED


@dataclass(frozen=True)
class Cell:
    """One cell as the template shows it."""

    label: str
    text: Any
    css: str
    url: str


def in_view(model: type[Model], keys: Sequence[Any], details: Details) -> list[Any]:
    """The rows of these keys with their details, in this order."""
    rows = details(model._default_manager.filter(pk__in=keys))
    found = {row.pk: row for row in rows.order_by()}
    return [found[key] for key in keys if key in found]


class Listing:
    """A list as page, print and Excel.

    `details` adds to some rows what their lines show and what they can be sorted by, such as days of clocks:
    it is asked for the rows in view alone, since a database works it out for every row that it sorts."""

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
        details: Details | None = None,
    ) -> None:
        self.request = request
        self.sheet = [column for column in columns if not column.page_only]
        self.columns = [column for column in columns if not column.sheet_only]
        self.title = title
        self.unit = unit
        self.row_css = row_css
        self.note = note
        self.details = details
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
        name = wanted.removeprefix("-")
        if name not in {c.sort for c in self.columns if c.sort}:
            return rows
        is_column = name.partition("__")[0] in {f.name for f in rows.model._meta.get_fields()}
        return (rows if is_column else self._detailed(rows)).order_by(wanted, "pk")

    def _detailed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return self.details(rows) if self.details else rows

    @cached_property
    def page(self) -> "Page[Any]":
        """The page of rows in view."""
        text = self.request.GET.get("size", "")
        size = int(text) if text in map(str, SIZES) else SIZES[0]
        rows = self.rows.values_list("pk", flat=True) if self.details else self.rows
        page = BoundedPaginator(rows, size).get_page(self.request.GET.get("page"))
        if self.details:
            page.object_list = in_view(self.rows.model, list(page.object_list), self.details)
        return page

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
        values = [[c.of(row) for c in self.sheet] for row in self._detailed(self.rows)[:MOST_EXPORTED]]
        chain.record(
            seat, "pages.export", title=self.title, note=f"{len(values)}行 {self.request.get_full_path()}"
        )
        data = workbook(self.title, [c.label for c in self.sheet], values, note=self.note)
        return download(data, f"{self.title}.xlsx", XLSX)
