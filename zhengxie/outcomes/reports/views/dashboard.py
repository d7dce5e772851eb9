"""履职总览 and the records behind its figures."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from zhengxie.foundation.audit.chain import record
from zhengxie.foundation.documents.table import workbook
from zhengxie.foundation.pages.files import download
from zhengxie.foundation.pages.listing import XLSX, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.outcomes.reports.queries.dashboard import MOST_ITEMS, MOST_UNITS, Overview, overview
from zhengxie.outcomes.reports.queries.plan import NAMES
from zhengxie.outcomes.reports.queries.records import records_of
from zhengxie.outcomes.reports.views.columns import HEADINGS, columns_for, sheet_rows

Answer = HttpResponse | tuple[str, dict[str, Any]]
TITLE = "履职总览"


@page("reports.view_dashboard")
def dashboard(request: SeatRequest) -> Answer:
    """The session's figures, what needs attention, the units, the plan; prints on one A4."""
    found = overview(request.seat, request.GET.get("session", ""))
    if request.GET.get("export") == "xlsx" and found.proposals:
        return _sheet(request, found)
    title = f"{TITLE}　{found.session.label}" if found.session else TITLE
    context = {"title": title, "crumbs": [("首页", "/"), ("统计", "")], "found": found}
    return "reports/dashboard.html", context | _cut(found, request.GET.get("units") == "all")


def _cut(found: Overview, whole: bool) -> dict[str, Any]:
    """What fits on one sheet; the rest by a link."""
    units = found.proposals.units if found.proposals else []
    items = found.plan.open_items if found.plan else []
    parts = (
        [(name, label, len(found.plan.items[name])) for name, label in NAMES.items()] if found.plan else []
    )
    return {
        "units": units if whole else units[:MOST_UNITS],
        "more_units": 0 if whole else max(0, len(units) - MOST_UNITS),
        "items": items[:MOST_ITEMS],
        "more_items": max(0, len(items) - MOST_ITEMS),
        "parts": parts,
    }


def _sheet(request: SeatRequest, found: Overview) -> HttpResponse:
    title = f"{TITLE}{found.session.label if found.session else ''}"
    rows = list(sheet_rows(found.proposals)) if found.proposals else []
    record(request.seat, "pages.export", title=title, note=f"{len(rows)}行")
    return download(workbook(title, HEADINGS, rows), f"{title}.xlsx", XLSX)


@page("reports.view_dashboard")
def figure(request: SeatRequest, name: str) -> Answer:
    """The records of one figure that the seat may see, and how many more there are."""
    found = records_of(request.seat, name, request.GET.get("session", ""), request.GET.get("unit", ""))
    if found is None:
        raise Http404
    columns = columns_for(request.seat, name, found)
    empty = "没有您可以查看的记录。" if found.hidden else "这一项现在是0。"
    listing = Listing(
        request, found.rows, columns, title=found.title, unit=found.unit, empty=empty, note=found.note
    )
    crumbs = [("首页", "/"), ("统计", reverse("dashboard")), (found.title, "")]
    return listing.answer("reports/figure.html", {"crumbs": crumbs, "found": found})
