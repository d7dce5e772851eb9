"""Every parameter of domain/08, by key and by tab."""

from collections.abc import Iterable

from zhengxie.foundation.rules.catalogue import (
    duty,
    fieldwork,
    handling,
    liaison,
    meetings,
    opinions,
    plans,
    reminders,
    retention,
    review,
)
from zhengxie.foundation.rules.definition import Group, Parameter, Section

_SECTIONS: tuple[Section, ...] = tuple(
    module.SECTION
    for module in (
        review, handling, opinions, meetings, fieldwork, duty, liaison, plans, reminders, retention,
    )
)  # fmt: skip


def _by_key(sections: Iterable[Section]) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for section in sections:
        for parameter in section.parameters:
            if parameter.key in found:
                raise ValueError(f"parameter declared twice: {parameter.key}")
            found[parameter.key] = parameter
    return found


PARAMETERS: dict[str, Parameter] = _by_key(_SECTIONS)

# Pairs that must not cross: the first may not exceed the second. Only plain numbers are compared.
ASCENDING: tuple[tuple[str, str], ...] = (
    ("proposal.max_chars.advice", "proposal.max_chars.warn"),
    ("proposal.max_chars.warn", "proposal.max_chars"),
    ("proposal.title_chars.least", "proposal.title_chars"),
    ("opinion.max_chars.advice_from", "opinion.max_chars.advice"),
    ("opinion.max_chars.advice", "opinion.max_chars"),
    ("opinion.quota", "opinion.quota.standing"),
    ("plan.max_topics.usual_from", "plan.max_topics.usual"),
    ("plan.max_topics.usual", "plan.max_topics"),
    ("promise.next_year.from", "promise.next_year.to"),
    ("duty.sc_absence", "duty.sc_absence.term"),
    ("outcome.lookback", "outcome.lookback.second"),
    ("review.revisit", "review.revisit.latest"),
)


def parameter(key: str) -> Parameter:
    """The definition of a key; raises KeyError for an unknown one."""
    return PARAMETERS[key]


def in_group(group: Group) -> list[Parameter]:
    """The parameters of one tab, in the order of domain/08."""
    return [p for p in PARAMETERS.values() if p.group == group]


__all__ = ["ASCENDING", "PARAMETERS", "Group", "Parameter", "in_group", "parameter"]
