"""Where a page of this room stands."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat

Answer = HttpResponse | tuple[str, dict[str, Any]]
Crumbs = list[tuple[str, str]]
HOME: Crumbs = [("首页", "/")]


def roots(seat: Seat) -> Crumbs:
    """首页 › the seat's own list, where it has one."""
    if allowed(seat, "cases.view_desk"):
        return [*HOME, ("我单位的办理", reverse("unit_home"))]
    return [*HOME, ("办理", reverse("cases"))] if allowed(seat, "cases.view_list") else HOME


def case_trail(seat: Seat, case: Case, *steps: tuple[str, str]) -> Crumbs:
    """Down to a case and the steps below it."""
    return [*roots(seat), (case.number, case.get_absolute_url()), *steps]


def task_trail(seat: Seat, task: Assignment, *steps: tuple[str, str]) -> Crumbs:
    """Down to an assignment and the steps below it."""
    own = allowed(seat, "cases.view_desk")
    start = roots(seat) if own else case_trail(seat, task.case)
    label = task.case.number if own else task.unit.name
    return [*start, (label, task.get_absolute_url()), *steps]


def skeleton(seat: Seat) -> str:
    """Members read on the phone, everyone else at a desk."""
    return "pages/member.html" if seat.is_member else "pages/desk.html"
