"""How well look-alikes are found: `python -m bench.lookalikes.evaluate [FILE.jsonl …]`.

Groups of four texts: base; partner (the same request for the same place in quite different words); words
(another request in the base's words); place (the same request for another place, or time). Three figures:
the partner is the first match; precision and recall of the verdict `same`; the partner comes before the
text about another place. In `inside` the place stands in the problem or in the suggestions only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhengxie.engines.search.likeness import Match, Text, rank

HERE = Path(__file__).parent
PAIR = {"base", "partner"}


@dataclass(frozen=True)
class Figures:
    """The three figures of one file, with the texts that were not found."""

    asked: int
    first: int
    before: int
    right: int
    said: int
    pairs: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    def line(self) -> str:
        """One line for people."""
        return (
            f"partner first {self.first}/{self.asked} = {self.first / self.asked:.1%}; "
            f"same: precision {self.right / max(self.said, 1):.2f} at recall {self.right / self.pairs:.2f}; "
            f"partner before other place {self.before}/{self.asked} = {self.before / self.asked:.1%}"
        )


def measure(rows: Sequence[Mapping[str, str]], found: Mapping[str, Sequence[Match]]) -> Figures:
    """Compares the matches with the groups and roles; both texts of a pair are asked."""
    by_id = {row["id"]: row for row in rows}
    asked = [row for row in rows if row["role"] in PAIR]
    first = before = 0
    missed = []
    for row in asked:
        order = [match.id for match in found[row["id"]]]
        group = {other["role"]: other["id"] for other in rows if other["group"] == row["group"]}
        partner = group[(PAIR - {row["role"]}).pop()]
        first += order[:1] == [partner]
        before += _at(order, partner) < _at(order, group["place"])
        if order[:1] != [partner]:
            missed.append(f"{row['id']}: {partner} is number {_at(order, partner) + 1} behind {order[:1]}")
    said = {frozenset((one, match.id)) for one in found for match in found[one] if match.verdict == "same"}
    wrong = sorted("-".join(sorted(pair)) for pair in said if not _is_pair([by_id[one] for one in pair]))
    return Figures(
        len(asked),
        first,
        before,
        len(said) - len(wrong),
        len(said),
        len(asked) // 2,
        tuple(missed),
        tuple(wrong),
    )


def _at(order: Sequence[str], wanted: str) -> int:
    return order.index(wanted) if wanted in order else 998


def _is_pair(rows: Sequence[Mapping[str, str]]) -> bool:
    return len({row["group"] for row in rows}) == 1 and {row["role"] for row in rows} == PAIR


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a file; ids repeat between files, so they get the file's name."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row | {key: f"{path.stem}/{row[key]}" for key in ("id", "group")} for row in rows]


def main(words: Sequence[str]) -> None:
    """Prints the figures of each file and of all together."""
    paths = [Path(word) for word in words] or sorted(HERE.glob("*.jsonl"))
    sets = {path.stem: read(path) for path in paths}
    if len(sets) > 1:
        sets["together"] = [row for rows in sets.values() for row in rows]
    for name, rows in sets.items():
        texts = [Text(row["id"], row["title"], row["problem"], row["suggestions"]) for row in rows]
        figures = measure(rows, rank(texts))
        print(f"{name}: {figures.line()}")
        for words_ in (*figures.missed, *(f"wrongly same: {pair}" for pair in figures.wrong)):
            print(f"    {words_}")


if __name__ == "__main__":
    main(sys.argv[1:])
