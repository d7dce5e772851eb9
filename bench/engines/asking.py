"""Asking one engine everything: times, memory, how much it finds."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import Corpus, asked, variants
from bench.engines.base import Engine
from bench.engines.judging import JUDGED, exactness, hits
from bench.figures import percentile, spread

ALIKE = "相近"
WARM = 3
LIMIT = 60.0  # seconds for one kind in one run; what has not been asked then is left out
ORIGINALS = 100  # of each of which three texts are looked for


@dataclass(frozen=True)
class Questions:
    """The same for every engine. `truth`: of some of what is typed, all that is to be found."""

    kinds: dict[str, list[str]]
    truth: dict[str, list[int]]
    lookups: list[tuple[str, int, str]]  # kind, original, text

    @classmethod
    def of(cls, corpus: Corpus, size: int, number: int) -> "Questions":
        """Without the truth, which needs all texts."""
        return cls(asked(corpus, size, number), {}, list(variants(corpus, size, ORIGINALS)))

    @property
    def judged(self) -> list[str]:
        """What is typed that the truth is needed of."""
        return [typed for values in self.kinds.values() for typed in values[:JUDGED]]

    @property
    def number(self) -> int:
        """How many of each kind."""
        return max(map(len, self.kinds.values()))


@dataclass(frozen=True)
class Row:
    """One kind of question: medians of the runs, in milliseconds. `found`: the median answer."""

    kind: str
    asked: int
    p50: float
    p95: float
    spread: float
    found: int
    p50s: list[float]


def ask(engine: Engine, questions: Questions, runs: int) -> dict[str, Any]:
    """Everything, each run all kinds; memory before the sets for judging are made."""
    values: dict[str, tuple[Sequence[str], Callable[[str], int]]] = {}
    if engine.searches:
        values |= {kind: (typed, engine.search) for kind, typed in questions.kinds.items()}
    if engine.compares:
        texts = [text for _, _, text in questions.lookups[: questions.number]]
        values[ALIKE] = (texts, lambda text: len(engine.alike(text)))
    turns: dict[str, list[Turn]] = defaultdict(list)
    for typed, do in values.values():
        for value in typed[:WARM]:
            do(value)
    for _ in range(runs):
        for kind, (typed, do) in values.items():
            turns[kind].append(turn(do, typed))
    rows = [asdict(row(kind, some)) for kind, some in turns.items()]
    found = {"rows": rows, **memory()}
    if not engine.sees_all:
        return found
    return found | {"exact": _exact(engine, questions), "hits": _hits(engine, questions)}


@dataclass(frozen=True)
class Turn:
    """One run of one kind."""

    p50: float
    p95: float
    found: list[int]


def turn(do: Callable[[str], int], values: Sequence[str]) -> Turn:
    """Each value once, as far as the time goes."""
    seconds, found, begun = [], [], time.perf_counter()
    for value in values:
        start = time.perf_counter()
        found.append(do(value))
        seconds.append(time.perf_counter() - start)
        if time.perf_counter() - begun > LIMIT:
            break
    p50, p95 = (percentile(seconds, share) * 1000 for share in (0.5, 0.95))
    return Turn(p50, p95, found)


def row(kind: str, turns: Sequence[Turn]) -> Row:
    """The medians."""
    p50s = [one.p50 for one in turns]
    return Row(
        kind=kind,
        asked=min(len(one.found) for one in turns),
        p50=round(median(p50s), 3),
        p95=round(median(one.p95 for one in turns), 3),
        spread=round(spread(p50s), 3),
        found=sorted(turns[0].found)[len(turns[0].found) // 2],
        p50s=[round(p50, 3) for p50 in p50s],
    )


def memory() -> dict[str, int]:
    """Megabytes of this process, and of them what is no file of the disk (which the system may take back)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    kilobytes = {name: text for name, _, text in (line.partition(":") for line in lines)}
    return {
        "rss_mb": int(kilobytes["VmRSS"].split()[0]) // 1024,
        "own_mb": int(kilobytes["RssAnon"].split()[0]) // 1024,
    }


def _exact(engine: Engine, questions: Questions) -> dict[str, tuple[float, float]]:
    if not engine.searches:
        return {}
    return {
        kind: exactness([(engine.every(one), set(questions.truth[one])) for one in typed[:JUDGED]])
        for kind, typed in questions.kinds.items()
    }


def _hits(engine: Engine, questions: Questions) -> dict[str, dict[str, float]]:
    """As many originals as the time for all three kinds allows."""
    answers: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    begun = time.perf_counter()
    for kind, original, text in questions.lookups if engine.compares else ():
        answers[kind].append((original, engine.alike(text)))
        if time.perf_counter() - begun > 3 * LIMIT:
            break
    return hits(answers)
