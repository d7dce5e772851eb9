"""Figures from timings. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least that share of them does not exceed (nearest rank)."""
    ordered = sorted(values)
    place = -(-len(ordered) * round(share * 1000) // 1000)
    return ordered[max(0, min(place, len(ordered)) - 1)]


def spread(values: Sequence[float]) -> float:
    """(greatest − least) / median."""
    middle = median(values)
    return (max(values) - min(values)) / middle if middle else 0.0


@dataclass(frozen=True)
class Turn:
    """One page with one number of clients in one run."""

    requests: int
    rate: float  # a second
    p50: float  # milliseconds, like all that follow
    p95: float
    kilobytes: float
    cpu: float  # of the server for one request
    rss: float  # megabytes

    @classmethod
    def of(cls, seconds: Sequence[float], wall: float, size: int, cpu: float, rss: float) -> "Turn":
        """From the time of each request and of all together; `cpu`: seconds of the server for all."""
        p50, p95 = (percentile(seconds, share) * 1000 for share in (0.5, 0.95))
        each = cpu * 1000 / len(seconds)
        return cls(len(seconds), len(seconds) / wall, p50, p95, size / 1024, each, rss)


@dataclass(frozen=True)
class Line:
    """One page with one number of clients: medians of the runs. `ratio`: p50 beside the no-op's."""

    page: str
    clients: int
    requests: int
    rate: float
    spread: float
    p50: float
    p95: float
    ratio: float
    kilobytes: float
    cpu: float
    rss: float
    queries: int | None
    sql: float | None
    rates: list[float]
    p50s: list[float]


def line(
    page: str, clients: int, turns: Sequence[Turn], noops: Sequence[Turn], counted: tuple[int, float] | None
) -> Line:
    """The medians; `noops`: the no-op page of the same runs with as many clients."""
    queries, sql = counted or (None, None)
    return Line(
        page=page,
        clients=clients,
        requests=sum(turn.requests for turn in turns),
        rate=round(median(turn.rate for turn in turns), 2),
        spread=round(spread([turn.rate for turn in turns]), 3),
        p50=round(median(turn.p50 for turn in turns), 2),
        p95=round(median(turn.p95 for turn in turns), 2),
        ratio=round(median(turn.p50 / noop.p50 for turn, noop in zip(turns, noops, strict=True)), 2),
        kilobytes=round(median(turn.kilobytes for turn in turns), 1),
        cpu=round(median(turn.cpu for turn in turns), 1),
        rss=round(max(turn.rss for turn in turns)),
        queries=queries,
        sql=sql,
        rates=[round(turn.rate, 2) for turn in turns],
        p50s=[round(turn.p50, 2) for turn in turns],
    )
