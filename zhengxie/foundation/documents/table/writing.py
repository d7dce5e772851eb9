"""Workbooks that open as plain tables: no formula, ever; headings repeat on every printed A4 page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zhengxie.foundation.documents.table.headings import Heading, Kind
from zhengxie.foundation.documents.table.reading import TableReading

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\0")
_LONGEST = 32_000  # Excel takes 32,767 characters a cell
_THIN = Side(style="thin", color="CFC8BA")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", fgColor="F4F1EA")
_WRONG_FILL = PatternFill("solid", fgColor="FBE9E7")
_WRAP = Alignment(vertical="center", wrap_text=True)


def plain(value: object) -> str | int | float | date | datetime | None:
    """The value as a workbook may hold it: numbers and dates stay, all else is text, and text that a
    spreadsheet could run (beginning = + - @, tab, NUL) gets an apostrophe. Checklist 63."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).replace(tzinfo=None)
    if isinstance(value, int | float | date):
        return value
    if isinstance(value, Decimal):
        return float(value)
    text = str(value)
    cleaned = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
    return f"'{cleaned}" if text.startswith(_RISKY) else cleaned


def workbook(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], *, note: str = "", sheet: str = ""
) -> bytes:
    """An .xlsx of one sheet: title, note (when, by whom, 按姓氏笔画为序), headings, rows by `plain`."""
    listed = [[plain(value) for value in row] for row in rows]
    book, page = _new(sheet or title)
    _prepare(page, _widths(headings, listed), heading_row=3 if note else 2)
    page.append([_cell(page, title, font=Font(size=16, bold=True))])
    if note:
        page.append([_cell(page, note, font=Font(size=10, color="57606A"))])
    page.append([_heading(page, name) for name in headings])
    for row in listed:
        page.append([_cell(page, value, border=_FRAME, alignment=_WRAP) for value in row])
    return _bytes(book)


def template(title: str, headings: Sequence[Heading]) -> bytes:
    """An empty workbook to fill in: headings, lists to choose from, and a second sheet of notes."""
    book, page = _new(title)
    columns = [f"{h.name}*" if h.required else h.name for h in headings]
    _prepare(page, [max(12, len(name) * 2 + 4) for name in columns], heading_row=1)
    for place, heading in enumerate(headings, start=1):
        page.column_dimensions[get_column_letter(place)].number_format = "@"
        if heading.choices:
            _offer(page, get_column_letter(place), list(heading.choices))
        if heading.kind == Kind.YES:
            _offer(page, get_column_letter(place), ["是", "否"])
    page.append([_heading(page, name) for name in columns])
    notes = book.create_sheet("填写说明")
    _prepare(notes, [16, 8, 60], heading_row=1)
    notes.append([_heading(notes, name) for name in ("列名", "必填", "怎样填")])
    for heading in headings:
        line = (heading.name, "是" if heading.required else "", _explained(heading))
        notes.append([_cell(notes, text, border=_FRAME, alignment=_WRAP) for text in line])
    return _bytes(book)


def marked_workbook(title: str, reading: TableReading, reasons: Mapping[int, str]) -> bytes:
    """The uploaded rows again, with a column 问题 and the wrong rows tinted, to be mended and sent once more.

    `reasons`: row number → what is wrong."""
    found = reading.found
    width = len(found)
    book, page = _new(title)
    rows = [[plain(text) for text in (row.texts + [""] * width)[:width]] for row in reading.rows]
    _prepare(page, [*_widths(found, rows), 50], heading_row=1)
    page.append([_heading(page, name) for name in (*found, "问题")])
    for row, values in zip(reading.rows, rows, strict=True):
        reason = reasons.get(row.number, "")
        look: dict[str, Any] = {"border": _FRAME, "alignment": _WRAP}
        if reason:
            look["fill"] = _WRONG_FILL
        page.append([_cell(page, value, **look) for value in (*values, plain(reason))])
    return _bytes(book)


def _new(name: str) -> tuple[Workbook, Any]:
    book = Workbook(write_only=True)
    allowed = "".join(c for c in name if c not in "[]:*?/\\'")[:31]
    return book, book.create_sheet(allowed or "表")


def _prepare(page: Any, widths: Sequence[int], *, heading_row: int) -> None:
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = f"A{heading_row + 1}"
    page.print_title_rows = f"{heading_row}:{heading_row}"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "第 &P 页 共 &N 页"


def _cell(page: Any, value: Any, **look: Any) -> Any:
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would take a leading = for a formula and #N/A for an error
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    for name, style in look.items():
        setattr(cell, name, style)
    return cell


def _heading(page: Any, name: str) -> Any:
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    look = {"font": Font(bold=True), "fill": _HEAD_FILL, "border": _FRAME, "alignment": centred}
    return _cell(page, plain(name), **look)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[int]:
    """Column widths in characters of Excel: a Han character counts two; from 8 to 48."""
    widths = [_span(name) for name in headings]
    for row in rows[:500]:
        for place, value in enumerate(row[: len(widths)]):
            widths[place] = max(widths[place], _span(value))
    return [min(max(width + 2, 8), 48) for width in widths]


def _span(value: object) -> int:
    if isinstance(value, datetime):
        return 16
    text = "" if value is None else str(value)
    return max((sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in text.split("\n")), default=0)


def _offer(page: Any, column: str, labels: list[str]) -> None:
    listed = ",".join(labels)
    if len(listed) <= 250 and not any("," in label or '"' in label for label in labels):  # Excel's own limit
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        rule.add(f"{column}2:{column}5001")
        page.data_validations.append(rule)


def _explained(heading: Heading) -> str:
    usual = {
        Kind.DATE: "日期，如 2022-03-05",
        Kind.MONTH: "年月，如 1972-05",
        Kind.WHOLE: "整数",
        Kind.YES: "是或否",
    }
    parts = [heading.note, usual.get(heading.kind, "")]
    if heading.choices:
        parts.append("可填：" + "、".join(heading.choices))
    if heading.max_length:
        parts.append(f"最多{heading.max_length}字")
    return "；".join(part for part in parts if part)


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
