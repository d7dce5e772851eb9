"""The examination desk and its two sheets. domain/03 §14, ux.md S5"""

from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.engines.clocks.queries import judge_for
from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.documents.queries import shown_of
from zhengxie.foundation.pages.listing import Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.proposals.forms.filters import DeskFilters
from zhengxie.work.proposals.forms.review import (
    UNITS,
    DeclineForm,
    FileForm,
    PassToPanelForm,
    ReturnForRevisionForm,
    StartReviewForm,
)
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.advised import proposals_to_advise, suggestion_for
from zhengxie.work.proposals.queries.desk import FIRST, PANEL, counts, next_after, queue
from zhengxie.work.proposals.queries.detail import sheet_detail_of
from zhengxie.work.proposals.queries.register import one_of
from zhengxie.work.proposals.views.columns import desk_columns, late_css
from zhengxie.work.proposals.views.trail import Answer, desk_trail

NAMES = {FIRST: "初审", PANEL: "会审"}
EMPTY = {
    FIRST: "没有等待初审的提案。新提交的提案会列在这里。",
    PANEL: "没有等待会审的提案。初审送来的提案会列在这里。",
}


@page("proposals.review")
def review_desk(request: SeatRequest) -> Answer:
    """Both queues: what waits for the first review, what waits for the panel."""
    stage = _stage(request)
    rows, columns = queue(request.seat, stage), desk_columns(request.seat, stage)
    about: Any = {"title": f"提案{NAMES[stage]}", "unit": "件", "empty": EMPTY[stage], "row_css": late_css}
    listing = Listing(request, rows, columns, filters=DeskFilters, **about)
    sums = counts(request.seat)
    context = {"crumbs": desk_trail(stage), "tabs": _tabs(stage, sums), "returned": sums["returned"]}
    return listing.answer("proposals/review_desk.html", {"title": "提案审查", **context})


def _stage(request: SeatRequest) -> str:
    """The tab in the address, else the one where this seat decides."""
    wanted = request.GET.get("stage", "")
    if wanted in NAMES:
        return wanted
    return FIRST if allowed(request.seat, "proposals.pass_to_panel") else PANEL


def _tabs(stage: str, sums: dict[str, int]) -> list[dict[str, Any]]:
    address = reverse("review_desk")
    return [
        {"label": label, "url": f"{address}?stage={name}", "current": name == stage, "count": sums[name]}
        for name, label in NAMES.items()
    ]


@page("proposals.start_review", forms=(StartReviewForm, ReturnForRevisionForm, PassToPanelForm))
def proposal_review(request: SeatRequest, key: int) -> Answer:
    """初审: the text beside the checks, category, units and opinion; 退回修改 or 送会审."""
    context = _sheet(request.seat, key, FIRST)
    if request.method == "GET":  # a link of 可以交给谁, where no script takes the unit over
        context["object"].taken_over = {name: request.GET.getlist(name) for name in UNITS}
    return "proposals/review.html", context


@page("proposals.start_review")
def proposal_units(request: SeatRequest, key: int) -> Answer:
    """可以交给谁: a page of its own, which the sheet of the first review shows once it stands."""
    found: Proposal = get_object_or_404(proposals_to_advise(request.seat), pk=key)
    context = {"object": found, "title": "可以交给谁", "crumbs": desk_trail(FIRST, found)}
    return "proposals/units.html", context | {"suggestion": suggestion_for(request.seat, found)}


@page("proposals.decide", forms=(FileForm, DeclineForm))
def proposal_panel(request: SeatRequest, key: int) -> Answer:
    """会审: the text beside what the first review found; 立案 or 不予立案."""
    return "proposals/panel.html", _sheet(request.seat, key, PANEL)


def _sheet(seat: Seat, key: int, stage: str) -> dict[str, Any]:
    found: Proposal = get_object_or_404(one_of(seat).exclude(receipt_no=""), pk=key)
    day: date | None = getattr(found, "due_on", None)
    limit = judge_for(seat.committee)(day) if day else None
    context = {"object": found, "title": found.title, "crumbs": desk_trail(stage, found), "limit": limit}
    context |= {"files": shown_of(seat, found)}
    return context | {"detail": sheet_detail_of(seat, found), "next": next_after(seat, stage, found)}
