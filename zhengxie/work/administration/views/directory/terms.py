"""Terms and sessions."""

from typing import Any

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.directory.models import Term
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import Answer, page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.directory.form import address_of
from zhengxie.work.administration.forms.directory.terms import AddSessionForm, AddTermForm
from zhengxie.work.administration.views.directory.frame import FORM, LIST, adding, buttons, crumbs, links

COLUMNS = [
    Column("届", str, css="c-title", url=address_of),
    Column("任期起始", "starts"),
    Column("任期届满", "ends"),
    Column("届次数", "sessions_held", css="zx-num"),
]


@page("administration.edit_directory")
def term_list(request: SeatRequest) -> Answer:
    """All terms, the newest first."""
    rows = visible(request.seat, Term).annotate(sessions_held=Count("sessions")).order_by("-number")
    listing = Listing(request, rows, COLUMNS, title="届和届次", unit="届", empty="还没有建届。请先新建本届。")
    acts = links(request.seat, ("新建届", "directory_term_add", "administration.add_term"))
    return listing.answer(LIST, {"crumbs": crumbs(("届和届次", "")), "acts": acts})


@page("administration.edit_directory")
def term_page(request: SeatRequest, key: int) -> tuple[str, dict[str, Any]]:
    """One term with its sessions."""
    term = get_object_or_404(visible(request.seat, Term), pk=key)
    sessions = list(term.sessions.order_by("number"))
    rows = [(s, buttons(request.seat, s, ["edit_session"])) for s in sessions]
    acts = buttons(request.seat, term, ["edit_term"]) + [
        ("新建届次", reverse("directory_session_add", args=[key]))
    ]
    places = crumbs(("届和届次", "directory_terms"), (str(term), ""))
    context = {"object": term, "title": str(term), "rows": rows, "acts": acts, "crumbs": places}
    return "administration/directory/term.html", context


@page("administration.add_term", forms=(AddTermForm,))
def term_add(request: SeatRequest) -> tuple[str, dict[str, Any]]:
    """A new term."""
    return FORM, adding("新建届", "届和届次", "directory_terms")


@page("administration.add_session", forms=(AddSessionForm,))
def session_add(request: SeatRequest, key: int) -> tuple[str, dict[str, Any]]:
    """A new session of the term."""
    term = get_object_or_404(visible(request.seat, Term), pk=key)
    return FORM, adding(f"新建{term}届次", "届和届次", "directory_terms", term, address_of(term))
