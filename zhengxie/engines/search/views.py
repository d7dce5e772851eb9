"""The page of search: one box, tabs by kind, filters, hits."""

from typing import Any

from django.http import HttpResponse

from zhengxie.engines.search.forms import SearchForm
from zhengxie.engines.search.queries.find import find
from zhengxie.engines.search.queries.pages import (
    advice_for,
    counted,
    message_for,
    pages_of,
    tabs_of,
    units_of,
)
from zhengxie.engines.search.queries.sheet import sheet_of
from zhengxie.foundation.pages.files import download
from zhengxie.foundation.pages.findable import Findable, kinds_for
from zhengxie.foundation.pages.listing import XLSX
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest

Answer = HttpResponse | tuple[str, dict[str, Any]]


@page("search.find")
def search(request: SeatRequest) -> Answer:
    """What the seat may see of what it looks for, as page or Excel file."""
    kind = kind_in(request)
    form = SearchForm(request.seat, request.GET, kind)
    if request.GET.get("export") == "xlsx" and form.words:
        data = sheet_of(request.seat, form.words, form.sought, kind, form.told, request.get_full_path())
        return download(data, "搜索结果.xlsx", XLSX)
    return "search/results.html", {**shown(request, form), "crumbs": [("首页", "/"), ("搜索", "")]}


def shown(request: SeatRequest, form: SearchForm) -> dict[str, Any]:
    """What the page shows."""
    seat, words = request.seat, form.words
    asked = (seat, words, form.sought, form.kind.code if form.kind else "")
    results = find(*asked, page_in(request))
    if results.page > results.pages > 0:  # behind the end stands the last page
        results = find(*asked, results.pages)
    context: dict[str, Any] = {"title": "搜索", "form": form, "results": results}
    context |= {"tabs": tabs_of(seat, results, request.GET), "pages": pages_of(results)}
    context |= {"message": message_for(words, results), "total": counted(results.total)}
    context |= {"advice": advice_for(form.sought), "units": units_of(seat, form.units_like(words))}
    return context | {"skeleton": "pages/member.html" if seat.is_member else "pages/desk.html"}


def kind_in(request: SeatRequest) -> Findable | None:
    """The kind in view, if the seat searches it."""
    wanted = request.GET.get("kind", "")
    return next((kind for kind in kinds_for(request.seat) if kind.code == wanted), None)


def page_in(request: SeatRequest) -> int:
    """The page in view."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
