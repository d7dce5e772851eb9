"""Creating verbs whose page stands beside something else: what names it for a program.

On the page the address names it (the term of a session, the list of a code); here it is a field more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.shortcuts import get_object_or_404

from zhengxie.engines.clocks.models import ClockRule
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Term
from zhengxie.foundation.rules.catalogue import PARAMETERS
from zhengxie.foundation.rules.models import Code, CodeListName, ParameterVersion
from zhengxie.outcomes.performance.queries.files import own_records
from zhengxie.work.administration.queries.clock_rules import object_choices

Find = Callable[[Seat, Any], Model | None]


@dataclass(frozen=True)
class About:
    """The field that names it, and how it is found (None: about nothing; Http404 where it is not there)."""

    name: str
    field: forms.Field
    find: Find


def _term(seat: Seat, key: Any) -> Model:
    return get_object_or_404(visible(seat, Term), pk=key or 0)


def _record(seat: Seat, key: Any) -> Model | None:
    return get_object_or_404(own_records(seat), pk=key) if key else None


def _parameter(seat: Seat, key: Any) -> Model:
    return ParameterVersion(committee=seat.committee, key=str(key))


def _rule(seat: Seat, label: Any) -> Model:
    return ClockRule(committee=seat.committee, object_label=str(label))


def _list(seat: Seat, name: Any) -> Model:
    return Code(committee=seat.committee, list=str(name))


def _keys(label: str, *, required: bool = True, hint: str = "") -> forms.Field:
    rows = Term.objects.none()  # only says that a number is wanted; the row is found by `find`
    return forms.ModelChoiceField(label=label, queryset=rows, required=required, help_text=hint)


def abouts() -> Mapping[str, About]:
    """By code of the verb."""
    parameters = [(key, one.label) for key, one in PARAMETERS.items()]
    record = _keys("履职记录", required=False, hint="要更正的一条；不填就是补记漏记的事，这时类别和年度必填")
    return {
        "administration.add_session": About("term", _keys("届的编号"), _term),
        "administration.draft_parameter": About(
            "key", forms.ChoiceField(label="参数", choices=parameters), _parameter
        ),
        "administration.add_clock_rule": About(
            "object_label", forms.ChoiceField(label="事项", choices=object_choices()), _rule
        ),
        "administration.add_code": About(
            "dictionary", forms.ChoiceField(label="字典", choices=CodeListName.choices), _list
        ),
        "performance.request_correction": About("fact", record, _record),
    }
