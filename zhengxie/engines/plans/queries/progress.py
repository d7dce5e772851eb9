"""How far one task is, from its own records and from what is counted for it."""

from collections.abc import Sequence

from django.db.models import Sum
from django.utils import timezone

from zhengxie.engines.plans.models import Task
from zhengxie.engines.plans.queries.counting import figures_of
from zhengxie.engines.plans.rules import Figure, Progress, progress_of, unmet


def progress_now(task: Task) -> Progress:
    """The progress of one task; three queries."""
    return _progress(task, _figures(task))


def unmet_now(task: Task, *, has_leader: bool) -> list[str]:
    """What one task still lacks for its close-out; records counted for it are evidence, too."""
    figures = _figures(task)
    evidence = task.evidence.count() + sum(figure.records for figure in figures)
    return unmet(_progress(task, figures), evidence=evidence, has_leader=has_leader)


def _figures(task: Task) -> Sequence[Figure]:
    return figures_of(task.committee, [task]).get(task.pk, [])


def _progress(task: Task, figures: Sequence[Figure]) -> Progress:
    quantity = task.evidence.filter(counts_for=None).aggregate(n=Sum("quantity"))["n"] or 0
    return progress_of(
        amount=task.target_amount,
        quantity=quantity,
        milestones=list(task.milestones.all()),
        reported=task.reported,
        today=timezone.localdate(),
        figures=figures,
    )
