"""Import of members and units: upload, preview, confirm. Nothing is stored before confirming."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.documents.table import (
    BadFile,
    Heading,
    TableReading,
    TableRow,
    marked_workbook,
    read_table,
    template,
)
from zhengxie.foundation.pages.files import download
from zhengxie.foundation.pages.listing import XLSX
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.directory import imports as forms
from zhengxie.work.administration.queries.directory.imports import (
    ImportRows,
    PlannedRow,
    Result,
    counted,
    plan_reading,
)
from zhengxie.work.administration.queries.directory.member_imports import member_headings, plan_members
from zhengxie.work.administration.queries.directory.unit_imports import plan_units, unit_headings
from zhengxie.work.administration.views.directory.frame import crumbs

SHOWN = 300  # rows of a preview; wrong ones come first


@dataclass(frozen=True)
class Import:
    """One kind of import."""

    kind: str
    title: str
    headings: Callable[[Seat], list[Heading]]
    plan: Callable[[Seat, ImportRows], list[PlannedRow]]
    form: type[forms.ImportMembersForm] | type[forms.ImportUnitsForm]
    back: tuple[str, str]


MEMBERS = Import(
    "members",
    "导入委员",
    member_headings,
    plan_members,
    forms.ImportMembersForm,
    ("委员名录", "directory_members"),
)
UNITS = Import(
    "units", "导入单位", unit_headings, plan_units, forms.ImportUnitsForm, ("单位", "directory_units")
)


@page("administration.import_members", forms=(forms.ImportMembersForm,))
def members_import(request: SeatRequest) -> HttpResponse:
    """Members from a table."""
    return _import(request, MEMBERS)


@page("administration.import_units", forms=(forms.ImportUnitsForm,))
def units_import(request: SeatRequest) -> HttpResponse:
    """Units from a table."""
    return _import(request, UNITS)


@page("administration.import_members")
def members_template(request: SeatRequest) -> HttpResponse:
    """The empty table of members."""
    return download(template("委员导入模板", member_headings(request.seat)), "委员导入模板.xlsx", XLSX)


@page("administration.import_units")
def units_template(request: SeatRequest) -> HttpResponse:
    """The empty table of units."""
    return download(template("单位导入模板", unit_headings(request.seat)), "单位导入模板.xlsx", XLSX)


def _import(request: SeatRequest, made: Import) -> HttpResponse:
    """Upload page; preview of an uploaded table; the marked table; or the confirmed import."""
    if request.method != "POST":
        return _shown(request, made, {"form": forms.UploadForm(label_suffix="")})
    if "marked" in request.POST:
        return _marked(request, made)
    if "do" in request.POST:
        return _confirmed(request, made)
    return _preview(request, made)


def _preview(request: SeatRequest, made: Import) -> HttpResponse:
    form = forms.UploadForm(request.POST, request.FILES, label_suffix="")
    if form.is_valid():
        upload = form.cleaned_data["table"]
        try:
            reading = read_table(upload.read(), made.headings(request.seat), name=upload.name)
        except BadFile as error:
            form.add_error("table", str(error))
        else:
            return _shown(request, made, _planned(request.seat, made, reading))
    return _shown(request, made, {"form": form}, status=422)


def _planned(seat: Seat, made: Import, reading: TableReading) -> dict[str, Any]:
    """Context of the preview: rows with their result, and what the page carries on."""
    planned, given = plan_reading(reading, lambda rows: made.plan(seat, rows))
    totals = counted(planned)
    context = {
        "unknown": reading.unknown,
        "totals": [(str(r), n) for r, n in totals.items()],
        "total": len(planned),
    }
    order = {Result.WRONG: 0, Result.NEW: 1, Result.CHANGED: 2, Result.SAME: 3}
    context["planned"] = sorted(planned, key=lambda row: (order[row.result], row.number))[:SHOWN]
    if totals[Result.WRONG]:
        return {
            **context,
            "marked": forms.packed(seat, f"{made.kind}.marked", _for_marking(reading, planned)),
        }
    if not totals[Result.NEW] + totals[Result.CHANGED]:
        return {**context, "nothing": True}
    confirm = made.form(seat, seat.committee)
    confirm.initial["rows"] = forms.packed(seat, made.kind, forms.as_text(given))
    return {**context, "confirm": confirm, "do": made.form.action.code}


def _confirmed(request: SeatRequest, made: Import) -> HttpResponse:
    form = made.form(request.seat, request.seat.committee, request.POST)
    result = form.perform() if form.is_valid() else None
    if result is None:
        return _shown(request, made, {"form": forms.UploadForm(label_suffix=""), "refused": form}, status=422)
    messages.success(request, form.success_text(result))
    return HttpResponseRedirect(form.success_url(result))


def _for_marking(reading: TableReading, planned: Sequence[PlannedRow]) -> dict[str, Any]:
    reasons = {row.number: row.reason for row in planned if row.result == Result.WRONG}
    rows = [(row.number, row.texts[: len(reading.found)]) for row in reading.rows]
    return {"found": reading.found, "rows": rows, "reasons": [[n, text] for n, text in reasons.items()]}


def _marked(request: SeatRequest, made: Import) -> HttpResponse:
    """The uploaded table with a column 问题."""
    try:
        held = forms.unpacked(request.seat, f"{made.kind}.marked", request.POST["marked"])
    except ValidationError as error:
        form = forms.UploadForm({}, label_suffix="")
        form.add_error(None, error)
        return _shown(request, made, {"form": form}, status=422)
    reading = TableReading([TableRow(n, {}, texts) for n, texts in held["rows"]], held["found"], [])
    data = marked_workbook("有误的表", reading, dict(held["reasons"]))
    return download(data, f"{made.title}（标注问题）.xlsx", XLSX)


def _shown(request: SeatRequest, made: Import, context: dict[str, Any], status: int = 200) -> HttpResponse:
    more = {"title": made.title, "crumbs": crumbs(made.back, (made.title, "")), "made": made}
    page_of = "import_preview" if "planned" in context else "import"
    return render(request, f"administration/directory/{page_of}.html", {**more, **context}, status=status)
