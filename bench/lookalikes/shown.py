"""What a page would list for each text: `python -m bench.lookalikes.shown`.

Of each kind of pair how many are worth a look (`Likeness.is_near`), read as a page reads them. `other`: texts
of two groups; some of these are of one subject.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from bench.lookalikes.evaluate import HERE, read
from bench.lookalikes.learn import text_of
from zhengxie.engines.search.likeness import Reader, compare
from zhengxie.engines.search.vocabulary import shipped


def kind_of(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    """The roles of the two within their group."""
    return "-".join(sorted((one["role"], other["role"]))) if one["group"] == other["group"] else "other"


def shown(rows: Sequence[Mapping[str, str]]) -> str:
    """One line for people."""
    reader = Reader(shipped())
    readings = {row["id"]: reader.read(text_of(row)) for row in rows}
    near: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for one, other in combinations(rows, 2):
        kind = kind_of(one, other)
        whole[kind] += 1
        near[kind] += compare(readings[one["id"]], readings[other["id"]]).is_near
    return "; ".join(f"{kind} {near[kind]}/{whole[kind]}" for kind in sorted(whole))


def main() -> None:
    """Each set."""
    for path in sorted(HERE.glob("*.jsonl")):
        print(f"{path.stem}: {shown(read(path))}")


if __name__ == "__main__":
    main()
