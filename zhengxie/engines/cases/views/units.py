"""The units' pages: home, one assignment, the answer being written."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.engines.cases.forms.handling import ConfirmContactForm
from zhengxie.engines.cases.forms.replies import DraftReplyForm, ReturnDraftForm, SubmitReplyForm
from zhengxie.engines.cases.queries import pages, sheet
from zhengxie.engines.cases.queries.course import NAMES
from zhengxie.engines.cases.queries.figures import totals
from zhengxie.engines.cases.queries.record import origin_url
from zhengxie.engines.cases.views.columns import unit_columns
from zhengxie.engines.cases.views.trail import HOME, Answer, task_trail
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.buttons import buttons
from zhengxie.foundation.pages.listing import Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest


@page("cases.view_desk")
def unit_home(request: SeatRequest) -> Answer:
    """What the unit has to receive, handle, wait for; each row names the missing step and has one button."""
    view, rows = request.GET.get("view", ""), pages.unit_view(request.seat, request.GET.get("view", ""))
    title = f"{request.seat.place}　提案办理"
    listing = Listing(request, rows, unit_columns(request.seat), title=title, unit="个承办件")
    label = pages.VIEWS[view][0] if view in pages.VIEWS else ""
    context = {"view": view, "view_label": label, "crumbs": [*HOME, ("我单位的办理", "")]}
    return listing.answer("cases/unit_home.html", context | _home(request.seat, listing))


def _home(seat: Seat, listing: Listing) -> dict[str, Any]:
    if listing.request.GET.get("export"):
        return {}
    return {
        "figures": pages.unit_figures(seat),
        "rows": pages.unit_rows(seat, listing.page),
        "step_names": NAMES,
        "home_url": reverse("unit_home"),
        "totals": totals(seat),
    }


@page("cases.view", forms=(ConfirmContactForm,))
def assignment(request: SeatRequest, key: int) -> Answer:
    """One unit's part: steps, whose turn it is, consultations, opinions, answer, promises, limits, story."""
    found = get_object_or_404(sheet.assignments_for(request.seat), pk=key)
    shown = sheet.sheet_of(request.seat, found)
    context = {"object": found, "title": str(found.case), "shown": shown, "origin": origin_url(found.case)}
    context["buttons"] = buttons(request.seat, found, shown.offered)
    context["crumbs"] = task_trail(request.seat, found)
    member = request.seat.is_member
    return "cases/assignment_member.html" if member else "cases/assignment.html", context


@page("cases.view_desk", forms=(DraftReplyForm, SubmitReplyForm, ReturnDraftForm))
def reply_edit(request: SeatRequest, key: int) -> Answer:
    """The answer beside the suggestions: written by the officer, signed or said no to by the leader."""
    found = get_object_or_404(sheet.assignments_to_write(request.seat), pk=key)
    crumbs = task_trail(request.seat, found, ("答复", ""))
    context = {"object": found, "title": f"{found.case.number}答复", "crumbs": crumbs}
    return "cases/reply_edit.html", context | {"shown": sheet.writing_of(request.seat, found)}
