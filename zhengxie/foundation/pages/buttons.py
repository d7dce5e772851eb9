"""Buttons: the verbs that a seat may press on an object now, each leading to its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhengxie.foundation.access.policy import VERBS, allowed
from zhengxie.foundation.access.seat import Seat


@dataclass(frozen=True)
class Button:
    """A verb as a link to its page."""

    code: str
    label: str
    url: str


def buttons(seat: Seat, obj: Any, codes: Iterable[str]) -> list[Button]:
    """The allowed ones of the given verbs, in their order; the rich page where the verb names one."""
    return [
        Button(code, VERBS[code].label, verb_url(code, obj.pk)) for code in codes if allowed(seat, code, obj)
    ]


def verb_url(code: str, key: Any) -> str:
    """The page on which a verb is pressed: its rich one, else the page of the verb alone."""
    rich = VERBS[code].page
    return reverse(rich, args=[key]) if rich else reverse("do", args=[code, key])
