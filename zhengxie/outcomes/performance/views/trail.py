"""Where a page of this room stands, and in which frame."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from zhengxie.foundation.access.seat import Seat
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.policy import is_own

Answer = HttpResponse | tuple[str, dict[str, Any]]
Crumbs = list[tuple[str, str]]


def trail(*steps: tuple[str, str]) -> Crumbs:
    """首页 › the steps."""
    return [("首页", "/"), *steps]


def own_trail(*steps: tuple[str, str]) -> Crumbs:
    """首页 › the member's own file › the steps."""
    return trail(("履职档案", reverse("my_file")), *steps)


def skeleton(seat: Seat) -> str:
    """Members read on the phone, everyone else at a desk."""
    return "pages/member.html" if seat.is_member else "pages/desk.html"


def way_to(seat: Seat, objection: Objection) -> Crumbs:
    """To a request: from the member's own file, or from the desk where requests are answered."""
    if is_own(seat, objection):
        return own_trail(("更正申请", ""))
    return trail(("更正申请", reverse("objections")), (objection.member.name, ""))
