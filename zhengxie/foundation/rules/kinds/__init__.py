"""Kinds of parameters: each reads what a person typed, stores it, and says it in Chinese.

Every kind raises `BadValue` with a sentence that tells how to mend the input.
"""

from zhengxie.foundation.rules.kinds.kind import BadValue, Kind, tidy
from zhengxie.foundation.rules.kinds.ladders import LadderKind, read_ladder, write_ladder
from zhengxie.foundation.rules.kinds.numbers import NumberKind, ShareKind
from zhengxie.foundation.rules.kinds.times import ClockTimeKind, DurationKind, MonthDayKind
from zhengxie.foundation.rules.kinds.words import ChoiceKind, YesNoKind

__all__ = [
    "BadValue",
    "ChoiceKind",
    "ClockTimeKind",
    "DurationKind",
    "Kind",
    "LadderKind",
    "MonthDayKind",
    "NumberKind",
    "ShareKind",
    "YesNoKind",
    "read_ladder",
    "tidy",
    "write_ladder",
]
