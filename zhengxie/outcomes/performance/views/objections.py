"""Asking for a correction of the duty file, and the desk where it is answered."""

from typing import Any

from django.shortcuts import get_object_or_404

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.pages.listing import Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.outcomes.performance.forms.objections import (
    AnswerObjectionForm,
    ObjectionFilters,
    RequestCorrectionForm,
)
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.queries import files
from zhengxie.outcomes.performance.queries.objections import look_of, objections_for, story_of, with_record
from zhengxie.outcomes.performance.views.columns import objection_columns
from zhengxie.outcomes.performance.views.trail import Answer, Crumbs, own_trail, skeleton, trail, way_to

ASK = "performance/correction.html"
NO_REQUESTS = "还没有更正申请。委员对履职记录有疑问时，会在自己的履职档案里提出。"


@page("performance.request_correction", forms=(RequestCorrectionForm,))
def correction(request: SeatRequest, key: int) -> Answer:
    """提出更正 of one record of the own file."""
    fact = get_object_or_404(files.own_records(request.seat), pk=key)
    return ASK, {"object": fact} | _frame(request, "提出更正", own_trail(("提出更正", "")))


@page("performance.request_correction", forms=(RequestCorrectionForm,))
def correction_missing(request: SeatRequest) -> Answer:
    """提出更正 of something that is missing in the own file."""
    return ASK, {"object": None} | _frame(request, "提出更正", own_trail(("提出更正", "")))


@page("performance.view_objection")
def objections(request: SeatRequest) -> Answer:
    """更正申请: all that the seat may see, the most urgent first."""
    rows, columns = objections_for(request.seat), objection_columns(request.seat.committee)
    listing = Listing(
        request, rows, columns, title="更正申请", filters=ObjectionFilters, unit="件", empty=NO_REQUESTS
    )
    way = own_trail if request.seat.is_member else trail
    frame = _frame(request, "更正申请", way(("更正申请", "")))
    return listing.answer("performance/objections.html", frame)


@page("performance.view_objection", forms=(AnswerObjectionForm,))
def objection(request: SeatRequest, key: int) -> Answer:
    """One request: what is asked, by when, the answer; whoever may answer does it here."""
    found = get_object_or_404(with_record(visible(request.seat, Objection)), pk=key)
    shown = {"look": look_of(found), "reached": files.reached(request.seat, found)}
    shown |= {"object": found, "steps": story_of(request.seat, found)}
    return "performance/objection.html", shown | _frame(request, "更正申请", way_to(request.seat, found))


def _frame(request: SeatRequest, title: str, crumbs: Crumbs) -> dict[str, Any]:
    return {"title": title, "crumbs": crumbs, "skeleton": skeleton(request.seat)}
