"""What the directory's pages share: crumbs, buttons of the verbs a seat may press."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.buttons import buttons as offered

FORM = "administration/directory/form.html"
LIST = "administration/directory/list.html"


def crumbs(*places: tuple[str, str]) -> list[tuple[str, str]]:
    """首页 › …; each place is (label, URL name), the last one without an address."""
    found = [("首页", "/")]
    return found + [(label, reverse(name) if name else "") for label, name in places]


def buttons(seat: Seat, obj: Any, codes: Iterable[str]) -> list[tuple[str, str]]:
    """(label, address) of the verbs among `codes` that the seat may press on the object."""
    found = offered(seat, obj, [f"administration.{code}" for code in codes])
    return [(button.label, button.url) for button in found]


def links(seat: Seat, *places: tuple[str, str, str]) -> list[tuple[str, str]]:
    """(label, address) of pages, each (label, URL name, permission), that the seat may open."""
    return [(label, reverse(name)) for label, name, code in places if allowed(seat, code)]


def adding(title: str, list_label: str, list_name: str, obj: Any = None, back: str = "") -> dict[str, Any]:
    """Context of a page that adds one row."""
    places = crumbs((list_label, list_name), (title, ""))
    return {"object": obj, "title": title, "crumbs": places, "cancel_url": back or reverse(list_name)}
