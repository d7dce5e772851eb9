"""How a text differs from an earlier one, clause by clause. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_CLAUSE = re.compile(r"[^，。；！？\n]*[，。；！？\n]|[^，。；！？\n]+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text: `same`, `added` or `removed`."""

    text: str
    kind: str


def difference(old: str, new: str) -> list[Piece]:
    """The new text with what was taken out and put in, clause by clause."""
    before, after = _CLAUSE.findall(old), _CLAUSE.findall(new)
    return list(_pieces(before, after))


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("".join(after[k:m]), "same")
            continue
        if j > i:
            yield Piece("".join(before[i:j]), "removed")
        if m > k:
            yield Piece("".join(after[k:m]), "added")
