"""Plain numbers and shares."""

import re
from dataclasses import dataclass
from fractions import Fraction

from zhengxie.foundation.rules.kinds.kind import BadValue, tidy, whole_number


@dataclass(frozen=True)
class NumberKind:
    """A whole number between `low` and `high`, counted in `word` (字, 次, 份 …)."""

    word: str
    low: int
    high: int

    @property
    def hint(self) -> str:
        return f"填写{self.low}–{self.high}之间的整数（{self.word}）"

    def read(self, text: str) -> int:
        """`1500`, `1500字` or `1,500`."""
        plain = tidy(text).replace(",", "")
        if self.word:
            plain = plain.removesuffix(self.word)
        value = whole_number(plain.strip(), f"请{self.hint}")
        if not self.low <= value <= self.high:
            raise BadValue(f"{value}不在允许的范围内，请{self.hint}")
        return value

    def write(self, value: int) -> str:
        return str(value)

    def say(self, value: int) -> str:
        return f"{value} {self.word}".strip()


@dataclass(frozen=True)
class ShareKind:
    """An exact share between `low` and `high`, typed and shown as 5% or 2/3."""

    low: Fraction = Fraction(0)
    high: Fraction = Fraction(1)

    @property
    def hint(self) -> str:
        return f"填写{self.say(self.low)}–{self.say(self.high)}之间的百分数或分数，如5%、2/3"

    def read(self, text: str) -> Fraction:
        """`5%`, `2/3`, `0.05`."""
        plain = tidy(text).replace(" ", "")
        if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?%?|\d{1,6}/0*[1-9]\d{0,5}", plain):
            raise BadValue(f"请{self.hint}")
        value = Fraction(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
        if not self.low <= value <= self.high:
            raise BadValue(f"{self.say(value)}不在允许的范围内，请{self.hint}")
        return value

    def write(self, value: Fraction) -> str:
        return f"{value.numerator}/{value.denominator}"

    def say(self, value: Fraction) -> str:
        """5% where a percentage with at most one decimal is exact, else 2/3."""
        tenths = value * 1000
        if tenths.denominator != 1:
            return self.write(value)
        return f"{tenths.numerator // 10}%" if tenths.numerator % 10 == 0 else f"{tenths.numerator / 10:.1f}%"
