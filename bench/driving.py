"""Clients at work: each a thread with a connection of its own, all beginning at one moment."""

import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bench.browsing import Browser, Refused
from bench.figures import Turn
from bench.pages import AFTER, CREATE, SUBMIT, WRITE, Page, filled, form_with
from bench.serving import Server

WARM = 2  # requests of each client before the clock starts
Step = Callable[[Browser], float]


@dataclass
class Clients:
    """Signed in once; every page takes up the same sessions over new connections."""

    server: Server
    seats: dict[str, Any]
    paths: dict[str, list[str]]
    seconds: float  # the longest that one page of one run may take
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    drafts: dict[str, list[str]] = field(default_factory=dict)  # written and not handed in, by seat
    marks: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def sign_in(self, members: int) -> None:
        """Every seat that will be needed, through the forms."""
        for name, seat in self.seats.items():
            if not name.startswith("member") or int(name.removeprefix("member")) < members:
                browser = Browser(self.server.port).sign_in(seat)
                self.cookies[name] = browser.cookies
                browser.close()

    def measure(self, page: Page, clients: int, requests: int) -> Turn:
        """One page with so many clients; stops at the number of requests or when time is up."""
        names = [f"member{place}" if page.writes else page.seat for place in range(clients)]
        browsers = [Browser(self.server.port, self.cookies.get(name)) for name in names]
        steps = [self._step(page, name, place / clients) for place, name in enumerate(names)]
        race = _Race(requests, self.seconds, clients, warm=0 if page.writes else WARM)
        before = self.server.cpu()
        try:
            wall = race.run(browsers, steps)
        finally:
            for browser in browsers:
                browser.close()
        size = max(browser.size for browser in browsers)
        # What was asked before the clock started is in the server's time, too.
        share = len(race.times) / (len(race.times) + race.warm * clients)
        return Turn.of(race.times, wall, size, (self.server.cpu() - before) * share, self.server.rss())

    def _step(self, page: Page, seat: str, along: float) -> Step:
        """`along`: how far down the addresses the client begins, so that no two open the same one at once."""
        if page.name == CREATE:
            return lambda browser: self._write(browser, seat)
        if page.writes:
            return lambda browser: self._hand_in(browser, seat)
        every = self.paths[page.name]
        first = int(len(every) * along)
        paths = itertools.cycle(every[first:] + every[:first])
        return lambda browser: _read(browser, next(paths))

    def _write(self, browser: Browser, seat: str) -> float:
        """The empty page, then its form filled in: the POST alone is timed."""
        form = form_with(browser.get(WRITE), CREATE)
        draft = browser.post(WRITE, filled(form, CREATE, str(next(self.marks))), AFTER[CREATE])
        self.drafts.setdefault(seat, []).append(draft)
        return browser.seconds

    def _hand_in(self, browser: Browser, seat: str) -> float:
        """The preview of a draft, then its button: the POST alone is timed. Done when no draft is left."""
        waiting = self.drafts.get(seat)
        if not waiting:
            return 0.0
        path = waiting.pop()
        form = form_with(browser.get(path), SUBMIT)
        browser.post(path, filled(form, SUBMIT, ""), AFTER[SUBMIT])
        return browser.seconds


def _read(browser: Browser, path: str) -> float:
    browser.load(path)
    return browser.seconds


class _Race:
    def __init__(self, requests: int, seconds: float, clients: int, warm: int) -> None:
        self.left, self.seconds, self.warm = requests, seconds, warm
        self.start = threading.Barrier(clients + 1)
        self.lock = threading.Lock()
        self.times: list[float] = []
        self.failure: BaseException | None = None

    def run(self, browsers: list[Browser], steps: list[Step]) -> float:
        """Seconds from the start to the end of the last client."""
        threads = [
            threading.Thread(target=self._work, args=(browser, step), daemon=True)
            for browser, step in zip(browsers, steps, strict=True)
        ]
        for thread in threads:
            thread.start()
        with contextlib.suppress(threading.BrokenBarrierError):
            self.start.wait()
        begun = time.perf_counter()
        for thread in threads:
            thread.join()
        wall = time.perf_counter() - begun
        if self.failure is not None:
            raise self.failure
        return wall

    def _work(self, browser: Browser, step: Step) -> None:
        try:
            for _ in range(self.warm):
                step(browser)
            self.start.wait()
            until = time.perf_counter() + self.seconds
            while self._may_go_on(until):
                seconds = step(browser)
                if not seconds:
                    return
                with self.lock:
                    self.times.append(seconds)
        except threading.BrokenBarrierError:
            return
        except Exception as error:  # of whatever kind: the run is worth nothing
            self._fail(error if isinstance(error, Refused) else Refused(repr(error)))

    def _may_go_on(self, until: float) -> bool:
        with self.lock:
            self.left -= 1
            return self.left >= 0 and self.failure is None and time.perf_counter() < until

    def _fail(self, error: Refused) -> None:
        with self.lock:
            self.failure = self.failure or error
        self.start.abort()
