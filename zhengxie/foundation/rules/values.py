"""What a parameter may be: lengths of time, days of the year, shares, reminder ladders. domain/08."""

from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["wd", "d", "m", "y"]
Audience: TypeAlias = Literal["officer", "leader", "list"]

UNIT_WORDS: dict[Unit, str] = {"wd": "个工作日", "d": "日", "m": "个月", "y": "年"}
AUDIENCE_WORDS: dict[Audience, str] = {"officer": "承办人", "leader": "负责人", "list": "督办名单"}


@dataclass(frozen=True)
class Duration:
    """A length of time: `amount` working days (wd), calendar days (d), calendar months (m) or years (y)."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {UNIT_WORDS[self.unit]}"

    @property
    def code(self) -> str:
        """The stored form, e.g. `15 wd`."""
        return f"{self.amount} {self.unit}"

    @property
    def words(self) -> str:
        """Inside a sentence, without the space: 15个工作日."""
        return f"{self.amount}{UNIT_WORDS[self.unit]}"


@dataclass(frozen=True)
class MonthDay:
    """A day of every year, e.g. 12-15."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month}月{self.day}日"

    @property
    def code(self) -> str:
        """The stored form, e.g. `12-15`."""
        return f"{self.month:02d}-{self.day:02d}"

    def in_year(self, year: int) -> date:
        """The day in the given year; 29 February becomes the 28th where there is none."""
        last = 29 if self.month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)) else 28
        return date(year, self.month, min(self.day, last) if self.month == 2 else self.day)


@dataclass(frozen=True)
class LadderStep:
    """One rung of a reminder ladder.

    `offset`: working days from the due date, negative before it. `over`: only limits longer than this many
    working days are reminded here (0: all)."""

    offset: int
    audience: Audience
    over: int = 0

    def __str__(self) -> str:
        only = f" 仅{self.over}个工作日以上的时限" if self.over else ""
        return f"{self.when} {AUDIENCE_WORDS[self.audience]}{only}"

    @property
    def when(self) -> str:
        """提前3日, 当日 or 超期1日; the days are working days."""
        if self.offset == 0:
            return "当日"
        return f"提前{-self.offset}日" if self.offset < 0 else f"超期{self.offset}日"

    @property
    def code(self) -> str:
        """Names the rung in the log of reminders, e.g. `T-3 officer`; unique within a ladder."""
        day = "T" if self.offset == 0 else f"T{self.offset:+d}"
        return f"{day} {self.audience}"


Ladder: TypeAlias = tuple[LadderStep, ...]
Value: TypeAlias = Duration | MonthDay | Fraction | time | int | str | bool | Ladder | None
