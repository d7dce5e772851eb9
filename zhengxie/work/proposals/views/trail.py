"""Where the office's pages of this room stand."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.work.proposals.models import Proposal

Answer = HttpResponse | tuple[str, dict[str, Any]]
Crumbs = list[tuple[str, str]]


def register_trail(seat: Seat, *steps: tuple[str, str]) -> Crumbs:
    """首页 › 提案 › the steps; the register is a link for those who may browse it."""
    address = reverse("proposals") if allowed(seat, "proposals.browse") else ""
    return [("首页", "/"), ("提案", address), *steps]


def desk_trail(stage: str, proposal: Proposal | None = None) -> Crumbs:
    """首页 › 提案审查 › 初审 or 会审 › the receipt number."""
    word = {"first": "初审", "panel": "会审"}[stage]
    if proposal is None:
        return [("首页", "/"), ("提案审查", ""), (word, "")]
    address = f"{reverse('review_desk')}?stage={stage}"
    return [("首页", "/"), ("提案审查", reverse("review_desk")), (word, address), (proposal.receipt_no, "")]
