"""Ranking texts: what may ask for the same thing, told from what was only written in the same words.

Seen alone, a pair can be told only by how alike it is. Among more texts one can also say *which* of several
texts of one origin (the same words for another place or another request) a text is like: what they have in
common says nothing, what only one of them has decides. And two texts are hardly the same thing when each has
found a far better match.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..vocabulary import Vocabulary, shipped
from .comparing import (
    LEARNED,
    RELATED,
    SAME_ALONE,
    SAME_CHOSEN,
    Evidence,
    Likeness,
    Verdict,
    Weights,
    is_close,
    one_origin,
    pair_score,
    verdict_of,
    weigh,
)
from .reading import Reader, Reading, Text

MATCHES = 10
CLOSEST = 6  # of a look-up's candidates are compared with each other
ALL_PAIRS = 400  # up to so many texts each is compared with each
CANDIDATES, RAREST = 30, 150
COMMON, FEW = 0.1, 20  # a feature that more texts have (and more than a few) picks no candidates
PAIRS, TITLES = 0.5, 0.1
SHARPNESS = 60.0  # how much one hundredth of likeness beyond a rival's says
WORTHWHILE = 0.01
MOST_RIVALS = 6


@dataclass(frozen=True)
class Match:
    """A text that may ask for the same thing; the score (root of the chance, 0 to 1) orders matches."""

    id: str
    score: float
    verdict: Verdict


class Field:
    """Readings that are compared with each other, by their numbers."""

    def __init__(
        self, readings: Sequence[Reading], pairs: Iterable[tuple[int, int]], weights: Weights = LEARNED
    ) -> None:
        self.readings = readings
        self.weights = weights
        self.evidence: dict[tuple[int, int], Evidence] = {}
        self.alone: dict[tuple[int, int], float] = {}
        self.near: defaultdict[int, list[int]] = defaultdict(list)
        self.family: defaultdict[int, list[int]] = defaultdict(list)
        self.best: dict[int, float] = {}
        self.chances: dict[tuple[int, int], float] = {}
        for one, other in pairs:
            self.add(one, other)

    def add(self, one: int, other: int) -> None:
        """Compares two."""
        a, b = self.readings[one], self.readings[other]
        evidence = weigh(a, b)
        score = pair_score(a, b, evidence, self.weights)
        for pair in ((one, other), (other, one)):
            self.evidence[pair], self.alone[pair] = evidence, score
            self.near[pair[0]].append(pair[1])
            if one_origin(evidence):
                self.family[pair[0]].append(pair[1])

    def score(self, one: int, other: int) -> float:
        """The chance that the two ask for the same thing, among their rivals and better matches of either."""
        chance = self.chance(one, other)
        if chance < WORTHWHILE or one_origin(self.evidence[one, other]):
            return chance
        return chance * (chance / self._best(one)) * (chance / self._best(other))

    def _best(self, one: int) -> float:
        if one not in self.best:
            others = (other for other in self.near[one] if not one_origin(self.evidence[one, other]))
            self.best[one] = max((self.chance(one, other) for other in others), default=1.0)
        return self.best[one]

    def chance(self, one: int, other: int) -> float:
        """The chance among the rivals alone: the best of them says how alike, the difference says which."""
        alone = self.alone[one, other]
        if alone < WORTHWHILE or one_origin(self.evidence[one, other]):
            return alone
        pair = (min(one, other), max(one, other))
        if pair not in self.chances:
            alike = self.family[one] or self.family[other]
            self.chances[pair] = self._contest(*pair) if alike else alone
        return self.chances[pair]

    def _contest(self, one: int, other: int) -> float:
        alone, here, there = self.alone[one, other], self._rivals(one, other), self._rivals(other, one)
        rivals = [(one, rival) for rival in here] + [(other, rival) for rival in there]
        best = max((alone, *(self.alone[pair] for pair in rivals)))
        return math.sqrt(best * alone) * self._share(one, other, here) * self._share(other, one, there)

    def _rivals(self, one: int, other: int) -> list[int]:
        """Texts of one origin with `other` that `one` could be meant for as well, the likeliest first."""
        rivals = [
            rival
            for rival in self.family.get(other, ())
            if (one, rival) in self.evidence
            and not one_origin(self.evidence[one, rival])
            and self.alone[other, rival] < SAME_ALONE
        ]
        return sorted(rivals, key=lambda rival: -self.alone[one, rival])[:MOST_RIVALS]

    def _share(self, one: int, other: int, rivals: Sequence[int]) -> float:
        """How much of the chance belongs to `other` and not to its rivals."""
        return 1 / (1 + sum(math.exp(-min(self._ahead(one, other, rival), 50.0)) for rival in rivals))

    def _ahead(self, one: int, other: int, rival: int) -> float:
        mine, a, b = self.readings[one], self.readings[other], self.readings[rival]
        chars = mine.chars.beyond(a.chars, b.chars) - mine.chars.beyond(b.chars, a.chars)
        pairs = mine.pairs.beyond(a.pairs, b.pairs) - mine.pairs.beyond(b.pairs, a.pairs)
        titles = _titled(mine, a, b) - _titled(mine, b, a)
        place, elsewhere = (self.evidence[one, at].placed(self.weights) for at in (other, rival))
        return SHARPNESS * (chars + PAIRS * pairs + TITLES * titles) + place - elsewhere

    def matches(self, one: int, most: int = MATCHES, same: float = SAME_CHOSEN) -> list[Match]:
        """The best matches of one text, best first."""
        scores = [(self._lifted(one, other), other) for other in self.near[one]]
        return [self._match(one, *pair, same) for pair in sorted(scores, key=_best_first)[:most]]

    def _lifted(self, one: int, other: int) -> float:
        """The score, that of a related text above those of different ones."""
        score = self.score(one, other)
        low = score < RELATED and is_close(self.evidence[one, other])
        return RELATED * (1 + score) if low else score

    def _match(self, one: int, score: float, other: int, same: float) -> Match:
        verdict = verdict_of(score, self.evidence[one, other], same)
        return Match(self.readings[other].id, round(math.sqrt(score), 4), verdict)


def _best_first(pair: tuple[float, int]) -> tuple[float, int]:
    return (-pair[0], pair[1])


def _titled(mine: Reading, asked: Reading, rival: Reading) -> float:
    """How much of what one title has and its rival's has not stands in the text, by character."""
    weights = asked.titled.weights
    own = [key for key in weights if key not in rival.titled.weights]
    total = sum(weights[key] for key in own)
    return sum(weights[key] for key in own if key in mine.chars.weights) / total if total else 0.0


def settle(reading: Reading, others: Sequence[Reading]) -> list[tuple[Match, Likeness]]:
    """One text among candidates: all of them, best first, each also seen alone. Rivals are looked for among
    the closest."""
    field = Field([reading, *others], ((0, other) for other in range(1, len(others) + 1)))
    closest = sorted(((field.alone[0, other], other) for other in field.near[0]), key=_best_first)[:CLOSEST]
    for at, (_, other) in enumerate(closest):
        for _, rival in closest[:at]:
            field.add(other, rival)
    alone = {
        other.id: Likeness(reading, other, field.evidence[0, at], field.alone[0, at])
        for at, other in enumerate(others, start=1)
    }
    # The others' own best matches are hardly known here, so a verdict needs more.
    return [(match, alone[match.id]) for match in field.matches(0, len(others), SAME_ALONE)]


def rank(texts: Sequence[Text], vocabulary: Vocabulary | None = None) -> dict[str, list[Match]]:
    """Each text's best matches among the texts, best first."""
    words = vocabulary or shipped()
    counter = Reader(words)
    counted = [counter.count(text) for text in texts]
    reader = Reader.learned(words, counted)
    readings = [reader.weigh(one) for one in counted]
    field = Field(readings, candidates(readings))
    return {reading.id: field.matches(number) for number, reading in enumerate(readings)}


def candidates(readings: Sequence[Reading]) -> Iterable[tuple[int, int]]:
    """The pairs worth comparing: all of few texts; of many those that share rare features."""
    number = len(readings)
    if number <= ALL_PAIRS:
        return [(one, other) for other in range(number) for one in range(other)]
    having: defaultdict[str, list[int]] = defaultdict(list)
    for at, reading in enumerate(readings):
        for feature in _features(reading):
            having[feature].append(at)
    found: set[tuple[int, int]] = set()
    for at, reading in enumerate(readings):
        found.update((min(at, other), max(at, other)) for other in _nearest(at, reading, having, number))
    return sorted(found)


def _features(reading: Reading) -> Iterable[str]:
    """Pairs of characters, those of names too, and subjects."""
    return (*sorted(reading.written), *reading.topics.weights)


def _nearest(at: int, reading: Reading, having: dict[str, list[int]], total: int) -> list[int]:
    """The texts that share most of the rarest features."""
    most = max(int(COMMON * total), FEW)
    shared = [having[key] for key in _features(reading) if 1 < len(having[key]) <= most]
    scores: defaultdict[int, float] = defaultdict(float)
    for others in sorted(shared, key=len)[:RAREST]:
        weight = math.log(total / len(others) + 1) ** 2
        for other in others:
            scores[other] += weight
    scores.pop(at, None)
    return heapq.nlargest(CANDIDATES, scores, key=lambda other: (scores[other], -other))
