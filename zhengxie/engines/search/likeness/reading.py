"""Reading one text: what it speaks of, which places and years it names, in which words it is written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..vocabulary import Vocabulary
from .extracts import PASSING, SHORT, Extract
from .measures import Direction, asks, direction_of, measures_of
from .places import Name, bare_places_in, is_district, level, names_in
from .rarity import Rarity, background
from .wording import Vector, normalised, title_core, tokens

MOST_NAMES, MOST_PLACES, MOST_NAMED = 200, 6, 40
# A county or town is the place of very many matters, a school or a river of few.
DISTRICT = 0.5
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
# How much the parts of a text count: the request is in the title and the suggestions.
TITLE, PROBLEM, SUGGESTIONS = 1.5, 0.6, 1.0
SUBJECT = "s:"  # the mark of the features that are no characters
# How surely a word means a subject.
STRONG, WEAK = 1.0, 0.35


@dataclass(frozen=True)
class Text:
    """A matter's text; parts that it has not are empty."""

    id: str
    title: str
    problem: str = ""
    suggestions: str = ""


@dataclass(frozen=True)
class Place:
    """A place that a text is about: its name, and the shorter one inside it (建设路 in 建设路小学)."""

    names: tuple[Name, ...]
    sure: bool
    rare: float


@dataclass(frozen=True)
class Told:
    """What a text says in so many words. `is_placed`: the title names a place; `names`: each place once;
    `bare`: those without a name of their own; `spoken`: the strong words for each subject; `titled`: the
    measures of the title; `is_brief`: a catchword, or a few words that ask for nothing."""

    is_placed: bool
    names: tuple[Name, ...]
    bare: frozenset[str]
    spoken: Mapping[str, tuple[str, ...]]
    titled: Mapping[str, str]
    measures: frozenset[str]
    direction: Direction
    extract: Extract
    is_brief: bool


@dataclass(frozen=True)
class Reading:
    """The features of one text."""

    id: str
    words: str
    chars: Vector
    pairs: Vector
    topics: Vector
    title: Vector
    titled: Vector
    written: frozenset[str]
    asked: frozenset[str]
    places: tuple[Place, ...]
    years: frozenset[str]
    title_years: frozenset[str]
    headwords: Mapping[str, str]
    told: Told

    @cached_property
    def by_level(self) -> tuple[list[Name], ...]:
        """Its places: districts, towns, smaller ones."""
        names = [(level(place.names[0]), place.names[0]) for place in self.places]
        return tuple([name for at, name in names if at == number] for number in (1, 2, 3))


@dataclass(frozen=True)
class Counted:
    """A text taken apart, before the features are weighed by how rare they are."""

    id: str
    words: str
    chars: Mapping[str, float]
    pairs: Mapping[str, float]
    topics: Mapping[str, float]
    title: Mapping[str, float]
    title_chars: Mapping[str, float]
    written: frozenset[str]
    asked: frozenset[str]
    titled: Sequence[Name]
    named: Sequence[Name]
    years: frozenset[str]
    title_years: frozenset[str]
    headwords: Mapping[str, str]
    told: Told

    def features(self) -> Iterable[str]:
        """Everything of which a corpus may count in how many texts it stands."""
        yield from self.chars
        yield from self.topics
        yield from self.written


class Reader:
    """Reads texts with one vocabulary and one measure of how rare a feature is: what the vocabulary itself
    tells; `learned` counts the features in texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.rarity = background(vocabulary)

    @classmethod
    def learned(cls, vocabulary: Vocabulary, counted: Sequence[Counted]) -> Reader:
        """A reader that knows how rare everything is in these texts."""
        reader = cls(vocabulary)
        reader.rarity = reader.rarity.learned(one.features() for one in counted)
        return reader

    def read(self, text: Text) -> Reading:
        """The features of one text."""
        return self.weigh(self.count(text))

    def count(self, text: Text) -> Counted:
        """Takes a text apart."""
        title, problem, asked = map(normalised, (text.title, text.problem, text.suggestions))
        titled, named = names_in(title), names_in(f"{problem}\n{asked}")
        unplaced = _without({name.full for name in (*titled, *named)})
        parts = [(unplaced(title), TITLE), (unplaced(problem), PROBLEM), (unplaced(asked), SUGGESTIONS)]
        core = title_core(parts[0][0])
        whole = f"{title}\n{problem}\n{asked}"
        subjects, spoken = self._subjects(parts)
        return Counted(
            id=text.id,
            words=whole,
            chars=_grams(parts, 1),
            pairs=_grams(parts, 2),
            topics=subjects,
            title=_grams([(core, 1.0)], 2),
            title_chars=_grams([(core, 1.0)], 1),
            written=frozenset(tokens(whole, 2)),
            asked=frozenset(tokens(asked, 2)),
            titled=titled,
            named=named,
            years=frozenset(_YEAR.findall(title) or _YEAR.findall(whole)),
            title_years=frozenset(_YEAR.findall(title)),
            headwords=self._headwords(parts[0][0]),
            told=self._told((title, problem, asked), unplaced, (titled, named), spoken),
        )

    def weigh(self, counted: Counted) -> Reading:
        """The features weighed by how rare they are."""
        weighed = self.rarity.weighed
        return Reading(
            id=counted.id,
            words=counted.words,
            chars=weighed(counted.chars),
            pairs=weighed(counted.pairs),
            topics=weighed(counted.topics),
            title=weighed(counted.title),
            titled=weighed(counted.title_chars),
            written=counted.written,
            asked=counted.asked,
            places=places_of(counted.titled, counted.named, self.rarity),
            years=counted.years,
            title_years=counted.title_years,
            headwords=counted.headwords,
            told=counted.told,
        )

    def _told(
        self,
        parts: tuple[str, str, str],
        unplaced: Callable[[str], str],
        names: tuple[Sequence[Name], Sequence[Name]],
        spoken: Mapping[str, tuple[str, ...]],
    ) -> Told:
        """What is shown and told apart word by word."""
        extract = Extract.of(*parts)
        title, asked = unplaced(parts[0]), unplaced(parts[2])
        titled = measures_of(title, self.vocabulary)
        short = extract.length < PASSING
        return Told(
            is_placed=bool(names[0]),
            names=longest((*names[0], *names[1])),
            bare=bare_places_in("\n".join(parts)),
            spoken=spoken,
            titled=titled,
            measures=frozenset((*titled, *measures_of(asked, self.vocabulary))),
            direction=direction_of(title, asked),
            extract=extract,
            is_brief=extract.length < SHORT or (short and not asks("\n".join(parts), self.vocabulary)),
        )

    def _subjects(
        self, parts: Iterable[tuple[str, float]]
    ) -> tuple[Mapping[str, float], Mapping[str, tuple[str, ...]]]:
        """The subjects spoken of, each as surely as its surest word in each part; and their strong words."""
        subjects: defaultdict[str, float] = defaultdict(float)
        spoken: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for part, weight in parts:
            surest: dict[str, float] = {}
            for found in self.vocabulary.find(part, nested=True):
                for meaning in found.meanings:
                    if meaning.concept.kind == "subject":
                        key = f"{SUBJECT}{meaning.concept.name}"
                        surest[key] = max(surest.get(key, 0.0), STRONG if meaning.strong else WEAK)
                        if meaning.strong:
                            spoken[key][found.word] = None
            for key, strength in surest.items():
                subjects[key] += weight * strength
        return subjects, {key: tuple(words) for key, words in spoken.items()}

    def _headwords(self, title: str) -> Mapping[str, str]:
        """What the title asks for: the word found for each subject."""
        words: dict[str, str] = {}
        for found in self.vocabulary.find(title):
            for meaning in found.meanings:
                if meaning.strong and meaning.concept.kind == "subject":
                    words.setdefault(SUBJECT + meaning.concept.name, found.word)
        return words


def _without(names: Iterable[str]) -> Callable[[str], str]:
    """Takes the names of places out: where something is asked for is compared by itself."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))

    def unplaced(text: str) -> str:
        for name in longest_first:
            text = text.replace(name, "，")
        return text

    return unplaced


def _grams(parts: Iterable[tuple[str, float]], size: int) -> Mapping[str, float]:
    counts: dict[str, float] = {}
    for part, weight in parts:
        twice = 2 * weight
        found = {t: weight if n == 1 else twice for t, n in Counter(tokens(part, size)).items()}
        for token in found.keys() & counts.keys():
            found[token] += counts[token]
        counts |= found
    return counts


def longest(names: Iterable[Name]) -> tuple[Name, ...]:
    """Each name once, those that stand inside another left out."""
    each = list(dict.fromkeys(names))[:MOST_NAMED]
    return tuple(name for name in each if not any(name.full in other.full != name.full for other in each))


def places_of(titled: Sequence[Name], named: Sequence[Name], rarity: Rarity) -> tuple[Place, ...]:
    """The places of the title, or those that the text names; those of the title or repeated are sure."""
    counts = Counter((titled or named)[:MOST_NAMES])
    outer = [name for name in counts if not any(name.full in other.full != name.full for other in counts)]
    places = []
    for name in sorted(outer, key=lambda name: -counts[name])[:MOST_PLACES]:
        inside = tuple(other for other in counts if name.full.startswith(other.full) and other != name)
        rare = rarity.of_name(name.core) * (DISTRICT if is_district(name) else 1.0)
        places.append(Place((name, *inside), bool(titled) or counts[name] > 1, rare))
    return tuple(places)
