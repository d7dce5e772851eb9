"""Which documents a seat may know of: asked in the same statement as the words. architecture §8"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Exists, OuterRef, Q, QuerySet

from zhengxie.engines.search.index import asking
from zhengxie.engines.search.models import Doc
from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Findable, Sought


@dataclass(frozen=True)
class Part:
    """The documents of one kind that a seat sees, as a condition on `search_doc`; `few`: as a statement by
    which they are gathered before the finds are looked at."""

    kind: Findable
    where: str
    params: tuple[Any, ...]
    few: bool


def seen_parts(seat: Seat, kinds: Iterable[Findable], sought: Sought) -> list[Part]:
    """Documents whose objects the seat sees and the filters leave: each kind's own scope, which knows the
    committee, so that there is no second rule to keep equal. A condition is made once and serves the page and
    its counts."""
    found = []
    for kind in kinds:
        if kind.look_up is not None or not sought.only(*kind.filters):
            continue
        rows = kind.cut(seat, visible(seat, kind.model), sought)
        few = not (seat.is_system or allowed(seat, kind.whole))
        try:
            sql, params = _docs(kind, rows, sought, few).query.sql_with_params()
        except EmptyResultSet:  # Django knows without asking that nothing fits
            continue
        where = sql if few else sql.partition(" WHERE ")[2]
        found.append(Part(kind, where, tuple(params), few))
    return found


def _docs(kind: Findable, rows: QuerySet[Any], sought: Sought, few: bool) -> QuerySet[Doc, Any]:
    wanted = Q(kind=kind.code)
    if sought.since:
        wanted &= Q(on__gte=sought.since)
    if sought.until:
        wanted &= Q(on__lte=sought.until)
    rows = rows.order_by()
    seen = Q(object_id__in=rows.values("pk")) if few else Exists(rows.filter(pk=OuterRef("object_id")))
    return Doc.objects.filter(wanted, seen).order_by().values("pk")


def either(parts: Sequence[Part], key: str = "search_doc.id") -> tuple[str, list[Any]]:
    """Of one of these kinds. `key`: the column of the documents' keys."""
    wheres = (asking.gathered(part.where, key) if part.few else part.where for part in parts)
    return " OR ".join(f"({where})" for where in wheres), [value for part in parts for value in part.params]
