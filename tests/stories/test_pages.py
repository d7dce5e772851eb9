"""Every page of every kind of seat: nothing for axe to find, no sideways scroll, no call abroad."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from playwright.sync_api import Browser

from tests.stories.conftest import Visits
from tests.stories.installation import Installation
from tests.stories.visitor import DESKTOP, NARROW, PHONE, STORED, Visitor
from tests.stories.walk import pages_of

pytestmark = pytest.mark.browser
SEATS = {
    "bangongshi": 60,
    "jingjiwei": 20,
    "zhuxi": 15,
    "weiyuan": 12,
    "jiaoyuju": 12,
    "xitong": 10,
    "anquan": 6,
    "shenji": 6,
}
BUILT = """() => [...new Set([...document.querySelectorAll("body *")].map(
    e => [e.tagName, e.getAttribute("class"), e.getAttribute("type")].join(".")))].sort().join(" ")"""


@pytest.fixture(scope="session")
def is_first(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str], bool]:
    """Asks once for each page: one that is built the same for another seat is judged once, by whichever of
    the test processes comes first."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "judged"
    folder.mkdir(exist_ok=True)

    def claims(page: str) -> bool:
        try:
            (folder / sha256(page.encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    return claims


@pytest.mark.parametrize("username", SEATS)
def test_every_page_keeps_the_rules_at_every_width(
    username: str, visit: Visits, is_first: Callable[[str], bool]
) -> None:
    visitor = visit(username)
    names = set()
    for spot in pages_of(visitor):
        names.add(spot.name)
        own = spot.name if spot.name.startswith("do-") else f"{spot.name} {visitor.page.evaluate(BUILT)}"
        if is_first(own):
            visitor.check_at(DESKTOP, PHONE, NARROW)
    assert len(names) >= SEATS[username], sorted(names)
    assert visitor.page.evaluate(STORED) == []


def test_the_sign_in_page_keeps_the_rules(place: Installation, browser: Browser) -> None:
    visitor = Visitor(browser, place, DESKTOP)
    visitor.open("/sign-in/")
    visitor.check_at(DESKTOP, PHONE, NARROW)
    visitor.page.locator("input[name=username]").fill("bangongshi")
    visitor.page.locator("input[name=password]").fill("不对")
    visitor.press("登录")
    visitor.is_refused()
    visitor.check_at(DESKTOP, PHONE, NARROW)
    assert visitor.leave() == []


@pytest.mark.parametrize("path", ["/plans/99999/", "/nowhere/", "/accounts/"])
def test_pages_that_refuse_keep_the_rules(path: str, visit: Visits) -> None:
    visitor = visit("weiyuan")
    answer = visitor.open(path)
    assert answer is not None and answer.status in (403, 404)
    visitor.check_at(DESKTOP, PHONE, NARROW)
