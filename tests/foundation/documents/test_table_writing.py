"""Exports are plain tables that no spreadsheet can run."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from zhengxie.foundation.documents.table import Heading, Kind, plain, read_table, template, workbook


def sheet_of(data: bytes) -> Any:
    return load_workbook(BytesIO(data)).worksheets[0]


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@SUM(A1)", "\tx", "\0=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]
)
def test_text_that_could_run_gets_an_apostrophe(text: str) -> None:
    sheet = sheet_of(workbook("表", ["列"], [[text]]))
    cell = sheet["A3"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_no_cell_of_any_export_is_a_formula_or_an_error() -> None:
    values = ["=A1", "#N/A", "普通", 5, 1.5, True, None, date(2022, 3, 5), Decimal("1.5"), "x" * 40_000]
    sheet = sheet_of(workbook("=标题", ["=列"] * len(values), [values], note="=注"))
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}


def test_numbers_and_dates_keep_their_type() -> None:
    values = [12, 3.5, date(2022, 3, 5), datetime(2022, 3, 5, 1, 0, tzinfo=UTC)]
    sheet = sheet_of(workbook("表", list("甲乙丙丁"), [values]))
    assert [cell.value for cell in sheet[3]] == [12, 3.5, datetime(2022, 3, 5), datetime(2022, 3, 5, 9, 0)]


def test_the_sheet_is_ready_to_print() -> None:
    sheet = sheet_of(workbook("委员名单", ["姓名", "界别"], [["王某", "教育界"]], note="（按姓氏笔画为序）"))
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == [
        "委员名单",
        "（按姓氏笔画为序）",
        "姓名",
    ]
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet["A3"].font.bold
    assert sheet.column_dimensions["B"].width >= 8


def test_control_characters_do_not_break_the_file() -> None:
    assert plain("a\x0bb\x01") == "ab"


def test_the_template_can_be_read_back_once_it_is_filled() -> None:
    headings = [
        Heading("name", "姓名", required=True),
        Heading("fold", "合并", Kind.YES, note="少数民族界等"),
    ]
    book = load_workbook(BytesIO(template("导入模板", headings)))
    assert book.sheetnames == ["导入模板", "填写说明"]
    assert [cell.value for cell in book.worksheets[0][1]] == ["姓名*", "合并"]
    book.worksheets[0].append(["王某", "是"])
    out = BytesIO()
    book.save(out)
    assert read_table(out.getvalue(), headings).rows[0].values == {"name": "王某", "fold": True}


def test_what_is_exported_can_be_imported_unchanged() -> None:
    headings = [Heading("a", "甲"), Heading("b", "乙")]
    reading = read_table(workbook("表", ["甲", "乙"], [["=1", "-2℃"]], note="注"), headings)
    assert reading.rows[0].values == {"a": "=1", "b": "-2℃"}
