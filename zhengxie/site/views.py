"""The first page after sign-in."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest

# The administrators have no business, so nothing is ever on their desk.
BEGINNINGS = {
    Role.SYSTEM_ADMINISTRATOR: "accounts",
    Role.SECURITY_ADMINISTRATOR: "accounts",
    Role.AUDIT_ADMINISTRATOR: "log",
}


@page("pages.view")
def home(request: SeatRequest) -> HttpResponse:
    """To where this seat's day begins."""
    return HttpResponseRedirect(reverse(BEGINNINGS.get(request.seat.role, "todos")))
