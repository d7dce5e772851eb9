"""What two texts share and what differs, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .reading import Reading
from .whereabouts import is_elsewhere, only_here, trust, unnamed

Kind = Literal["place", "object", "time", "measure"]
MOST_SHARED = 5


@dataclass(frozen=True)
class Difference:
    """What is here and not there."""

    kind: Kind
    here: str
    there: str


def shared(a: Reading, b: Reading) -> tuple[str, ...]:
    """The places that both name, and the words by which both speak of a subject."""
    places = [place.names[0].full for place in a.places if trust(place, b)]
    topics = sorted(
        _main(a) & _main(b), key=lambda key: (-a.topics.weights[key] * b.topics.weights[key], key)
    )
    words = [_in_both(a, b, key) for key in topics]
    return tuple(dict.fromkeys([*places, *filter(None, words)]))[: len(places) + MOST_SHARED]


def _in_both(a: Reading, b: Reading, key: str) -> str:
    """The word that both have for a subject, or either's; nothing where one only hints at it."""
    here, there = a.told.spoken.get(key, ()), b.told.spoken.get(key, ())
    if not here or not there:
        return ""
    common = [word for word in here if word in there]
    return max(common, key=len) if common else f"{here[0]}／{there[0]}"


def _main(reading: Reading) -> set[str]:
    """What a text is mostly about: not every subject at which a word of it hints."""
    weights = reading.topics.weights
    least = max(weights.values(), default=0.0) / 2
    return {key for key, weight in weights.items() if weight >= least}


def differences(a: Reading, b: Reading, is_copy: bool) -> tuple[Difference, ...]:
    """What the two differ in: place, time, object and measure."""
    found: list[Difference] = []
    here, there = _places_apart(a, b, is_copy)
    if here or there:
        found.append(Difference("place", _listed(here), _listed(there)))
    if other_time(a, b):
        found.append(Difference("time", _listed(sorted(a.years)), _listed(sorted(b.years))))
    kinds: tuple[tuple[Kind, Sequence[str], Sequence[str]], ...] = (
        ("object", _objects(a, b), _objects(b, a)),
        ("measure", _measures(a, b), _measures(b, a)),
    )
    found += [Difference(kind, _listed(own), _listed(other)) for kind, own, other in kinds if own or other]
    return tuple(found)


def _places_apart(a: Reading, b: Reading, is_copy: bool) -> tuple[list[str], list[str]]:
    """Of one origin every place that only one names; else the sure ones, and all where none is shared."""
    if is_copy:
        return only_here(a, b), only_here(b, a)
    sure = not is_elsewhere(a, b, is_copy=False, is_extract=False)
    here, there = unnamed(a.places, b, sure), unnamed(b.places, a, sure)
    return (here, there) if here or there or sure else (sorted(a.told.bare), sorted(b.told.bare))


def _objects(a: Reading, b: Reading) -> list[str]:
    """The title's words for a subject of which the other does not speak."""
    spoken = b.headwords.keys() | b.told.spoken.keys()
    return [word for key, word in a.headwords.items() if key not in spoken and word not in b.words]


def _measures(a: Reading, b: Reading) -> list[str]:
    """The title's measures that the other does not ask for; first what begins here and ends there."""
    told, other = a.told, b.told
    turned = told.direction.words if told.direction.against(other.direction) else ()
    rest = (word for key, word in told.titled.items() if key not in other.measures and word not in b.words)
    return [*turned, *rest]


def _listed(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(words))


def other_time(a: Reading, b: Reading) -> bool:
    """Both name years, and not the same: in the titles exactly, in the texts at all."""
    if a.title_years and b.title_years:
        return a.title_years != b.title_years
    return bool(a.years and b.years and not a.years & b.years)
