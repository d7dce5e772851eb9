"""What every page's frame shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.queries import current_session
from zhengxie.foundation.notices.queries import desk_counts
from zhengxie.foundation.pages.menu import menu_for
from zhengxie.foundation.pages.requests import seat_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: seat, committee, menu, counts; the same few queries on every page."""
    seat = seat_of(request)
    now = timezone.localtime()
    user: Any = getattr(request, "user", None)
    shown = {
        "seat": seat,
        "committee": getattr(request, "committee", None),
        "demo": settings.DEMO,
        "now": now,
        "hats": getattr(request, "hats", []),
        "text_size": getattr(user, "text_size", "") or request.COOKIES.get("text_size", ""),
        "year_label": f"{now.year}年度",
    }
    return {**shown, **_of_seat(seat, request)} if seat else shown


def _of_seat(seat: Seat, request: HttpRequest) -> dict[str, Any]:
    todos, unread = desk_counts(seat)
    session = current_session(seat.committee, timezone.localdate())
    return {
        "seat_label": f"{seat.place} {seat.name}",
        "session_label": session.label if session else "",
        "menu": menu_for(seat, request.path, todos),
        "unread": unread,
        "idle_seconds": request.session.get("idle_seconds"),
    }
