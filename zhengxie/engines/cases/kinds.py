"""Kinds of case, signed in by the rooms that own them. The engine knows none by name. domain/03 §12.2"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat

# Keys of origins → the units that each one's author wishes.
Wishes = Callable[[Sequence[int]], Mapping[int, Sequence[Any]]]


@dataclass(frozen=True)
class Kind:
    """What a room says of its cases. `owners` propose units and confirm fulfilment, `auditors` review
    replies; `origins` gives the records of the room that a seat may see (a case is seen with its origin);
    `whole`: the roles that see every origin that has a case, so that it need not be asked of each.
    `wished`: units that the authors wish; `copies`: who else gets every answer (抄送)."""

    code: str
    label: str
    owners: frozenset[Role]
    auditors: frozenset[Role]
    origins: Callable[[Seat], QuerySet[Any]]
    contact_needed: bool = True
    has_class: bool = True
    has_form: bool = True
    whole: frozenset[Role] = frozenset()
    wished: Wishes | None = None
    copies: tuple[str, ...] = ()
    page: str = ""  # URL name of an origin's own page


KINDS: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Sign in a kind; called once from the owning room's apps."""
    KINDS[kind.code] = kind


def kind_of(case: Any) -> Kind:
    """The kind of a case. Raises KeyError for one that no room has signed in."""
    return KINDS[case.kind]
