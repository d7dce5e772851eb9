"""The office's units, prepared once: which unit a piece of duty wording belongs to, and the rare pairs."""

import math
import re
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass

from .answers import Duties
from .cutting import pairs_of

# Pieces of the vocabulary are wording of a typical directory; another office words its duties differently.
LEAST_OVERLAP = 0.45
OVERLAP_TRUST = 0.8
NEARLY_BEST = 0.9
_SEPARATORS = re.compile(r"[，；。,;]")
_HAN = re.compile(r"[㐀-鿿]+")


@dataclass(frozen=True)
class Match:
    """A duty of a unit that a piece of wording belongs to; strength 1 is a literal match."""

    code: str
    line: str
    strength: float


class Directory:
    """Units with their duties, searchable by a piece of duty wording."""

    def __init__(self, units: Sequence[Duties]) -> None:
        self.units = {unit.code: unit for unit in units}
        self._whole = {code: "、" + "、".join(unit.lines) + "、" for code, unit in self.units.items()}
        self._lines = [
            (code, line, frozenset(pairs_of(line)))
            for code, unit in self.units.items()
            for line in (*unit.lines, unit.name)
        ]
        self.holders = self._holders()
        total = max(len(self.units), 1)
        self.rarity = {pair: math.log(1 + total / len(codes)) for pair, codes in self.holders.items()}
        self._known: dict[str, tuple[Match, ...]] = {}

    def _holders(self) -> dict[str, frozenset[str]]:
        """Pair → the units that have it; a pair of few units tells more than one of all."""
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for code, _, pairs in self._lines:
            for pair in pairs:
                holders[pair].add(code)
        return {pair: frozenset(codes) for pair, codes in holders.items()}

    def match(self, piece: str) -> tuple[Match, ...]:
        """Where the piece stands literally; failing that, the duties that share most of its pairs."""
        if piece not in self._known:
            self._known[piece] = self._literal(piece) or self._overlapping(piece)
        return self._known[piece]

    def _literal(self, piece: str) -> tuple[Match, ...]:
        """A whole duty goes before the beginning of one, this before its middle: 产品质量, not 农产品质量."""
        words = _SEPARATORS.sub("、", piece).strip("、 ")
        if not words:
            return ()
        for wording in (f"、{words}、", f"、{words}", words):
            found = [code for code, whole in self._whole.items() if wording in whole]
            if found:
                share = 1 / math.sqrt(len(found))
                return tuple(Match(code, self._line(code, words), share) for code in found)
        return ()

    def _line(self, code: str, words: str) -> str:
        lines = [line for line in self.units[code].lines if words in line]
        return next((line for line in lines if line.startswith(words)), lines[0] if lines else words)

    def _overlapping(self, piece: str) -> tuple[Match, ...]:
        """Pairs that no duty has do not count against one, but lower the trust in what is found."""
        own = set(pairs_of(piece))
        pairs = {pair for pair in own if pair in self.rarity}
        whole = sum(self.rarity[pair] for pair in pairs)
        if not whole:
            return ()
        best: dict[str, Match] = {}
        for code, line, has in self._lines:
            share = sum(self.rarity[pair] for pair in pairs & has) / whole
            if share >= LEAST_OVERLAP and (code not in best or share > best[code].strength):
                best[code] = Match(code, line, share)
        return self._trusted(list(best.values()), len(pairs) / len(own))

    def _trusted(self, matches: list[Match], known: float) -> tuple[Match, ...]:
        top = max((match.strength for match in matches), default=0.0)
        kept = [match for match in matches if match.strength >= NEARLY_BEST * top]
        trust = OVERLAP_TRUST * math.sqrt(known / max(len(kept), 1))
        return tuple(Match(match.code, match.line, match.strength * trust) for match in kept)

    def nearest_line(self, code: str, text: str) -> tuple[str, list[str]]:
        """The unit's duty (or name) that shares most with the text, and the words that both have; none where
        there are none."""
        unit = self.units[code]
        shared = {line: common_words(line, text) for line in (*unit.lines, unit.name)}
        line = max(shared, key=lambda line: sum(map(len, shared[line])))
        return line, shared[line]

    def rare_pairs(self, code: str, pairs: Container[str], most: int) -> int:
        """How many of these pairs stand in one duty of the unit and in those of few units."""
        return max(
            sum(pair in pairs and len(self.holders[pair]) <= most for pair in set(pairs_of(line)))
            for line in (*self.units[code].lines, self.units[code].name)
        )


def common_words(line: str, text: str) -> list[str]:
    """The longest stretches of a duty that stand in the text, in their order: 校园安全."""
    words = []
    for run in _HAN.findall(line):
        start = 0
        while start < len(run) - 1:
            end = start + 2
            while end <= len(run) and run[start:end] in text:
                end += 1
            if end - 1 - start >= 2:
                words.append(run[start : end - 1])
            start = max(end - 1, start + 1)
    return words
