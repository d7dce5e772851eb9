"""The page of search: one box, tabs with counts, filters, hits marked, plain words where nothing is found."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.conftest import ClientMaker
from tests.factories import cases, proposals
from tests.house.watching import queries
from zhengxie.engines.cases.actions.handling import record_contact
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
        ("电梯" * 5000, "一次最多查100个字"),
        ("找不到的词", "没有找到"),
        ("水 找不到的词", "单个字没有查"),
        ("\0", "输入案由"),
        ("", "输入案由"),
    ],
)
def test_where_nothing_is_found_it_says_why(typed: str, said: str, page: Any) -> None:
    assert said in page(typed)


def test_silly_values_of_filters_are_left_out(people: proposals.Cast, page: Any) -> None:
    proposals.submitted(people, title=TITLE)
    silly = dict.fromkeys(("session", "unit", "sector", "result", "since", "until", "page", "kind"), "²")
    assert "<mark>加装电梯</mark>" in page("加装电梯", **silly)


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
