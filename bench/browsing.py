"""A browser without a screen: one connection, its cookies, signing in through the real forms."""

import time
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from urllib3 import HTTPConnectionPool

from bench.pages import Form, forms_in

HOST = "127.0.0.1"
TIMEOUT = 120  # seconds
FORM = "application/x-www-form-urlencoded"


class Refused(Exception):
    """The server did not answer as a page in order does; the run is worth nothing."""


class Browser:
    """Keeps its connection open. `seconds`: how long the last request took, until all of it had come."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.pool = HTTPConnectionPool(HOST, port, maxsize=1, timeout=TIMEOUT, retries=False)
        self.cookies = dict(cookies or {})
        self.seconds = 0.0
        self.size = 0

    def get(self, path: str) -> str:
        """The page; anything but 200 is refused: a way to the sign-in page is not what was to be measured."""
        return self._ask("GET", path, 200)[0].decode()

    def load(self, path: str) -> None:
        """The page, without looking at it."""
        self._ask("GET", path, 200)

    def post(self, path: str, fields: dict[str, str], after: str = "") -> str:
        """Where the form leads to; refused where that does not end with `after`."""
        found = urlsplit(self._ask("POST", path, 302, urlencode(fields).encode())[1]).path
        if not found.endswith(after):
            raise Refused(f"POST {path} 转到 {found}（应为 …{after}）")
        return found

    def _ask(self, method: str, path: str, wanted: int, body: bytes | None = None) -> tuple[bytes, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        if body is not None:
            headers["Content-Type"] = FORM
        begun = time.perf_counter()
        answer = self.pool.request(method, path, body=body, headers=headers, redirect=False)
        self.seconds = time.perf_counter() - begun
        data, self.size = answer.data, len(answer.data)
        for line in answer.headers.getlist("set-cookie"):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status != wanted:
            raise Refused(f"{method} {path} 回答 {answer.status}（应为 {wanted}）{_said(data)}")
        return data, answer.headers.get("location", "")

    def sign_in(self, seat: dict[str, Any]) -> "Browser":
        """Account, password, hat."""
        form = _form_of(self.get("/sign-in/"), "password")
        words = {"username": seat["username"], "password": seat["password"]}
        if self.post("/sign-in/", {**form.hidden, **words}) == "/hats/":
            form = next(f for f in forms_in(self.get("/hats/")) if ("hat", str(seat["hat"])) in f.buttons)
            self.post("/hats/", {**form.hidden, "hat": str(seat["hat"])})
        return self

    def close(self) -> None:
        """Hang up."""
        self.pool.close()


def _form_of(html: str, name: str) -> Form:
    return next(form for form in forms_in(html) if name in form.names)


def _said(data: bytes) -> str:
    """What the page says is wrong, as far as it does."""
    text = data.decode(errors="replace")
    parts = text.split('class="zx-error-text"')[1:4] or text.split('role="alert"')[1:2]
    return "".join(f"\n{part[:200]}" for part in parts)
