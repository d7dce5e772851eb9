"""Sentences that two texts have in common, to be marked side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .places import bare_places_in, names_in
from .reading import Text
from .wording import jaccard

SHORTEST = 4  # characters; 一、 and 谢谢 are no common sentences
NEARLY = 0.8  # of the pairs…
CLOSE = 0.85  # …or of the characters: one of them may be another (路东侧, 路西侧)
LONGEST = 400  # characters of a sentence that is compared by character
MOST = 120  # sentences of a text that are compared with nearly equal ones
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_MARKS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^[\s]*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九十]是)\s*")


@dataclass(frozen=True)
class Span:
    """A stretch of a text: the part, and from where to where in it."""

    part: str
    start: int
    end: int


def equal_sentences(a: Text, b: Text) -> list[tuple[Span, Span]]:
    """Sentences that are the same or nearly so, apart from marks, spaces and numbers; each is used once."""
    left, right = list(_sentences(a)), list(_sentences(b))
    places = _places(a) | _places(b)
    found: list[tuple[Span, Span]] = []
    by_words: defaultdict[str, list[int]] = defaultdict(list)
    for number in range(len(right) - 1, -1, -1):
        by_words[right[number][1]].append(number)
    used: set[int] = set()
    rest = []
    for span, words in left:
        if by_words.get(words):
            number = by_words[words].pop()
            used.add(number)
            found.append((span, right[number][0]))
        else:
            rest.append((span, words))
    open_ones = {number: _pairs(right[number][1]) for number in range(len(right)) if number not in used}
    found += _nearly(rest[:MOST], dict(list(open_ones.items())[:MOST]), right, places)
    return sorted(found, key=lambda pair: (_ORDER[pair[0].part], pair[0].start))


_ORDER = {"title": 0, "problem": 1, "suggestions": 2}


def _nearly(
    rest: list[tuple[Span, str]],
    free: dict[int, frozenset[str]],
    right: list[tuple[Span, str]],
    places: set[str],
) -> Iterator[tuple[Span, Span]]:
    """Those with nearly the same pairs, and those in which only places were exchanged."""
    moved = {number: _placeless(right[number][1], places) for number in free}
    for span, words in rest:
        pairs, bare = _pairs(words), _placeless(words, places)
        best = next((number for number in free if bare and moved[number] == bare), None)
        if best is None:
            best = max(free, key=lambda number: jaccard(pairs, free[number]), default=None)
            if best is None or not _is_near(words, right[best][1], jaccard(pairs, free[best])):
                continue
        del free[best]
        yield span, right[best][0]


def _is_near(words: str, other: str, shared: float) -> bool:
    if shared >= NEARLY:
        return True
    long = max(len(words), len(other)) > LONGEST
    return shared >= NEARLY / 2 and not long and SequenceMatcher(None, words, other).ratio() >= CLOSE


def equal_stretches(a: str, b: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """From where to where the characters of two sentences are the same, in either; of long ones all."""
    if a == b or max(len(a), len(b)) > LONGEST:
        return [(0, len(a))], [(0, len(b))]
    blocks = [block for block in SequenceMatcher(None, a, b).get_matching_blocks() if block.size]
    return [(at.a, at.a + at.size) for at in blocks], [(at.b, at.b + at.size) for at in blocks]


def _places(text: Text) -> set[str]:
    whole = "\n".join((text.title, text.problem, text.suggestions))
    return {name.full.lower() for name in names_in(whole)} | bare_places_in(whole)


def _placeless(words: str, places: set[str]) -> str:
    """The sentence with its places taken out; nothing where it names none, or little else."""
    bare = words
    for place in sorted(places, key=len, reverse=True):
        bare = bare.replace(place, "〇")
    return bare if bare != words and len(bare.replace("〇", "")) >= SHORTEST else ""


def _sentences(text: Text) -> Iterator[tuple[Span, str]]:
    for part in ("title", "problem", "suggestions"):
        whole: str = getattr(text, part)
        for sentence in _SENTENCE.finditer(whole):
            words = sentence.group()
            numbering = _NUMBER.match(words)
            start = sentence.start() + (numbering.end() if numbering else 0)
            bare = _MARKS.sub("", whole[start : sentence.end()])
            if len(bare) >= SHORTEST:
                start += len(words := whole[start : sentence.end()]) - len(words.lstrip())
                yield Span(part, start, sentence.end()), bare.lower()


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))
