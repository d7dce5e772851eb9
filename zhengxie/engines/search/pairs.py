"""How a text is cut for the index: every two neighbours are one token. Pure. architecture §8

No dictionary: names of places and new words are found like any other, and a query of two or more characters
is exact. Neighbours are ideographs, and runs of letters or of figures, which count as one character each:
GB50016 is `gb` beside `50016`, A类 is `a` beside `类`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# 々〆〇, kana, bopomofo, hangul, ideographs with those outside the basic plane.
HAN = (
    "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_SPACE_BETWEEN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_SEGMENT = re.compile(rf"(?:[{HAN}]|[^\W_])+")
_ONLY_HAN = re.compile(rf"[{HAN}]+")
_LONE = re.compile(rf"(?<!\S)([{HAN}])\s+(?=[{HAN}](?!\S))")
_UNIT = re.compile(rf"[{HAN}]|\d+|[^\W\d_{HAN}]+|[^\W_]")
_QUOTED = re.compile(r"[\"“「『]([^\"“”「」『』]*)[\"”」』]")
LONGEST_UNIT = 40  # characters of a run of letters or figures; the databases bound the length of a token
LONGEST = 100_000  # characters of one text that are indexed; PostgreSQL takes no more distinct tokens
BREAK = "¦¦"  # stands between two segments that would otherwise read as one
KIND = "¦"  # before the code of a kind, which is a token of each of its documents
MOST_TERMS = 8
LONGEST_TYPED = 200  # characters of what was typed that are read


def fold(text: str) -> str:
    """One form for what looks the same: full and half width, capitals, line breaks inside a sentence."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).lower()
    return _SPACE_BETWEEN.sub("", plain)


def segments(folded: str) -> Iterator[Sequence[str]]:
    """The neighbours of each stretch without punctuation: the text itself where all are ideographs."""
    for found in _SEGMENT.finditer(folded[:LONGEST]):
        text = found.group()
        if _ONLY_HAN.fullmatch(text):
            yield text
        else:
            yield [unit[:LONGEST_UNIT] for unit in _UNIT.findall(text)]


def is_han(unit: str) -> bool:
    """A single ideograph, and no run of letters or figures."""
    return _ONLY_HAN.fullmatch(unit) is not None


@dataclass(frozen=True)
class Tokens:
    """What stands in the index of a text: its pairs in their order, and what is found without a neighbour."""

    pairs: list[str]
    words: list[str]


def tokens_of(text: str) -> Tokens:
    """The tokens of a text."""
    return tokens_in(segments(fold(text)))


def tokens_in(stretches: Iterable[Sequence[str]]) -> Tokens:
    """The tokens of a text that was cut. Pairs of two segments cannot be read as one: where the first
    character of the one is the last of the other, a break stands between."""
    pairs: list[str] = []
    words: list[str] = []
    last = ""
    for units in stretches:
        if len(units) == 1:
            words.append(units[0])
            continue
        if units[0] == last:
            pairs.append(BREAK)
        pairs += map("".join, zip(units, units[1:], strict=False))
        last = units[-1]
        if not isinstance(units, str):
            words += [unit for unit in units if not is_han(unit)]
    return Tokens(pairs, words)


def plain_in(stretches: Iterable[Sequence[str]]) -> str:
    """The cut text without its punctuation, to look for a term that stands in it word for word."""
    return " ".join(map("".join, stretches))


def distinct_of(text: str) -> set[str]:
    """The different pairs of a text, for counting and for look-alikes."""
    return set(tokens_of(text).pairs) - {BREAK}


def all_of(text: str) -> set[str]:
    """The different tokens of a text."""
    found = tokens_of(text)
    return {*found.pairs, *found.words} - {BREAK}


@dataclass(frozen=True)
class Term:
    """A stretch of what was typed, to be found word for word: its neighbours, one or several."""

    units: tuple[str, ...]

    @property
    def pairs(self) -> list[str]:
        """Its tokens in their order; none for a single one."""
        return ["".join(two) for two in zip(self.units, self.units[1:], strict=False)]

    @property
    def tokens(self) -> Sequence[str]:
        """What it is looked up by."""
        return self.pairs or self.units

    @property
    def plain(self) -> str:
        """As it stands in `plain_in`."""
        return "".join(self.units)

    @property
    def is_too_short(self) -> bool:
        """A single ideograph stands in nearly every text."""
        return len(self.units) == 1 and is_han(self.units[0])


@dataclass(frozen=True)
class Wanted:
    """What was typed: the terms that must all be found; `left_out`: single ideographs, not looked for."""

    terms: tuple[Term, ...]
    left_out: tuple[str, ...] = ()
    is_cut: bool = False  # more terms than are looked for


def wanted_of(typed: str) -> Wanted:
    """Read what was typed: a space or punctuation parts terms, quotation marks keep them together. Single
    ideographs that follow each other are one term, as lists print a name: 卢　范. Nothing else is an
    operator."""
    found: dict[tuple[str, ...], None] = {}
    short: dict[str, None] = {}
    for piece in _pieces(typed[:LONGEST_TYPED].replace("\0", " ")):
        for units in segments(fold(piece)):
            term = Term(tuple(units))
            if term.is_too_short:
                short[units[0]] = None
            else:
                found[term.units] = None
    terms = tuple(Term(units) for units in found)
    return Wanted(terms[:MOST_TERMS], tuple(short), len(terms) > MOST_TERMS)


def _pieces(typed: str) -> Iterator[str]:
    """Quoted stretches whole, the rest cut at its spaces."""
    end = 0
    for quoted in _QUOTED.finditer(typed):
        yield from _words(typed[end : quoted.start()])
        yield quoted.group(1)
        end = quoted.end()
    yield from _words(typed[end:])


def _words(typed: str) -> list[str]:
    return _LONE.sub(r"\1", typed).split()
