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

    COUNTED = "按记录自动计数"
    BOTH = "按记录自动计数和登记的佐证计算"
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


@dataclass(frozen=True)
class Figure:
    """What one target has reached: `records` of its measure and what was registered by hand, against an
    amount, or as a share of `base` records against a percentage. `key`: the target's."""

    key: int
    measure: str
    unit: str
    amount: int
    records: int
    by_hand: int = 0
    base: int | None = None

    @property
    def counted(self) -> int:
        """All that counts."""
        return self.records + self.by_hand

    @property
    def percent(self) -> int:
        """How far the target is met, 0-100; full exactly when it is reached; nothing without a base."""
        if self.base is None:
            return min(100, self.counted * 100 // max(1, self.amount))
        return min(100, self.counted * 10_000 // (self.base * max(1, self.amount))) if self.base else 0

    @property
    def name(self) -> str:
        """立案, or 答复率 for a share."""
        return self.measure if self.base is None else f"{self.measure}率"

    @property
    def reached(self) -> str:
        """108/100 件, or 56.5%（61/108）; “-” for a share of nothing. domain/03 section 11"""
        if self.base is None:
            return f"{self.counted}/{self.amount} {self.unit}"
        if not self.base:
            return "-"
        tenths = (self.counted * 2000 + self.base) // (2 * self.base)  # rounded half up
        return f"{tenths // 10}.{tenths % 10}%（{self.counted}/{self.base}）"

    @property
    def text(self) -> str:
        """The whole figure in words."""
        return f"{self.name} {self.reached}"


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
    figures: Sequence[Figure] = (),
) -> Progress:
    """Computed where records exist (the mean of what counts: counted targets and the task's own amount; then
    weighted milestones), else the last report."""
    expected = _expected(milestones, today)
    if amount or figures:
        parts = [figure.percent for figure in figures]
        parts += [min(100, quantity * 100 // amount)] if amount else []
        source = Source.TARGET if not figures else Source.BOTH if amount else Source.COUNTED
        return Progress(sum(parts) // len(parts), source, expected)
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
    """What still stands between a task and its close-out: target met, evidence (pieces registered by hand and
    records counted), a leader to confirm."""
    found = []
    if progress.percent < 100:
        found.append(f"进度是{progress.percent}%，达到100%才能销号")
    if not evidence:
        found.append("还没有佐证，请先登记佐证")
    if not has_leader:
        found.append("还没有牵头领导，请办公室先在任务分解中填写")
    return found
