"""The side menu: entries signed in by rooms, shown where the seat may open them."""

from dataclasses import dataclass, field

from django.urls import Resolver404, resolve, reverse

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat


@dataclass(frozen=True)
class Entry:
    """One place to go. `group`: label of the parent entry, empty on the first level; `pages`: URL names of
    pages that belong to it, wherever their address lies."""

    label: str
    icon: str
    url_name: str
    code: str
    order: int
    group: str = ""
    pages: tuple[str, ...] = ()


@dataclass
class Item:
    """An entry as the template shows it."""

    label: str
    url: str
    icon: str = ""
    count: int | None = None
    current: bool = False
    children: list["Item"] = field(default_factory=list)


_ENTRIES: list[Entry] = []


def menu(
    label: str,
    icon: str,
    url_name: str,
    code: str,
    order: int,
    group: str = "",
    pages: tuple[str, ...] = (),
) -> None:
    """Sign in a menu entry; called from a room's apps."""
    _ENTRIES.append(Entry(label, icon, url_name, code, order, group, pages))


def menu_for(seat: Seat, path: str, todo_count: int) -> list[Item]:
    """The entries the seat may open, two levels; current is the one to which the page belongs, else the one
    whose address is the longest fit."""
    items: dict[str, Item] = {}
    flat: list[Item] = []
    here = _name_of(path)
    owners: list[Item] = []
    for entry in sorted(_ENTRIES, key=lambda e: (bool(e.group), e.order)):
        if not allowed(seat, entry.code):
            continue
        item = Item(entry.label, reverse(entry.url_name), entry.icon)
        if entry.url_name == "todos":
            item.count = todo_count
        flat.append(item)
        if here in entry.pages:
            owners.append(item)
        if entry.group in items:
            items[entry.group].children.append(item)
        else:
            items[entry.label] = item
    fits = owners or [i for i in flat if path.startswith(i.url)]
    if fits:
        max(fits, key=lambda i: len(i.url)).current = True
    for item in items.values():
        if not (item.current or any(c.current for c in item.children)):
            item.children = []
    return list(items.values())


def _name_of(path: str) -> str:
    try:
        return str(resolve(path).url_name)
    except Resolver404:
        return ""
