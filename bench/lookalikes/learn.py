"""Where the weights of look-alikes come from: `python -m bench.lookalikes.learn`.

A logistic regression over the evidence of all pairs of different origin, by Newton steps; pairs that ask
for the same thing and the hard ones of their own group count more. Prints what each set's weights are worth
on the others; then the weights of all but `aside`, and those for the same kind of request wherever it is
made, which stand in `comparing.OF_A_KIND`. `comparing.LEARNED` are those of `one` and `two` with an earlier
vocabulary; learned again they differ a little, and are no better on `aside`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from bench.lookalikes.evaluate import HERE, PAIR, measure, read
from zhengxie.engines.search.likeness import Reader, Reading, Text
from zhengxie.engines.search.likeness.comparing import Evidence, Weights, one_origin, weigh
from zhengxie.engines.search.likeness.ranking import Field
from zhengxie.engines.search.vocabulary import shipped

Rows = Sequence[Mapping[str, str]]
Features = Callable[[Evidence], tuple[float, ...]]
# How much a pair counts: the same thing, of one group, any other.
SAME, GROUP, OTHER = 8.0, 4.0, 1.0
ASIDE = "aside"
KINDRED = (PAIR, {"partner", "place"})
DAMPING = 0.0005  # of the total weight; keeps the weights of few examples small
ROUNDS = 40


def text_of(row: Mapping[str, str]) -> Text:
    """The text of a line."""
    return Text(row["id"], row["title"], row["problem"], row["suggestions"])


def readings_of(rows: Rows) -> list[Reading]:
    """The readings of a set, weighed among themselves."""
    words = shipped()
    counter = Reader(words)
    counted = [counter.count(text_of(row)) for row in rows]
    reader = Reader.learned(words, counted)
    return [reader.weigh(one) for one in counted]


def examples(
    rows: Rows, readings: Sequence[Reading], kin: Sequence[set[str]], told: Features
) -> Iterator[tuple[tuple[float, ...], float, float]]:
    """Features, answer and weight of each pair of different origin; `kin`: roles that ask for the same."""
    for at in range(len(rows)):
        for other in range(at):
            evidence = weigh(readings[at], readings[other])
            if not one_origin(evidence):
                group = rows[at]["group"] == rows[other]["group"]
                same = group and {rows[at]["role"], rows[other]["role"]} in kin
                yield told(evidence), float(same), SAME if same else GROUP if group else OTHER


def features(evidence: Evidence) -> tuple[float, ...]:
    """In the order of `Weights`."""
    roots = (math.sqrt(evidence.pairs), math.sqrt(evidence.topics), math.sqrt(evidence.title))
    return (1.0, evidence.chars, *roots, evidence.agree, evidence.miss)


def of_a_kind(evidence: Evidence) -> tuple[float, ...]:
    """The same without the places, and without the pairs, in which places stand."""
    start, chars, _, topics, title, _, _ = features(evidence)
    return (start, chars, 0.0, topics, title, 0.0, 0.0)


def learn(pairs: Sequence[tuple[tuple[float, ...], float, float]]) -> Weights:
    """The weights that explain the answers best."""
    total = sum(weight for _, _, weight in pairs)
    weights = [0.0] * len(pairs[0][0])
    for _ in range(ROUNDS):
        weights = _step(pairs, weights, total)
    return Weights(*(round(weight, 2) for weight in weights))


def _step(
    pairs: Sequence[tuple[tuple[float, ...], float, float]], weights: list[float], total: float
) -> list[float]:
    """One Newton step: the slope over the curvature."""
    size = len(weights)
    slope = [DAMPING * total * weight * (at > 0) for at, weight in enumerate(weights)]
    curve = [[DAMPING * total * (row == column and row > 0) for column in range(size)] for row in range(size)]
    for values, answer, weight in pairs:
        said = 1 / (1 + math.exp(-sum(a * b for a, b in zip(values, weights, strict=True))))
        bend = weight * said * (1 - said)
        for row in range(size):
            slope[row] += weight * (said - answer) * values[row]
            for column in range(size):
                curve[row][column] += bend * values[row] * values[column]
    return [weight - step for weight, step in zip(weights, solved(curve, slope), strict=True)]


def solved(curve: list[list[float]], slope: list[float]) -> list[float]:
    """The solution of a few linear equations, by elimination."""
    rows = [[*line, right] for line, right in zip(curve, slope, strict=True)]
    size = len(rows)
    for at in range(size):
        best = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(size):
            if other != at:
                factor = rows[other][at]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [line[-1] for line in rows]


def main() -> None:
    """Each set with the other's weights; then the weights of both."""
    sets = {path.stem: read(path) for path in sorted(HERE.glob("*.jsonl"))}
    readings = {name: readings_of(rows) for name, rows in sets.items()}
    pairs = {name: list(examples(rows, readings[name], (PAIR,), features)) for name, rows in sets.items()}
    for name, rows in sets.items():
        others = [pair for other, found in pairs.items() if other != name for pair in found]
        weights = learn(others or pairs[name])
        field = Field(readings[name], ((a, b) for a in range(len(rows)) for b in range(a)), weights)
        found = {row["id"]: field.matches(at) for at, row in enumerate(rows)}
        print(f"{name} with weights learned elsewhere: {measure(rows, found).line()}")
    print(learn([pair for name, found in pairs.items() if name != ASIDE for pair in found]))
    reader = Reader(shipped())  # as a page reads them
    kindred = [
        pair
        for name, rows in sets.items()
        if name != ASIDE
        for pair in examples(rows, [reader.read(text_of(row)) for row in rows], KINDRED, of_a_kind)
    ]
    print(learn(kindred))


if __name__ == "__main__":
    main()
