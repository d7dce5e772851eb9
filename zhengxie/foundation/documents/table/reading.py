"""Reading a filled-in workbook: values only, never formulas; every complaint names the row and the column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from zhengxie.foundation.documents.archive import BadFile, check_upload
from zhengxie.foundation.documents.table.cells import text_of, value_of
from zhengxie.foundation.documents.table.headings import Heading, same

MAX_ROWS = 5_000
_HEADING_WITHIN = 10  # a title and notes may stand above the headings
_MAX_COLUMNS = 100
_BLANK_ROWS = 1_000  # after so many empty rows the sheet is taken to have ended


@dataclass(frozen=True)
class RowError:
    """One complaint. `row` is the number at the left edge in Excel, `column` the heading."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"第{self.row}行“{self.column}”{self.message}"


@dataclass
class TableRow:
    """One filled row: values by heading key (absent where the cell is in error), and its cells as read."""

    number: int
    values: dict[str, Any]
    texts: list[str]
    errors: list[RowError] = field(default_factory=list)


@dataclass
class TableReading:
    """What a workbook says. `found`: its headings by place; `unknown`: those that are not read."""

    rows: list[TableRow]
    found: list[str]
    unknown: list[str]

    @property
    def errors(self) -> list[RowError]:
        """All complaints, in the order of the rows."""
        return [error for row in self.rows for error in row.errors]


def read_table(
    data: bytes, headings: Sequence[Heading], *, name: str = "table.xlsx", limit: int = MAX_ROWS
) -> TableReading:
    """Read the first sheet that has the headings. Raises BadFile where the file as a whole cannot be used."""
    check_upload(name, data, allow=("xlsx",))
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise BadFile("这个工作簿打不开，可能已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再传。") from error
    try:
        return _read(book, headings, limit)
    finally:
        book.close()


def _read(book: Any, headings: Sequence[Heading], limit: int) -> TableReading:
    best: list[str] = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        lines = _lines(sheet)
        for _, cells in islice(lines, _HEADING_WITHIN):
            found = _trimmed([text_of(cell) for cell in cells])
            if _known(found, headings) > _known(best, headings):
                best = found
            if _known(found, headings) and _has_required(found, headings):
                return _rows(lines, found, headings, limit)
    raise BadFile(_wrong_headings(best, headings))


def _trimmed(texts: list[str]) -> list[str]:
    """Without the empty cells at the end: the reader fills every row up to its limit."""
    filled = [place for place, text in enumerate(texts) if text]
    return texts[: filled[-1] + 1] if filled else []


def _lines(sheet: Any) -> Any:
    """Row number and cells; a broken part of the file becomes BadFile."""
    try:
        yield from enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True), start=1)
    except Exception as error:
        raise BadFile(
            "工作簿里有一张表读不出来，可能已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再传。"
        ) from error


def _known(found: Sequence[str], headings: Sequence[Heading]) -> int:
    names = {same(text) for text in found}
    return sum(bool(heading.known_as & names) for heading in headings)


def _has_required(found: Sequence[str], headings: Sequence[Heading]) -> bool:
    names = {same(text) for text in found}
    return all(heading.known_as & names for heading in headings if heading.required)


def _wrong_headings(best: Sequence[str], headings: Sequence[Heading]) -> str:
    names = {same(text) for text in best}
    missing = [h.name for h in headings if h.required and not h.known_as & names]
    strange = [text for text in best if text and not any(same(text) in h.known_as for h in headings)]
    if not _known(best, headings):
        return "没有找到表头。请下载模板，按模板的第一行填写：" + "、".join(h.name for h in headings) + "。"
    sentence = f"缺少这些列：{'、'.join(missing)}。"
    if strange:
        sentence += f"认不出的列：{'、'.join(strange[:10])}。"
    return sentence + "请照模板改好表头再传。"


def _rows(lines: Any, found: list[str], headings: Sequence[Heading], limit: int) -> TableReading:
    places, unknown = _places(found, headings)
    rows: list[TableRow] = []
    blank = 0
    for number, cells in lines:
        texts = [text_of(cell) for cell in cells]
        if not any(texts[place] for place in places.values() if place < len(texts)):
            blank += 1
            if blank > _BLANK_ROWS:
                break
            continue
        blank = 0
        if len(rows) == limit:
            raise BadFile(f"行数超过{limit:,}行，请分成几个文件导入。")
        rows.append(_row(number, list(cells), texts, places, headings))
    if not rows:
        raise BadFile("表里只有表头，没有数据。请填好再传。")
    return TableReading(rows, found, unknown)


def _places(found: Sequence[str], headings: Sequence[Heading]) -> tuple[dict[str, int], list[str]]:
    places: dict[str, int] = {}
    unknown: list[str] = []
    for place, text in enumerate(found):
        heading = next((h for h in headings if same(text) in h.known_as), None) if text else None
        if heading is None:
            unknown += [text] if text else []
        elif heading.key in places:
            raise BadFile(f"“{heading.name}”这一列出现了两次，请删去一列再传。")
        else:
            places[heading.key] = place
    return places, unknown


def _row(
    number: int, cells: list[Any], texts: list[str], places: dict[str, int], headings: Sequence[Heading]
) -> TableRow:
    row = TableRow(number, {}, texts)
    for heading in headings:
        if heading.key not in places:
            continue
        place = places[heading.key]
        try:
            row.values[heading.key] = value_of(cells[place] if place < len(cells) else None, heading)
        except ValueError as error:
            row.errors.append(RowError(number, heading.name, str(error)))
    return row
