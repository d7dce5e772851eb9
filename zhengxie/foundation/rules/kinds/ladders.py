"""Reminder ladders, written one rung a line. domain/08 section 2."""

import re
from dataclasses import dataclass

from zhengxie.foundation.rules.kinds.kind import BadValue, tidy
from zhengxie.foundation.rules.values import AUDIENCE_WORDS, Audience, Ladder, LadderStep

_EXAMPLE = "提前3日 承办人"
_LINE = re.compile(
    r"(?:当日|(?P<side>提前|超期)(?P<days>\d{1,3})(?:个工作)?日)\s*(?P<who>\S+?)"
    r"(?:\s*仅(?P<over>\d{1,3})个工作日以上的时限)?"
)
_WHO: dict[str, Audience] = {word: code for code, word in AUDIENCE_WORDS.items()}
LONGEST = 20  # rungs


def read_ladder(text: str) -> Ladder:
    """Lines → rungs, earliest first; raises BadValue naming the line."""
    lines = [line for line in (tidy(part) for part in text.splitlines()) if line]
    steps = [_read_line(number, line) for number, line in enumerate(lines, start=1)]
    if len(steps) > LONGEST:
        raise BadValue(f"提醒最多{LONGEST}步，现有{len(steps)}步，请删去一些")
    doubled = {step.code for step in steps if [s.code for s in steps].count(step.code) > 1}
    if doubled:
        raise BadValue("同一天对同一对象只能提醒一次，请删去重复的一行")
    return tuple(sorted(steps, key=lambda step: (step.offset, step.audience)))


def _read_line(number: int, line: str) -> LadderStep:
    found = _LINE.fullmatch(line)
    if not found or found["who"] not in _WHO:
        raise BadValue(f"第{number}行“{line[:30]}”看不懂，请写成“{_EXAMPLE}”“当日 承办人”或“超期3日 负责人”")
    offset = int(found["days"] or 0) * (-1 if found["side"] == "提前" else 1)
    return LadderStep(offset, _WHO[found["who"]], int(found["over"] or 0))


def write_ladder(steps: Ladder) -> str:
    """Rungs → lines; `read_ladder` reads them back."""
    return "\n".join(str(step) for step in steps)


@dataclass(frozen=True)
class LadderKind:
    """A whole reminder ladder. The days are working days."""

    @property
    def hint(self) -> str:
        return (
            "每行一步：提前几日、当日或超期几日（工作日），空一格写提醒谁（承办人、负责人、督办名单）；"
            "只提醒长时限的，在行末写“仅20个工作日以上的时限”"
        )

    def read(self, text: str) -> Ladder:
        steps = read_ladder(text)
        if not steps:
            raise BadValue(f"请至少写一步，如“{_EXAMPLE}”")
        return steps

    def write(self, value: Ladder) -> str:
        return write_ladder(value)

    def say(self, value: Ladder) -> str:
        return "；".join(str(step) for step in value)
