"""The words of a text as features: one form, runs of characters, weighted vectors."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from operator import add, mul

LONGEST_PART = 6_000  # characters of a part that are read: what is asked for stands before that
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+|[a-z0-9][a-z0-9.%+-]*")
_FRAME = re.compile(
    "^关于|^(?:提案|建议)[:：]|的(?:若干|几点|两点|几条)?(?:建议|提案|意见|思考|对策|报告)(?:书|案)?$|进一步|切实|尽快|加快"
)


@dataclass(frozen=True)
class Vector:
    """Weighted features with their length."""

    weights: Mapping[str, float]
    length: float

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Vector:
        """A vector that knows its length."""
        values = weights.values()
        return cls(weights, math.sqrt(sum(map(mul, values, values))))

    def cosine(self, other: Vector) -> float:
        """How alike, 0 to 1."""
        if not self.length or not other.length:
            return 0.0
        mine, theirs = self.weights, other.weights
        both = mine.keys() & theirs.keys()
        # Summed exactly, as the order of a set is another in every run.
        shared = math.fsum(map(mul, map(mine.__getitem__, both), map(theirs.__getitem__, both)))
        return shared / (self.length * other.length)

    def beyond(self, other: Vector, rival: Vector) -> float:
        """How much of the likeness to `other` is not in `rival` as well."""
        if not self.length or not other.length:
            return 0.0
        extra = 0.0
        for key, weight in other.weights.items():
            own = self.weights.get(key)
            if own and (more := weight - rival.weights.get(key, 0.0)) > 0:
                extra += own * more
        return extra / (self.length * other.length)


def normalised(text: str) -> str:
    """One form for full and half width, upper and lower case."""
    return unicodedata.normalize("NFKC", text[:LONGEST_PART]).lower()


def title_core(title: str) -> str:
    """A title without its frame (关于…的建议); the place may have left a mark at either end."""
    return _FRAME.sub("", _FRAME.sub("", title.strip(" ，,。")).strip(" ，,。"))


def tokens(text: str, size: int) -> list[str]:
    """Runs of `size` ideographs; words of latin letters and numbers whole."""
    found: list[str] = []
    for run in _RUN.findall(text):
        if run[0].isascii():
            found.append(run)
        elif size == 1:
            found += run
        elif size == 2:
            found += map(add, run, run[1:])
        else:
            found += [run[at : at + size] for at in range(len(run) - size + 1)]
    return found


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """The shared part of two sets."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0
