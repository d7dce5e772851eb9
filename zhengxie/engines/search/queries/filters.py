"""What a seat may filter by."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Sector, Session, Unit, UnitKind
from zhengxie.foundation.pages.findable import Findable, kinds_for

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


def kinds_met(seat: Seat) -> list[Findable]:
    """The kinds that the seat searches and of which its scope leaves anything at all."""
    return [kind for kind in kinds_for(seat) if not _is_empty(visible(seat, kind.model))]


def _is_empty(rows: QuerySet[Any]) -> bool:
    try:
        rows.query.sql_with_params()
    except EmptyResultSet:  # Django knows without asking that nothing fits
        return True
    return False


def state_choices(seat: Seat, kind: Findable) -> list[tuple[str, str]]:
    """The states of a kind that the seat may tell apart."""
    return kind.states(seat)
