"""Every page that a person can reach: the addresses without a number, and what their links lead to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, URLPattern, get_resolver, resolve

from tests.stories.visitor import Visitor

# Not pages of their own: they answer posts, lead on, or hand out a file.
NOT_WALKED = {
    "sign_out",
    "text_size",
    "keep_alive",
    "draft",
    "message",
    "begin_second_factor",
    "drop_second_factor",
}
LINKS = "() => [...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"


@dataclass(frozen=True)
class Spot:
    """A page: the name it is known by, and its path."""

    name: str
    path: str


def plain_paths() -> list[str]:
    """Paths of all URL patterns that take no argument."""
    found = []
    resolver = get_resolver("zhengxie.site.urls")
    for name, patterns in _patterns(resolver, ""):
        if "<" not in patterns and name not in NOT_WALKED:
            found.append("/" + patterns)
    return sorted(set(found))


def _patterns(resolver: object, before: str) -> Iterator[tuple[str, str]]:
    for entry in getattr(resolver, "url_patterns", []):
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield entry.name or "", path
        else:
            yield from _patterns(entry, path)


def spot_of(address: str) -> Spot | None:
    """What an address is a page of: one of each URL name, of each verb, and of each view of the board."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path, "zhengxie.site.urls")
    except Resolver404:
        return None
    query = parse_qs(parts.query)
    if match.url_name in NOT_WALKED or "export" in query or match.url_name is None:
        return None
    words = [match.url_name, *(str(v) for k, v in match.kwargs.items() if k not in ("key", "number"))]
    words += query.get("view", [])
    words += ["task"] if "task" in query else ["open"] if "open" in query else []
    name = re.sub(r"[^\w]+", "-", "-".join(words)).strip("-")
    return Spot(name, parts.path + (f"?{parts.query}" if parts.query else ""))


def pages_of(visitor: Visitor) -> Iterator[Spot]:
    """Open every page that the visitor may see, each once; it stands in the window while it is yielded."""
    waiting = [spot for path in plain_paths() if (spot := spot_of(path))]
    seen: set[str] = set()
    shown: set[str] = set()
    while waiting:
        spot = waiting.pop(0)
        if spot.name in seen:
            continue
        seen.add(spot.name)
        if not visitor.may_open(spot.path):
            continue
        visitor.open(spot.path)
        landed = spot_of(visitor.page.url)
        if landed is None or landed.name in shown:
            continue
        seen.add(landed.name)
        shown.add(landed.name)
        waiting += [
            found
            for link in visitor.page.evaluate(LINKS)
            if _is_ours(visitor, link) and (found := spot_of(link))
        ]
        yield landed


def _is_ours(visitor: Visitor, link: str) -> bool:
    return link.startswith(visitor.place.address)
