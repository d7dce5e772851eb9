"""The year's plan on the dashboard: its items by where they stand."""

from dataclasses import dataclass, field

from zhengxie.engines.plans.lifecycle import TaskState
from zhengxie.engines.plans.models import Plan
from zhengxie.engines.plans.queries.board import ItemLine, Line, lines_of, visible_tasks
from zhengxie.engines.plans.queries.plans import current_plans
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.queries import Rules
from zhengxie.outcomes.reports.queries.fields import is_of_body

NAMES: dict[str, str] = {
    "plan_done": "完成",
    "plan_running": "进行",
    "plan_overdue": "超期",
    "plan_idle": "未开始",
}
TITLES: dict[str, str] = {
    "plan_done": "已完成的要点",
    "plan_running": "进行中的要点",
    "plan_overdue": "有任务超期的要点",
    "plan_idle": "未开始的要点",
}


@dataclass(frozen=True)
class PlanSummary:
    """The current plan with its items, each under exactly one name."""

    plan: Plan
    items: dict[str, list[ItemLine]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many items there are."""
        return sum(len(rows) for rows in self.items.values())

    @property
    def open_items(self) -> list[ItemLine]:
        """What is not done, in the order of the plan."""
        rows = [row for name, found in self.items.items() if name != "plan_done" for row in found]
        return sorted(rows, key=lambda row: row.lines[0].task.order)


def plan_summary(seat: Seat, rules: Rules | None = None) -> PlanSummary | None:
    """The items of the current plan (a committee's staff: those with tasks of their own body); None where
    nothing is issued. Three queries where the parameters are read already."""
    tasks = visible_tasks(seat).filter(plan__in=current_plans(seat).values("pk")[:1])
    if is_of_body(seat):
        tasks = tasks.filter(lead_body_id=seat.body_id)
    by_item: dict[int, list[Line]] = {}
    for line in lines_of(seat, tasks, rules):
        by_item.setdefault(line.task.item_id, []).append(line)
    items = [ItemLine(lines[0].task.item, lines) for lines in by_item.values()]
    counted = [item for item in items if item.counted]
    if not counted:
        return None
    grouped: dict[str, list[ItemLine]] = {name: [] for name in NAMES}
    for item in counted:
        grouped[standing_of(item)].append(item)
    return PlanSummary(counted[0].lines[0].task.plan, grouped)


def standing_of(item: ItemLine) -> str:
    """Done: every task is closed; overdue: one is past its day; idle: nothing has begun; else running."""
    if all(line.task.state == TaskState.CLOSED for line in item.counted):
        return "plan_done"
    if any(line.is_over for line in item.counted):
        return "plan_overdue"
    return "plan_running" if item.percent else "plan_idle"
