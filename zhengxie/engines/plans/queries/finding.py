"""Tasks of the plan as the search finds them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from zhengxie.engines.plans.lifecycle import TaskState
from zhengxie.engines.plans.models import Task
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Findable, Shown, Sought
from zhengxie.foundation.pages.signs import Sign

SIGNS: dict[str, tuple[str, str]] = {
    TaskState.PLANNED: ("grey", "pen"),
    TaskState.OPEN: ("blue", "half"),
    TaskState.DONE_TO_CONFIRM: ("blue", "doc"),
    TaskState.CLOSED: ("green", "done"),
    TaskState.DROPPED: ("grey", "stop"),
}
# Who meets tasks of plans that are not issued yet; see policy.visible_plans.
UNISSUED = frozenset(
    {
        Role.OFFICE_STAFF,
        Role.RESEARCH_OFFICE,
        Role.SECRETARY_GENERAL,
        Role.CHAIR_LEVEL,
        Role.COMMITTEE_STAFF,
    }
)


def states(seat: Seat) -> list[tuple[str, str]]:
    """Every state: whoever sees a task reads it. Those of unissued plans few see."""
    early = () if seat.roles & UNISSUED else (TaskState.PLANNED,)
    return [(str(value), str(label)) for value, label in TaskState.choices if value not in early]


def cut(seat: Seat, rows: QuerySet[Any], sought: Sought) -> QuerySet[Any]:
    """By state: a task has no session, sector or answer; its units help only."""
    return rows.filter(state=sought.state) if sought.state else rows


def show(seat: Seat, keys: Sequence[int]) -> Mapping[int, Shown]:
    """The lines of these tasks."""
    rows = visible(seat, Task).filter(pk__in=keys).select_related("plan", "lead_body")
    return {row.pk: _shown(row) for row in rows}


def _shown(row: Task) -> Shown:
    note = "　".join(part for part in (row.plan.title, str(row.lead_body or "")) if part)
    sign = Sign(str(row.get_state_display()), *SIGNS[row.state])
    return Shown(f"{row.number}　{row.title}", row.get_absolute_url(), note, sign, row.due)


TASKS = Findable(
    code="task",
    label="工作要点任务",
    model=Task,
    verb="plans.view",
    order=3,
    filters=("state", "since", "until"),
    cut=cut,
    show=show,
    states=states,
)
