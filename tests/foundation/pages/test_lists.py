"""Search, sort, pages and export are one query, kept in the address. ux.md 16, checklist 63."""

import io
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Unit
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(city: Committee, other_city: Committee) -> None:
    with loading():
        for n in range(45):
            kind = "学校" if n % 3 == 0 else "局"
            Unit.objects.create(committee=city, code=f"u{n:02}", name=f"第{n:02}{kind}", order=n)
    directory.unit(other_city, "foreign", "外地学校")


def names(browser: Client, query: str = "") -> list[str]:
    listing = browser.get(f"/trial/?{query}").context["listing"]
    return [cells[0].text for _, cells in listing.lines]


def exported(browser: Client, query: str = "") -> list[list[object]]:
    answer = browser.get(f"/trial/?{query}&export=xlsx")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(i for i, row in enumerate(rows) if row[:2] == ["名称", "代码"])
    return [row for row in rows[first + 1 :] if row[0]]


@pytest.mark.usefixtures("units")
class TestAList:
    def test_twenty_a_page(self, desk: Client) -> None:
        assert [len(names(desk, f"page={n}")) for n in (1, 2, 3)] == [20, 20, 5]

    @pytest.mark.parametrize(
        ("size", "shown"), [("50", 45), ("100", 45), ("7", 20), ("x", 20), ("²", 20), ("", 20)]
    )
    def test_the_size_is_one_of_three(self, desk: Client, size: str, shown: int) -> None:
        assert len(names(desk, f"size={size}")) == shown

    @pytest.mark.parametrize("page", ["0", "-1", "99", "x", "²"])
    def test_a_silly_page_number_shows_some_page(self, desk: Client, page: str) -> None:
        assert names(desk, f"page={page}")

    def test_search_cuts_the_rows(self, desk: Client) -> None:
        found = names(desk, "q=学校")
        assert len(found) == 15
        assert all("学校" in name for name in found)

    def test_sorting_up_and_down(self, desk: Client) -> None:
        assert names(desk, "sort=-code")[0] == "第44局"
        assert names(desk, "sort=code")[0] == "第00学校"

    @pytest.mark.parametrize("sort", ["--name", "password", "committee__code", "-", "name;drop", "?"])
    def test_a_silly_order_is_no_order(self, desk: Client, sort: str) -> None:
        assert names(desk, f"sort={sort}") == names(desk)

    def test_the_export_holds_the_rows_of_the_list_in_its_order(self, desk: Client) -> None:
        query = "q=学校&sort=-code"
        rows = exported(desk, query)
        assert [row[0] for row in rows] == names(desk, query)
        assert [row[1] for row in rows][:2] == ["U42", "U39"]

    def test_the_export_is_not_cut_by_pages(self, desk: Client) -> None:
        assert len(exported(desk)) == 45

    def test_the_export_is_recorded(self, desk: Client, office: Seat) -> None:
        exported(desk, "q=学校")
        entry = Entry.objects.get()
        assert (entry.code, entry.actor_id, entry.title) == ("pages.export", office.user_id, "试用单位")
        assert "15行" in entry.detail

    def test_nothing_of_another_city_is_listed_counted_or_exported(self, desk: Client) -> None:
        assert desk.get("/trial/?q=外地").context["listing"].page.paginator.count == 0
        assert exported(desk, "q=外地") == []

    def test_the_other_city_sees_its_own(
        self, seat: SeatMaker, client_of: ClientMaker, other_city: Committee
    ) -> None:
        assert names(client_of(seat(owner=other_city))) == ["外地学校"]

    def test_an_empty_result_says_so(self, desk: Client) -> None:
        page = desk.get("/trial/?q=没有").content.decode()
        assert "没有符合条件的记录，请放宽条件。" in page
        assert "还没有记录。" not in page

    def test_an_order_alone_is_no_filter(self, desk: Client) -> None:
        Unit.objects.all().delete()
        for query in ("", "q=", "q=%20&sort=-code&page=2"):
            assert "还没有记录。" in desk.get(f"/trial/?{query}").content.decode()

    def test_a_zero_byte_in_the_search_breaks_nothing(self, desk: Client) -> None:
        assert desk.get("/trial/?q=%00").status_code == 200


def test_the_todo_sheet_holds_the_due_date(desk: Client, office: Seat) -> None:
    day = timezone.localdate() + timedelta(days=3)
    for due in (day, None):
        Todo.objects.create(
            committee=office.committee, key="role:office_staff", code="tests.look", title="看一看", url="/",
            due=due, label="tests.none", object_id=f"{due}",
        )  # fmt: skip
    page = desk.get("/todos/open/")
    assert "到期日" not in page.content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(desk.get("/todos/open/?export=xlsx").content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "到期日" in row)
    dues = [row[head.index("到期日")] for row in rows[rows.index(head) + 1 :] if row[0]]
    assert [due for due in dues if due] == [datetime(day.year, day.month, day.day)]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_an_export_is_a_formula(desk: Client, city: Committee, text: str) -> None:
    with loading():
        Unit.objects.create(committee=city, code="x", name=text)
    answer = desk.get("/trial/?export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
