"""Tables of copied web pages: rows become lines of cells, and a cell over several rows is repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,300})>", re.I)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,2})", re.I)
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,300}>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,300})?/?>", re.I)
_ENDS = "；;。，、,："


class _Rows:
    """Gathers the cells of one table."""

    def __init__(self) -> None:
        self.open: dict[int, tuple[int, str]] = {}
        self.row: list[str] = []

    def _fill(self) -> None:
        """Put in the cells that reach down from rows above."""
        while len(self.row) in self.open:
            at = len(self.row)
            left, words = self.open.pop(at)
            self.row.append(words)
            if left > 1:
                self.later[at] = (left - 1, words)

    def start(self) -> None:
        """Begin a row."""
        self.row = []
        self.later: dict[int, tuple[int, str]] = {}

    def cell(self, words: str, attributes: str) -> None:
        """Add a cell."""
        spans = {kind.lower(): int(n) for kind, n in _SPAN.findall(attributes)}
        self._fill()
        for copy in range(max(1, spans.get("col", 1))):
            if spans.get("row", 1) > 1:
                self.later[len(self.row)] = (spans["row"] - 1, words if not copy else "")
            self.row.append("" if copy else words)

    def end(self) -> str:
        """Finish the row and return its line."""
        self._fill()
        self.open = {**self.open, **self.later}
        return "\t".join(self.row).rstrip("\t")


def tables_as_lines(text: str) -> str:
    """The text with every <table> turned into lines with tabs; linear in its length."""
    return "".join(_pieces(text)) if "<t" in text.lower() else text


def _pieces(text: str) -> Iterator[str]:
    rows = _Rows()
    rows.start()
    cell: str | None = None
    at = cell_from = 0
    for mark in _MARK.finditer(text):
        closes, name = bool(mark.group(1)), mark.group(2).lower()
        if cell is not None and (name != "table" or closes):
            rows.cell(_cell_words(text[cell_from : mark.start()]), cell)
            cell = None
        elif name in ("table", "tr"):
            yield text[at : mark.start()]
        if name == "table" and not closes:
            rows = _Rows()
            rows.start()
        elif name == "tr" and not closes:
            rows.start()
        elif name in ("td", "th") and not closes:
            cell, cell_from = mark.group(3), mark.end()
        if name == "tr" and closes:
            yield "\n" + rows.end() + "\n"
            rows.start()
        at = mark.end()
    yield text[at:]


def _cell_words(markup: str) -> str:
    words = ""
    for piece in _BREAK.split(markup):
        line = re.sub(r"\s+", " ", _TAG.sub("", piece)).strip()
        if line:
            words += ("" if not words or words[-1] in _ENDS else "；") + line
    return words
