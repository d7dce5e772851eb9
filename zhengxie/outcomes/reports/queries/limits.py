"""What is due next and when, for the lists of what is still open: `limit_on` and `limit_name` of each row."""

from datetime import date
from typing import Any

from django.db.models import DateField, F, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from zhengxie.engines.cases.lifecycle import PromiseState
from zhengxie.engines.cases.models import Assignment, Case, Promise
from zhengxie.engines.cases.queries.limits import late, with_reply_day
from zhengxie.engines.cases.queries.pages import running, with_due

# The lists that show it.
DATED = ("pending", "returned", "to_assign", "overdue", "rework", "soon")
REPLY = Value("答复")


def dated(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows of a figure with their limits, the most urgent first; those of what is over as they are."""
    if name not in DATED:
        return rows
    found: QuerySet[Any]
    if name == "overdue":
        found = _replies(rows)
    elif rows.model is Assignment:
        # Under 一周内到期 the day that is meant, not an earlier one that is past.
        found = _parts(rows, timezone.localdate() if name == "soon" else None)
    else:
        found = _by_clock(rows)
    ordered: QuerySet[Any] = found.order_by(F("limit_on").asc(nulls_last=True), "id")
    return ordered


def _replies(rows: QuerySet[Any]) -> Any:
    """The day of the reply that is late; of a case with several, the longest passed."""
    if rows.model is Case:
        parts: QuerySet[Any] = Assignment.objects.filter(case=OuterRef("pk")).exclude(role="co")
        days: QuerySet[Any] = with_reply_day(parts).filter(late())
        first = days.order_by("reply_due").values("reply_due")[:1]
        return rows.annotate(limit_on=Subquery(first, output_field=DateField()), limit_name=REPLY)
    own: QuerySet[Any] = with_reply_day(rows)
    return own.annotate(limit_on=F("reply_due"), limit_name=REPLY)


def _parts(rows: QuerySet[Assignment], since: date | None) -> Any:
    left = Promise.objects.filter(assignment=OuterRef("pk"), state=PromiseState.OPEN)
    left = left.filter(due__gte=since) if since else left
    promised = rows.annotate(promise_due=Subquery(left.order_by("due").values("due")[:1]))
    found: QuerySet[Any] = with_due(promised, since=since)
    return found.annotate(limit_on=F("next_due"), limit_name=F("next_label"))


def _by_clock(rows: QuerySet[Any]) -> Any:
    clock = running(rows.model._meta.label_lower)
    return rows.annotate(
        limit_on=Subquery(clock.values("due_on")[:1]), limit_name=Subquery(clock.values("rule__label")[:1])
    )
