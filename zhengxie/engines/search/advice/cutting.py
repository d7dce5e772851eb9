"""Cutting duty lines into duties, and texts into weighted parts and character pairs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A text longer than this says nothing new about who should handle it; reading stops here.
LONGEST = 6000
# The title names the matter; what the text asks for tells more of helpers than what it complains of.
TITLE, REQUEST, BACKGROUND = 1.7, 1.2, 1.0
ASKED, TOLD = 1.0, 0.4

OPENING, CLOSING, SEPARATORS = "（(【[", "）)】]", "、，；。,;\n"
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_REQUEST = re.compile(r"建议|希望|盼|恳请|请|呼吁|应当|应该|能不能|尽快|要求|提议")
_HAN = re.compile(r"[㐀-鿿]+")
_TITLE_END = re.compile(r"的?(?:若干|几点)?(?:建议|提案|意见|思考|对策)+[。！!？?]?$")


@dataclass(frozen=True)
class Part:
    """A stretch of the text: how much a word in it says of the lead, and how much of helpers."""

    text: str
    weight: float
    help_weight: float
    formal: bool = False  # a title of the form 关于…的建议


def duties_of(text: str) -> tuple[str, ...]:
    """The duties of a duty line, cut at 、，； and the like, but never inside brackets."""
    pieces, depth, piece = [], 0, ""
    for character in text:
        depth += (character in OPENING) - (character in CLOSING and depth > 0)
        if character in SEPARATORS and depth == 0:
            pieces.append(piece)
            piece = ""
        else:
            piece += character
    return tuple(words for words in (piece.strip() for piece in [*pieces, piece]) if words)


def parts_of(title: str, summary: str) -> list[Part]:
    """The title, then the sentences; from the first asking one on the text is the request."""
    subject = _TITLE_END.sub("", title[:LONGEST].strip())
    parts = [Part(subject, TITLE, ASKED, formal=title.strip().startswith("关于"))] if subject else []
    asking = False
    for found in _SENTENCE.finditer(summary[:LONGEST]):
        asking = asking or bool(_REQUEST.search(found.group()))
        weights = (REQUEST, ASKED) if asking else (BACKGROUND, TOLD)
        parts.append(Part(found.group(), *weights))
    return parts


def pairs_of(text: str) -> Iterator[str]:
    """Overlapping pairs of Chinese characters."""
    for run in _HAN.findall(text):
        for start in range(len(run) - 1):
            yield run[start : start + 2]
