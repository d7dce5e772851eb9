"""Comparing two readings: do they ask for the same thing, and what differs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .reading import Place, Reading
from .reasons import Difference, differences, other_time, shared
from .whereabouts import MISSING, is_elsewhere, trust
from .wording import jaccard, tokens

Verdict = Literal["same", "related", "different"]

# Texts with this share of common pairs have one origin (two authors share some hundredths): then the words
# are no evidence any more, and what was changed decides.
COPIED, SURELY_COPIED = 0.12, 0.16
ORIGIN = (COPIED + SURELY_COPIED) / 2
# A few sentences on one subject share that much by chance, but neither so much, nor so many runs of three.
MUCH, COMMON_RUNS = 0.3, 20
# Of a copy: nearly the same title and request, else something else was asked for in the same words.
SAME_TITLE, SAME_REQUEST = 0.72, 0.45
# A copy that asks for something else is related, and comes behind whatever may be the same thing.
COPY = 0.03
ELSEWHERE = 0.5  # of these, what asks for another place comes last
EXTRACT = 0.95  # one text is made of the other's title and sentences
# What asks for another place, or for the opposite, comes behind whatever may be the same thing.
HINDERED = 0.22
WHOLE = 0.9  # of the pairs, or of those of the request: sent twice, whatever its title
# Of a pair seen alone, and of one chosen among its rivals (the chance is shared out, so it is smaller).
SAME_ALONE, SAME_CHOSEN = 0.5, 0.22
KINDRED = 0.55
RELATED = 0.02
RELATED_TOPICS = 0.25


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
# Of the same kind of request, for whatever place and time.
OF_A_KIND = Weights(start=-5.8, chars=6.17, pairs=0.0, topics=5.53, title=4.55, agree=0.0, miss=0.0)
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
    origin: float
    extract: bool = False
    elsewhere: bool = False
    opposed: bool = False
    brief: bool = False

    @property
    def hindered(self) -> bool:
        """Whatever speaks for it, they do not ask for the same thing."""
        return self.elsewhere or self.opposed or self.brief

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
class Likeness:
    """How alike two texts are, seen alone; what they share and what differs is looked for when asked."""

    here: Reading
    there: Reading
    evidence: Evidence
    score: float

    @property
    def verdict(self) -> Verdict:
        """Whether they would be merged, or are worth a look."""
        return verdict_of(self.score, self.evidence)

    @property
    def is_copy(self) -> bool:
        """One was made from the other."""
        return one_origin(self.evidence)

    @property
    def of_a_kind(self) -> float:
        """The chance that they ask for the same kind of thing, wherever and whenever."""
        return replace(self.evidence, years=0.0).alike(OF_A_KIND)

    @property
    def is_likely(self) -> bool:
        """More likely than not they ask for the same thing, unless another text fits better."""
        return self.score >= SAME_ALONE

    @property
    def is_near(self) -> bool:
        """Worth a look: they may ask for the same thing, or for the same elsewhere, or one was copied."""
        return self.is_copy or self.is_likely or self.of_a_kind >= KINDRED

    @property
    def shared(self) -> tuple[str, ...]:
        """What both say, in words."""
        return shared(self.here, self.there)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Place, time, object, measure: what one says here and the other there."""
        return differences(self.here, self.there, self.is_copy)


def weigh(a: Reading, b: Reading) -> Evidence:
    """The evidence of two readings."""
    here, there = [trust(place, b) for place in a.places], [trust(place, a) for place in b.places]
    extract, copied = _extract(a, b), jaccard(a.written, b.written)
    origin = 0.0 if COPIED <= copied < MUCH and not _share_runs(a, b) else copied
    agree = (match * place.rare for match, place in zip(here + there, a.places + b.places, strict=True))
    return Evidence(
        chars=a.chars.cosine(b.chars),
        pairs=a.pairs.cosine(b.pairs),
        topics=a.topics.cosine(b.topics),
        title=(_covered(a, b) + _covered(b, a)) / 2,
        agree=max(agree, default=0.0),
        miss=(_missed(a.places, here) + _missed(b.places, there)) / 2,
        years=float(other_time(a, b)),
        copied=copied,
        origin=origin,
        extract=extract,
        elsewhere=is_elsewhere(a, b, origin >= ORIGIN, extract),
        opposed=a.told.direction.against(b.told.direction),
        brief=(a.told.is_brief or b.told.is_brief) and not extract,
    )


def _extract(a: Reading, b: Reading) -> bool:
    here, there = a.told.extract, b.told.extract
    return here.is_from(there) or there.is_from(here)


def _share_runs(a: Reading, b: Reading) -> bool:
    return len({*tokens(a.words, 3)}.intersection(tokens(b.words, 3))) >= COMMON_RUNS


def one_origin(evidence: Evidence) -> bool:
    """One text was made from the other."""
    return evidence.extract or evidence.origin >= ORIGIN


def pair_score(a: Reading, b: Reading, evidence: Evidence, weights: Weights = LEARNED) -> float:
    """The chance that two texts ask for the same thing, seen alone."""
    if evidence.extract and not evidence.hindered and not evidence.years:
        return EXTRACT
    surely = min(max((evidence.origin - COPIED) / (SURELY_COPIED - COPIED), 0.0), 1.0)
    score = evidence.alike(weights) * (HINDERED if evidence.hindered else 1.0)
    return score if not surely else (1 - surely) * score + surely * _copy_score(a, b, evidence)


def _copy_score(a: Reading, b: Reading, evidence: Evidence) -> float:
    """Of two texts of one origin: was the request kept, for the same place and time? A place in one title
    only means the whole city against a part of it."""
    request = jaccard(a.asked, b.asked) if a.asked and b.asked else evidence.copied
    kept = a.title.cosine(b.title) >= SAME_TITLE and request >= SAME_REQUEST
    if (
        (kept or max(request, evidence.copied) > WHOLE)
        and evidence.miss < MISSING
        and not evidence.years
        and not evidence.hindered
        and a.told.is_placed == b.told.is_placed
    ):
        return 0.5 + evidence.copied / 2
    return COPY * (0.5 + evidence.topics / 2) * (ELSEWHERE if evidence.elsewhere else 1.0)


def compare(a: Reading, b: Reading) -> Likeness:
    """Two texts side by side."""
    evidence = weigh(a, b)
    return Likeness(a, b, evidence, pair_score(a, b, evidence))


def verdict_of(score: float, evidence: Evidence, same: float = SAME_ALONE) -> Verdict:
    """`same` would be merged; `related` is worth a look."""
    if score >= same and not evidence.hindered:
        return "same"
    return "related" if is_close(evidence) or score >= RELATED else "different"


def is_close(evidence: Evidence) -> bool:
    """Of one subject or one origin: worth a look, whatever the score."""
    return evidence.topics >= RELATED_TOPICS or one_origin(evidence)


def _covered(a: Reading, b: Reading) -> float:
    """How much of a's title stands in b, by the weight of rare pairs."""
    weights = a.title.weights
    total = sum(weights.values())
    return sum(weight for key, weight in weights.items() if key in b.written) / total if total else 0.0


def _missed(places: Sequence[Place], matches: Sequence[float]) -> float:
    """The share of the sure places that the other does not name; the rarer the place, the more it says."""
    sure = [(match, place.rare) for match, place in zip(matches, places, strict=True) if place.sure]
    total = sum(rare for _, rare in sure)
    return sum((1.0 - match) * rare for match, rare in sure) / total if total else 0.0
