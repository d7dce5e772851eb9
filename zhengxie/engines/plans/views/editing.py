"""Import, check, edit and amend: the pages where a tree is looked at before it is stored."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zhengxie.engines.plans.forms.plans import ReadForm
from zhengxie.engines.plans.forms.posted import keep_reading, keep_rereading
from zhengxie.engines.plans.forms.tasks import BreakDownForm
from zhengxie.engines.plans.forms.tree import AmendForm, DraftForm, ReviseForm
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.engines.plans.views.trail import HOME, Answer, trail
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.pages.drafts import drafts_of
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest


@page("plans.draft")
def plan_import(request: SeatRequest) -> Answer:
    """Upload or paste a text; what was read is shown for checking. Nothing is stored as a plan yet."""
    form = ReadForm(request.POST or None, request.FILES or None)
    target = reverse("plan_check")
    if form.is_bound and form.is_valid() and keep_reading(request.seat, form, target):
        return HttpResponseRedirect(target)
    waiting = drafts_of(request.seat.user_id, target).get("plans.draft")
    context = {"title": "导入工作要点", "crumbs": [*HOME, ("导入", "")], "form": form, "waiting": waiting}
    return _read_page(request, form, context)


def _read_page(request: SeatRequest, form: ReadForm, context: dict[str, Any]) -> HttpResponse:
    return render(request, "plans/import.html", context, status=422 if form.is_bound else 200)


@page("plans.draft", forms=(DraftForm,))
def plan_check(request: SeatRequest) -> Answer:
    """核对导入结果: the tree beside the original; confirming stores it as a draft plan."""
    if request.method == "GET" and not drafts_of(request.seat.user_id, request.path):
        return HttpResponseRedirect(reverse("plan_import"))
    crumbs = [*HOME, ("导入", reverse("plan_import")), ("核对", "")]
    return "plans/check.html", {"title": "核对导入结果", "crumbs": crumbs, "again": reverse("plan_import")}


@page("plans.revise", forms=(ReviseForm,))
def plan_edit(request: SeatRequest, key: int) -> Answer:
    """Change a plan before it is issued."""
    return _editor(request, key, "修改草稿")


@page("plans.amend", forms=(AmendForm,))
def plan_amend(request: SeatRequest, key: int) -> Answer:
    """Make a new edition of an issued plan."""
    return _editor(request, key, "修订")


def _editor(request: SeatRequest, key: int, title: str) -> Answer:
    found = get_object_or_404(visible(request.seat, Plan), pk=key)
    again = reverse("plan_reimport", args=[found.pk])
    crumbs = trail(found, (title, ""))
    return "plans/check.html", {"object": found, "title": title, "crumbs": crumbs, "again": again}


@page("plans.draft")
def plan_reimport(request: SeatRequest, key: int) -> Answer:
    """Read a text again and show what differs from the stored plan; nothing changes before confirming."""
    found = get_object_or_404(visible(request.seat, Plan), pk=key)
    target = reverse("plan_amend" if found.is_issued else "plan_edit", args=[found.pk])
    form = ReadForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid() and keep_rereading(request.seat, form, found, target):
        return HttpResponseRedirect(target)
    crumbs = trail(found, ("重新导入", ""))
    return _read_page(request, form, {"title": "重新导入", "crumbs": crumbs, "form": form, "object": found})


@page("plans.break_down", forms=(BreakDownForm,))
def task_break_down(request: SeatRequest, key: int) -> Answer:
    """任务分解 of one task."""
    found = get_object_or_404(visible(request.seat, Task).select_related("plan", "item"), pk=key)
    crumbs = trail(found.plan, (found.number, found.get_absolute_url()), ("任务分解", ""))
    return "plans/break_down.html", {"object": found, "title": "任务分解", "crumbs": crumbs}
