"""The board: every task of a plan with progress, standing and deadline, in a fixed number of queries."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from zhengxie.engines.plans.lifecycle import TaskState
from zhengxie.engines.plans.models import Item, Plan, Section, Task
from zhengxie.engines.plans.queries.counting import figures_of
from zhengxie.engines.plans.rules import Figure, Progress, Standing, progress_of, standing_of
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Member
from zhengxie.foundation.pages.signs import Sign
from zhengxie.foundation.rules.queries import Rules, rules_for

SOON_DAYS = 30
ENDED_SIGNS = {
    TaskState.PLANNED: ("grey", "pen"),
    TaskState.DONE_TO_CONFIRM: ("blue", "doc"),
    TaskState.CLOSED: ("green", "done"),
    TaskState.DROPPED: ("grey", "stop"),
}


MET_SIGN = Sign("已达标待销号", "blue", "done")
_UNDER_WAY = Sign(Standing.ON_TRACK.label, Standing.ON_TRACK.group, Standing.ON_TRACK.icon)


@dataclass(frozen=True)
class Line:
    """One task on the board."""

    task: Task
    progress: Progress
    sign: Sign
    evidence: int
    figures: tuple[Figure, ...] = ()

    @property
    def records(self) -> int:
        """How many records of rooms prove it."""
        return sum(figure.records for figure in self.figures)

    @property
    def proofs(self) -> int:
        """All evidence: what was registered by hand and what rooms have recorded."""
        return self.evidence + self.records

    @property
    def is_met(self) -> bool:
        """Open, its target met and proved: nothing is left but to be closed out, time presses no more."""
        return self.sign == MET_SIGN

    @property
    def is_over(self) -> bool:
        """Open and past its day."""
        return self.task.state == TaskState.OPEN and self.sign.group == "red"


@dataclass(frozen=True)
class ItemLine:
    """One work item with its tasks: mean progress, the most pressing sign, the sum of evidence."""

    item: Item
    lines: list[Line]

    @property
    def counted(self) -> list[Line]:
        """The lines that count: all but dropped ones."""
        return [x for x in self.lines if x.task.state != TaskState.DROPPED]

    @property
    def percent(self) -> int | None:
        """Mean progress; None where nothing counts."""
        return sum(x.progress.percent for x in self.counted) // len(self.counted) if self.counted else None

    @property
    def sign(self) -> Sign | None:
        """The longest overdue task's sign, else a slow one's, else the one that all share, else under way."""
        over = [x for x in self.counted if x.is_over]
        if over:
            return min(over, key=lambda x: x.task.due or date.max).sign
        slow = next((x.sign for x in self.counted if x.sign.group == Standing.SLOW.group), None)
        shared = {x.sign for x in self.counted}
        return slow or (shared.pop() if len(shared) == 1 else _UNDER_WAY if shared else None)

    @property
    def evidence(self) -> int:
        """All evidence of the item."""
        return sum(x.proofs for x in self.lines)

    @property
    def bodies(self) -> str:
        """The leading bodies in directory order, shortened where there are many."""
        leading = {(b.order, b.short_name) for x in self.counted if (b := x.task.lead_body)}
        names = [name for _, name in sorted(leading)]
        return f"{names[0]}等{len(names)}个" if len(names) > 2 else "、".join(names)

    @property
    def due(self) -> date | None:
        """The last day of its tasks."""
        return max((x.task.due for x in self.counted if x.task.due), default=None)


@dataclass(frozen=True)
class Part:
    """A section with its items."""

    section: Section
    items: list[ItemLine]


@dataclass(frozen=True)
class Group:
    """Tasks under a heading: a leader, a body, a month."""

    heading: str
    lines: list[Line]


_OWN_QUANTITY = Sum("evidence__quantity", filter=Q(evidence__counts_for=None))


def visible_tasks(seat: Seat) -> QuerySet[Task]:
    """Visible tasks of all plans with all that a line needs."""
    rows: QuerySet[Task] = visible(seat, Task).select_related(
        "lead_body", "leader", "item__section", "plan", "committee"
    )
    rows = rows.annotate(evidence_count=Count("evidence"), evidence_sum=_OWN_QUANTITY)
    full: QuerySet[Task] = rows.prefetch_related("milestones").order_by("order", "id")
    return full


def tasks_of(seat: Seat, plan: Plan) -> QuerySet[Task]:
    """The plan's tasks with all that a line needs."""
    return visible_tasks(seat).filter(plan=plan)


def lines_of(seat: Seat, tasks: Iterable[Task], rules: Rules | None = None) -> list[Line]:
    """Lines of tasks from `tasks_of` or `visible_tasks`. `rules`: of today, where they are read already."""
    found = list(tasks)
    today = timezone.localdate()
    slow = (rules or rules_for(seat.committee, today)).number("plan.slow_points")
    counted = figures_of(seat.committee, found)
    return [_line(task, today, slow, counted.get(task.pk, [])) for task in found]


def _line(task: Task, today: date, slow: int, figures: Sequence[Figure]) -> Line:
    milestones = list(task.milestones.all())
    quantity = getattr(task, "evidence_sum", None) or 0
    progress = progress_of(
        amount=task.target_amount,
        quantity=quantity,
        milestones=milestones,
        reported=task.reported,
        today=today,
        figures=figures,
    )
    standing = standing_of(progress, milestones, due=task.due, today=today, slow_points=slow)
    evidence = getattr(task, "evidence_count", 0)
    proved = evidence > 0 or any(figure.records for figure in figures)
    is_met = task.state == TaskState.OPEN and progress.percent == 100 and proved
    sign = MET_SIGN if is_met else _sign(task, standing, today)
    return Line(task, progress, sign, evidence, tuple(figures))


def _sign(task: Task, standing: Standing, today: date) -> Sign:
    state = TaskState(task.state)
    if state != TaskState.OPEN:
        return Sign(str(state.label), *ENDED_SIGNS[state])
    if standing == Standing.OVERDUE and task.due:
        return Sign(f"超期{(today - task.due).days}天", standing.group, standing.icon)
    return Sign(standing.label, standing.group, standing.icon)


def tree(plan: Plan, lines: Sequence[Line]) -> list[Part]:
    """按要点: sections → items → lines; items without a task are shown, too."""
    by_item: dict[int, list[Line]] = {}
    for line in lines:
        by_item.setdefault(line.task.item_id, []).append(line)
    sections = plan.sections.prefetch_related("items")
    return [Part(s, [ItemLine(i, by_item.get(i.pk, [])) for i in s.items.all()]) for s in sections]


def _grouped(lines: Iterable[Line], key: Callable[[Line], tuple[object, str]]) -> list[Group]:
    ordered = sorted(lines, key=key)
    return [Group(heading, list(group)) for (_, heading), group in groupby(ordered, key)]


def running(lines: Iterable[Line]) -> list[Line]:
    """Without what was dropped."""
    return [x for x in lines if x.task.state != TaskState.DROPPED]


def by_leader(lines: Iterable[Line], leaders: Iterable[Member]) -> list[Group]:
    """按牵头领导, in the order of `leaders`; then who has left the post; tasks without one last."""
    order = {leader.pk: place for place, leader in enumerate(leaders)}

    def key(line: Line) -> tuple[object, str]:
        leader = line.task.leader
        return (order.get(leader.pk, len(order)), leader.name) if leader else (len(order) + 1, "未定牵头领导")

    return _grouped(running(lines), key)


def by_body(lines: Iterable[Line]) -> list[Group]:
    """按委室, in directory order; tasks without one last."""

    def key(line: Line) -> tuple[object, str]:
        body = line.task.lead_body
        return (body.order, body.short_name) if body else (10**6, "未定牵头委室")

    return _grouped(running(lines), key)


def by_month(lines: Iterable[Line]) -> list[Group]:
    """按月份 of the due day; tasks without one last."""

    def key(line: Line) -> tuple[object, str]:
        due = line.task.due
        return (due.strftime("%Y%m"), f"{due.year}年{due.month}月") if due else ("~", "未定时限")

    return _grouped(running(lines), key)


def due_soon(lines: Iterable[Line], today: date) -> list[Line]:
    """30天内到期: open tasks due within thirty days, and what is overdue, the most urgent first."""
    limit = today + timedelta(days=SOON_DAYS)
    open_ones = [x for x in lines if x.task.state == TaskState.OPEN and x.task.due and x.task.due <= limit]
    return sorted(open_ones, key=lambda x: (x.task.due or today, x.task.order))


def to_close(lines: Iterable[Line]) -> list[Line]:
    """待销号: waiting for the leading person's word."""
    return [x for x in lines if x.task.state == TaskState.DONE_TO_CONFIRM]
