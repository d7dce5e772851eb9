"""Reading filled-in workbooks: tolerant of form, exact in complaints."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from zhengxie.foundation.documents.table import BadFile, Heading, Kind, marked_workbook, read_table

HEADINGS = [
    Heading("name", "姓名", required=True, max_length=6),
    Heading("gender", "性别", required=True, choices={"男": "male", "女": "female"}),
    Heading("born", "出生年月", Kind.MONTH),
    Heading("starts", "任职日期", Kind.DATE, also=("任职起",)),
    Heading("order", "顺序", Kind.WHOLE),
    Heading("phone", "手机"),
]
COLUMNS = ["姓名", "性别", "出生年月", "任职日期", "顺序", "手机"]


def book(*rows: list[Any]) -> bytes:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def read(*rows: list[Any]) -> Any:
    return read_table(book(COLUMNS, *rows), HEADINGS)


def test_rows_are_read_as_typed_values() -> None:
    row = read(["王某", "女", "1972-05", datetime(2021, 12, 1), 3, 13800000000]).rows[0]
    assert row.values == {
        "name": "王某",
        "gender": "female",
        "born": "1972-05",
        "starts": date(2021, 12, 1),
        "order": 3,
        "phone": "13800000000",
    }
    assert (row.number, row.errors) == (2, [])


@pytest.mark.parametrize(
    "written",
    [
        "2021-12-01",
        "2021/12/1",
        "2021.12.1",
        "2021年12月1日",
        "20211201",
        "２０２１－１２－０１",
        44531,
        date(2021, 12, 1),
    ],
)
def test_dates_in_every_usual_form(written: object) -> None:
    assert read(["王某", "女", "", written]).rows[0].values["starts"] == date(2021, 12, 1)


@pytest.mark.parametrize(
    "written", ["1972-05", "1972年5月", "1972.05", 197205, 1972.5, "1972/5", date(1972, 5, 1)]
)
def test_months_in_every_usual_form(written: object) -> None:
    assert read(["王某", "女", written]).rows[0].values["born"] == "1972-05"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["王某", "女", "", "2022年2月31日"], "第2行“任职日期”2022年2月31日不存在，请核对"),
        (["王某", "女", "", "去年"], "第2行“任职日期”“去年”不是日期，请写成 2022-03-05"),
        (["王某", "女", "1972-13"], "第2行“出生年月”没有13月，请核对"),
        (["王某", "女", 1972.1], "第2行“出生年月”“1972.1”分不清是1月还是10月，请写成 1972-01 或 1972-10"),
        (["王某", "妇"], "第2行“性别”“妇”不在可选范围内，可填：男、女"),
        (["", "女"], "第2行“姓名”没有填写"),
        (["王某"], "第2行“性别”没有填写"),
        (["王某", "女", "", "", "三"], "第2行“顺序”“三”不是整数"),
        (["王某某某某某某", "女"], "第2行“姓名”有7字，最多6字"),
        (["#REF!", "女"], "第2行“姓名”是公式错误 #REF!，请改成文字或数字"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(row: list[Any], sentence: str) -> None:
    assert [str(error) for error in read(row).errors] == [sentence]


def test_all_errors_of_all_rows_are_told_and_good_cells_kept() -> None:
    reading = read(["王某", "妇", "x"], ["李某", "男"], ["", "女"])
    assert [(e.row, e.column) for e in reading.errors] == [(2, "性别"), (2, "出生年月"), (4, "姓名")]
    assert reading.rows[0].values["name"] == "王某"
    assert reading.rows[1].errors == []


def test_headings_are_found_below_a_title_and_in_any_order_and_width() -> None:
    data = book(["委员名单"], [], [" 性 别 ", "姓名*（必填）", "任职起"], ["男", "王某", "2021-12-01"])
    row = read_table(data, HEADINGS).rows[0]
    assert row.values == {"name": "王某", "gender": "male", "starts": date(2021, 12, 1)}
    assert row.number == 4


def test_the_sheet_with_the_headings_is_found() -> None:
    made = Workbook()
    made.worksheets[0].append(["说明"])
    made.create_sheet("数据").append(["姓名", "性别"])
    made.worksheets[1].append(["王某", "男"])
    out = BytesIO()
    made.save(out)
    assert read_table(out.getvalue(), HEADINGS).rows[0].values["name"] == "王某"


def test_missing_and_strange_headings_are_named() -> None:
    with pytest.raises(BadFile, match="缺少这些列：性别。认不出的列：性別。"):
        read_table(book(["姓名", "性別"], ["王某", "男"]), HEADINGS)


def test_a_table_of_something_else_points_to_the_template() -> None:
    with pytest.raises(BadFile, match="下载模板"):
        read_table(book(["品名", "单价"], ["茶", 3]), HEADINGS)


def test_a_heading_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadFile, match="“姓名”这一列出现了两次"):
        read_table(book(["姓名", "性别", "姓 名"], ["王某", "男", "李某"]), HEADINGS)


def test_columns_that_are_not_read_are_told() -> None:
    assert read_table(book(["姓名", "性别", "民族"], ["王某", "男", "x"]), HEADINGS).unknown == ["民族"]


def test_blank_rows_between_are_passed_over() -> None:
    reading = read([], ["", "  "], ["王某", "男"])
    assert [row.number for row in reading.rows] == [4]


def test_headings_alone_are_refused() -> None:
    with pytest.raises(BadFile, match="只有表头"):
        read()


def test_more_rows_than_the_limit_are_refused() -> None:
    with pytest.raises(BadFile, match="超过2行"):
        read_table(book(COLUMNS, *[["王某", "男"]] * 3), HEADINGS, limit=2)


def test_a_formula_is_never_computed_or_kept() -> None:
    assert read(["王某", "男", "", "", "", "=1+1"]).rows[0].values["phone"] == ""


def test_a_sheet_that_lies_about_its_size_is_read_whole() -> None:
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book(COLUMNS, ["王某", "男"]))) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            new.writestr(item, old.read(item).replace(b'<dimension ref="A1:F2"', b'<dimension ref="A1"'))
    assert read_table(out.getvalue(), HEADINGS).rows[0].values["gender"] == "male"


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", b"PK\x03\x04broken"]
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_table(data, HEADINGS)


def test_the_marked_workbook_repeats_the_rows_with_the_reasons() -> None:
    reading = read(["王某", "妇", "", "", "", "=1"], ["李某", "男"])
    reasons = {error.row: str(error) for error in reading.errors}
    sheet = load_workbook(BytesIO(marked_workbook("有误的行", reading, reasons))).worksheets[0]
    assert sheet["G1"].value == "问题"
    assert sheet["G2"].value.startswith("第2行“性别”")
    assert sheet["G3"].value is None
    again = read_table(marked_workbook("有误的行", reading, reasons), HEADINGS)
    assert [row.values.get("name") for row in again.rows] == ["王某", "李某"]
