"""How long a rule's clock runs for an object: by a parameter, by a date of the object, by report days."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from zhengxie.engines.clocks.arithmetic import report_day
from zhengxie.engines.clocks.course import Basis
from zhengxie.engines.clocks.wording import day_words
from zhengxie.foundation.rules.catalogue import PARAMETERS
from zhengxie.foundation.rules.models import ParameterVersion
from zhengxie.foundation.rules.queries import Rules
from zhengxie.foundation.rules.values import Duration

LengthKind: TypeAlias = Literal["parameter", "field", "report"]


@dataclass(frozen=True)
class Length:
    """`name`: a parameter key, or for `field` the name of a date field of the object."""

    kind: LengthKind
    name: str

    @property
    def words(self) -> str:
        """What the list of rules shows, without a value."""
        if self.kind == "field":
            return "按事项载明的日期"
        label = PARAMETERS[self.name].label
        return f"按参数“{label}”" if self.kind == "parameter" else f"每月按“{label}”"


def read_length(code: str) -> Length:
    """`handle.reply`, `field:due` or `report:plan.report_day`; raises ValueError for an unknown parameter."""
    kind, colon, name = code.partition(":")
    if colon and kind == "field":
        return Length("field", name)
    found = Length("report", name) if colon and kind == "report" else Length("parameter", code)
    if found.name not in PARAMETERS:
        raise ValueError(f"no such parameter: {found.name}")
    return found


def basis_for(
    code: str, root: Any, event: date, rules: Rules, *, renewed: date | None = None
) -> Basis | None:
    """What the clock is counted from; None where the object names no date, so that nothing is due.

    `renewed`: the report day after the one just answered; without it the event's own month is reported."""
    length = read_length(code)
    if length.kind == "field":
        day = getattr(root, length.name)
        return Basis("day", day=day) if day else None
    if length.kind == "report":
        return Basis("report", day=renewed or report_day(rules.number(length.name), event))
    fixed = fixed_day(length.name, event, rules)
    return Basis("day", day=fixed) if fixed else Basis("length", length=rules.days(length.name))


def fixed_key(name: str) -> str:
    """The parameter that may set one fixed day for all, such as handle.reply_fixed_date; "" where none is."""
    return f"{name}_fixed_date" if f"{name}_fixed_date" in PARAMETERS else ""


def fixed_day(name: str, event: date, rules: Rules) -> date | None:
    """The office's fixed day of that year, where it has set one that still lies ahead. domain/08 row 22"""
    key = fixed_key(name)
    named = rules.month_day(key) if key else None
    day = named.in_year(event.year) if named else None
    return day if day and day > event else None


def parameter_key(code: str, basis: Basis | None = None) -> str | None:
    """The parameter that a length depends on, if it does; with a clock's basis, the one it came from."""
    length = read_length(code)
    if length.kind == "parameter" and basis is not None and basis.kind == "day":
        return fixed_key(length.name) or None  # none: the rule has got another length since
    return None if length.kind == "field" else length.name


def source_words(code: str, basis: Basis, version: ParameterVersion | None) -> str:
    """Where the length comes from: 取参数“书面答复”：2个月（2023年1月1日起）; without a version 默认值."""
    key = parameter_key(code, basis)
    if key is None:
        return ""
    definition = PARAMETERS[key]
    value = version.read_value if version else definition.default
    words = value.words if isinstance(value, Duration) else definition.kind.say(value)
    since = f"{day_words(version.effective_from)}起" if version else "默认值"
    return f"取参数“{definition.label}”：{words}（{since}）"
