"""A URL configuration with a few pages of a trial room beside the real ones."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path

from tests.factories.trial import GiveContactForm, RenameForm
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.directory.models import Member, Unit
from zhengxie.foundation.pages.listing import Column, Filters, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.site.urls import handler403, handler404, handler500

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


class UnitFilters(Filters):
    """By name."""

    def cut(self, rows: Any, values: dict[str, Any]) -> Any:
        """Rows whose name holds the words."""
        return rows.filter(name__contains=values["q"]) if "q" in values else rows


COLUMNS = [
    Column("名称", "name", sort="name", css="c-title"),
    Column("代码", lambda unit: unit.code.upper(), sort="code"),
    Column("联系电话", "contact_phone"),
]


@page("tests.look")
def units(request: SeatRequest) -> Any:
    """A list."""
    rows = visible(request.seat, Unit)
    return Listing(request, rows, COLUMNS, title="试用单位", filters=UnitFilters).answer(
        "pages/list.html", {}
    )


@page("tests.look", forms=(RenameForm,))
def unit(request: SeatRequest, key: int) -> Any:
    """A page with one form."""
    found = get_object_or_404(visible(request.seat, Unit), pk=key)
    return "pages/do.html", {"object": found, "code": "tests.rename", "cancel_url": "/trial/"}


@page("tests.look", forms=(GiveContactForm,))
def contact(request: SeatRequest, key: int) -> Any:
    """A page whose form has rows."""
    found = get_object_or_404(visible(request.seat, Member), pk=key)
    return "trial/rows.html", {"object": found}


def undeclared(request: HttpRequest) -> HttpResponse:
    """A view that somebody forgot to declare."""
    return HttpResponse("secret")


@page("tests.look")
def broken(request: SeatRequest) -> HttpResponse:
    """A page with a programming error."""
    raise ZeroDivisionError("13812345678")


urlpatterns = [
    path("trial/", units),
    path("trial/<int:key>/", unit),
    path("trial/contact/<int:key>/", contact),
    path("trial/undeclared/", undeclared),
    path("trial/broken/", broken),
    path("", include("zhengxie.site.urls")),
]
