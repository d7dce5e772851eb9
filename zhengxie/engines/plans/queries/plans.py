"""Plans that a seat sees, and which one it means when it names none."""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from zhengxie.engines.plans.models import Plan
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.queries import Step, story

OWN_VERBS = ("draft", "revise", "consult", "approve", "send_back", "issue", "amend", "close")
OWN_STEPS = frozenset(f"plans.{verb}" for verb in OWN_VERBS)


def plans_of(seat: Seat) -> QuerySet[Plan]:
    """All visible plans with the number of tasks and of closed ones."""
    alive = Count("tasks", filter=~Q(tasks__state="dropped"))
    closed = Count("tasks", filter=Q(tasks__state="closed"))
    rows: QuerySet[Plan] = visible(seat, Plan).annotate(task_count=alive, closed_count=closed)
    return rows.order_by("-year", "-id")


def own_story(seat: Seat, plan: Plan) -> list[Step]:
    """The plan's own steps, oldest first; what happened to a task stands on the task's page."""
    return [step for step in story(seat, plan) if step.code in OWN_STEPS]


def current_plans(seat: Seat) -> QuerySet[Plan]:
    """Issued plans up to this year, the one that holds first."""
    issued = visible(seat, Plan).filter(state__in=["issued", "closed"], year__lte=timezone.localdate().year)
    return issued.order_by("-year", "-id")


def current_plan(seat: Seat) -> Plan | None:
    """The issued plan of this year, else the last issued one."""
    return current_plans(seat).first()
