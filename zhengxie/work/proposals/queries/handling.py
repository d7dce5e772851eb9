"""A filed proposal's case as its proposer follows it: who has it, what comes next by when. ux.md S3

Nothing of it is copied: state, days and letters are read from the cases. A unit's unissued text is never read
here, and of the forms only the reader's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from zhengxie.engines.cases.lifecycle import FINAL, AssignmentState, CaseState
from zhengxie.engines.cases.models import Case, Feedback, Promise, UnitRole
from zhengxie.engines.cases.queries.events import KEPT, awaited
from zhengxie.engines.cases.queries.forms import is_addressee
from zhengxie.engines.cases.queries.record import parts_of_case
from zhengxie.engines.cases.rules import label_of
from zhengxie.foundation.access.seat import Seat

S = AssignmentState
BEFORE_REPLY = (S.DELIVERED, S.RECEIVED, S.HANDLING)


@dataclass(frozen=True)
class Turn:
    """Who has it, and what comes next by when; `unit`: which unit's part, where several answer."""

    who: str
    step: str
    by: date | None = None
    unit: str = ""

    @property
    def is_over(self) -> bool:
        """The day is past."""
        return self.by is not None and Limit(self.by).days < 0


@dataclass(frozen=True)
class Limit:
    """A day as `{% due %}` shows it, counted in calendar days."""

    date: date

    @property
    def days(self) -> int:
        """Left, negative after the day."""
        return (self.date - timezone.localdate()).days

    @property
    def status(self) -> str:
        """normal or over."""
        return "over" if self.days < 0 else "normal"


@dataclass(frozen=True)
class Handling:
    """A case as the proposer sees it; rows of `record.parts_of_case`."""

    label: str
    assignments: list[Any] = field(default_factory=list)
    own_forms: list[Feedback] = field(default_factory=list)  # the reader's, nobody else's

    @property
    def answering(self) -> list[Any]:
        """Those whose answer the proposer gets."""
        return [task for task in self.assignments if task.is_answering]

    @property
    def helping(self) -> list[Any]:
        """The co-units' parts."""
        return [task for task in self.assignments if task.role == UnitRole.CO]

    @property
    def helpers(self) -> list[str]:
        """Names of the co-units."""
        return [task.unit.name for task in self.helping]

    @property
    def is_several(self) -> bool:
        """More than one unit answers, so that each has to be named."""
        return len(self.answering) > 1

    @property
    def promises(self) -> list[Promise]:
        """What the units have promised, the earliest first."""
        found = [promise for task in self.answering for promise in task.promises.all()]
        return sorted(found, key=lambda promise: (promise.due, promise.pk))

    def name(self, task: Any) -> str:
        """The unit's name where it has to be said: several answer, or a co-unit speaks up."""
        return task.unit.name if self.is_several or not task.is_answering else ""

    def forms_on(self, task: Any) -> list[Feedback]:
        """The reader's own forms on one part, the first round first."""
        return [form for form in self.own_forms if form.assignment_id == task.pk]


def handling_of(seat: Seat, case: Case) -> Handling:
    """Of a visible proposal's case, for a seat on the proposer's side; five queries, whatever is recorded."""
    promises = Prefetch("promises", Promise.objects.order_by("due", "id"))
    prefetch_related_objects([case], "addressees")
    rows = parts_of_case().filter(case=case).prefetch_related(promises)
    tasks = list(rows.order_by("unit__order", "unit_id", "id"))
    for task in tasks:
        task.case = case
    label = label_of(case.state, [task.state for task in tasks if task.is_answering])
    return Handling(label, tasks, _own_forms(seat, case, tasks))


def _own_forms(seat: Seat, case: Case, tasks: Iterable[Any]) -> list[Feedback]:
    """What this seat's side has judged; a form is its author's alone. domain/03 §7"""
    judged = [task.pk for task in tasks if task.issued_on]
    own = [whom.pk for whom in case.addressees.all() if is_addressee(seat, whom)]
    rows = Feedback.objects.filter(assignment__in=judged, addressee__in=own)
    return list(rows.order_by("round", "id")) if judged and own else []


# --- Who has it now ---


def turns_of(case: Case, handling: Handling) -> list[Turn]:
    """Who has it now and what comes next: one line for each unit that has still to answer."""
    if case.state == CaseState.TO_ASSIGN or not handling.answering:
        return [Turn("提案委员会和市委、市政府办公室", "确定承办单位，交办后会通知您")]
    parts = [task for task in handling.answering if task.state not in FINAL]
    return [_turn(task, handling.name(task)) for task in parts] or [Turn("已经办完", "没有需要您做的事")]


def _turn(task: Any, name: str) -> Turn:
    unit = task.unit.name
    again = "" if name else unit  # where the line begins with the unit, it is not named twice
    state, day = awaited(task)
    words: dict[str, tuple[str, str]] = {
        S.REPLY_REVIEW: ("审核答复的部门", "答复审核后发给您"),
        S.REPLIED: ("您", "请您评价答复"),
        S.REWORK: (unit, f"{again}再次答复您"),
        S.FOLLOWING: (unit, f"{again}兑现承诺"),
        KEPT: ("提案委员会", "提案委确认承诺落实，结果会通知您"),
    }
    who, step = words.get(state, (unit, f"{again}书面答复您"))
    return Turn(who, step, task.reply_due if state in BEFORE_REPLY else day, name)


# --- Links ---


def links_of(handling: Handling) -> list[dict[str, Any]]:
    """The answers that have been issued: {label, url}."""
    return [
        {
            "label": f"查看{handling.name(task)}的答复" if handling.name(task) else "查看答复",
            "url": reverse("answer", args=[task.pk]),
        }
        for task in handling.answering
        if task.issued_on
    ]
