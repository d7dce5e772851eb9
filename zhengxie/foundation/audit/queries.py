"""Reading the trail: the story of an object, the log for the audit administrator, what a person has done."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.roles import MEMBER_ROLES, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry

# Leaders hold a member's role besides their own, so it is the worn role that counts here.
_UNITS = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.UNIT_SUBMITTER, Role.STATION_KEEPER})
OUTSIDERS = (MEMBER_ROLES - {Role.CHAIR_LEVEL}) | _UNITS


@dataclass(frozen=True)
class Step:
    """One line of a story: verb label, who, when, what was said and changed."""

    code: str
    label: str
    actor: str
    role: str
    at: datetime
    note: str
    changes: dict[str, list[Any]]


def key_of(obj: Model) -> tuple[str, str]:
    """How mentions name an object: ('plans.task', '12')."""
    return obj._meta.label_lower, str(obj.pk)


def story(seat: Seat, obj: Model, also: Collection[str] = ()) -> list[Step]:
    """The entries of a visible object that this seat may see, oldest first; `also`: verbs that it is told of
    here, whatever their row says."""
    label, key = key_of(obj)
    entries = Entry.objects.filter(
        chain=seat.committee.pk, ok=True, mentions__label=label, mentions__object_id=key
    )
    return [
        _step(entry) for entry in entries.order_by("number") if entry.code in also or _told(seat, entry.code)
    ]


def _told(seat: Seat, code: str) -> bool:
    row = VERBS.get(code)
    if row is None or row.story == "none":
        return False
    return row.story == "all" or seat.role not in OUTSIDERS


def _step(entry: Entry) -> Step:
    detail = json.loads(entry.detail)
    row = VERBS[entry.code]
    note = detail.get("note") or detail.get("inputs", {}).get("reason", "")
    at = datetime.fromisoformat(entry.at)
    return Step(entry.code, row.label, entry.actor, entry.role, at, str(note), detail.get("changes", {}))


def entries_of(chains: Iterable[int]) -> QuerySet[Entry]:
    """The log of the given chains, newest first."""
    return Entry.objects.filter(chain__in=list(chains)).order_by("-id")
