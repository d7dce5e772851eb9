"""The course of a case as a seat may read it, from its trail. Nobody reads a proposer's choice there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.engines.cases.queries.letters import UNIT_ROLES, is_of_unit
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


# Between a unit, its leader and those who audit: other units and the proposer are not told.
OF_UNIT = frozenset({"cases.return_draft", "cases.send_back_reply", "cases.send_back_rework"})


def timeline(seat: Seat, obj: Case | Assignment | Any) -> list[Moment]:
    """What happened to a visible case (or assignment, promise, or the record it came from), oldest first; to
    a unit also how its own answer was sent back."""
    if isinstance(obj, Assignment) and is_of_unit(seat, obj):
        return [_moment(step) for step in story(seat, obj, OF_UNIT)]
    if isinstance(obj, Case) and seat.roles & UNIT_ROLES:
        own = obj.assignments.filter(unit_id=seat.unit_id or 0)
        inner = [step for task in own for step in story(seat, task, OF_UNIT)]
        steps = story(seat, obj, OF_UNIT)
        return [_moment(step) for step in steps if step.code not in OF_UNIT or step in inner]
    return [_moment(step) for step in story(seat, obj)]


def _moment(step: Step) -> Moment:
    by_system = step.code in OF_SYSTEM
    person, unit = ("", "系统") if by_system else (step.actor, step.role)
    return Moment(step.code, step.label, person, unit, step.at, step.note)
