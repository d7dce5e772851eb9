"""The records behind a figure of a task."""

from django.shortcuts import get_object_or_404

from zhengxie.engines.plans.models import Target
from zhengxie.engines.plans.queries.counting import record_list
from zhengxie.engines.plans.views.columns import RECORD_COLUMNS, record_tabs
from zhengxie.engines.plans.views.trail import Answer, trail
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.pages.listing import Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest


@page("plans.view")
def task_figure(request: SeatRequest, key: int) -> Answer:
    """What a target has counted: the records that the seat may see, and how many more there are."""
    target = get_object_or_404(visible(request.seat, Target), pk=key)
    of_base = request.GET.get("of") == "base"
    found = record_list(request.seat, target, of_base=of_base)
    title, unit, note, empty = found.label, found.unit, found.note, found.empty
    listing = Listing(request, found.rows, RECORD_COLUMNS, title=title, unit=unit, note=note, empty=empty)
    crumbs = trail(target.task.plan, (target.task.number, target.task.get_absolute_url()), (found.label, ""))
    context = {"crumbs": crumbs, "found": found, "tabs": record_tabs(found, request.path, of_base)}
    return listing.answer("plans/figure.html", context)
