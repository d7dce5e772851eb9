"""The duty file: the member's own, one that staff or leaders open, the list of them, paper and workbook."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.chain import record
from zhengxie.foundation.directory.models import Member
from zhengxie.foundation.documents.table import workbook
from zhengxie.foundation.pages.files import download
from zhengxie.foundation.pages.listing import XLSX, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.outcomes.performance.forms.files import DutyFileFilters
from zhengxie.outcomes.performance.queries import files as read
from zhengxie.outcomes.performance.queries.sheets import HEADINGS, rows_of, title_of
from zhengxie.outcomes.performance.views.columns import BY_STROKES, file_columns
from zhengxie.outcomes.performance.views.trail import Answer, skeleton, trail

PAGE, PAPER = "performance/file.html", "performance/paper.html"


@page("performance.view_own")
def my_file(request: SeatRequest) -> Answer:
    """履职档案 of the seat's own member. S8"""
    member = read.own_member(request.seat).first()
    if member is None:
        return "performance/nobody.html", {"title": "履职档案", "crumbs": trail(("履职档案", ""))}
    return _opened(request, member, trail(("履职档案", "")), own=True)


@page("performance.view_own")
def my_file_print(request: SeatRequest) -> Answer:
    """The own file on paper."""
    member = get_object_or_404(read.own_member(request.seat))
    return _on_paper(request, member, reverse("my_file"))


@page("performance.view_counts")
def duty_file(request: SeatRequest, key: int) -> Answer:
    """One member's file; for a convener the counts of a member of the group."""
    member = get_object_or_404(read.reachable(request.seat), pk=key)
    crumbs = trail(("履职档案", reverse("duty_files")), (member.name, ""))
    if allowed(request.seat, "performance.view"):
        return _opened(request, member, crumbs, own=False)
    file = read.counts_only(request.seat, member, request.GET.get("year", ""))
    return PAGE, _frame(request, file, crumbs) | {"counts_only": True}


@page("performance.view")
def duty_file_print(request: SeatRequest, key: int) -> Answer:
    """One member's file on paper."""
    member = get_object_or_404(read.reachable(request.seat), pk=key)
    return _on_paper(request, member, reverse("duty_file", args=[member.pk]))


@page("performance.view_counts")
def duty_files(request: SeatRequest) -> Answer:
    """Members by strokes with how many facts of each kind; never a ranking, never sorted by a number."""
    title = "委员履职档案" if allowed(request.seat, "performance.view") else "本组委员履职次数"
    rows, columns = read.reachable(request.seat), file_columns(request.GET.get("year", ""))
    listing = Listing(
        request, rows, columns, title=title, filters=DutyFileFilters, unit="人", note=BY_STROKES
    )
    context = {"crumbs": trail((title, "")), "skeleton": skeleton(request.seat), "order": BY_STROKES}
    return listing.answer("performance/files.html", context)


def _group_of(seat: Seat) -> str:
    """A convener's way from the own file to the counts of the group."""
    whole, counts = allowed(seat, "performance.view"), allowed(seat, "performance.view_counts")
    return reverse("duty_files") if counts and not whole else ""


def _frame(request: SeatRequest, file: read.DutyFile, crumbs: Any) -> dict[str, Any]:
    shown = {"file": file, "crumbs": crumbs, "skeleton": skeleton(request.seat)}
    shown |= {"headline": read.headline(file.member)}
    return shown | {"object": file.member, "title": "履职档案"}


def _opened(request: SeatRequest, member: Member, crumbs: Any, *, own: bool) -> Answer:
    file = read.duty_file(request.seat, member, request.GET.get("year", ""))
    if request.GET.get("export") == "xlsx":
        return _sheet(request, file)
    asked = request.GET.get("kind", "")
    chosen = next((kind for kind in file.kinds if kind.code == asked), None)
    paper = reverse("my_file_print") if own else reverse("duty_file_print", args=[member.pk])
    shown = {"own": own, "chosen": chosen, "paper": paper, "group": _group_of(request.seat)}
    shown["within"] = read.answered_within(request.seat)
    return PAGE, _frame(request, file, crumbs) | shown


def _on_paper(request: SeatRequest, member: Member, back: str) -> Answer:
    file = read.duty_file(request.seat, member, request.GET.get("year", ""))
    return PAPER, _frame(request, file, []) | {"back_url": back}


def _sheet(request: SeatRequest, file: read.DutyFile) -> HttpResponse:
    title, rows = title_of(file), rows_of(file)
    record(request.seat, "pages.export", title=title, note=f"{len(rows)}行")
    return download(workbook(title, HEADINGS, rows), f"{title}.xlsx", XLSX)
