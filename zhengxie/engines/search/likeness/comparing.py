"""Comparing two readings: do they ask for the same thing, and what differs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .places import named
from .reading import MEASURE, SUBJECT, Place, Reading
from .wording import jaccard

Verdict = Literal["same", "related", "different"]
Kind = Literal["place", "object", "time", "measure"]

# Texts with this share of common pairs have one origin (two authors share some hundredths): then the words
# are no evidence any more, and what was changed decides.
COPIED, SURELY_COPIED = 0.12, 0.16
# Of a copy: nearly the same title and request, else something else was asked for in the same words.
SAME_TITLE, SAME_REQUEST = 0.72, 0.45
# A copy that asks for something else is related, and comes behind whatever may be the same thing.
COPY = 0.03
WHOLE = 0.9  # of the pairs: a text sent twice, whatever its title
# Of a pair seen alone, and of one chosen among its rivals (the chance is shared out, so it is smaller).
SAME_ALONE, SAME_CHOSEN = 0.5, 0.22
RELATED = 0.02
RELATED_TOPICS = 0.25
INSIDE = 0.5  # the trust in a name that is only part of the place's name
MISSING = 0.3
MOST_SHARED = 5


@dataclass(frozen=True)
class Weights:
    """A logistic regression over the evidence; `python -m bench.lookalikes.learn` learns and prints it."""

    start: float = -4.24
    chars: float = 2.24
    pairs: float = 0.78
    topics: float = 4.45
    title: float = 1.95
    agree: float = 3.53
    miss: float = -3.12


LEARNED = Weights()
YEARS_DIFFER = -2.0  # there are too few such pairs to learn it


@dataclass(frozen=True)
class Evidence:
    """What speaks for and against the two asking for the same thing, each from 0 to 1."""

    chars: float
    pairs: float
    topics: float
    title: float
    agree: float
    miss: float
    years: float
    copied: float

    def placed(self, weights: Weights = LEARNED) -> float:
        """What place and time say."""
        return weights.agree * self.agree + weights.miss * self.miss + YEARS_DIFFER * self.years

    def alike(self, weights: Weights = LEARNED) -> float:
        """The chance that two texts of different origin ask for the same thing."""
        content = (
            weights.chars * self.chars
            + weights.pairs * math.sqrt(self.pairs)
            + weights.topics * math.sqrt(self.topics)
            + weights.title * math.sqrt(self.title)
        )
        return 1 / (1 + math.exp(-(weights.start + content + self.placed(weights))))


@dataclass(frozen=True)
class Difference:
    """What is here and not there."""

    kind: Kind
    here: str
    there: str


@dataclass(frozen=True)
class Likeness:
    """How alike two texts are, what they share and what differs. `is_copy`: one was made from the other."""

    score: float
    verdict: Verdict
    shared: tuple[str, ...]
    differences: tuple[Difference, ...]
    is_copy: bool


def weigh(a: Reading, b: Reading) -> Evidence:
    """The evidence of two readings."""
    here, there = [_found(place, b) for place in a.places], [_found(place, a) for place in b.places]
    agree = (match * place.rare for match, place in zip(here + there, a.places + b.places, strict=True))
    return Evidence(
        chars=a.chars.cosine(b.chars),
        pairs=a.pairs.cosine(b.pairs),
        topics=a.topics.cosine(b.topics),
        title=(_covered(a, b) + _covered(b, a)) / 2,
        agree=max(agree, default=0.0),
        miss=(_missed(a.places, here) + _missed(b.places, there)) / 2,
        years=float(_other_time(a, b)),
        copied=jaccard(a.written, b.written),
    )


def one_origin(evidence: Evidence) -> bool:
    """One text was made from the other."""
    return evidence.copied >= (COPIED + SURELY_COPIED) / 2


def pair_score(a: Reading, b: Reading, evidence: Evidence, weights: Weights = LEARNED) -> float:
    """The chance that two texts ask for the same thing, seen alone."""
    surely = min(max((evidence.copied - COPIED) / (SURELY_COPIED - COPIED), 0.0), 1.0)
    score = evidence.alike(weights)
    return score if not surely else (1 - surely) * score + surely * _copy_score(a, b, evidence)


def _copy_score(a: Reading, b: Reading, evidence: Evidence) -> float:
    """Of two texts of one origin: was the request kept, for the same place and time?"""
    request = jaccard(a.asked, b.asked) if a.asked and b.asked else evidence.copied
    kept = a.title.cosine(b.title) >= SAME_TITLE and request >= SAME_REQUEST
    if (
        (kept or evidence.copied > WHOLE)
        and evidence.miss < MISSING
        and not evidence.years
        and not _one_sided(a, b)
    ):
        return 0.5 + evidence.copied / 2
    return COPY * (0.5 + evidence.topics / 2)


def _one_sided(a: Reading, b: Reading) -> bool:
    """Only one of the two names a place in its title: the whole city, or a part of it."""
    here, there = (any(place.sure for place in reading.places) for reading in (a, b))
    return here != there


def compare(a: Reading, b: Reading) -> Likeness:
    """Two texts side by side."""
    evidence = weigh(a, b)
    score = pair_score(a, b, evidence)
    verdict = verdict_of(score, evidence)
    return Likeness(score, verdict, shared(a, b), differences(a, b), one_origin(evidence))


def verdict_of(score: float, evidence: Evidence, same: float = SAME_ALONE) -> Verdict:
    """`same` would be merged; `related` is worth a look."""
    if score >= same:
        return "same"
    close = evidence.topics >= RELATED_TOPICS or one_origin(evidence)
    return "related" if close or score >= RELATED else "different"


def shared(a: Reading, b: Reading) -> tuple[str, ...]:
    """The places that both name, and the subjects that both speak of."""
    places = [place.names[0].full for place in a.places if _found(place, b)]
    topics = sorted(
        _main(a) & _main(b), key=lambda key: (-a.topics.weights[key] * b.topics.weights[key], key)
    )
    return tuple(dict.fromkeys([*places, *(key.removeprefix(SUBJECT) for key in topics[:MOST_SHARED])]))


def _main(reading: Reading) -> set[str]:
    """What a text is mostly about: not every subject at which a word of it hints."""
    weights = reading.topics.weights
    least = max(weights.values(), default=0.0) / 2
    return {key for key, weight in weights.items() if weight >= least}


def differences(a: Reading, b: Reading) -> tuple[Difference, ...]:
    """What the two differ in: place, time, object and measure."""
    found: list[Difference] = []
    here, there = _elsewhere(a.places, b), _elsewhere(b.places, a)
    if here or there:
        found.append(Difference("place", _listed(here), _listed(there)))
    if _other_time(a, b):
        found.append(Difference("time", _listed(sorted(a.years)), _listed(sorted(b.years))))
    kinds: tuple[tuple[Kind, str], ...] = (("object", SUBJECT), ("measure", MEASURE))
    for kind, mark in kinds:
        own, other = _only(a, b, mark), _only(b, a, mark)
        if own or other:
            found.append(Difference(kind, _listed(own), _listed(other)))
    return tuple(found)


def _only(a: Reading, b: Reading, mark: str) -> list[str]:
    """The title's words of a kind whose meaning the other title has not, nor the word anywhere."""
    return [
        word
        for key, word in a.headwords.items()
        if key.startswith(mark) and key not in b.headwords and word not in b.words
    ]


def _elsewhere(places: Sequence[Place], other: Reading) -> list[str]:
    return [place.names[0].full for place in places if place.sure and _found(place, other) < MISSING]


def _listed(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(words))


def _covered(a: Reading, b: Reading) -> float:
    """How much of a's title stands in b, by the weight of rare pairs."""
    weights = a.title.weights
    total = sum(weights.values())
    return sum(weight for key, weight in weights.items() if key in b.written) / total if total else 0.0


def _found(place: Place, other: Reading) -> float:
    return max(
        named(name, other.words) * (INSIDE if number else 1.0) for number, name in enumerate(place.names)
    )


def _missed(places: Sequence[Place], matches: Sequence[float]) -> float:
    """The share of the sure places that the other does not name; the rarer the place, the more it says."""
    sure = [(match, place.rare) for match, place in zip(matches, places, strict=True) if place.sure]
    total = sum(rare for _, rare in sure)
    return sum((1.0 - match) * rare for match, rare in sure) / total if total else 0.0


def _other_time(a: Reading, b: Reading) -> bool:
    """Both name years, and not the same: in the titles exactly, in the texts at all."""
    if a.title_years and b.title_years:
        return a.title_years != b.title_years
    return bool(a.years and b.years and not a.years & b.years)
