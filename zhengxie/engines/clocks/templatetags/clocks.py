"""Deadlines in the templates of any room: `{% load clocks %}`. No room needs to import this one for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from zhengxie.engines.clocks.queries import Due, due_of

register = template.Library()


@register.simple_tag
def deadlines(rows: Iterable[Any]) -> dict[str, list[Due]]:
    """`{% deadlines page.object_list as limits %}`: the running deadlines of objects of one type, by id.

    Four queries, whatever the number. The rows must be what the seat may see."""
    objects = list(rows)
    if not objects:
        return {}
    first = objects[0]
    return due_of(first.committee, first._meta.label_lower, [row.pk for row in objects])


@register.simple_tag
def first_deadline(limits: Mapping[str, list[Due]], row: Any) -> Due | None:
    """`{% first_deadline limits task as limit %}{% due limit %}`: the most urgent one of a row."""
    found = limits.get(str(row.pk)) or []
    return found[0] if found else None


@register.inclusion_tag("clocks/due_explained.html")
def due_explained(row: Any, rules: Any = None) -> dict[str, list[Due]]:
    """`{% due_explained task %}`: the running deadlines of one object, each unfolding how it was computed.
    `rules`: the parameters of today where the page has read them."""
    found = due_of(row.committee, row._meta.label_lower, [row.pk], rules=rules)
    return {"limits": found.get(str(row.pk), [])}
