"""Has it been raised before? Look-alikes of what is being written or examined, and two beside each other."""

import re
from typing import Any, cast
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from zhengxie.engines.search.likeness import Text, Verdict
from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.drafts import drafts_of
from zhengxie.foundation.pages.limits import SEARCH, spend
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.foundation.pages.templatetags.zx import state
from zhengxie.work.proposals.forms.filters import PairFilters
from zhengxie.work.proposals.models import AlikePair, Proposal
from zhengxie.work.proposals.queries import alike, merging
from zhengxie.work.proposals.queries.alike import VERDICTS
from zhengxie.work.proposals.queries.register import one_of
from zhengxie.work.proposals.views.trail import Answer, register_trail

MOST_TYPED = 300  # characters of a first thought; a whole text is compared once it is saved
FIRST = re.compile(r"\s*[\n。！？!?；;]\s*")
LEAST_TYPED = 2  # ideographs: less finds nothing
NOTHING_TYPED = "还没有写内容。请写两三句话：什么地方、有什么问题、建议怎么办。"
TOO_LITTLE = "写得太少，没法查。请写两三句话：什么地方、有什么问题、建议怎么办。"


@page("proposals.draft")
def earlier_proposals(request: SeatRequest) -> Answer:
    """以前提过吗: before writing, by a few typed sentences."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:MOST_TYPED]
    context: dict[str, Any] = {"title": "以前提过吗", "typed": typed, "most": MOST_TYPED}
    context["error"] = _too_little(typed) if "q" in request.GET else ""
    if typed and not context["error"]:
        spend(request.seat, SEARCH)
        context |= _looked_for(request.seat, typed)
    crumbs = [("首页", "/"), ("写提案", reverse("proposal_write")), ("以前提过吗", "")]
    return "proposals/earlier.html", context | {"crumbs": crumbs}


def _looked_for(seat: Seat, typed: str) -> dict[str, Any]:
    """What is alike, and the words with which the writing may begin, unless another text waits there."""
    title, *rest = FIRST.split(typed, maxsplit=1)
    begins = not drafts_of(seat.user_id, reverse("proposal_write"))
    words = {"title": title, "situation": "".join(rest), "once": uuid4()} if begins else {}
    return {"alike": alike.alike_to(seat, Text("", title, *rest, *rest)), "words": words}


def _too_little(typed: str) -> str:
    """Why nothing can be looked for: no text, or marks and figures only."""
    if not typed:
        return NOTHING_TYPED
    return TOO_LITTLE if sum(letter.isalpha() for letter in typed) < LEAST_TYPED else ""


@page("proposals.view")
def proposal_alike(request: SeatRequest, key: int) -> Answer:
    """The look-alikes of one proposal that the seat sees."""
    found = _one(request, key)
    spend(request.seat, SEARCH)
    context = _context(request, found, "内容相近的提案")
    context["reviews"] = allowed(request.seat, "proposals.review")
    context["alike"] = alike.alike_to(request.seat, alike.text_of(found), but=found)
    return "proposals/alike.html", context


@page("proposals.view")
def proposals_beside(request: SeatRequest, key: int) -> Answer:
    """Two proposals side by side, equal sentences marked; without a second one, the list to choose from."""
    left, other = _one(request, key), request.GET.get("other", "")
    if not (other.isascii() and other.isdigit() and len(other) < 19):
        return HttpResponseRedirect(reverse("proposal_alike", args=[key]))
    if int(other) == key:
        messages.info(request, "这是同一件提案，请另选一件来比较。")
        return HttpResponseRedirect(reverse("proposal_alike", args=[key]))
    right = _one(request, int(other))
    context = _context(request, left, "并排比较")
    pair = alike.beside(request.seat, left, right)
    return "proposals/beside.html", context | {"pair": pair, "sides": (pair.left, pair.right)}


def _one(request: SeatRequest, key: int) -> Proposal:
    found: Proposal = get_object_or_404(one_of(request.seat).prefetch_related("suggestions"), pk=key)
    return found


def _context(request: SeatRequest, found: Proposal, title: str) -> dict[str, Any]:
    """Members see it in the frame that they write in."""
    frame = "pages/member.html" if request.seat.is_member else "pages/desk.html"
    return {"object": found, "title": title, "frame": frame, "crumbs": _trail(request, found, title)}


def _trail(request: SeatRequest, found: Proposal, word: str) -> list[tuple[str, str]]:
    name = found.number_text or found.receipt_no or "草稿"
    if allowed(request.seat, "proposals.browse"):
        return register_trail(request.seat, (name, found.get_absolute_url()), (word, ""))
    return [("首页", "/"), (name, found.get_absolute_url()), (word, "")]


def chip(pair: AlikePair) -> str:
    """The verdict as icon and word."""
    return state(*VERDICTS[cast(Verdict, pair.verdict)])


def one_line(proposal: Proposal) -> str:
    """Number, title and proposer in one cell."""
    return format_html(
        '<span><a class="zx-title" href="{}">{}</a><span class="zx-date">{}</span></span>',
        proposal.get_absolute_url(),
        proposal,
        proposal.proposer,
    )


def number_of(proposal: Proposal) -> str:
    """Its number, before filing that of its receipt."""
    return proposal.number_text or proposal.receipt_no


COLUMNS = (
    Column("判断", "get_verdict_display", sort="verdict", css="zx-nw", cell=chip),
    Column("先提交的编号", lambda p: number_of(p.first), sheet_only=True),
    Column("先提交的", lambda p: p.first.title, css="c-title", cell=lambda p: one_line(p.first)),
    Column("先提交的提案者", lambda p: p.first.proposer, sheet_only=True),
    Column("后提交的编号", lambda p: number_of(p.second), sheet_only=True),
    Column("后提交的", lambda p: p.second.title, cell=lambda p: one_line(p.second)),
    Column("后提交的提案者", lambda p: p.second.proposer, sheet_only=True),
    Column("不同之处（前／后）", "differs"),
    Column(
        "比较",
        lambda p: "并排比较",
        css="zx-nw zx-noprint",
        url=lambda p: f"{reverse('proposals_beside', args=[p.first_id])}?other={p.second_id}",
        page_only=True,
    ),
)
NO_PAIRS = "还没有发现内容相近的提案。新提交的提案几分钟内比对完，结果列在这里。"


@page("proposals.review")
def merge_candidates(request: SeatRequest) -> Answer:
    """并案线索: pairs of a session that ask for the same or something near."""
    rows, waits = merging.merge_candidates(request.seat), merging.waiting(request.seat)
    about: dict[str, Any] = {"title": "并案线索", "unit": "对", "empty": NO_PAIRS}
    listing = Listing(request, rows, COLUMNS, filters=PairFilters, **about)
    crumbs = [("首页", "/"), ("提案审查", reverse("review_desk")), ("并案线索", "")]
    return listing.answer("proposals/merging.html", {"crumbs": crumbs, "waits": waits})
