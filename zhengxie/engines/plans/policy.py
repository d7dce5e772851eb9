"""Who may do what with the plan and its tasks. domain/02 section 6, room plans."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from zhengxie.engines.plans.lifecycle import PlanState, TaskState
from zhengxie.engines.plans.models import Plan, Target, Task
from zhengxie.foundation.access.policy import Who, every_seat, role, scope, verb
from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat

# Before it is issued a plan is seen by those who write and decide it.
AUTHORS = (
    Role.OFFICE_STAFF,
    Role.RESEARCH_OFFICE,
    Role.SECRETARY_GENERAL,
    Role.CHAIR_LEVEL,
)


@scope(Plan)
def visible_plans(seat: Seat) -> QuerySet[Plan]:
    """Issued plans: every business seat. Unissued ones: those who write and decide them, and the bodies'
    staff once they are consulted."""
    rows: QuerySet[Plan] = Plan.objects.exclude(state=PlanState.DISCARDED)
    if not seat.roles & BUSINESS_ROLES:
        return rows.none()
    if seat.roles & set(AUTHORS):
        return rows
    if Role.COMMITTEE_STAFF in seat.roles:
        return rows.exclude(state=PlanState.DRAFTING)
    return rows.filter(state__in=[PlanState.ISSUED, PlanState.CLOSED])


@scope(Task)
def visible_tasks(seat: Seat) -> QuerySet[Task]:
    """The tasks of visible plans."""
    rows: QuerySet[Task] = Task.objects.filter(plan__in=visible_plans(seat))
    return rows


@scope(Target)
def visible_targets(seat: Seat) -> QuerySet[Target]:
    """The targets of visible tasks."""
    rows: QuerySet[Target] = Target.objects.filter(task__in=visible_tasks(seat))
    return rows.filter(task__committee=seat.committee).select_related("task__plan")


def owns(seat: Seat, task: Any) -> bool:
    """The seat belongs to the body that leads the task."""
    return isinstance(task, Task) and seat.body_id is not None and seat.body_id == task.lead_body_id


def leads(seat: Seat, task: Any) -> bool:
    """The seat is the leading person named on the task."""
    return isinstance(task, Task) and seat.member_id is not None and seat.member_id == task.leader_id


def body_of(task: Task) -> Iterable[str]:
    """The leading body."""
    return [f"staff:{task.lead_body_id}"] if task.lead_body_id else []


def leader_of(task: Task) -> Iterable[str]:
    """The leading person."""
    return [f"member:{task.leader_id}"] if task.leader_id else []


def office_of(obj: Any) -> Iterable[str]:
    """The office."""
    return [f"role:{Role.OFFICE_STAFF}"]


def bodies_of_plan(plan: Plan) -> Iterable[str]:
    """Every body that leads a task of the plan."""
    keys = plan.tasks.exclude(lead_body=None).values_list("lead_body_id", flat=True).distinct()
    return [f"staff:{key}" for key in keys.order_by()]


NOBODY = Who(())
WRITERS = role(Role.OFFICE_STAFF, Role.RESEARCH_OFFICE)
OWNERS = role(Role.COMMITTEE_STAFF, Role.OFFICE_STAFF, Role.RESEARCH_OFFICE, when=owns)
OFFICE = role(Role.OFFICE_STAFF)
LEADING = role(Role.CHAIR_LEVEL, Role.SECRETARY_GENERAL, when=leads)

verb("plans.view", who=every_seat(), label="查看工作要点", story="none")
verb("plans.draft", who=WRITERS, label="建立草稿", story="all")
verb("plans.revise", who=WRITERS, label="修改草稿", story="all", page="plan_edit")
verb("plans.discard", who=WRITERS, label="作废草稿", story="all")
verb(
    "plans.consult",
    who=OFFICE,
    label="送征求意见",
    story="all",
    tells={bodies_of_plan: "工作要点征求意见，请提出意见"},
)
verb("plans.approve", who=OFFICE, label="登记会议通过", story="all")
verb(
    "plans.send_back",
    who=OFFICE,
    label="退回起草",
    story="all",
    tells={office_of: "工作要点已退回起草，请修改"},
)
verb(
    "plans.issue", who=OFFICE, label="印发", story="all", tells={bodies_of_plan: "工作要点已印发，请分解落实"}
)
verb(
    "plans.amend",
    who=OFFICE,
    label="修订",
    story="all",
    tells={bodies_of_plan: "工作要点已修订，请看改动"},
    page="plan_amend",
)
verb("plans.close", who=OFFICE, label="收官", story="all")

verb("plans.open_task", who=NOBODY, label="开始推进", story="all")
verb("plans.time_task", who=NOBODY, label="开始计时", story="none")
verb(
    "plans.change_task",
    who=NOBODY,
    label="随修订改动",
    story="all",
    tells={body_of: "任务随工作要点修订，请看改动"},
)
verb(
    "plans.break_down",
    who=WRITERS | OWNERS,
    label="任务分解",
    story="all",
    tells={body_of: "任务分解已更新，请核对时限和标准"},
    page="task_break_down",
)
verb(
    "plans.report_progress",
    who=WRITERS | OWNERS,
    label="填报进展",
    story="all",
    tells={leader_of: "您牵头的任务有新进展"},
)
verb("plans.link", who=WRITERS | OWNERS, label="登记佐证", story="all")
verb("plans.unlink", who=WRITERS | OWNERS, label="撤下佐证", story="all")
verb(
    "plans.count_from",
    who=WRITERS,
    label="设定自动计数",
    story="all",
    tells={body_of: "任务已设自动计数，进度随业务记录更新"},
)
verb(
    "plans.stop_counting",
    who=WRITERS,
    label="停止自动计数",
    story="all",
    tells={body_of: "任务的自动计数已停止，请登记佐证"},
)
verb(
    "plans.request_change",
    who=OWNERS,
    label="申请变更",
    story="all",
    tells={office_of: "委室申请变更任务，请答复"},
)
verb(
    "plans.answer_change",
    who=OFFICE,
    label="答复变更申请",
    story="all",
    tells={body_of: "变更申请已有答复，请查看"},
)
verb(
    "plans.request_close",
    who=OWNERS,
    label="申请销号",
    story="all",
    tells={leader_of: "任务申请销号，请确认"},
)
verb(
    "plans.refuse_close",
    who=LEADING,
    label="不同意销号",
    story="all",
    tells={body_of: "牵头领导不同意销号，请继续推进"},
)
verb(
    "plans.close_out",
    who=LEADING,
    label="销号",
    story="all",
    tells=dict.fromkeys((body_of, office_of), "任务已销号"),
)
verb(
    "plans.drop",
    who=OFFICE,
    label="取消任务",
    story="all",
    tells=dict.fromkeys((body_of, leader_of), "任务已取消，不用再推进"),
)

RUNNING = (TaskState.OPEN, TaskState.DONE_TO_CONFIRM)
