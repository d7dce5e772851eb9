"""Which documents a seat may know of: asked in the same statement as the words. architecture §8"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Exists, OuterRef, Q, QuerySet

from zhengxie.engines.search.models import Doc
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Findable, Sought


@dataclass(frozen=True)
class Part:
    """The documents of one kind that a seat sees, as a condition on `search_doc`."""

    kind: Findable
    where: str
    params: tuple[Any, ...]


def seen_parts(seat: Seat, kinds: Iterable[Findable], sought: Sought) -> list[Part]:
    """Documents whose objects the seat sees and the filters leave: each kind's own scope, so that there is no
    second rule to keep equal. A condition is made once and serves the page and its counts."""
    found = []
    for kind in kinds:
        rows = kind.cut(seat, visible(seat, kind.model), sought)
        if rows is None or kind.look_up is not None:
            continue
        try:
            sql, params = _docs(seat, kind, rows, sought).values("pk").query.sql_with_params()
        except EmptyResultSet:  # Django knows without asking that nothing fits
            continue
        found.append(Part(kind, sql.partition(" WHERE ")[2], tuple(params)))
    return found


def _docs(seat: Seat, kind: Findable, rows: QuerySet[Any], sought: Sought) -> QuerySet[Doc]:
    wanted = Q(kind=kind.code, committee=seat.committee)
    if sought.since:
        wanted &= Q(on__gte=sought.since)
    if sought.until:
        wanted &= Q(on__lte=sought.until)
    return Doc.objects.filter(wanted, Exists(rows.order_by().filter(pk=OuterRef("object_id")))).order_by()


def either(parts: Sequence[Part]) -> tuple[str, list[Any]]:
    """Of one of these kinds."""
    return " OR ".join(f"({part.where})" for part in parts), [
        value for part in parts for value in part.params
    ]
