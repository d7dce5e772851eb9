"""Pages of the audit administrator: the log, one entry, files of it, and the proof of the chain."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhengxie.foundation.audit import chain
from zhengxie.foundation.pages.files import download
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration import events
from zhengxie.work.administration.forms.log import LogFilters
from zhengxie.work.administration.queries import log as queries
from zhengxie.work.administration.verification import verify_own

Shown = tuple[str, dict[str, Any]]
HOME = ("首页", "/")
FILES = {
    "csv": (queries.as_csv, "text/csv"),
    "jsonl": (queries.as_json_lines, "application/jsonl"),
}

COLUMNS = [
    Column("序号", "number", css="c-num", url=lambda entry: reverse("log_entry", args=[entry.number])),
    Column("时间", lambda entry: entry.at[:19].replace("T", " ")),
    Column("账号", "actor"),
    Column("身份", "role"),
    Column("事件", lambda entry: events.label_of(entry.code), css="c-title"),
    Column("对象", "title"),
    Column("结果", lambda entry: "成功" if entry.ok else "失败"),
    Column("来源地址", "address"),
]


def listing_of(request: SeatRequest) -> Listing:
    """The entries that the address asks for."""
    empty = "没有符合条件的审计记录。"
    return Listing(
        request, queries.entries(request.seat), COLUMNS, title="审计日志", filters=LogFilters, empty=empty
    )


@page("administration.read_log")
def log(request: SeatRequest) -> HttpResponse | Shown:
    """The log of the committee."""
    return listing_of(request).answer("administration/log.html", {"crumbs": [HOME, ("审计日志", "")]})


@page("administration.read_log")
def log_entry(request: SeatRequest, number: int) -> Shown:
    """Everything that one entry says."""
    entry = get_object_or_404(queries.entries(request.seat), number=number)
    crumbs = [HOME, ("审计日志", reverse("log")), (f"第 {number} 条", "")]
    context = {"title": f"审计记录 第 {number} 条", "entry": entry, "crumbs": crumbs}
    words = {"event": events.label_of(entry.code), "moment": queries.moment_of(entry)}
    return "administration/log_entry.html", {
        **context,
        **words,
        "changes": queries.changes_of(entry),
        "inputs": queries.inputs_of(entry),
    }


@page("administration.read_log")
def log_file(request: SeatRequest, kind: str) -> HttpResponse:
    """The filtered log as CSV or JSON lines; taking it out is itself recorded."""
    if kind not in FILES:
        raise Http404
    rows, (write, mime) = listing_of(request).rows, FILES[kind]
    if rows.count() > queries.MOST_EXPORTED:
        messages.error(request, queries.TOO_MANY)
        return HttpResponseRedirect(f"{reverse('log')}?{request.GET.urlencode()}")
    data = "".join(write(rows)).encode()
    chain.record(request.seat, events.EXPORT_LOG, note=f"{kind} {request.get_full_path()}")
    return download(data, f"审计日志.{kind}", f"{mime}; charset=utf-8")


@page("administration.verify_log")
@require_POST
def verify_log(request: SeatRequest) -> HttpResponse:
    """Read the whole chain and say whether it holds."""
    holds, sentence = verify_own(request.seat, settings.AUDIT_ANCHORS)
    (messages.success if holds else messages.error)(request, sentence)
    return HttpResponseRedirect(reverse("log"))
