"""Members as the search finds them: by characters, pinyin and initials of the name. ux.md 23"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Member, SeatPeriod
from zhengxie.foundation.directory.names import matches, spaced
from zhengxie.foundation.directory.queries import within
from zhengxie.foundation.pages.findable import Findable, Shown, Sought

LONGEST = 30  # characters of a name


def look_up(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Those whose name or reading fits, by strokes."""
    name = typed.replace("\0", "").strip()
    if not name or len(name) > LONGEST or matches(name) == Q():
        found: QuerySet[Any] = rows.none()
        return found
    return rows.filter(matches(name)).order_by("sort_key", "id")


def cut(seat: Seat, rows: QuerySet[Any], sought: Sought) -> QuerySet[Any]:
    """By sector; sectors with few members are never told. domain/02 §2 (fold)"""
    if not sought.sector:
        return rows
    seats = SeatPeriod.objects.filter(within(timezone.localdate()), member=OuterRef("pk"))
    return rows.filter(Exists(seats.filter(sector=sought.sector, sector__fold=False)))


def show(seat: Seat, keys: Sequence[int]) -> Mapping[int, Shown]:
    """The lines of these members; the page behind is for those who read files."""
    now = SeatPeriod.objects.filter(within(timezone.localdate())).select_related("sector")
    rows = visible(seat, Member).filter(pk__in=keys)
    opens = allowed(seat, "members.view_file")
    return {row.pk: _shown(row, opens) for row in rows.prefetch_related(Prefetch("seats", now, "seats_now"))}


def _shown(row: Any, opens: bool) -> Shown:
    sectors = [seat.sector.name for seat in row.seats_now if not seat.sector.fold]
    posts = [seat.get_post_display() for seat in row.seats_now]
    note = "　".join(dict.fromkeys([*posts, *sectors]))
    url = reverse("directory_member", args=[row.pk]) if opens else ""
    return Shown(spaced(row.name), url, note)


MEMBERS = Findable(
    code="member",
    label="委员",
    model=Member,
    verb="members.view_roster",
    order=0,
    filters=("sector",),
    cut=cut,
    show=show,
    look_up=look_up,
)
