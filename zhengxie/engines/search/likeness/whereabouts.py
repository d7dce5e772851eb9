"""Whether two texts are about the same places."""

from __future__ import annotations

from collections.abc import Sequence

from .places import COMMON_NAMES, Name, named
from .reading import Place, Reading

INSIDE = 0.5  # the trust in a name that is only part of the place's name
MISSING = 0.3


def is_elsewhere(a: Reading, b: Reading, is_copy: bool, is_extract: bool) -> bool:
    """Of one origin: both name places that the other does not, or one the whole city and one a part of it.
    Of two authors, who tell of many places by the way: each names a single one, and the titles none (what a
    title's place says is learned)."""
    if not is_copy:
        if a.told.is_placed or b.told.is_placed:
            return False
        if not a.told.names and not b.told.names:
            return bool(a.told.bare and b.told.bare and not a.told.bare & b.told.bare)
        return any(_are_apart(a, b, *pair) for pair in zip(a.by_level, b.by_level, strict=True))
    here, there = only_here(a, b), only_here(b, a)
    if here and there:
        return True
    one_sided = here and not _is_placed(b) or there and not _is_placed(a)
    return bool(one_sided) and not is_extract


def _are_apart(a: Reading, b: Reading, here: Sequence[Name], there: Sequence[Name]) -> bool:
    """One name of a level each, and not of the same place."""
    if not len(here) == len(there) == 1:
        return False
    return not (_names(here[0], b) or _names(there[0], a) or _is_near(here[0], there[0]))


def _is_placed(reading: Reading) -> bool:
    return bool(reading.told.names or reading.told.bare)


def _names(name: Name, other: Reading) -> bool:
    return named(name, other.words) >= INSIDE


def _is_near(one: Name, other: Name) -> bool:
    """A part of its name is a part of the other's: 铁西片区, 铁西机修社区."""
    parts = {one.core[at : at + 2] for at in range(len(one.core) - 1)} - COMMON_NAMES
    return any(part in other.core and part[0] not in "第市县" for part in parts)


def only_here(a: Reading, b: Reading) -> list[str]:
    """The places of a text that another of one origin does not name; 金乌巷 is not 金乌路."""
    cores = {name.core for name in b.told.names}
    found = [
        name.full
        for name in a.told.names
        if name.full not in b.words and (name.core in cores or not _names(name, b))
    ]
    whole = "".join(name.full for name in a.told.names)
    return [*found, *sorted(word for word in a.told.bare if word not in b.words and word not in whole)]


def unnamed(places: Sequence[Place], other: Reading, sure: bool = True) -> list[str]:
    """The places that the other does not name."""
    return [
        place.names[0].full for place in places if (place.sure or not sure) and trust(place, other) < MISSING
    ]


def trust(place: Place, other: Reading) -> float:
    """How surely the other names this place."""
    return max(
        named(name, other.words) * (INSIDE if number else 1.0) for number, name in enumerate(place.names)
    )
