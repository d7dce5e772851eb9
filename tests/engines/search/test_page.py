"""The page of search: one box, tabs with counts, filters, hits marked, plain words where nothing is found."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import cases, directory, proposals
from tests.house.watching import queries
from zhengxie.engines.cases.actions.handling import record_contact
from zhengxie.engines.cases.kinds import KINDS
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.pages import limits
from zhengxie.foundation.pages import page as pages
from zhengxie.foundation.pages.limits import SEARCH

TITLE = "关于老旧小区<b>加装电梯</b>的建议"


@pytest.fixture
def page(people: proposals.Cast, client_of: ClientMaker) -> Any:
    """Call it with words (and other inputs) for the page as the proposal staff sees it."""
    browser = client_of(people.staff)

    def look(q: str, **more: Any) -> str:
        cache.clear()
        answer = browser.get(reverse("search"), {"q": q, **more})
        assert answer.status_code == 200
        return answer.content.decode()

    return look


def test_hits_are_marked_and_lead_to_their_pages(people: proposals.Cast, page: Any) -> None:
    made = proposals.submitted(people, title=TITLE)
    shown = page("加装电梯")
    assert "关于老旧小区&lt;b&gt;<mark>加装电梯</mark>&lt;/b&gt;的建议" in shown
    assert f'href="/proposals/{made.pk}/"' in shown
    assert "待审查" in shown


def test_tabs_count_by_kind_and_filters_stay(people: proposals.Cast, page: Any) -> None:
    proposals.submitted(people, title=TITLE)
    shown = page("电梯", kind="proposal", state="submitted")
    assert 'aria-current="page">提案 <b>1</b>' in shown
    assert '<option value="submitted" selected>' in shown
    assert "委员 <b>0</b>" not in shown, "members know no state"
    assert '<option value="submitted"' not in page("电梯", kind="task")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("水", "只有一个字"),
        ("。，！", "没有可以查的文字"),
        ("😀", "没有可以查的文字"),
        ("电梯" * 5000, "只查前100个字"),
        ("一二 三四 五六 七八 九十 甲乙 丙丁 戊己 庚辛", "只查前8个"),
        ("找不到的词", "没有找到"),
        ("水 找不到的词", "单个字没有查"),
        ("\0", "输入案由"),
        ("", "输入案由"),
    ],
)
def test_where_nothing_is_found_it_says_why(typed: str, said: str, page: Any) -> None:
    assert said in page(typed)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"since": "2026-02-31"}, "没有这一天"),
        ({"until": "abc"}, "没有这一天"),
        ({"session": "999999"}, "没有这个届次"),
        ({"session": "²"}, "没有这个届次"),
        ({"unit": "999999"}, "没有这个承办单位"),
        ({"sector": "x"}, "没有这个界别"),
        ({"result": "D"}, "办理结果只有"),
        ({"since": "2026-03-02", "until": "2026-03-01"}, "截止日期不能早于起始日期"),
        ({"state": "submitted"}, "这里不能按“状态”查"),
        ({"kind": "proposal", "state": "nonsense"}, "没有这个状态"),
        ({"kind": "task", "unit": "1"}, "这里不能按“承办单位”查"),
    ],
)
def test_a_wrong_filter_is_named_and_nothing_is_looked_for(
    wrong: dict[str, str], said: str, people: proposals.Cast, page: Any
) -> None:
    proposals.submitted(people, title=TITLE)
    shown = page("加装电梯", **wrong)
    assert said in shown
    assert "<mark>" not in shown and "没有找到" not in shown
    assert 'value="加装电梯"' in shown


def test_silly_pages_and_kinds_are_left_out(people: proposals.Cast, page: Any) -> None:
    proposals.submitted(people, title=TITLE)
    assert "<mark>加装电梯</mark>" in page("加装电梯", page="²", kind="²")


def test_a_filter_needs_a_word(people: proposals.Cast, page: Any) -> None:
    assert "请写要查的词" in page("", result="A")


def test_only_a_set_filter_can_be_relaxed(page: Any) -> None:
    assert "放宽上面的条件" not in page("找不到的词")
    assert "放宽上面的条件" in page("找不到的词", since="2026-01-01")


def test_one_form_holds_words_and_labelled_filters(people: proposals.Cast, client_of: ClientMaker) -> None:
    for seat in (people.staff, people.author):
        shown = client_of(seat).get("/search/?q=电梯").content.decode()
        main = shown.partition("<main")[2].partition("</main")[0]
        assert main.count("<form") == 1
        assert '<label for="id_since">起始日期</label>' in main


def test_filters_that_no_searched_kind_knows_are_not_offered(
    city: Committee, seat: SeatMaker, client_of: ClientMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office finds members and tasks, which no unit handles."""
    monkeypatch.delitem(KINDS, "trial", raising=False)  # whose origins everybody might see
    shown = client_of(seat(Role.OFFICE_STAFF)).get("/search/").content.decode()
    assert 'id="id_sector"' in shown and 'id="id_since"' in shown
    assert 'id="id_unit"' not in shown and 'id="id_result"' not in shown


def test_the_states_are_those_that_the_seat_meets(
    people: proposals.Cast, seat: SeatMaker, client_of: ClientMaker
) -> None:
    def offered(who: Seat) -> str:
        shown = client_of(who).get("/search/?q=电梯&kind=proposal").content.decode()
        return shown.partition('id="id_state"')[2].partition("</select>")[0]

    inspector = offered(seat(Role.INSPECTOR))
    assert "待交办" in inspector and "办理中" in inspector
    assert "草稿" not in inspector and "退回修改" not in inspector and "办结(不满意)" not in inspector
    assert "草稿" not in offered(people.staff) and "初审中" in offered(people.staff)
    member = offered(people.author)
    assert "草稿" in member and "审查中" in member and "待您评价" in member


def test_all_hits_as_an_excel_file(people: proposals.Cast, client_of: ClientMaker) -> None:
    for _ in range(25):
        proposals.submitted(people, title=TITLE)
    cache.clear()
    answer = client_of(people.staff).get("/search/", {"q": "加装电梯", "export": "xlsx"})
    page = load_workbook(BytesIO(answer.content)).active
    assert page is not None
    rows = [[str(cell.value) for cell in row] for row in page.iter_rows()]
    assert rows[1][0].startswith("查找“加装电梯”；共25条；")
    assert len(rows) == 3 + 25
    assert rows[3][:2] == ["提案", TITLE]
    assert "25行 /search/?q=" in Entry.objects.get(code="pages.export").detail


def test_paper_says_what_was_looked_for(people: proposals.Cast, page: Any) -> None:
    proposals.submitted(people, title=TITLE)
    paper = page("加装电梯", since="2020-01-01").partition("zx-printonly")[2].partition("</p>")[0]
    assert "查找“加装电梯”；起始日期：2020-01-01；共 1 条" in paper


def test_a_unit_that_is_perhaps_meant_is_offered(people: proposals.Cast, page: Any) -> None:
    assert f'<a href="/cases/?unit={people.unit.pk}">市教育局</a>' in page("教育局")
    assert "/cases/?unit=" not in page("教")
    assert "/cases/?unit=" not in page("教育局", unit=people.unit.pk)


def test_a_member_searches_on_pages_of_his_own(people: proposals.Cast, client_of: ClientMaker) -> None:
    proposals.draft_proposal(people, title=TITLE)
    browser = client_of(people.author)
    assert 'action="/search/"' in browser.get("/").content.decode()
    shown = browser.get("/search/?q=电梯").content.decode()
    assert 'class="zx-phone"' in shown
    assert "<mark>电梯</mark>" in shown


def test_the_box_stands_on_every_desk_page(people: proposals.Cast, client_of: ClientMaker) -> None:
    assert 'id="top-q"' in client_of(people.staff).get("/todos/").content.decode()


def test_searches_are_limited_by_the_minute(
    people: proposals.Cast, client_of: ClientMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No minute ends while they are counted."""
    monkeypatch.setattr(limits, "SEARCH", replace(limits.SEARCH, seconds=86_400))
    monkeypatch.setattr(pages, "SEARCH", limits.SEARCH)
    browser = client_of(people.staff)
    codes = [browser.get("/search/?q=电梯").status_code for _ in range(SEARCH.most + 1)]
    assert codes == [200] * SEARCH.most + [429]
    assert "再查一次“电梯”" in browser.get("/search/?q=电梯").content.decode()


def test_the_page_asks_a_bounded_number_of_questions(people: proposals.Cast, client_of: ClientMaker) -> None:
    town = proposals.handlers(people)
    for _ in range(4):
        task = proposals.part(proposals.assigned(people, town), town.police)
        cases.replied(town, record_contact(town.officer, cases.begin(town.officer, task), **cases.meeting()))
    browser = client_of(people.staff)
    browser.get("/search/")
    with queries() as seen:
        shown = browser.get("/search/?q=拥堵").content.decode()
    assert shown.count("<mark>拥堵</mark>") >= 8
    assert len(seen) <= 15, "\n".join(map(str, seen))


def test_of_many_people_the_first_stand_with_all_kinds_and_a_link_leads_to_the_rest(
    people: proposals.Cast, page: Any
) -> None:
    for number in range(7):
        directory.member(people.committee, f"欧阳明{number}", f"9{number}")
    shown = page("欧阳")
    assert shown.count("欧阳</mark>") == 5 and "看全部委员（7）" in shown and "?q=%E6%AC%A7" in shown
    assert "共 7 条" in shown and 'aria-label="分页"' not in shown
    assert page("欧阳", kind="member").count("欧阳</mark>") == 7


def test_behind_the_end_stands_the_last_page(people: proposals.Cast, page: Any) -> None:
    proposals.submitted(people, title=TITLE)
    assert "加装电梯</mark>" in page("加装电梯", page="999")
