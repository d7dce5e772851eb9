"""Sentences that two texts have in common, to be marked side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .reading import Text
from .wording import jaccard

SHORTEST = 6  # characters; 一、 and 谢谢 are no common sentences
NEARLY = 0.8
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
    found += _nearly(rest[:MOST], dict(list(open_ones.items())[:MOST]), right)
    return sorted(found, key=lambda pair: (_ORDER[pair[0].part], pair[0].start))


_ORDER = {"title": 0, "problem": 1, "suggestions": 2}


def _nearly(
    rest: list[tuple[Span, str]], free: dict[int, frozenset[str]], right: list[tuple[Span, str]]
) -> Iterator[tuple[Span, Span]]:
    for span, words in rest:
        pairs = _pairs(words)
        best = max(free, key=lambda number: jaccard(pairs, free[number]), default=None)
        if best is not None and jaccard(pairs, free[best]) >= NEARLY:
            del free[best]
            yield span, right[best][0]


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
