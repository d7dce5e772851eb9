"""Seat: who acts, in which committee, under which hat. Nobody below the middleware reads `request.user`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Q, QuerySet

from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import ADMINISTRATORS, BODY_STAFF, MEMBER_ROLES, Role, with_implied
from zhengxie.foundation.directory.models import Committee, Host
from zhengxie.foundation.directory.queries import within


@dataclass(frozen=True)
class Seat:
    """One worn hat. `committee` is the tenant that everything read or written belongs to."""

    committee: Committee
    role: Role
    user_id: int | None = None
    name: str = ""
    hat_id: int | None = None
    hat_label: str = ""
    place: str = ""
    member_id: int | None = None
    unit_id: int | None = None
    body_id: int | None = None
    request_id: str = ""
    address: str = ""

    @classmethod
    def of(cls, hat: Hat, *, request_id: str = "", address: str = "") -> "Seat":
        """The seat of a hat; the hat's user and committee should be selected with it."""
        user: Any = hat.user
        return cls(
            committee=hat.committee,
            role=Role(hat.role),
            user_id=hat.user_id,
            name=user.real_name,
            hat_id=hat.pk,
            hat_label=str(hat),
            place=hat.short,
            member_id=hat.member_id,
            unit_id=hat.unit_id,
            body_id=hat.body_id,
            request_id=request_id,
            address=address,
        )

    @property
    def roles(self) -> frozenset[Role]:
        """The role and those it includes."""
        return with_implied(self.role)

    @property
    def is_system(self) -> bool:
        """True for the seat that time-driven moves use."""
        return self.role == Role.SYSTEM

    @property
    def is_administrator(self) -> bool:
        """True for the three administrators, who decide nothing in the business."""
        return self.role in ADMINISTRATORS

    @property
    def is_member(self) -> bool:
        """True where the pages of members (18 px, phone first) are the right ones."""
        return self.role in MEMBER_ROLES and self.role != Role.CHAIR_LEVEL

    @property
    def keys(self) -> list[str]:
        """Keys under which to-dos and messages may reach this seat; see `keys_of`."""
        return keys_of(self.roles, self.user_id, member=self.member_id, unit=self.unit_id, body=self.body_id)


def keys_of(
    roles: Iterable[Role], user: int | None, *, member: int | None, unit: int | None, body: int | None
) -> list[str]:
    """`role:office_staff`, `body:3` (everyone of the body), `staff:3` (whoever does its work), `unit:8`
    (everyone of the unit), `officer:8` and `leader:8` (one of the two), `member:5`, `user:2`."""
    held = frozenset(roles)
    found = [f"role:{role}" for role in sorted(held)]
    places = {"body": body, "unit": unit, "member": member, "user": user}
    places["staff"] = body if held & BODY_STAFF else None
    places["officer"] = unit if Role.UNIT_OFFICER in held else None
    places["leader"] = unit if Role.UNIT_LEADER in held else None
    return found + [f"{kind}:{key}" for kind, key in places.items() if key is not None]


def system_seat(committee: Committee) -> Seat:
    """The seat of the clock: time-driven moves are the same actions, pressed by it."""
    return Seat(committee=committee, role=Role.SYSTEM, name="系统", hat_label="系统", place="系统")


def hats_of(user_id: int, on: date, host: str = "") -> QuerySet[Hat]:
    """The hats that a user may wear on the day, with all that a seat needs. Under the host name of a
    committee only the hats of that committee; an unknown host leaves all."""
    hats = Hat.objects.filter(within(on), user_id=user_id)
    if host:
        known = Host.objects.filter(name=host)
        hats = hats.filter(Q(committee__hosts__name=host) | ~Exists(known)).distinct()
    return hats.select_related("user", "committee", "member", "unit", "body").order_by("committee_id", "id")


def holders_of(committee: Committee, keys: list[str], on: date) -> list[int]:
    """User ids that the keys (see `Seat.keys`) reach on the day."""
    wanted = set(keys)
    hats = Hat.objects.filter(within(on), committee=committee, user__is_active=True)
    reached = (hat for hat in hats if wanted & set(_keys_of_hat(hat)))
    return sorted({hat.user_id for hat in reached})


def _keys_of_hat(hat: Hat) -> list[str]:
    roles = with_implied(Role(hat.role))
    return keys_of(roles, hat.user_id, member=hat.member_id, unit=hat.unit_id, body=hat.body_id)
