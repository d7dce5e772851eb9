"""One installation and one Chromium for all stories."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.stories.installation import Installation, running
from tests.stories.visitor import DESKTOP, Visitor
from tools.suite import browser_program

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Visits = Callable[..., Visitor]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demo on a server of its own."""
    with running(tmp_path_factory.mktemp("installation")) as installation:
        yield installation


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=browser_program(), args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def signed_in(place: Installation, browser: Browser) -> Callable[[str], Any]:
    """Cookies of a demo account; each signs in once, as dynamic codes are taken only once."""
    kept: dict[str, Any] = {}

    def state_of(username: str) -> Any:
        if username not in kept:
            visitor = Visitor(browser, place, DESKTOP).sign_in(place.accounts[username])
            visitor.page.wait_for_url(lambda url: "/sign-in/" not in url and "/hats/" not in url)
            kept[username] = visitor.context.storage_state()
            assert visitor.leave() == []
        return kept[username]

    return state_of


@pytest.fixture
def visit(place: Installation, browser: Browser, signed_in: Callable[[str], Any]) -> Iterator[Visits]:
    """`visit("bangongshi", PHONE)`: a window in which that account is signed in."""
    windows: list[Visitor] = []

    def enter(username: str, width: int = DESKTOP, *, script: bool = True) -> Visitor:
        windows.append(Visitor(browser, place, width, script=script, state=signed_in(username)))
        return windows[-1]

    yield enter
    faults = [fault for window in windows for fault in window.leave()]
    assert faults == []
