"""字典和编号规则."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.work.administration.forms.dictionary import CODE_FORMS, EditSeriesForm
from zhengxie.work.administration.queries import dictionary as queries

Answer = tuple[str, dict[str, Any]]
CODE_COLUMNS = (
    Column("代码", "code", sort="code", css="zx-nw"),
    Column(
        "名称", "label", css="c-title", url=lambda e: f"{reverse('dictionary', args=[e.list])}?pick={e.pk}"
    ),
    Column("顺序", "order", sort="order", css="zx-num"),
    Column("启用日期", "valid_from", css="zx-nw"),
    Column("状态", queries.standing_of, css="zx-nw"),
)


@page("administration.edit_dictionary", forms=CODE_FORMS)
def dictionary(request: SeatRequest, name: str = CodeListName.PROPOSAL_THEME) -> HttpResponse | Answer:
    """One code list, with the picked entry (or a new one) at its side."""
    if name not in CodeListName.values:
        raise Http404
    title = CodeListName(name).label
    entry = queries.entry_for(request.seat, name, request.GET.get("pick", ""))
    rows = queries.entries_of(request.seat, name)
    listing = Listing(request, rows, CODE_COLUMNS, title=title, unit="项", empty="这个字典还没有内容。")
    context = {"object": entry, "title": "字典", "crumbs": _crumbs("字典", title), "tabs": _tabs(name)}
    return listing.answer("administration/rules/dictionary.html", context)


def _tabs(name: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse("dictionary", args=[code]), "current": code == name}
        for code, label in CodeListName.choices
    ]


@page("administration.edit_dictionary", forms=(EditSeriesForm,))
def series(request: SeatRequest) -> Answer:
    """All number series with examples; the picked one may be changed."""
    lines = queries.series_lines(request.seat)
    picked = request.GET.get("pick", "")
    chosen = next((x for x in lines if x.series.code == picked), lines[0] if lines else None)
    return "administration/rules/series.html", {
        "object": chosen.series if chosen else None,
        "chosen": chosen,
        "title": "编号规则",
        "lines": lines,
        "crumbs": _crumbs("编号规则"),
    }


def _crumbs(*steps: str) -> list[tuple[str, str]]:
    return [("首页", "/"), ("参数与时限", reverse("parameters")), *((step, "") for step in steps)]
