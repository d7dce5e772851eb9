"""What a seat may filter by."""

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Sector, Session, Unit, UnitKind
from zhengxie.foundation.pages.findable import Findable

Choices = list[tuple[int, str]]


def session_choices(seat: Seat) -> Choices:
    """The sessions, the last first."""
    rows = visible(seat, Session).select_related("term").order_by("-term__number", "-number")
    return [(row.pk, row.label) for row in rows]


def unit_choices(seat: Seat) -> Choices:
    """The units that handle cases, ended ones too: their cases are still found."""
    rows = visible(seat, Unit).filter(kind=UnitKind.HANDLING_UNIT).order_by("order", "id")
    return [(row.pk, row.name) for row in rows.only("name")]


def sector_choices(seat: Seat) -> Choices:
    """The sectors, without those that are too small to be told. domain/02 §2 (fold)"""
    rows = visible(seat, Sector).filter(fold=False).order_by("number")
    return [(row.pk, row.name) for row in rows.only("name")]


def state_choices(seat: Seat, kind: Findable) -> list[tuple[str, str]]:
    """The states of a kind that the seat may tell apart."""
    return kind.states(seat)
