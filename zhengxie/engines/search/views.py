"""The page of search: one box, tabs by kind, filters, hits."""

from typing import Any

from zhengxie.engines.search.forms import SearchForm
from zhengxie.engines.search.queries.find import find
from zhengxie.engines.search.queries.pages import ADVICE, counted, message_for, pages_of, tabs_of
from zhengxie.foundation.pages.findable import kinds_for
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest

Answer = tuple[str, dict[str, Any]]


@page("search.find")
def search(request: SeatRequest) -> Answer:
    """What the seat may see of what it looks for."""
    form = SearchForm(request.seat, request.GET)
    results = find(request.seat, form.words, form.sought, kind_in(request), page_in(request))
    context: dict[str, Any] = {"title": "搜索", "form": form, "results": results, "advice": ADVICE}
    context |= {"tabs": tabs_of(request.seat, results, request.GET), "pages": pages_of(results)}
    context |= {"message": form.mistake or message_for(form.words, results), "total": counted(results.total)}
    context["skeleton"] = "pages/member.html" if request.seat.is_member else "pages/desk.html"
    return "search/results.html", context | {"crumbs": [("首页", "/"), ("搜索", "")]}


def kind_in(request: SeatRequest) -> str:
    """The kind in view, if the seat searches it."""
    wanted = request.GET.get("kind", "")
    return wanted if wanted in {kind.code for kind in kinds_for(request.seat)} else ""


def page_in(request: SeatRequest) -> int:
    """The page in view."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
