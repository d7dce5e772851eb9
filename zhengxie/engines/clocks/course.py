"""The course of one clock: its basis and its moves give, counted again at any time, the due date. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

from zhengxie.engines.clocks.arithmetic import (
    Calendar,
    Deadline,
    add_workdays,
    roll_forward,
    workdays_between,
)
from zhengxie.engines.clocks.wording import day_words, explain, explain_day, rolled_words
from zhengxie.foundation.rules.values import Duration, Unit

Kind: TypeAlias = Literal["length", "day", "report"]
_UNITS: dict[str, Unit] = {"wd": "wd", "d": "d", "m": "m", "y": "y"}


@dataclass(frozen=True)
class Basis:
    """What a clock is counted from.

    length: so long after the event; day: a day that the object names, never moved to a working day; report: a
    report day, moved forward to a working day."""

    kind: Kind
    length: Duration | None = None
    day: date | None = None

    @property
    def code(self) -> str:
        """The stored form: `15 wd`, `day 2026-06-30`, `report 2026-03-05`."""
        return self.length.code if self.length else f"{self.kind} {self.day}"

    @property
    def words(self) -> str:
        """What a page shows as the length."""
        if self.length:
            return str(self.length)
        return "定期上报" if self.kind == "report" else "定日"


def read_basis(code: str) -> Basis:
    """The stored form read back; raises ValueError for anything else."""
    first, _, second = code.partition(" ")
    if first == "day":
        return Basis("day", day=date.fromisoformat(second))
    if first == "report":
        return Basis("report", day=date.fromisoformat(second))
    if second not in _UNITS:
        raise ValueError(f"not a basis: {code}")
    return Basis("length", length=Duration(int(first), _UNITS[second]))


def course(
    calendar: Calendar,
    event: date,
    event_name: str,
    basis: Basis,
    *,
    moves: Iterable[Mapping[str, Any]] = (),
    latest: date | None = None,
    source: str = "",
) -> Deadline:
    """Count the due date from the event, through all moves, never beyond `latest`.

    A move is a mapping: `move` extend (`length` as `1 m`), pause (`from`, `until`, `unit`), or day (`due`);
    each with `why`. `source` says where the length comes from (参数、生效日期)."""
    found = _begin(calendar, event, event_name, basis)
    due, steps, certain = found.due, list(found.steps), found.certain
    if source:
        steps.insert(1, source)
    for move in moves:
        due, certain, more = _MOVES[str(move["move"])](calendar, due, certain, move)
        steps += more
    if latest is not None and due > latest:
        due = latest
        steps.append(f"不能超过最迟日期{day_words(latest)}，以此为准")
    return Deadline(due, tuple(steps), certain)


def _begin(calendar: Calendar, event: date, event_name: str, basis: Basis) -> Deadline:
    if basis.length is not None:
        return explain(calendar, event, basis.length, what=event_name)
    day = basis.day or event
    what = f"上报日：{day_words(day)}" if basis.kind == "report" else ""
    return explain_day(calendar, event, day, rolled=basis.kind == "report", what=what)


def _extended(
    calendar: Calendar, due: date, certain: bool, move: Mapping[str, Any]
) -> tuple[date, bool, list[str]]:
    length = read_basis(str(move["length"])).length
    if length is None:
        raise ValueError("an extension needs a length")
    found = explain(calendar, due, length, what="原到期日")
    return found.due, certain and found.certain, [f"延期{length.words}（{move['why']}）", *found.steps[1:]]


def _paused(
    calendar: Calendar, due: date, certain: bool, move: Mapping[str, Any]
) -> tuple[date, bool, list[str]]:
    start, end = date.fromisoformat(str(move["from"])), date.fromisoformat(str(move["until"]))
    if "unit" not in move:
        return due, certain, [f"{day_words(start)}起暂停（{move['why']}）"]
    if move["unit"] == "wd":
        count = workdays_between(calendar, start, end)
        later, words = add_workdays(calendar, due, count), f"{count}个工作日"
        rolled: list[str] = []
    else:
        count = (end - start).days
        full = due + timedelta(days=count)
        later, words = roll_forward(calendar, full), f"{count}日"
        rolled = rolled_words(calendar, full, later)
    said = f"{day_words(start)}至{day_words(end, start)}暂停（{move['why']}），到期日后移{words}"
    return later, certain, [said, *rolled, f"到期：{day_words(later)}"]


def _moved(
    calendar: Calendar, due: date, certain: bool, move: Mapping[str, Any]
) -> tuple[date, bool, list[str]]:
    later = date.fromisoformat(str(move["due"]))
    return later, True, [f"到期日由{day_words(due)}改为{day_words(later)}（{move['why']}）"]


_MOVES = {"extend": _extended, "pause": _paused, "day": _moved}
