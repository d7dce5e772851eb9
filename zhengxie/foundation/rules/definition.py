"""Definition of one parameter: what it is called, what it may be, what we ship and why. domain/08."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from zhengxie.foundation.rules.kinds import Kind


class Group(models.TextChoices):
    """Tabs of the settings page."""

    REVIEW = "review", "提案审查"
    HANDLING = "handling", "提案办理"
    OPINIONS = "opinions", "社情民意"
    MEETINGS = "meetings", "会议协商"
    FIELDWORK = "fieldwork", "调研监督"
    DUTY = "duty", "委员履职"
    LIAISON = "liaison", "联络学习"
    PLANS = "plans", "工作要点"
    REMINDERS = "reminders", "提醒"
    RETENTION = "retention", "留存"


@dataclass(frozen=True)
class Parameter:
    """One number that an office may set.

    `shipped`: the default in stored form. `row`: its row in domain/08. `evidence`: marks of domain/01; [K]
    means that a practitioner should confirm it."""

    key: str
    label: str
    group: Group
    kind: Kind
    shipped: str
    row: str
    evidence: str
    note: str = ""

    @cached_property
    def default(self) -> Any:
        """The shipped value."""
        return self.kind.read(self.shipped)

    @property
    def needs_confirmation(self) -> bool:
        """True where the default rests on general knowledge only and a practitioner should look at it."""
        return "[K]" in self.evidence

    def read(self, text: str) -> Any:
        """Text, typed or stored → value; raises BadValue with a Chinese sentence."""
        return self.kind.read(text)

    def say(self, text: str) -> str:
        """Stored text → what a page shows, e.g. `15 wd` → 15 个工作日."""
        return self.kind.say(self.kind.read(text))


class Section:
    """Collects the parameters of one group in the order of domain/08."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.parameters: list[Parameter] = []

    def add(
        self, row: str, key: str, label: str, kind: Kind, shipped: str, evidence: str, note: str = ""
    ) -> None:
        """Add one parameter; the shipped value is read at once, so that a wrong one stops the start."""
        parameter = Parameter(key, label, self.group, kind, shipped, row, evidence, note)
        kind.read(shipped)
        self.parameters.append(parameter)
