"""Which pages are measured, and how the two forms of a proposal are filled in."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random

from bench import texts

CREATE, SUBMIT = "proposals.draft", "proposals.submit"
WRITE = "/proposals/write/"
AFTER = {CREATE: "/preview/", SUBMIT: "/sent/"}  # how the page ends that follows


@dataclass(frozen=True)
class Page:
    """`seat`: who opens it, "" without signing in; the pages that write have as many seats as clients."""

    name: str
    label: str
    seat: str = "staff"
    writes: bool = False


NOOP = "noop"
PAGES = (
    Page("static", "静态文件（底数）", ""),
    Page("sign_in", "登录页（未登录）", ""),
    Page(NOOP, "最轻的页：消息"),
    Page("list", "提案列表"),
    Page("filtered", "提案列表，筛选"),
    Page("detail", "提案详情"),
    Page("dashboard", "一次会议的履职总览"),
    Page("board", "工作要点看板", "office"),
    Page(CREATE, "写提案（存草稿）", "member0", writes=True),
    Page(SUBMIT, "提交提案", "member0", writes=True),
)
LABELS = {page.name: page.label for page in PAGES}


@dataclass
class Form:
    """One form of a page: hidden inputs with their values, names of all fields, what its buttons say."""

    hidden: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        name, value = found.get("name", ""), found.get("value", "")
        if tag == "form":
            self.forms.append(Form())
        elif self.forms and name and tag == "button":
            self.forms[-1].buttons.append((name, value))
        elif self.forms and name and tag in ("input", "textarea", "select"):
            self.forms[-1].names.append(name)
            if found.get("type") == "hidden":
                self.forms[-1].hidden[name] = value


def forms_in(html: str) -> list[Form]:
    """All forms of the page, in its order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def form_with(html: str, code: str) -> Form:
    """The form that posts that verb."""
    for form in forms_in(html):
        if form.hidden.get("do") == code or ("do", code) in form.buttons:
            return form
    raise LookupError(f"no form of the page posts {code}")


def filled(form: Form, code: str, mark: str) -> dict[str, str]:
    """What a member would send: the hidden fields as they are, the verb, and for CREATE a whole proposal.
    `mark`: makes the title one that nobody has used."""
    sent = {**form.hidden, "do": code}
    if code == CREATE:
        rnd = Random(mark)
        sent |= {name: rnd.choice(texts.SUGGESTIONS) for name in form.names if re.search(r"-\d+-text$", name)}
        sent |= {
            "title": f"{texts.title(rnd)}（{mark}）",
            "situation": texts.paragraph(rnd, texts.SITUATIONS, 240),
            "analysis": texts.paragraph(rnd, texts.ANALYSES, 240),
            "basis": "实地走访",
            "consent_public": "yes",
            "contact_wish": "meeting",
            "next": "preview",
        }
    return sent
