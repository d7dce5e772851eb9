"""The first page after sign-in."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.foundation.workflow.moves import machines
from zhengxie.site.drawing import draw
from zhengxie.site.home import member_home
from zhengxie.site.moves import rows_of

# The administrators have no business, so nothing is ever on their desk.
BEGINNINGS = {
    Role.SYSTEM_ADMINISTRATOR: "accounts",
    Role.SECURITY_ADMINISTRATOR: "accounts",
    Role.AUDIT_ADMINISTRATOR: "log",
    Role.CHAIR_LEVEL: "dashboard",
    Role.SECRETARY_GENERAL: "dashboard",
    Role.UNIT_OFFICER: "unit_home",
    Role.UNIT_LEADER: "unit_home",
}


@page("pages.view")
def home(request: SeatRequest) -> HttpResponse | tuple[str, dict[str, Any]]:
    """A member's own page; all others are led to where their day begins."""
    if request.seat.is_member and request.seat.member_id:
        return "site/member_home.html", member_home(request.seat)
    return HttpResponseRedirect(reverse(BEGINNINGS.get(request.seat.role, "todos")))


@page("administration.edit_clock_rules")
def states(request: SeatRequest) -> tuple[str, dict[str, Any]]:
    """状态图: each machine as a drawing and as a table, for the office."""
    found = [{"machine": one, "drawing": draw(one), "rows": rows_of(one)} for one in machines()]
    crumbs = [("首页", "/"), ("参数与时限", reverse("parameters")), ("状态图", "")]
    return "site/states.html", {"title": "状态图", "machines": found, "crumbs": crumbs}
