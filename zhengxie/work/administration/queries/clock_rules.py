"""What the pages of clock rules show: the list, the choices, the trial."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import DateField, DateTimeField
from django.utils import timezone

from zhengxie.engines.clocks.follow import verb_words
from zhengxie.engines.clocks.lengths import read_length
from zhengxie.engines.clocks.models import ClockRule
from zhengxie.engines.clocks.running import bench_for
from zhengxie.engines.clocks.trial import Caught, would_catch
from zhengxie.foundation.access.policy import VERBS, scoped_models
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Root
from zhengxie.foundation.rules.catalogue import PARAMETERS
from zhengxie.foundation.rules.kinds import DurationKind
from zhengxie.foundation.workflow.actions import ACTIONS
from zhengxie.foundation.workflow.forms import FORMS

Choices = list[tuple[str, str]]
# Rooms whose objects are tables of the platform itself, not work that somebody must finish.
NOT_WORK = frozenset({"directory", "access", "accounts", "rules", "audit", "notices", "pages", "clocks"})
PERSONS = {"body": "机构", "unit": "单位", "member": "委员", "user": "账号"}


def object_choices() -> Choices:
    """Types of objects that a rule may concern: code, Chinese name."""
    models = (m for m in scoped_models() if issubclass(m, Root) and m._meta.app_label not in NOT_WORK)
    return [(m._meta.label_lower, str(m._meta.verbose_name)) for m in models]


def object_words(label: str) -> str:
    """Chinese name of an object type."""
    return str(apps.get_model(label)._meta.verbose_name)


def verb_choices(object_label: str) -> Choices:
    """Verbs that may be pressed on an object of the type, by their labels; those of the system included."""
    room, model = object_label.partition(".")[0], apps.get_model(object_label)
    codes = (code for code in sorted(ACTIONS) if code.startswith(f"{room}.") and code in VERBS)
    return [(code, VERBS[code].label) for code in codes if _about(code, model)]


def _about(code: str, model: type[Any]) -> bool:
    """A verb's form names the model that it is about; the system's own verbs have no form."""
    form, creates = FORMS.get(code), ACTIONS[code].creates
    if creates is not None:
        return creates is model
    return form is None or form.action.model is model


def length_choices(object_label: str) -> Choices:
    """Parameters that are lengths, dates of the object, the monthly report day."""
    fixed = [("report:plan.report_day", read_length("report:plan.report_day").words)]
    lengths = [
        (p.key, f"{p.label}（{p.key}）") for p in PARAMETERS.values() if isinstance(p.kind, DurationKind)
    ]
    return [*date_choices(object_label), *fixed, *lengths]


def date_choices(object_label: str) -> Choices:
    """Date fields of an object type."""
    if not object_label:
        return []
    fields = apps.get_model(object_label)._meta.concrete_fields
    dates = (f for f in fields if isinstance(f, DateField) and not isinstance(f, DateTimeField))
    return [(f"field:{f.name}", f"按事项的“{f.verbose_name}”") for f in dates]


def recipient_choices(object_label: str) -> Choices:
    """Roles, and the persons and bodies that an object of the type names."""
    found: Choices = []
    if object_label:
        found = [
            (f"{kind}:{{{f.attname}}}", f"事项的“{f.verbose_name}”") for kind, f in _people_of(object_label)
        ]
    roles = [(f"role:{value}", label) for value, label in Role.choices if value != Role.SYSTEM]
    return [*found, *[(code, str(label)) for code, label in roles if "administrator" not in code]]


def _people_of(object_label: str) -> list[tuple[str, Any]]:
    found = []
    for field in apps.get_model(object_label)._meta.concrete_fields:
        target = getattr(field.related_model, "_meta", None)
        name = target.model_name if target else ""
        if name in PERSONS:
            found.append((name, field))
    return found


@dataclass(frozen=True)
class RuleWords:
    """A rule in words, as list and page show it."""

    rule: ClockRule

    @property
    def object(self) -> str:
        """任务."""
        return object_words(self.rule.object_label)

    @property
    def starts(self) -> str:
        """下达、…."""
        return _named(self.rule.starts_on)

    @property
    def stops(self) -> str:
        """销号、…."""
        return _named(self.rule.stops_on)

    @property
    def length(self) -> str:
        """按参数“书面答复”."""
        return read_length(self.rule.length).words


def _named(codes: Sequence[str]) -> str:
    return "、".join(verb_words(code) for code in codes) or "—"


def caught_by(seat: Seat, rule: ClockRule) -> list[Caught]:
    """试算: open objects whose clock the rule would start now."""
    return would_catch(bench_for(seat.committee, timezone.localdate()), rule)
