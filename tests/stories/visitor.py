"""Somebody at a browser: signs in, opens pages, and notes whatever a page should not do."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import totp
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.stories.installation import Account, Installation

DESKTOP, PHONE, NARROW = 1366, 360, 320
HEIGHTS = {DESKTOP: 768, PHONE: 740, NARROW: 640}
LONGEST = 15_000  # milliseconds that a page may take here
AXE = Axe()
# Storage may hold the moment of the last contact, nothing else. security-checklist 19
STORED = """() => [...Object.entries(localStorage), ...Object.entries(sessionStorage)].filter(
  ([key, value]) => !(key === "zx-seen" && /^\\d+$/.test(value)))"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Visitor:
    """One browser window of one person. `faults` collects what broke a rule on any page."""

    def __init__(
        self, browser: Browser, place: Installation, width: int, *, script: bool = True, state: Any = None
    ) -> None:
        self.place = place
        self.width = width
        self.script = script
        self.faults: list[str] = []
        size: Any = {"width": width, "height": HEIGHTS[width]}
        self.context: BrowserContext = browser.new_context(
            viewport=size,
            java_script_enabled=script,
            locale="zh-CN",
            storage_state=state,
            accept_downloads=True,
        )
        self.context.set_default_timeout(LONGEST)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("request", self._watch)

    def _hear(self, message: ConsoleMessage) -> None:
        expected = "the server responded with a status of 4" in message.text
        if message.type in ("error", "warning") and not expected:
            self.faults.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.place.address, "data:", "blob:", "about:")):
            self.faults.append(f"request to another host: {request.url}")

    def open(self, path: str) -> Response | None:
        """Go to a path of the platform."""
        return self.page.goto(self.place.address + path)

    def may_open(self, path: str) -> bool:
        """Whether there is a page at the path: not a refusal, a file, or an address that only takes posts."""
        answer = self.context.request.get(self.place.address + path)
        return answer.status == 200 and "html" in answer.headers.get("content-type", "")

    def sign_in(self, account: Account) -> "Visitor":
        """Account, password, the dynamic code where it is asked for, and the account's own hat of several."""
        self.open("/sign-in/")
        self.page.locator("input[name=username]").fill(account.username)
        self.page.locator("input[name=password]").fill(account.password)
        self.press("登录")
        if account.key:
            self.page.locator("input[name=code]").fill(f"{totp(account.secret):06d}")
            self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        if "/hats/" in self.page.url:
            self.page.get_by_role("button", name=re.compile(f"{account.role}$")).click()
        return self

    def press(self, name: str) -> None:
        """Press the button of that name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """Follow the link of that name."""
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, label: str, value: str) -> None:
        """Type into the field of that label."""
        self.page.locator("main").get_by_label(label).first.fill(value)

    def sees(self, *words: str) -> None:
        """All of the words stand on the page, or soon will: a click does not wait for the next page."""
        for word in words:
            expect(self.page.locator("main")).to_contain_text(word, use_inner_text=True, timeout=LONGEST)

    def is_refused(self) -> None:
        """The form comes back with its faults."""
        expect(self.page).to_have_title(re.compile("^有误："), timeout=LONGEST)

    def is_not_refused(self) -> None:
        """The page in view is no form with faults."""
        self.page.wait_for_load_state()
        expect(self.page).not_to_have_title(re.compile("^有误"), timeout=LONGEST)

    def check(self, *, axe: bool = True) -> None:
        """Judge the page in view: no sideways scroll, nothing for axe to find, nothing stored."""
        self.page.wait_for_load_state()  # after a click the next page may have begun without a root yet
        where = f"{self.page.url} at {self.width} px"
        if self.page.evaluate(TOO_WIDE) > 0:
            self.faults.append(f"{where}: scrolls sideways")
        if axe:
            self.faults += [f"{where}: {line}" for line in findings(self.page)]

    def check_at(self, *widths: int, axe: bool = True) -> None:
        """Judge the page in view at each width."""
        before = self.width
        for width in widths:
            self.resize(width)
            self.check(axe=axe and width != NARROW)
        self.resize(before)

    def resize(self, width: int) -> None:
        """Make the window that wide."""
        self.width = width
        self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})

    def stretch(self) -> None:
        """Make the window as high as the page, so that what sticks to its foot stands at the foot."""
        height = self.page.evaluate("() => document.documentElement.scrollHeight")
        self.page.set_viewport_size(
            {"width": self.width, "height": min(max(height, HEIGHTS[self.width]), 12_000)}
        )

    def leave(self) -> list[str]:
        """Close the window; what was wrong."""
        self.context.close()
        return self.faults


def findings(page: Page) -> list[str]:
    """One line for each violation that axe finds."""
    found = AXE.run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]
