"""What a new value must satisfy beside its own range."""

from collections.abc import Mapping
from typing import Any

from zhengxie.foundation.rules.catalogue import ASCENDING, PARAMETERS
from zhengxie.foundation.rules.kinds import BadValue
from zhengxie.foundation.rules.values import Duration


def check_value(key: str, text: str, current: Mapping[str, Any]) -> str:
    """The typed text in stored form; raises BadValue with a Chinese sentence.

    `current`: values in force by key, for the pairs that must not cross (建议字数 is not above the limit)."""
    parameter = PARAMETERS[key]
    value = parameter.read(text)
    for lower, upper in ASCENDING:
        if key == lower and _size(value) > _size(current[upper]):
            raise BadValue(f"不能大于{_named(upper, current)}")
        if key == upper and _size(value) < _size(current[lower]):
            raise BadValue(f"不能小于{_named(lower, current)}")
    return parameter.kind.write(value)


def _size(value: Any) -> int:
    return value.amount if isinstance(value, Duration) else int(value)


def _named(key: str, current: Mapping[str, Any]) -> str:
    parameter = PARAMETERS[key]
    return f"“{parameter.label}”（现为{parameter.kind.say(current[key])}）"
