"""The days that clocks give to cases: what is due now, and by when each reply was due."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Subquery
from django.utils import timezone

from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.clocks.models import Clock, ClockState
from zhengxie.engines.clocks.models.clock import ALIVE
from zhengxie.engines.clocks.queries import clocks_of_row

REPLY = "cases-reply"
CO_OPINION = "cases-co-opinion"


def days_of(root: Any) -> dict[str, date]:
    """{code of the clock rule: due day} of what still runs on the object."""
    rows = Clock.objects.filter(
        committee_id=root.committee_id,
        object_label=root._meta.label_lower,
        object_id=str(root.pk),
        state__in=ALIVE,
    )
    return dict(rows.values_list("rule__code", "due_on"))


def reply_clock() -> QuerySet[Clock]:
    """The clock of the first reply of the outer assignment."""
    return clocks_of_row("cases.assignment").filter(rule__code=REPLY).order_by("-id")


def with_reply_day(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With `reply_due` (granted extensions are in it) and `reply_stopped`, the day it was submitted."""
    clock = reply_clock()
    dated: QuerySet[Assignment] = rows.annotate(
        reply_due=Subquery(clock.values("due_on")[:1]), reply_stopped=Subquery(clock.values("stopped_on")[:1])
    )
    return dated


def late() -> Q:
    """Of `with_reply_day`: no reply is out and the day is past; one that was signed in time and is still
    under review is not late. domain/03 §11"""
    today = timezone.localdate()
    waiting = Q(reply_stopped=None, reply_due__lt=today)
    return Q(answered_on=None) & (waiting | Q(reply_stopped__gt=F("reply_due")))


def awaited_opinions(task: Assignment) -> list[Assignment]:
    """Co-units whose opinion is still out and whose day is not past: the lead waits for them. One that is
    overdue, or has no day, holds up nothing. domain/03 §12.2 (co-opinions or overdue note)"""
    today = timezone.localdate()
    out = opinions_out(task)
    keys = {str(part.pk): part for part in out}
    rows = Clock.objects.filter(
        committee_id=task.committee_id,
        object_label="cases.assignment",
        object_id__in=keys,
        rule__code=CO_OPINION,
        state__in=(ClockState.RUNNING, ClockState.PAUSED),
        due_on__gte=today,
    )
    return [keys[key] for key in rows.order_by("object_id").values_list("object_id", flat=True)]


def opinions_out(task: Assignment) -> list[Assignment]:
    """Co-units of the case that have not given their opinion."""
    parts = task.case.assignments.filter(role="co", opinions=None).select_related("unit")
    return list(parts.order_by("unit__order", "id"))
