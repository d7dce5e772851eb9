"""The course of a case as a seat may read it, from its trail. Nobody reads a proposer's choice there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.queries import Step, story

# What the system makes of somebody's act is shown without his name: after a form it would name its author.
OF_SYSTEM = frozenset({"cases.close", "cases.open_rework"})


@dataclass(frozen=True)
class Moment:
    """One entry, as `{% timeline %}` takes it."""

    code: str
    title: str
    person: str
    unit: str
    time: datetime
    text: str
    state: str = "done"


def timeline(seat: Seat, obj: Case | Assignment | Any) -> list[Moment]:
    """What happened to a visible case (or assignment, promise, or the record it came from), oldest first."""
    return [_moment(step) for step in story(seat, obj)]


def _moment(step: Step) -> Moment:
    by_system = step.code in OF_SYSTEM
    person, unit = ("", "系统") if by_system else (step.actor, step.role)
    return Moment(step.code, step.label, person, unit, step.at, step.note)
