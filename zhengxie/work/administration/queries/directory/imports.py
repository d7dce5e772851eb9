"""What an uploaded table of members or units would change: computed before anything is written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from zhengxie.foundation.documents.table import TableReading


class Result(StrEnum):
    """What becomes of a row."""

    NEW = "新增"
    CHANGED = "更新"
    SAME = "不变"
    WRONG = "有误"


@dataclass
class PlannedRow:
    """One row and what it would do. `reason`: why it is wrong or what changes; `target`: what it updates."""

    number: int
    name: str
    result: Result
    reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    target: Any = None


@dataclass
class ImportRows:
    """Rows handed to an import; the trail keeps their number and, after the import, what became of them."""

    rows: Sequence[tuple[int, dict[str, Any]]]
    outcome: str = ""

    def __str__(self) -> str:
        return f"{len(self.rows)}行" + (f"：{self.outcome}" if self.outcome else "")


def counted(planned: Iterable[PlannedRow]) -> dict[Result, int]:
    """How many rows of each result, in the order of Result."""
    totals = dict.fromkeys(Result, 0)
    for row in planned:
        totals[row.result] += 1
    return totals


def in_words(planned: Iterable[PlannedRow]) -> str:
    """新增3、更新2、不变1"""
    return "、".join(f"{result}{number}" for result, number in counted(planned).items() if number)


def refuse_doubles(planned: Iterable[PlannedRow], key: str, label: str) -> None:
    """Two rows with the same key are both wrong: nobody can tell which one is meant."""
    seen: dict[Any, PlannedRow] = {}
    for row in planned:
        value = row.values.get(key)
        if not value:
            continue
        first = seen.setdefault(value, row)
        if first is not row:
            for one, other in ((row, first), (first, row)):
                one.result, one.reason = Result.WRONG, f"“{label}”{value}与第{other.number}行重复"


def plan_reading(
    reading: TableReading, plan: Callable[[ImportRows], list[PlannedRow]]
) -> tuple[list[PlannedRow], ImportRows]:
    """All rows of a table with their result (unreadable ones are wrong), and the readable ones."""
    given = ImportRows([(row.number, row.values) for row in reading.rows if not row.errors])
    planned = plan(given)
    for row in reading.rows:
        if row.errors:
            reason = "；".join(f"“{error.column}”{error.message}" for error in row.errors)
            name = str(row.values.get("name") or "")
            planned.append(PlannedRow(row.number, name, Result.WRONG, reason))
    return sorted(planned, key=lambda row: row.number), given
