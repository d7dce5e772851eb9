"""责任清单: the page, and the Excel file with the same rows and without formulas."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.conftest import ClientMaker
from tests.engines.plans.conftest import City, broken_down, task_of
from zhengxie.engines.plans.actions.tasks import break_down, drop
from zhengxie.engines.plans.models import Plan
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(office: Seat, client_of: ClientMaker) -> Client:
    return client_of(office)


@pytest.fixture
def filled(issued: Plan, office: Seat, town: City) -> Plan:
    """Two tasks broken down, one of them with a formula for an owner; the third dropped."""
    break_down(office, task_of(issued, "1.1"), **broken_down(town, target="召开6次", owner="=1+1"))
    break_down(office, task_of(issued, "1.2"), **broken_down(town, due=None, owner="@SUM(A1)"))
    drop(office, task_of(issued, "2.1"), reason="主席会议同意")
    return issued


def sheet_of(client: Client, plan: Plan) -> list[list[Any]]:
    """All rows of the Excel file."""
    answer = client.get(f"/plans/{plan.pk}/responsibility/?export=xlsx")
    assert answer.status_code == 200
    assert "spreadsheetml" in answer["Content-Type"]
    sheet = load_workbook(BytesIO(answer.getvalue())).active
    assert sheet is not None
    return [list(line) for line in sheet.iter_rows()]


def test_the_file_holds_the_rows_of_the_page_in_their_order(filled: Plan, desk: Client) -> None:
    lines = desk.get(f"/plans/{filled.pk}/responsibility/").context["lines"]
    rows = [[cell.value for cell in line] for line in sheet_of(desk, filled)]
    head = next(i for i, line in enumerate(rows) if line[0] == "任务号")
    assert [line[0] for line in rows[head + 1 :]] == [x.task.number for x in lines] == ["1.1", "1.2"]
    by_name = dict(zip(rows[head], rows[head + 1], strict=True))
    assert by_name["任务"] == "召开协商座谈会"
    assert (by_name["牵头委室"], by_name["牵头领导"], by_name["完成标准"]) == (
        "经济科技委员会",
        "李示范",
        "召开6次",
    )
    assert str(by_name["完成时限"]).startswith("2022-09-30")


def test_no_cell_is_a_formula(filled: Plan, desk: Client) -> None:
    cells = [cell for line in sheet_of(desk, filled) for cell in line]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
    assert any("1+1" in str(c.value) for c in cells), "the text itself is kept"


def test_the_page_shows_every_column_that_leaders_ask_for(filled: Plan, desk: Client) -> None:
    page = desk.get(f"/plans/{filled.pk}/responsibility/").content.decode()
    for words in (
        "任务号",
        "牵头领导",
        "牵头委室",
        "责任人",
        "完成时限",
        "完成标准",
        "进度",
        "状态",
        "导出Excel",
        "打印",
    ):
        assert words in page
    assert "=1+1" in page
    assert "开展双向评议" not in page


def test_an_export_is_recorded(filled: Plan, desk: Client) -> None:
    sheet_of(desk, filled)
    entry = Entry.objects.get(code="pages.export")
    assert json.loads(entry.detail)["note"] == "2行"
