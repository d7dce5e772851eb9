"""Tables for a terminal, where a Chinese character is as wide as two letters."""

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """The rows as lines with columns below each other, two blanks apart."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ["  ".join(c + " " * (w - width(c)) for c, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
