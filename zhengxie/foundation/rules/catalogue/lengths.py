"""The kinds that the catalogue uses most, with their usual ranges."""

from fractions import Fraction

from zhengxie.foundation.rules.kinds import ChoiceKind, DurationKind, NumberKind, ShareKind

WORKING_DAYS = DurationKind(("wd",), 1, 60)
WORKING_DAYS_OR_SAME_DAY = DurationKind(("wd",), 0, 60)
DAYS = DurationKind(("d",), 1, 180)
MONTHS = DurationKind(("m",), 1, 24)
YEARS = DurationKind(("y",), 1, 10)
ANY_SHORT = DurationKind(("wd", "d", "m"), 1, 60)
DAYS_OR_MONTHS = DurationKind(("d", "m"), 1, 120)

CHARACTERS = NumberKind("字", 50, 20_000)
TIMES = NumberKind("次", 1, 60)
YEAR_COUNT = NumberKind("年", 1, 5)
MONTH_NUMBER = NumberKind("月", 1, 12)
SHARE = ShareKind(Fraction(0), Fraction(1))
CYCLE = ChoiceKind(
    (
        ("monthly", "每月"),
        ("bimonthly", "每两个月"),
        ("quarterly", "每季度"),
        ("half_yearly", "每半年"),
        ("yearly", "每年"),
    )
)
