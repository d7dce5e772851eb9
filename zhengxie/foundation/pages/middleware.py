"""Who acts (SeatMiddleware), and that nothing undeclared opens (DefaultDenyMiddleware)."""

import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from zhengxie.foundation.access.roles import ADMINISTRATORS
from zhengxie.foundation.access.seat import Seat, hats_of
from zhengxie.foundation.accounts.addresses import client_address, within_networks
from zhengxie.foundation.accounts.sessions import HAT_KEY
from zhengxie.foundation.directory.queries import committee_for_host

Next = Callable[[HttpRequest], HttpResponse]


class SeatMiddleware:
    """Sets `request.seat` from the hat that the user wears, `request.committee` also before sign-in."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a seat on the request; protected pages are never kept by the browser."""
        state: Any = request
        state.request_id = secrets.token_hex(8)
        state.seat, state.hats, state.committee = None, [], None
        if not request.path.startswith((settings.STATIC_URL, settings.API_URL)):
            sit_down(state)
        response = self.get_response(request)
        if state.seat is not None:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def sit_down(request: Any) -> None:
    """The seat of whoever is signed in. Under the API's addresses only tokens seat anybody: `site.api`."""
    host = request.get_host().rsplit(":", 1)[0]
    if not request.user.is_authenticated or not request.user.is_active:
        request.committee = committee_for_host(host)
        return
    request.hats = hats = list(hats_of(request.user.pk, timezone.localdate(), host))
    worn = next((h for h in hats if h.pk == request.session.get(HAT_KEY)), None)
    if worn is not None and not (worn.role in ADMINISTRATORS and _from_elsewhere(request)):
        request.seat = Seat.of(worn, request_id=request.request_id, address=client_address(request))
        request.committee = worn.committee


def _from_elsewhere(request: HttpRequest) -> bool:
    """An administrator's hat opens nothing outside the networks named for it. security-checklist 31"""
    networks = settings.ADMINISTRATOR_NETWORKS
    return bool(networks) and not within_networks(client_address(request), networks)


class DefaultDenyMiddleware:
    """A view without a declared permission answers 403; a page asked for without a seat leads to sign-in."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the decision is taken once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None lets the view answer."""
        if getattr(view, "by_token", False):  # proves by itself who calls: site.api.door
            return None
        if getattr(view, "declared", None) is None:
            raise PermissionDenied("undeclared view")
        if getattr(view, "public", False) or getattr(request, "seat", None) is not None:
            return None
        return to_sign_in(request)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back again; an HTMX call moves the whole page (security-checklist 66)."""
    user: Any = request.user
    name = "hats" if user.is_authenticated else settings.LOGIN_URL
    wanted = _shown_page(request)
    back = (
        urlencode({"next": wanted})
        if wanted.startswith("/") and not wanted.startswith("//") and wanted != "/"
        else ""
    )
    url = reverse(name) + (f"?{back}" if back else "")
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else HttpResponseRedirect(url)


def _shown_page(request: HttpRequest) -> str:
    """Path of the page that the user has before him: not a fragment's address, not another site's."""
    htmx: Any = getattr(request, "htmx", None)
    if htmx:
        return str(htmx.current_url_abs_path or "")
    if request.method == "GET":
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return ""
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
