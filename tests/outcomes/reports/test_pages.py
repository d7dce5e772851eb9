"""The dashboard and the lists behind its figures, as a browser gets them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import ClientMaker, SeatMaker
from tests.engines.plans.conftest import HEADS, row
from tests.factories import directory
from tests.outcomes.reports.conftest import DUE, TODAY, Books
from zhengxie.engines.plans.actions.plans import draft, issue
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.actions import loading
from zhengxie.outcomes.reports.queries.figures import NAMES, OF_UNIT

pytestmark = pytest.mark.django_db
SEEN_BY = {
    Role.CHAIR_LEVEL,
    Role.SECRETARY_GENERAL,
    Role.PROPOSAL_STAFF,
    Role.INFO_EDITOR,
    Role.LIAISON_STAFF,
    Role.COMMITTEE_STAFF,
    Role.COMMITTEE_HEAD,
    Role.OFFICE_STAFF,
}


@pytest.fixture
def chair(city: Committee, seat: SeatMaker) -> Seat:
    return seat(Role.CHAIR_LEVEL, member=directory.member(city, "周示范", "009"))


def cells(answer: Any) -> list[list[Any]]:
    """All values of an Excel file, row by row."""
    sheet: Any = load_workbook(BytesIO(answer.getvalue())).active
    return [[cell.value for cell in line] for line in sheet.iter_rows()]


@pytest.fixture
def desk(chair: Seat, client_of: ClientMaker) -> Client:
    return client_of(chair)


@pytest.fixture
def plan(book: Books, seat: SeatMaker) -> Plan:
    """Two items: one with a task that is overdue, one with a closed task; the third has not begun."""
    office, body = seat(Role.OFFICE_STAFF), directory.body(book.committee)
    heads = [*HEADS, {"key": "0-2", "level": "item", "number": "3", "title": "办好刊物"}]
    rows = [
        row("召开协商座谈会", due=DUE, lead_body=body),
        row("开展双向评议", "0-1"),
        row("出版文史", "0-2"),
    ]
    given: dict[str, Any] = {"title": "2022年工作要点", "year": 2022, "source_name": "", "source_text": ""}
    made: Plan = issue(
        office, draft(office, **given, heads=heads, tasks=rows), document_no="6", issued_on=DUE
    )
    with loading():
        Task.objects.filter(plan=made, number="2.1").update(state="closed", reported=100)
    return made


@pytest.mark.parametrize("role", sorted(BUSINESS_ROLES))
def test_only_those_of_the_matrix_see_it(
    role: Role, book: Books, seat: SeatMaker, client_of: ClientMaker
) -> None:
    place = {"body": directory.body(book.committee), "unit": directory.unit(book.committee)}
    browser = client_of(seat(role, member=book.member, **place))
    assert browser.get("/reports/").status_code == (200 if role in SEEN_BY else 403)
    assert browser.get("/reports/figures/plan_done/").status_code == (200 if role in SEEN_BY else 403)


def test_leaders_begin_here_and_find_it_in_the_menu(desk: Client, book: Books) -> None:
    assert desk.get("/").headers["Location"] == "/reports/"
    page = desk.get("/reports/").content.decode()
    assert "履职总览　十四届一次" in page and "截至2022年6月8日 17:00" in page
    assert "统计" in page and "领导批示" in page


def test_every_figure_of_the_page_opens(desk: Client, book: Books, plan: Plan) -> None:
    book.case(book.part("市教育局", "replied", answered=DUE))
    page = desk.get("/reports/").content.decode()
    found = {part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:]}
    links = sorted(link for link in found if link.startswith("/reports/figures/"))
    assert len(links) >= len(NAMES) - 2 + len(OF_UNIT) - 1
    assert {link: desk.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize(
    "path",
    [
        "/reports/figures/nothing/",
        "/reports/figures/handled/",
        "/reports/figures/answered/?unit=999",
        "/reports/figures/answered/?unit=²",
        "/reports/figures/received/?unit=1",
    ],
)
def test_what_is_no_figure_is_not_found(path: str, desk: Client, book: Books) -> None:
    assert desk.get(path).status_code == 404


def test_a_list_shows_the_records_and_leads_to_them(desk: Client, book: Books) -> None:
    proposal, case = book.proposal(), book.case(book.part("市教育局", "handling", due=TODAY))
    received = desk.get("/reports/figures/received/").content.decode()
    assert proposal.get_absolute_url() in received and case.title in received
    pending = desk.get("/reports/figures/pending/").content.decode()
    assert proposal.title in pending and case.title not in pending
    assigned = desk.get("/reports/figures/assigned/").content.decode()
    assert case.get_absolute_url() in assigned and "市教育局" in assigned and "办理中" in assigned
    unit = book.units["市教育局"].pk
    handled = desk.get(f"/reports/figures/handled/?unit={unit}").content.decode()
    assert case.title in handled and "独办" in handled
    assert "这一项现在是0。" in desk.get("/reports/figures/overdue/").content.decode()


def test_what_is_open_says_what_is_due_and_when(desk: Client, book: Books) -> None:
    """The figure counts units' parts, and says so; its list has as many rows."""
    soon = TODAY + timedelta(days=3)
    book.case(
        book.part("市教育局", role="separate", due=soon), book.part("市公安局", role="separate", due=soon)
    )
    book.case(book.part("市教育局", due=DUE))
    front = desk.get("/reports/").content.decode()
    assert "2 个承办件" in front
    path = "/reports/figures/soon/"
    page = desk.get(path).content.decode()
    assert "到期事项" in page and "2022-06-11" in page and "剩3天" in page and "2 个承办件" in page
    head, *rows = [
        line for line in cells(desk.get(path + "?export=xlsx")) if "关于" in str(line) or "案由" in line
    ]
    due = [dict(zip(head, line, strict=False)) for line in rows]
    assert [(str(one["期限"])[:10], one["还剩"]) for one in due] == [("2022-06-11", "剩3天")] * 2
    assert all(one["到期事项"] for one in due)
    late = desk.get("/reports/figures/overdue/").content.decode()
    assert "超期7天" in late and "2022-06-01" in late and "1 件" in late


def test_what_a_seat_may_not_see_is_counted_and_said(
    desk: Client, book: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody whose figure it is may see all of it today; where a room shows less, the list says so."""
    from zhengxie.foundation.access import policy
    from zhengxie.work.proposals.models import Proposal

    for _ in range(3):
        book.proposal()
    kept = Proposal.objects.order_by("pk").first()
    monkeypatch.setitem(policy._SCOPES, Proposal, lambda seat: Proposal.objects.filter(pk=kept.pk))
    page = desk.get("/reports/figures/received/").content.decode()
    assert "另有 2 件无权查看" in page
    assert kept.title in page and "关于第2件事的建议" not in page
    assert ">3<small>件" in desk.get("/reports/").content.decode().replace("\n", "")
    assert ["另有 2 件无权查看"] in [
        line[:1] for line in cells(desk.get("/reports/figures/received/?export=xlsx"))
    ]


def test_plan_items_stand_under_one_name_each(desk: Client, plan: Plan) -> None:
    page = desk.get("/reports/").content.decode()
    assert "工作要点　3 项" in page
    for words in ("完成 1", "进行 0", "超期 1", "未开始 1"):
        assert words in page
    assert "超期7天" in page and "开展双向评议" not in page
    names = {"plan_overdue": "开展专题协商", "plan_done": "做好提案工作", "plan_idle": "办好刊物"}
    for name, title in names.items():
        listed = desk.get(f"/reports/figures/{name}/").content.decode()
        assert [other for other in names.values() if other in listed] == [title]
        assert desk.get(f"/reports/figures/{name}/?export=xlsx").status_code == 200


def test_a_body_s_staff_see_the_items_with_tasks_of_their_own(
    book: Books, plan: Plan, seat: SeatMaker, client_of: ClientMaker
) -> None:
    page = client_of(seat(Role.COMMITTEE_STAFF, body=directory.body(book.committee))).get("/reports/")
    assert "本委室的工作要点　1 项" in page.content.decode()


def test_nothing_yet_is_said(book: Books, seat: SeatMaker, client_of: ClientMaker) -> None:
    page = client_of(seat(Role.OFFICE_STAFF)).get("/reports/").content.decode()
    assert "还没有可以统计的内容。" in page


def test_the_page_goes_into_a_file_and_the_trail_knows(desk: Client, book: Books) -> None:
    book.case(book.part("市教育局", "replied", answered=DUE))
    rows = cells(desk.get("/reports/?export=xlsx"))
    assert ["全会", "已答复", 1, "占交办100.0%（1/1）"] in [line[:4] for line in rows]
    assert ["市教育局", "承办", 1] in [line[:3] for line in rows]
    assert Entry.objects.filter(code="pages.export").exists()


def test_more_units_than_fit_on_one_sheet_are_a_press_away(desk: Client, book: Books) -> None:
    for number in range(14):
        book.case(book.part(f"第{number}局"))
    page = desk.get("/reports/").content.decode()
    assert "其余 2 个单位" in page and "第13局" not in page
    assert "第13局" in desk.get("/reports/?units=all").content.decode()


@pytest.mark.parametrize("number", [1, 40])
def test_few_queries_whatever_the_number(
    number: int, desk: Client, book: Books, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    for place in range(number):
        book.proposal()
        book.case(book.part(f"第{place}局", "replied", answered=DUE, form=("satisfied", "satisfied")))
    unit = book.units["第0局"].pk
    paths = ["/reports/", "/reports/?units=all", f"/reports/figures/handled/?unit={unit}"]
    paths += [f"/reports/figures/{name}/?size=100" for name in (*NAMES, "plan_overdue")]
    for path in paths:
        with django_assert_max_num_queries(15):
            assert desk.get(path).status_code == 200, path


def test_urls_have_the_agreed_names() -> None:
    assert reverse("dashboard") == "/reports/"
    assert reverse("figure", args=["received"]) == "/reports/figures/received/"
