"""How far one task is, from its own records."""

from django.db.models import Sum
from django.utils import timezone

from zhengxie.engines.plans.models import Task
from zhengxie.engines.plans.rules import Progress, progress_of


def progress_now(task: Task) -> Progress:
    """The progress of one task; at most two queries."""
    quantity = task.evidence.aggregate(n=Sum("quantity"))["n"] or 0
    return progress_of(
        amount=task.target_amount,
        quantity=quantity,
        milestones=list(task.milestones.all()),
        reported=task.reported,
        today=timezone.localdate(),
    )
