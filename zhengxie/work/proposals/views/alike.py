"""Has it been raised before? Look-alikes of what is being written or examined, and two beside each other."""

from typing import Any, cast

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.engines.search.likeness import Text, Verdict
from zhengxie.foundation.access.policy import allowed
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


@page("proposals.draft")
def earlier_proposals(request: SeatRequest) -> Answer:
    """以前提过吗: before writing, by a few typed sentences."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:MOST_TYPED]
    context: dict[str, Any] = {"title": "以前提过吗", "typed": typed, "most": MOST_TYPED}
    if typed:
        spend(request.seat, SEARCH)
        title, _, rest = typed.partition("\n")
        context["alike"] = alike.alike_to(request.seat, Text("", title, rest, rest))
    crumbs = [("首页", "/"), ("写提案", reverse("proposal_write")), ("以前提过吗", "")]
    return "proposals/earlier.html", context | {"crumbs": crumbs}


@page("proposals.view")
def proposal_alike(request: SeatRequest, key: int) -> Answer:
    """The look-alikes of one proposal that the seat sees."""
    found = _one(request, key)
    spend(request.seat, SEARCH)
    context = _context(request, found, "内容相近的提案")
    return "proposals/alike.html", context | {
        "alike": alike.alike_to(request.seat, alike.text_of(found), but=found)
    }


@page("proposals.view")
def proposals_beside(request: SeatRequest, key: int) -> Answer:
    """Two proposals side by side, equal sentences marked; without a second one, the list to choose from."""
    left, other = _one(request, key), request.GET.get("other", "")
    if not (other.isascii() and other.isdigit() and len(other) < 19):
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


COLUMNS = (
    Column("判断", "get_verdict_display", sort="verdict", css="zx-nw", cell=chip),
    Column("先提交的", lambda p: p.first.title, css="c-title", url=lambda p: p.first.get_absolute_url()),
    Column("后提交的", lambda p: p.second.title, url=lambda p: p.second.get_absolute_url()),
    Column("不同之处（前／后）", "differs"),
    Column(
        "比较",
        lambda p: "并排比较",
        css="zx-nw",
        url=lambda p: f"{reverse('proposals_beside', args=[p.first_id])}?other={p.second_id}",
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
