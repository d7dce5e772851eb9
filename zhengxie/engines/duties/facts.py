"""The book of duty facts: rows derived from a record, voided and never deleted. architecture §5."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.workflow.books import Pages, by_object

LONGEST = 200  # characters of a title or address
LONGEST_OCCASION = 60


@dataclass(frozen=True)
class FactRow:
    """What one member has done: kind and attributes as in domain/scoring/README.md; `url` leads to it."""

    member_id: int
    kind: str
    on: date
    title: str
    url: str
    occasion: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)


def reconcile_facts(pages: Pages, actor_id: int | None) -> tuple[int, int]:
    """Make the valid facts of each record equal to its rows; returns (added, voided).

    A changed row is a new fact beside the voided old one, so that what was counted once can be counted again
    later; a row that comes back is a new fact, too."""
    stored, fresh, voided = by_object(Fact.objects.filter(voided=None), pages), [], 0
    for root, rows in pages:
        label, key = root._meta.label_lower, str(root.pk)
        wanted = {_identity(row): row for row in map(_fitting, rows)}
        for fact in stored[key]:
            if wanted.pop(_identity(fact), None) is None:
                fact.voided = timezone.now()
                fact.save(update_fields=["voided"])
                voided += 1
        fresh += [
            Fact(committee_id=root.committee_id, label=label, object_id=key, **vars(row))
            for row in wanted.values()
        ]
    Fact.objects.bulk_create(fresh)
    return len(fresh), voided


def _identity(row: FactRow | Fact) -> tuple[Any, ...]:
    """All that a fact says, in a form that compares alike before and after storing."""
    attributes = json.dumps(dict(row.attributes), sort_keys=True, ensure_ascii=False, default=str)
    return row.member_id, row.kind, row.on, row.title, row.url, row.occasion, attributes


def _fitting(row: FactRow) -> FactRow:
    """The row with its texts cut to their columns and its attributes as JSON keeps them."""
    return FactRow(
        member_id=row.member_id,
        kind=str(row.kind),
        on=row.on,
        title=row.title[:LONGEST],
        url=row.url[:LONGEST],
        occasion=row.occasion[:LONGEST_OCCASION],
        attributes=json.loads(json.dumps(dict(row.attributes), default=str)),
    )
