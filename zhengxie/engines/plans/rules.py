"""Progress and standing of a task: pure functions of its records. domain/07 section 6."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol


class MilestoneLike(Protocol):
    """What counts of a milestone."""

    weight: int
    due: date | None
    done_on: date | None


class Source(Enum):
    """Where a progress figure comes from."""

    TARGET = "按登记的佐证计算"
    MILESTONES = "按节点计算"
    REPORT = "按填报"
    NONE = "尚无记录"


@dataclass(frozen=True)
class Progress:
    """Percent (0-100), where it comes from, and what the milestones expect by today (None without any)."""

    percent: int
    source: Source
    expected: int | None = None


class Standing(Enum):
    """The computed label of an open task: (label, colour group, icon)."""

    NOT_STARTED = ("未启动", "grey", "ring")
    ON_TRACK = ("正常推进", "blue", "half")
    SLOW = ("进度偏慢", "ochre", "clock")
    OVERDUE = ("已超期", "red", "alert")

    @property
    def label(self) -> str:
        """The Chinese word."""
        return self.value[0]

    @property
    def group(self) -> str:
        """The colour group of ux.md 10."""
        return self.value[1]

    @property
    def icon(self) -> str:
        """The icon beside the word."""
        return self.value[2]


def progress_of(
    *,
    amount: int | None,
    quantity: int,
    milestones: Sequence[MilestoneLike],
    reported: int | None,
    today: date,
) -> Progress:
    """Computed where records exist (target amount first, then weighted milestones), else the last report."""
    expected = _expected(milestones, today)
    if amount:
        return Progress(min(100, quantity * 100 // amount), Source.TARGET, expected)
    whole = sum(m.weight for m in milestones)
    if whole:
        done = sum(m.weight for m in milestones if m.done_on is not None)
        return Progress(done * 100 // whole, Source.MILESTONES, expected)
    if reported is not None:
        return Progress(reported, Source.REPORT)
    return Progress(0, Source.NONE)


def _expected(milestones: Sequence[MilestoneLike], today: date) -> int | None:
    whole = sum(m.weight for m in milestones)
    if not whole:
        return None
    return sum(m.weight for m in milestones if m.due is not None and m.due < today) * 100 // whole


def standing_of(
    progress: Progress,
    milestones: Sequence[MilestoneLike],
    *,
    due: date | None,
    today: date,
    slow_points: int,
) -> Standing:
    """Overdue; slow (a milestone overdue, or more than `slow_points` behind); not started; on track."""
    if due is not None and due < today:
        return Standing.OVERDUE
    late = any(m.due is not None and m.due < today and m.done_on is None for m in milestones)
    behind = progress.expected is not None and progress.expected - progress.percent > slow_points
    if late or behind:
        return Standing.SLOW
    return Standing.NOT_STARTED if progress.percent == 0 else Standing.ON_TRACK


def unmet(progress: Progress, *, evidence: int, has_leader: bool) -> list[str]:
    """What still stands between a task and its close-out: target met, evidence, a leader to confirm."""
    found = []
    if progress.percent < 100:
        found.append(f"进度是{progress.percent}%，达到100%才能销号")
    if not evidence:
        found.append("还没有佐证，请先登记佐证")
    if not has_leader:
        found.append("还没有牵头领导，请办公室先在任务分解中填写")
    return found
