"""Lengths of time, times of the day, days of the year."""

import re
from dataclasses import dataclass
from datetime import date, time

from zhengxie.foundation.rules.kinds.kind import BadValue, tidy
from zhengxie.foundation.rules.values import UNIT_WORDS, Duration, MonthDay, Unit

_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("wd", "个工作日", "工作日"), "wd"),
    **dict.fromkeys(("d", "日", "天", "个自然日", "自然日"), "d"),
    **dict.fromkeys(("m", "个月", "月"), "m"),
    **dict.fromkeys(("y", "年"), "y"),
}


@dataclass(frozen=True)
class DurationKind:
    """A length of time in one of `units`; `low` and `high` bound the amount, whatever the unit."""

    units: tuple[Unit, ...]
    low: int
    high: int

    @property
    def hint(self) -> str:
        words = "、".join(UNIT_WORDS[unit] for unit in self.units)
        return f"填写{self.low}–{self.high}之间的整数，单位：{words}"

    def read(self, text: str) -> Duration:
        """`15 wd`, `15个工作日`, or just `15` where only one unit is allowed."""
        found = re.fullmatch(r"(\d{1,6})\s*(\D*)", tidy(text))
        if not found:
            raise BadValue(f"请{self.hint}")
        word = found[2].strip()
        unit = _UNITS.get(word) if word else (self.units[0] if len(self.units) == 1 else None)
        if unit is None or unit not in self.units:
            raise BadValue(f"单位不对，请{self.hint}")
        amount = int(found[1])
        if not self.low <= amount <= self.high:
            raise BadValue(f"{amount}不在允许的范围内，请{self.hint}")
        return Duration(amount, unit)

    def write(self, value: Duration) -> str:
        return value.code

    def say(self, value: Duration) -> str:
        return str(value) if value.amount else "当日"


@dataclass(frozen=True)
class ClockTimeKind:
    """A time of the day, to the minute."""

    @property
    def hint(self) -> str:
        return "填写24小时制的时间，如17:00"

    def read(self, text: str) -> time:
        found = re.fullmatch(r"(\d{1,2}):(\d{2})", tidy(text))
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise BadValue(f"请{self.hint}")
        return time(int(found[1]), int(found[2]))

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"

    def say(self, value: time) -> str:
        return self.write(value)


@dataclass(frozen=True)
class MonthDayKind:
    """A day of every year; where `optional`, empty means that there is none."""

    optional: bool = False

    @property
    def hint(self) -> str:
        return "填写月和日，如12-15或12月15日" + ("；不设固定日期就留空" if self.optional else "")

    def read(self, text: str) -> MonthDay | None:
        plain = tidy(text)
        if not plain and self.optional:
            return None
        found = re.fullmatch(r"(\d{1,2})(?:-|月|\.|/)(\d{1,2})日?", plain)
        if not found:
            raise BadValue(f"请{self.hint}")
        try:
            day = date(2024, int(found[1]), int(found[2]))  # a leap year, so that 02-29 may be named
        except ValueError:
            raise BadValue(f"没有{found[1]}月{found[2]}日这一天，请{self.hint}") from None
        return MonthDay(day.month, day.day)

    def write(self, value: MonthDay | None) -> str:
        return value.code if value else ""

    def say(self, value: MonthDay | None) -> str:
        return str(value) if value else "不设"
