"""Every move of every machine, read off the models and the policy table; no database is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django_fsm import FSMField, Transition

from zhengxie.foundation.access.policy import VERBS


@dataclass(frozen=True)
class Move:
    """One arrow of a machine: the verb that makes it, from which state to which, and who may press it."""

    room: str
    machine: str  # label of the model, cases.assignment
    verb: str  # code of the action, cases.receipt
    label: str
    source: str
    target: str
    roles: tuple[str, ...]  # empty: the system, or the consequence of another verb


@dataclass(frozen=True)
class Machine:
    """A model with states."""

    model: type[Model]
    field: FSMField

    @property
    def label(self) -> str:
        """cases.assignment."""
        return self.model._meta.label_lower

    @property
    def title(self) -> str:
        """Its Chinese name."""
        return str(self.model._meta.verbose_name)

    @property
    def states(self) -> dict[str, str]:
        """{state: Chinese label} in the order of the machine."""
        return {str(value): str(label) for value, label in self.field.flatchoices}

    @property
    def first(self) -> str:
        """The state in which an object begins."""
        return str(self.field.get_default())

    def moves(self) -> list[Move]:
        """Its moves in the order of its states."""
        order = list(self.states)
        found = [m for t in self.field.get_all_transitions(self.model) for m in self._of(t)]
        return sorted(found, key=lambda m: (order.index(m.source), m.verb, order.index(m.target)))

    def _of(self, transition: Transition) -> Iterator[Move]:
        """A move whose method has another name than its verb, or several verbs, says so in `custom`."""
        source = str(transition.source)
        target = source if transition.target is None else str(transition.target)
        for name in transition.custom.get("verbs", (transition.name,)):
            code = f"{self.model._meta.app_label}.{name}"
            row = VERBS[code]
            roles = {role for grant in row.who.grants for role in grant.roles}
            room = code.partition(".")[0]
            yield Move(room, self.label, code, row.label, source, target, tuple(sorted(roles)))


def machines() -> list[Machine]:
    """All models with states, by label."""
    found = [Machine(model, field) for model in apps.get_models() for field in _states_of(model)]
    return sorted(found, key=lambda machine: machine.label)


def _states_of(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, FSMField)]
