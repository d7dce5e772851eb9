"""The request as the pages see it: with a seat."""

from typing import Any, cast

from django.http import HttpRequest

from zhengxie.foundation.access.seat import Seat


class SeatRequest(HttpRequest):
    """A request whose middleware has set the seat; `seat` is None before sign-in."""

    seat: Seat
    htmx: Any


def seat_of(request: HttpRequest) -> Seat | None:
    """The seat of a request, None before sign-in."""
    return cast("Seat | None", getattr(request, "seat", None))
