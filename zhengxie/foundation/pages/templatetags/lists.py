"""Lists: links that keep the filters of the address, pages, sort order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page
from django.http import HttpRequest, QueryDict

SIZES: Final = (20, 50, 100)
PAGE, SIZE, SORT, EXPORT = "page", "size", "sort", "export"


@dataclass(frozen=True)
class PageLink:
    """A numbered link below a list; a gap has no address."""

    label: str
    url: str
    current: bool = False


def query_of(context: Mapping[str, Any]) -> QueryDict:
    """A changeable copy of the query of the page's address."""
    request = context.get("request")
    if isinstance(request, HttpRequest):
        return request.GET.copy()
    return QueryDict(mutable=True)


def with_query(context: Mapping[str, Any], changes: Mapping[str, object]) -> str:
    """The address of this page with some values changed; None or "" takes a value out."""
    query = query_of(context)
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def page_links(context: Mapping[str, Any], page: "Page[Any]") -> list[PageLink]:
    """First, last, and the neighbours of the page in view; one “…” for each gap."""
    last = page.paginator.num_pages
    wanted = sorted({1, last, *range(max(1, page.number - 2), min(last, page.number + 2) + 1)})
    links: list[PageLink] = []
    before = 0
    for number in wanted:
        if number - before > 1:
            links.append(PageLink("…", ""))
        url = with_query(context, {PAGE: number if number > 1 else None})
        links.append(PageLink(str(number), url, number == page.number))
        before = number
    return links


def size_links(context: Mapping[str, Any], size: int) -> list[PageLink]:
    """20, 50 or 100 rows a page; changing the size starts at the first page again."""
    return [
        PageLink(str(rows), with_query(context, {SIZE: rows, PAGE: None}), rows == size) for rows in SIZES
    ]


def sort_state(context: Mapping[str, Any], name: str) -> str:
    """How the list is sorted by this column now: ascending, descending or none."""
    current = query_of(context).get(SORT, "")
    return {name: "ascending", f"-{name}": "descending"}.get(str(current), "none")
