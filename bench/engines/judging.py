"""What is truly to be found, and how much of it an engine finds. Pure."""

from collections.abc import Iterable, Mapping, Sequence, Set

JUDGED = 20  # queries of each kind
NEAR = 5  # the first so many of a look-up


def truth_of(texts: Iterable[tuple[int, str]], queries: Iterable[str]) -> dict[str, list[int]]:
    """{what was typed: the texts in which every term stands}, by reading every text."""
    terms = {typed: typed.split() for typed in queries}
    found: dict[str, list[int]] = {typed: [] for typed in terms}
    for number, text in texts:
        for typed, words in terms.items():
            if all(word in text for word in words):
                found[typed].append(number)
    return found


def exactness(pairs: Sequence[tuple[Set[int], Set[int]]]) -> tuple[float, float]:
    """(recall, precision) of (found, true) sets: the mean of the queries, each weighing the same."""
    recalls = [len(found & true) / len(true) for found, true in pairs if true]
    precisions = [len(found & true) / len(found) for found, true in pairs if found]
    return _mean(recalls), _mean(precisions)


def hits(answers: Mapping[str, Sequence[tuple[int, Sequence[int]]]]) -> dict[str, dict[str, float]]:
    """{kind: recall among the first five, at the first, of how many} of (original, answer) pairs."""
    return {
        kind: {
            "near": _mean([float(original in answer[:NEAR]) for original, answer in rows]),
            "first": _mean([float(original in answer[:1]) for original, answer in rows]),
            "asked": len(rows),
        }
        for kind, rows in answers.items()
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
