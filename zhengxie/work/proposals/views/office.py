"""The register of proposals, one proposal as office and units see it, and its paper."""

from typing import Any

from django.shortcuts import get_object_or_404

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.documents.queries import shown_of
from zhengxie.foundation.pages.buttons import buttons
from zhengxie.foundation.pages.listing import Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.proposals.forms.filters import RegisterFilters
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries import mine
from zhengxie.work.proposals.queries.detail import detail_of, with_case
from zhengxie.work.proposals.queries.offers import offered
from zhengxie.work.proposals.queries.proposers import is_proposer
from zhengxie.work.proposals.queries.register import one_of, register, with_limits
from zhengxie.work.proposals.views.columns import late_css, register_columns
from zhengxie.work.proposals.views.trail import Answer, register_trail

EMPTY = "还没有收到提案。委员和单位提交以后会列在这里。"


@page("proposals.browse")
def proposals(request: SeatRequest) -> Answer:
    """Everything handed in, with filters, export and print."""
    rows, columns = register(request.seat), register_columns(request.seat)
    about: Any = {"title": "提案", "unit": "件", "empty": EMPTY, "row_css": late_css, "details": with_limits}
    listing = Listing(request, rows, columns, filters=RegisterFilters, **about)
    return listing.answer("pages/list.html", {"crumbs": register_trail(request.seat)})


@page("proposals.view")
def proposal(request: SeatRequest, key: int) -> Answer:
    """One proposal: its proposer's own page, or the office's."""
    found: Proposal = get_object_or_404(one_of(request.seat), pk=key)
    if is_proposer(request.seat, found):
        files = {"files": shown_of(request.seat, found)}
        return "proposals/mine_detail.html", mine.detail_of(request.seat, found) | files
    return "proposals/detail.html", _office(request.seat, with_case(found))


def _office(seat: Seat, found: Proposal) -> dict[str, Any]:
    trail = register_trail(seat, (found.number_text or found.receipt_no, ""))
    context = {"object": found, "title": found.title, "crumbs": trail, "detail": detail_of(seat, found)}
    context |= {"story": story(seat, found), "buttons": buttons(seat, found, offered(found))}
    return context | {"may_print": allowed(seat, "proposals.browse"), "files": shown_of(seat, found)}


@page("proposals.browse")
def proposal_print(request: SeatRequest, key: int) -> Answer:
    """呈阅件: one proposal on paper, with room for a leader's instruction. ux.md 17"""
    found: Proposal = get_object_or_404(one_of(request.seat).exclude(receipt_no=""), pk=key)
    context = {"object": found, "title": "提案呈阅件", "back_url": found.get_absolute_url()}
    context |= {"files": shown_of(request.seat, found)}
    return "proposals/print.html", context | {"detail": detail_of(request.seat, found, earlier=False)}
