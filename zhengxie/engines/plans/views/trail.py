"""Where a page of this room stands."""

from typing import Any

from django.http import HttpResponse

from zhengxie.engines.plans.models import Plan

Answer = HttpResponse | tuple[str, dict[str, Any]]
Crumbs = list[tuple[str, str]]
HOME: Crumbs = [("首页", "/"), ("工作要点", "/plans/")]


def trail(plan: Plan, *steps: tuple[str, str]) -> Crumbs:
    """首页 › 工作要点 › the plan's year › the steps below it."""
    return [*HOME, (f"{plan.year}年", plan.get_absolute_url()), *steps]
