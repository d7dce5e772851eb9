"""参数与时限."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.foundation.rules.catalogue import PARAMETERS, Group
from zhengxie.work.administration.forms import parameters as forms
from zhengxie.work.administration.queries import parameters as queries

Answer = tuple[str, dict[str, Any]]
SHEET = "administration/rules/parameters.html"
TITLE = "参数与时限"


@page("administration.edit_parameters")
def parameters(request: SeatRequest, tab: str = Group.REVIEW) -> Answer:
    """One tab of all parameters, or what a search finds."""
    if tab not in [*Group.values, queries.CHANGED]:
        raise Http404
    return SHEET, _table(request, queries.sheet_of(request.seat), tab)


@page("administration.edit_parameters", forms=forms.FORMS)
def parameter(request: SeatRequest, key: str) -> Answer:
    """One parameter beside its tab: versions, draft, confirmation, trial."""
    if key not in PARAMETERS:
        raise Http404
    sheet = queries.sheet_of(request.seat)
    context = _table(request, sheet, PARAMETERS[key].group)
    return SHEET, {**context, **_picked(request, sheet, key)}


@page("administration.edit_parameters")
def print_parameters(request: SeatRequest) -> Answer:
    """All parameters on paper, tab after tab."""
    sheet = queries.sheet_of(request.seat)
    groups = [(Group(code).label, queries.rows_for(sheet, code, "")) for code in Group.values]
    crumbs = [("首页", "/"), (TITLE, reverse("parameters")), ("打印", "")]
    return "administration/rules/parameters_paper.html", {"title": TITLE, "groups": groups, "crumbs": crumbs}


def _table(request: SeatRequest, sheet: queries.Sheet, tab: str) -> dict[str, Any]:
    text = request.GET.get("q", "")
    label = "查找结果" if text else dict([*Group.choices, (queries.CHANGED, "与默认不同的")])[tab]
    return {
        "title": TITLE,
        "rows": queries.rows_for(sheet, tab, text),
        "text": text,
        "tab_label": label,
        "tabs": _tabs(sheet, "" if text else tab),
        "crumbs": [("首页", "/"), (TITLE, reverse("parameters")), (label, "")],
    }


def _tabs(sheet: queries.Sheet, tab: str) -> list[dict[str, Any]]:
    changed = {
        "label": "与默认不同的",
        "url": reverse("parameters", args=[queries.CHANGED]),
        "current": tab == queries.CHANGED,
        "count": len(sheet.changed),
    }
    groups = [
        {"label": label, "url": reverse("parameters", args=[code]), "current": code == tab}
        for code, label in Group.choices
    ]
    return [*groups, changed]


def _picked(request: SeatRequest, sheet: queries.Sheet, key: str) -> dict[str, Any]:
    version = queries.open_version(request.seat, sheet, key)
    typed = f"{request.GET.get('try', '')} {request.GET.get('unit', '')}".strip()
    return {
        "object": version,
        "picked": PARAMETERS[key],
        "row": sheet.row(PARAMETERS[key]),
        "draft": version if version.pk else None,
        "missing": 2 - version.confirmations,
        "confirmed_by_me": version.confirmed_by(request.seat.user_id),
        "history": queries.history_of(request.seat, key),
        "trial": queries.trial_of(request.seat, version, typed),
    }
