"""A shadow of the text, character for character, in one form of width and punctuation.

Rules read the shadow; people see the text. Both have the same length, so one offset serves both.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

# A bracket that closes later than this is a typing slip, not a bracket.
LONGEST_QUOTE = 160
LONGEST_NOTE = 300

_CLOSERS = {"”": "“", "》": "《", "）": "（"}
_OPENERS = frozenset(_CLOSERS.values())


def _width_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table.update(
        {ord(a): b for a, b in zip(",;:!?()[]【】〔〕〖〗", "，；：！？（）（）（）（）（）", strict=True)}
    )
    wide = "，；：！？（）［］"
    table.update({ord(a): b for a, b in zip(wide, "，；：！？（）（）", strict=True)})
    table.update({ord(a): b for a, b in zip("「」『』‘’〝〞＂", '“”“”“”“”"', strict=True)})
    table.update({ord(a): b for a, b in zip("〈〉«»﹁﹂\u3000\u00a0", "《》《》“”  ", strict=True)})
    table.update({ord(a): b for a, b in zip("—–―─‒‐～〜∼", "-----" + "-~~~", strict=True)})
    table.update({ord(a): b for a, b in zip("﹐､｡", "，、。", strict=True)})
    return table


_WIDTH = _width_table()


@dataclass(frozen=True)
class Page:
    """The cleaned text, its shadow, and for every character how many brackets are open there."""

    text: str
    shadow: str
    depth: bytearray
    pairs: list[tuple[str, int, int]] = field(default_factory=list)
    opens: list[int] = field(default_factory=list)

    def pair_range(self, start: int, end: int) -> tuple[int, int]:
        """Indices into `pairs` (sorted by opening position) of those that open between two offsets."""
        low = bisect_left(self.opens, start)
        return low, bisect_left(self.opens, end, low)


def fold(text: str) -> Page:
    """Build the page of a cleaned text; linear in its length."""
    shadow = "\n".join(_resolve_quotes(line) for line in text.translate(_WIDTH).split("\n"))
    pairs: list[tuple[str, int, int]] = []
    offset = 0
    for line in shadow.split("\n"):
        pairs.extend((mark, offset + a, offset + b) for mark, a, b in _pairs(line))
        offset += len(line) + 1
    pairs.sort(key=lambda p: p[1])
    return Page(text, shadow, _depths(len(text), pairs), pairs, [p[1] for p in pairs])


def _resolve_quotes(line: str) -> str:
    """Give straight or wrongly turned quotation marks a direction, by turns."""
    straight = '"' in line
    if not straight and line.count("“") == line.count("”"):
        return line
    if "“" not in line and "”" not in line and not straight:
        return line
    is_open = False
    out = []
    for char in line:
        if char in '"“”':
            out.append("”" if is_open else "“")
            is_open = not is_open
        else:
            out.append(char)
    return "".join(out)


def _pairs(line: str) -> list[tuple[str, int, int]]:
    """Matching brackets of one line as (opening mark, position, position of the closing mark)."""
    found: list[tuple[str, int, int]] = []
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(line):
        if char in _OPENERS:
            stack.append((char, at))
        elif char in _CLOSERS:
            _close(stack, _CLOSERS[char], at, found)
    return found


def _close(stack: list[tuple[str, int]], opener: str, at: int, found: list[tuple[str, int, int]]) -> None:
    # Only the innermost few are looked at: a closing mark far from its opener is a slip.
    for back in range(1, min(4, len(stack) + 1)):
        mark, start = stack[-back]
        if mark == opener:
            del stack[-back:]
            limit = LONGEST_NOTE if opener == "（" else LONGEST_QUOTE
            if at - start <= limit:
                found.append((mark, start, at))
            return


def _depths(length: int, pairs: list[tuple[str, int, int]]) -> bytearray:
    change = [0] * (length + 1)
    for _, start, end in pairs:
        change[start] += 1
        change[min(end + 1, length)] -= 1
    depth = bytearray(length)
    level = 0
    for at in range(length):
        level += change[at]
        depth[at] = min(level, 255)
    return depth
