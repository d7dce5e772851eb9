"""The proposer's pages: write, preview, success, own list. ux.md S2, S3"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.documents.queries import shown_of
from zhengxie.foundation.documents.uploads import ACCEPT
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.proposals.forms.mine import MineFilters
from zhengxie.work.proposals.forms.sending import SubmitForm
from zhengxie.work.proposals.forms.writing import DraftForm, ResubmitForm, ReviseForm
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries import mine
from zhengxie.work.proposals.queries.previews import again_of, guide_of, preview_of, receipt_of
from zhengxie.work.proposals.queries.register import with_due

Answer = HttpResponse | tuple[str, dict[str, Any]]
EMPTY = "还没有提交提案。平时提案全年都可以写。"
COLUMNS = [
    Column("流水号", "receipt_no", sort="receipt_no"),
    Column("提案号", "number_full"),
    Column("案由", "title", sort="title", css="c-title", url=lambda p: p.get_absolute_url()),
    Column("状态", lambda p: mine.sign_in_list(p).label),
    Column("提交日期", "submitted_on", sort="submitted_on"),
    Column("届次", lambda p: str(p.session or "")),
    Column("渠道", "get_channel_display"),
    Column("承办单位", mine.leads_in_list),
]


def _trail(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    return [("首页", "/"), ("我的提案", reverse("my_proposals")), *steps]


@page("proposals.draft")
def my_proposals(request: SeatRequest) -> Answer:
    """Drafts to go on with, and what was handed in, with its state in members' words."""
    about: dict[str, Any] = {"title": "我的提案", "unit": "件", "empty": EMPTY}
    listing = Listing(request, mine.mine(request.seat), COLUMNS, filters=MineFilters, **about)
    context: dict[str, Any] = {"drafts": mine.drafts(request.seat), "unsaved": mine.unsaved(request.seat)}
    context |= {"cards": _cards(listing), "crumbs": [("首页", "/"), ("我的提案", "")]}
    return listing.answer("proposals/mine.html", context)


def _cards(listing: Listing) -> list[tuple[Proposal, Any, str]]:
    return [(row, mine.sign_in_list(row), mine.leads_in_list(row)) for row in listing.page]


@page("proposals.draft", forms=(DraftForm,))
def proposal_write(request: SeatRequest) -> Answer:
    """A new proposal: one page, three cards."""
    context = {"title": "写提案", "crumbs": _trail(("写提案", ""))}
    return "proposals/write.html", context | guide_of(request.seat)


@page("proposals.revise", forms=(ReviseForm, ResubmitForm))
def proposal_edit(request: SeatRequest, key: int) -> Answer:
    """The same page with a draft, or with a returned proposal and the points to mend."""
    found = get_object_or_404(with_due(mine.editable(request.seat)), pk=key)
    if request.method == "GET" and not mine.is_open(found):
        messages.info(request, mine.handed_in_words(found))
        return HttpResponseRedirect(found.get_absolute_url())
    looks = "look" in request.POST and mine.awaits_new_text(found)
    if looks and ResubmitForm.keep(request.seat, found, request.POST):
        return HttpResponseRedirect(reverse("proposal_preview", args=[found.pk]))
    return "proposals/write.html", _writing(request.seat, found) | guide_of(request.seat, found)


def _writing(seat: Seat, found: Proposal) -> dict[str, Any]:
    """`over`: it was handed in meanwhile; what was typed is still shown, to be copied."""
    over = not mine.is_open(found)
    title = "没有保存的内容" if over else "修改提案" if found.receipt_no else "写提案"
    context: dict[str, Any] = {"object": found, "title": title, "crumbs": _trail((title, ""))}
    context |= {"files": shown_of(seat, found), "accept": ACCEPT}
    return context | {"points": found.revision_points.splitlines(), "over": over}


@page("proposals.submit", forms=(SubmitForm,))
def proposal_preview(request: SeatRequest, key: int) -> Answer:
    """The text as it will be handed in (again), what still stands against it, and the button."""
    found = get_object_or_404(with_due(mine.editable(request.seat)), pk=key)
    again = ResubmitForm.kept(request.seat, found)
    if request.method == "GET" and found.receipt_no and again is None:
        name = "proposal_edit" if mine.awaits_new_text(found) else "proposal_sent"
        return HttpResponseRedirect(reverse(name, args=[found.pk]))
    context = _previewing(request.seat, found)
    if again is not None:
        return "proposals/preview.html", context | again_of(request.seat, found, again)
    return "proposals/preview.html", context | preview_of(request.seat, found)


def _previewing(seat: Seat, found: Proposal) -> dict[str, Any]:
    word = "修改提案" if found.receipt_no else "写提案"
    crumbs = _trail((word, reverse("proposal_edit", args=[found.pk])), ("核对后提交", ""))
    context = {"object": found, "shown": found, "title": "核对后提交", "crumbs": crumbs}
    return context | {"files": shown_of(seat, found)}


@page("proposals.submit")
def proposal_sent(request: SeatRequest, key: int) -> Answer:
    """Number, what comes next and by when."""
    found = get_object_or_404(with_due(mine.editable(request.seat)), pk=key)
    if not found.receipt_no:
        return HttpResponseRedirect(reverse("proposal_preview", args=[found.pk]))
    context = {"object": found, "title": "提交成功", "crumbs": _trail(("提交成功", ""))}
    return "proposals/sent.html", context | receipt_of(request.seat, found)
