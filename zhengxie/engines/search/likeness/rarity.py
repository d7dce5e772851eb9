"""How rare a feature is: in the texts at hand or, before there are any, in the vocabulary."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from operator import mul

from ..vocabulary import Vocabulary
from .wording import Vector, tokens

# As many texts as the vocabulary's own opinion is worth against counted ones.
PRIOR = 10.0
# A subject's word list is far shorter than a text: what stands in one stands in so many times more texts.
LONGER = 8.0
SUBJECT_SHARE = 0.01  # of all texts speak of a subject
LEAST = 0.0005  # of all texts hold a feature that was never seen
_EVERYWHERE = frozenset(
    "的了是在和有不我这一个们中大为上到说以要就出会也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去"
    "法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明"
    "性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化"
    "及被让给请及且每各该本议建议提案题"
)


@dataclass(frozen=True)
class Rarity:
    """The weight of a feature: the logarithm of how many texts there are to one that has it. `shares`: what
    is known before any text was counted."""

    shares: Mapping[str, float]
    weights: Mapping[str, float]
    unknown: float  # the weight of a feature that was never seen, the highest of all

    @classmethod
    def of(cls, shares: Mapping[str, float], counts: Mapping[str, int], texts: int = 0) -> Rarity:
        """From shares of all texts, and how many of so many texts have each."""

        @cache  # features that are as common share their number
        def weight(count: int, share: float) -> float:
            return max(math.log((texts + PRIOR + 1) / (count + PRIOR * share + 0.5)), 0.0)

        features = shares.keys() | counts.keys()
        weights = {each: weight(counts.get(each, 0), shares.get(each, LEAST)) for each in features}
        return cls(shares, weights, weight(0, LEAST))

    def learned(self, texts: Iterable[Iterable[str]]) -> Rarity:
        """What these texts have, on top of what was known before."""
        counts: Counter[str] = Counter()
        number = 0
        for text in texts:
            counts.update(set(text))
            number += 1
        return Rarity.of(self.shares, counts, number)

    def __call__(self, feature: str) -> float:
        """The weight of one feature."""
        return self.weights.get(feature, self.unknown)

    def of_name(self, core: str) -> float:
        """A name is as rare as its rarest pair: 1 for a name that no other text has."""
        rarest = max(map(self, tokens(core, 2)), default=0.0)
        return min(rarest / self.unknown, 1.0) if self.unknown > 0 else 0.0

    def weighed(self, counts: Mapping[str, float]) -> Vector:
        """A vector of counts, damped, by how rare each is."""
        damped = {number: math.log1p(number) for number in set(counts.values())}
        # The busiest loop of a look-up.
        rare = map(self.weights.get, counts, repeat(self.unknown))
        weights = map(mul, map(damped.__getitem__, counts.values()), rare)
        return Vector.of(dict(zip(counts, weights, strict=True)))


@lru_cache(maxsize=4)
def background(vocabulary: Vocabulary) -> Rarity:
    """What the vocabulary itself tells: a character or pair that many subjects use stands in many texts."""
    counts: Counter[str] = Counter()
    for subject in vocabulary.subjects:
        words = "，".join((subject.name, *subject.words, *subject.weak))
        counts.update({*tokens(words, 1), *tokens(words, 2)})
    number = max(len(vocabulary.subjects), 1)
    shares = {feature: min(LONGER * count / number, 0.9) for feature, count in counts.items()}
    shares |= dict.fromkeys(_EVERYWHERE, 0.9)
    shares |= {f"s:{subject.name}": SUBJECT_SHARE for subject in vocabulary.subjects}
    return Rarity.of(shares, {})
