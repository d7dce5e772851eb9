"""The pages that belong to no room: to-dos, messages, drafts, and the generic page of a small verb."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib import messages as banner
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from zhengxie.foundation.access.policy import VERBS, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.chain import record
from zhengxie.foundation.documents.models import Attachment
from zhengxie.foundation.documents.queries import may_open
from zhengxie.foundation.documents.store import place
from zhengxie.foundation.notices.messages import mark_read, messages_of
from zhengxie.foundation.notices.queries import done_todos, finished_todos, open_todos
from zhengxie.foundation.pages.drafts import drop_draft, save_draft
from zhengxie.foundation.pages.files import give_out
from zhengxie.foundation.pages.listing import Listing
from zhengxie.foundation.pages.page import demand, page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.foundation.pages.todo_columns import DONE_COLUMNS, TodoFilters, no_css, over_css, todo_columns
from zhengxie.foundation.workflow.forms import FORMS, ActionForm
from zhengxie.foundation.workflow.rows import Rows

NOTHING_DONE = "还没有办过的事项。"
TABS = {
    "open": ("待办", open_todos, "现在没有待办。有需要您处理的事项时会列在这里。"),
    "done": ("已办", done_todos, NOTHING_DONE),
    "finished": ("办结", finished_todos, NOTHING_DONE),
}


@page("pages.todos")
def todos(request: SeatRequest, tab: str = "open") -> HttpResponse | tuple[str, dict[str, Any]]:
    """待办 / 已办 / 办结; the number on each tab equals the length of its list."""
    if tab not in TABS:
        raise Http404
    label, find, empty = TABS[tab]
    columns = todo_columns(request.seat.committee) if tab == "open" else DONE_COLUMNS
    rows, css = find(request.seat), over_css if tab == "open" else no_css
    listing = Listing(request, rows, columns, title=label, filters=TodoFilters, empty=empty, row_css=css)
    crumbs = [("首页", "/"), (label, "")]
    return listing.answer("pages/todos.html", {"tabs": _todo_tabs(request.seat, tab), "crumbs": crumbs})


def _todo_tabs(seat: Seat, tab: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": reverse("todos", args=[name]),
            "current": name == tab,
            "count": find(seat).count(),
        }
        for name, (label, find, _) in TABS.items()
    ]


@page("pages.view")
def messages(request: SeatRequest) -> HttpResponse | tuple[str, dict[str, Any]]:
    """The messages of the seat's user, newest first."""
    if request.method == "POST":
        mark_read(request.seat)
        return HttpResponseRedirect(reverse("messages"))
    rows = messages_of(request.seat)[:100]
    return "pages/messages.html", {"title": "消息", "rows": rows, "crumbs": [("首页", "/"), ("消息", "")]}


@page("pages.view")
def message(request: SeatRequest, key: int) -> HttpResponse:
    """Open one message: it counts as read, and leads where it points."""
    found = get_object_or_404(messages_of(request.seat), pk=key)
    if request.method == "POST":
        mark_read(request.seat, [found.pk])
    return HttpResponseRedirect(found.url or reverse("messages"))


@page("documents.download")
def attachment(request: SeatRequest, key: int) -> FileResponse:
    """A file, to whoever sees the object that it hangs on; until it is checked, to those who put it there."""
    found: Attachment = get_object_or_404(visible(request.seat, Attachment), pk=key)
    if request.method not in ("GET", "HEAD") or not may_open(request.seat, found):
        raise Http404
    answer = give_out(place(found.committee_id, found.stored), found.name, found.kind)
    about: dict[str, Any] = {"label": found._meta.label_lower, "object_id": str(found.pk)}
    record(request.seat, "documents.download", title=found.name, mentions=found.mentions(), **about)
    return answer


@page("pages.view")
def draft(request: SeatRequest) -> HttpResponse:
    """Keep (or, with `drop`, throw away) what stands in a form; answers the time of saving."""
    if request.method != "POST":
        raise Http404
    path, _, code = request.POST.get("draft_key", "").partition("|")
    if "drop" in request.POST:
        drop_draft(request.seat.user_id, path, code)
        return _back(request, path, "未提交的内容已丢弃。")
    kept = save_draft(request.seat.user_id or 0, path, code, request.POST) if path and code else None
    if "keep" in request.POST:
        return _back(request, path, "草稿已保存，可以稍后再来核对提交。")
    return JsonResponse({"saved": timezone.localtime(kept.saved).strftime("%H:%M") if kept else None})


def _back(request: SeatRequest, path: str, text: str) -> HttpResponse:
    """To the page of the form, never to another host."""
    banner.success(request, text)
    return HttpResponseRedirect(path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/")


def do(request: HttpRequest, code: str, key: int) -> HttpResponseBase:
    """The page of one small verb: its form alone. Permission is the verb's own."""
    form = FORMS.get(code)
    if form is None or not _stands_alone(form):
        raise Http404
    return _page_of(form)(request, key)


def _stands_alone(form: type[ActionForm]) -> bool:
    """A verb on an object with plain fields; what makes something or has rows has a page of its own."""
    plain = not any(isinstance(field, Rows) for field in form.base_fields.values())
    return form.action.creates is None and hasattr(form, "model") and plain


@cache
def _page_of(form: type[ActionForm]) -> Callable[..., HttpResponseBase]:
    code = form.action.code

    @page(code, forms=(form,))
    def single(request: SeatRequest, key: int) -> tuple[str, dict[str, Any]]:
        model: type[Model] = form.model
        obj: Any = get_object_or_404(visible(request.seat, model), pk=key)
        demand(request, code, obj)
        context = _do_context(obj, code, _back_from(form, request.seat, obj))
        context["skeleton"] = "pages/member.html" if request.seat.is_member else "pages/desk.html"
        return "pages/do.html", context

    return single


def _back_from(form: type[ActionForm], seat: Seat, obj: Any) -> str:
    """Where the page was come from: the object's own page, else where the verb would lead."""
    own = getattr(obj, "get_absolute_url", None)
    return str(own()) if own else form(seat, obj).success_url(obj)


declared: Any = do
declared.declared = "pages.do"  # the inner page checks the verb named in the address


def _do_context(obj: Any, code: str, back: str) -> dict[str, Any]:
    return {
        "object": obj,
        "code": code,
        "cancel_url": back,
        "crumbs": [("首页", "/"), (str(obj), back), (VERBS[code].label, "")],
    }
