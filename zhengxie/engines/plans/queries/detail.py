"""One task with everything recorded on it."""

from dataclasses import dataclass

from django.db.models import Value

from zhengxie.engines.plans.models import Evidence, Milestone, Task, TaskReport
from zhengxie.engines.plans.queries.board import Line, lines_of
from zhengxie.engines.plans.queries.offers import offered_on_task
from zhengxie.engines.plans.rules import unmet
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.buttons import Button, buttons
from zhengxie.foundation.rules.queries import Rules, rules_for


@dataclass(frozen=True)
class Detail:
    """What the panel and the page of a task show."""

    line: Line
    milestones: list[Milestone]
    evidence: list[Evidence]
    reports: list[TaskReport]
    buttons: list[Button]
    missing: list[str]
    rules: Rules


def detail_of(seat: Seat, task: Task) -> Detail:
    """Of a task from `visible_tasks`: a bounded number of queries, whatever is recorded."""
    rules = rules_for(seat.committee)
    line = lines_of(seat, [task], rules)[0]
    missing = unmet(line.progress, evidence=line.proofs, has_leader=task.leader_id is not None)
    offered = offered_on_task(line.task, evidence=line.evidence, counts=bool(line.figures), missing=missing)
    return Detail(
        line=line,
        milestones=list(line.task.milestones.all()),
        evidence=list(task.evidence.select_related("counts_for")[:50]),
        reports=list(task.reports.all()[:50]),
        buttons=buttons(seat, line.task, offered),
        missing=missing if task.state == "open" else [],
        rules=rules,
    )


def partners_of(task: Task) -> dict[str, list[str]]:
    """Names of the bodies and units that work along: {"bodies": […], "units": […]}; one query."""
    bodies = task.co_bodies.order_by().values_list(Value("bodies"), "order", "short_name")
    units = task.co_units.order_by().values_list(Value("units"), "order", "name")
    found: dict[str, list[str]] = {"bodies": [], "units": []}
    for kind, _, name in sorted(bodies.union(units)):
        found[kind].append(name)
    return found
