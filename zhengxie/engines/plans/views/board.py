"""The board of a plan and the lists that are read off it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from zhengxie.engines.plans.models import Plan, Task
from zhengxie.engines.plans.queries import board as read
from zhengxie.engines.plans.queries.detail import detail_of, partners_of
from zhengxie.engines.plans.queries.offers import offered_on_plan
from zhengxie.engines.plans.queries.plans import current_plan, own_story, plans_of
from zhengxie.engines.plans.views.columns import PLAN_COLUMNS, responsibility_rows
from zhengxie.engines.plans.views.trail import HOME, Answer, trail
from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.chain import record
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.directory.queries import leaders_as_of
from zhengxie.foundation.documents.table import workbook
from zhengxie.foundation.pages.buttons import buttons
from zhengxie.foundation.pages.files import download
from zhengxie.foundation.pages.listing import XLSX, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest


@page("plans.view")
def plans(request: SeatRequest) -> Answer:
    """The board of the current plan; without one, the list of plans."""
    plan = current_plan(request.seat)
    return (
        HttpResponseRedirect(plan.get_absolute_url()) if plan else HttpResponseRedirect(reverse("plan_list"))
    )


@page("plans.view")
def plan_list(request: SeatRequest) -> Answer:
    """All plans of the committee that the seat may see."""
    empty = "还没有工作要点。办公室导入并印发后，会列在这里。"
    listing = Listing(
        request, plans_of(request.seat), PLAN_COLUMNS, title="历年工作要点", unit="份", empty=empty
    )
    may_import = allowed(request.seat, "plans.draft")
    return listing.answer("plans/list.html", {"crumbs": [*HOME, ("历年", "")], "may_import": may_import})


@page("plans.view")
def plan(request: SeatRequest, key: int) -> Answer:
    """The board: one plan in the chosen view, with the chosen task at its side."""
    found = get_object_or_404(visible(request.seat, Plan), pk=key)
    lines = read.lines_of(request.seat, read.tasks_of(request.seat, found))
    chosen = request.GET.get("task", "")
    task = next((x.task for x in lines if str(x.task.pk) == chosen), None)
    offered = offered_on_plan(found, [x.task for x in lines])
    context = {"object": found, "title": found.title, "crumbs": trail(found), "chosen": task}
    context |= {"buttons": buttons(request.seat, found, offered)}
    context |= {"detail": detail_of(request.seat, task) if task else None}
    return "plans/board.html", context | _shown(request, found, lines, task)


def _shown(
    request: SeatRequest, found: Plan, lines: Sequence[read.Line], task: Task | None
) -> dict[str, Any]:
    view = request.GET.get("view", "item")
    soon, closing = read.due_soon(lines, timezone.localdate()), read.to_close(lines)
    mine = [x for x in read.running(lines) if _is_mine(request.seat, x.task)]
    counts = {"soon": len(soon), "closing": len(closing), "mine": len(mine)}
    shown: dict[str, Any] = {"view": view, "tabs": _tabs(found, view, counts), "open": _opened(request, task)}
    grouped: dict[str, Callable[[Sequence[read.Line]], list[read.Group]]]
    grouped = {"leader": partial(_by_leader, request.seat), "body": read.by_body, "month": read.by_month}
    flat = {"soon": soon, "closing": closing, "mine": mine}
    if view in grouped:
        return shown | {"groups": grouped[view](lines)}
    if view in flat:
        return shown | {"groups": [read.Group("", flat[view])]}
    return shown | {"parts": read.tree(found, lines)}


def _by_leader(seat: Seat, lines: Sequence[read.Line]) -> list[read.Group]:
    return read.by_leader(lines, leaders_as_of(seat.committee, timezone.localdate()))


def _is_mine(seat: Seat, task: Task) -> bool:
    by_body = seat.body_id is not None and task.lead_body_id == seat.body_id
    return by_body or (seat.member_id is not None and task.leader_id == seat.member_id)


def _tabs(found: Plan, view: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    names = [("item", "按要点"), ("leader", "按牵头领导"), ("body", "按委室"), ("month", "按月份")]
    names += [("soon", "30天内到期含超期"), ("closing", "待销号")]
    names += [("mine", "我负责的")] if counts["mine"] else []
    url = found.get_absolute_url()
    return [
        {"label": label, "url": f"{url}?view={name}", "current": name == view, "count": counts.get(name)}
        for name, label in names
    ]


def _opened(request: SeatRequest, task: Task | None) -> set[int]:
    """Items that are unfolded; the state is in the address."""
    wanted = {int(x) for x in request.GET.get("open", "").split(",") if x.isascii() and x.isdigit()}
    return wanted | ({task.item_id} if task else set())


@page("plans.view")
def responsibility(request: SeatRequest, key: int) -> Answer:
    """责任清单: every running task with who, by when, what counts as done; as page, print and Excel."""
    found = get_object_or_404(visible(request.seat, Plan), pk=key)
    lines = read.running(read.lines_of(request.seat, read.tasks_of(request.seat, found)))
    title = f"{found.title}责任清单"
    if request.GET.get("export") == "xlsx":
        return _sheet(request.seat, title, lines)
    crumbs = trail(found, ("责任清单", ""))
    return "plans/responsibility.html", {"object": found, "title": title, "lines": lines, "crumbs": crumbs}


def _sheet(seat: Seat, title: str, lines: Sequence[read.Line]) -> HttpResponse:
    headings, rows = responsibility_rows(lines)
    record(seat, "pages.export", title=title, note=f"{len(rows)}行")
    return download(workbook(title, headings, rows), f"{title}.xlsx", XLSX)


@page("plans.view")
def task(request: SeatRequest, key: int) -> Answer:
    """One task: its breakdown, progress, evidence, reports and story."""
    found = get_object_or_404(read.visible_tasks(request.seat), pk=key)
    context = {"object": found, "title": found.title, "crumbs": trail(found.plan, (found.number, ""))}
    context |= {"detail": detail_of(request.seat, found), "partners": partners_of(found)}
    context["story"] = story(request.seat, found)
    return "plans/task.html", context


@page("plans.view")
def editions(request: SeatRequest, key: int) -> Answer:
    """The editions of a plan with what each changed, and its approvals."""
    found = get_object_or_404(visible(request.seat, Plan), pk=key)
    context = {"object": found, "title": "版本与审议", "crumbs": trail(found, ("版本与审议", ""))}
    context |= {"editions": found.editions.order_by("-number"), "approvals": found.approvals.all()}
    return "plans/editions.html", context | {"story": own_story(request.seat, found)}
