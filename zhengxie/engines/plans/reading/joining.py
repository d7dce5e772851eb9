"""Puts together again the sentences that the width or the end of a printed page broke into lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhengxie.engines.plans.reading.labels import starts_with_label
from zhengxie.engines.plans.reading.markers import DECIMAL, is_period_heading, marker_of

WIDEST_PRINTED_LINE = 80
LONGEST_HEADING = 80
_TAIL = 220
_HEAD = 60
_FOLD = str.maketrans("()．:；", "（）.：；")
_HASHES = re.compile(r"\s*(#{1,6})\s+(?=\S)")
_STARS = re.compile(r"\s*\*\*(?=\S)([^*\n]{1,60})\*\*\s*")
_END = re.compile(r"[。！？；：!?;:.…]\s*[”\"’）)」]?\s*$")
_OPEN_END = re.compile(r"[，、,（(“《「]\s*$")
_COMMA = re.compile(r"[，,；;。]")
_TITLE_LINE = re.compile(
    r"(?=.*(?:政协|20\d\d))[^，。；：,;:]{6,60}(?:要点|计划|安排|方案|清单|计划表|安排表|一览表|行事历)"
)
_CONTINUING = tuple("，。；、）”》」,;)")


@dataclass(frozen=True)
class RawLine:
    """A line as it stood in the file; `after_page` when a page mark stood before it."""

    text: str
    after_page: bool = False


@dataclass(frozen=True)
class Line:
    """One paragraph of the cleaned text; `heading` is the level of a heading style (1..6) or 0."""

    text: str
    heading: int = 0


@dataclass
class _Held:
    """A paragraph while it grows; only its edges are looked at, so that growing stays cheap."""

    pieces: list[str]
    heading: int
    head: str
    tail: str
    length: int
    has_comma: bool
    cells: bool = field(default=False)

    def add(self, text: str) -> None:
        glue = " " if _is_latin(self.tail[-1:]) and _is_latin(text[:1]) else ""
        self.pieces += [glue, text]
        self.tail = (self.tail + glue + text[-_TAIL:])[-_TAIL:]
        self.length += len(text)
        self.has_comma = self.has_comma or bool(_COMMA.search(text))


def join(lines: list[RawLine]) -> list[Line]:
    """Paragraphs out of lines."""
    width = _print_width(lines)
    out: list[_Held] = []
    for raw in lines:
        line = _as_line(raw.text)
        if out and _continues(out[-1], line, width, raw.after_page):
            out[-1].add(line.text)
        else:
            out.append(_held(line))
    return [Line("".join(h.pieces), h.heading) for h in out]


def _held(line: Line) -> _Held:
    text = line.text
    comma = bool(_COMMA.search(text))
    return _Held([text], line.heading, text[:_HEAD], text[-_TAIL:], len(text), comma, "\t" in text)


def _as_line(raw: str) -> Line:
    stars = _STARS.fullmatch(raw)
    raw = stars.group(1) if stars else raw
    hashes = _HASHES.match(raw)
    body = raw[hashes.end() :] if hashes else raw
    body = body.rstrip() if body.startswith("\t") else body.strip()
    return Line(body, len(hashes.group(1)) if hashes else 0)


def _print_width(lines: list[RawLine]) -> int:
    """The width at which the page broke its lines, or 0 when its lines are whole paragraphs."""
    lengths = sorted(len(x.text.strip()) for x in lines if "\t" not in x.text)
    if len(lengths) < 4 or lengths[-1] > WIDEST_PRINTED_LINE:
        return 0
    widest = lengths[-1]
    full = [n for n in lengths if n >= widest - 3]
    return widest if widest >= 18 and len(full) >= 3 else 0


def _continues(held: _Held, line: Line, width: int, after_page: bool) -> bool:
    """True when `line` is the rest of a sentence that `held` began."""
    if held.heading or line.heading or held.cells or "\t" in line.text:
        return False
    if held.length < 60 and _TITLE_LINE.fullmatch(held.head):
        return False
    if line.text.startswith(_CONTINUING):
        return True
    if _OPEN_END.search(held.tail) or _is_open(held.tail):
        return not _starts_block(line.text) or held.tail.endswith(("（", "(", "“", "《"))
    if _END.search(held.tail) or _starts_block(line.text):
        return False
    return (bool(width) and len(held.tail) >= width - 4) or after_page or _is_unfinished(held)


def _is_unfinished(held: _Held) -> bool:
    """True for a sentence (not a heading) that lacks its end: commas, no high number, no final mark."""
    if not held.has_comma:
        return False
    marker = marker_of(held.head.translate(_FOLD))
    if marker is None:
        return held.length >= 12
    return held.length >= (26 if marker.rank >= DECIMAL else LONGEST_HEADING)


def _starts_block(text: str) -> bool:
    folded = text[:_HEAD].translate(_FOLD)
    return bool(marker_of(folded)) or is_period_heading(folded) or starts_with_label(folded)


def _is_open(tail: str) -> bool:
    return any(tail.rfind(a) > tail.rfind(b) for a, b in ("“”", "《》", "（）"))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
