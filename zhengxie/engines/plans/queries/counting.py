"""What targets have counted: the sum of the rooms' records and of what was registered by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from zhengxie.engines.plans import streams
from zhengxie.engines.plans.models import Evidence, Tally, Target, Task
from zhengxie.engines.plans.rules import Figure
from zhengxie.foundation.access.policy import has_scope, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee


def figures_of(committee: Committee, tasks: Iterable[Task]) -> dict[int, list[Figure]]:
    """{task key: its figures} of any number of tasks; one query."""
    targets = Target.objects.filter(task__in=[task.pk for task in tasks])
    by_hand = Evidence.objects.filter(counts_for=OuterRef("pk")).order_by().values("counts_for")
    counted = targets.annotate(
        records=_records(committee, "measure"),
        of=_records(committee, "base"),
        by_hand=Coalesce(Subquery(by_hand.annotate(n=Sum("quantity")).values("n")), 0),
    )
    found: dict[int, list[Figure]] = {}
    for target in counted.order_by("id"):
        found.setdefault(target.task_id, []).append(_figure(target))
    return found


def _records(committee: Committee, measure: str) -> Coalesce:
    """The number of records of the target's stream that count for one of its two measures."""
    rows = Tally.objects.filter(committee=committee, stream=OuterRef("stream"), measure=OuterRef(measure))
    grouped = rows.order_by().values("measure").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(grouped), 0)


def _figure(target: Any) -> Figure:
    return Figure(
        key=target.pk,
        measure=streams.label_of(target.stream, target.measure),
        unit=streams.unit_of(target.stream, target.measure),
        amount=target.amount,
        records=target.records,
        by_hand=target.by_hand,
        base=target.of if target.base else None,
    )


def stream_label(committee: Committee, stream: str) -> str:
    """What the office calls a stream; the code itself where no room offers it any more."""
    return dict(streams.choices_for(committee)).get(stream, stream)


def records_of(committee: Committee, stream: str, measure: str) -> QuerySet[Tally]:
    """All records counted, whoever may see them: for totals, never for lists."""
    return Tally.objects.filter(committee=committee, stream=stream, measure=measure)


def visible_records(seat: Seat, stream: str, measure: str) -> QuerySet[Tally]:
    """The counted records that this seat may see: each kind as its own room says."""
    rows = records_of(seat.committee, stream, measure)
    labels: Sequence[str] = sorted(set(rows.order_by().values_list("label", flat=True)))
    may_see = Q(pk__in=[])
    for label in labels:
        model = apps.get_model(label)
        if has_scope(model):
            may_see |= Q(label=label, object_id__in=visible(seat, model).values("pk"))
    return rows.filter(may_see).order_by("on", "id")


@dataclass(frozen=True)
class RecordList:
    """The records behind a figure: what this seat may see, and how many more there are."""

    label: str
    unit: str
    rows: QuerySet[Tally]
    hidden: int
    parts: tuple[tuple[str, bool], ...]  # (words, of the base?) where the figure is a share
    by_hand: tuple[Evidence, ...]

    shown: int

    @property
    def note(self) -> str:
        """Said under the list and in the Excel file."""
        return f"另有 {self.hidden} {self.unit}无权查看" if self.hidden and self.shown else ""

    @property
    def empty(self) -> str:
        """Said instead of the list: that there is nothing, or that there is what the seat may not see."""
        if not self.hidden:
            return "还没有计入这一项的记录。"
        return f"有 {self.hidden} {self.unit}，您无权查看。"


def record_list(seat: Seat, target: Target, *, of_base: bool = False) -> RecordList:
    """The records that a target counts, or those of its base; every figure says what it does not show."""
    stream = target.stream
    of_base = of_base and bool(target.base)
    measure = target.base if of_base else target.measure
    rows = visible_records(seat, stream, measure)
    label = streams.label_of(stream, measure)
    words = (streams.label_of(stream, target.measure), streams.label_of(stream, target.base))
    seen = rows.count()
    return RecordList(
        label=f"{stream_label(seat.committee, stream)}　{label}",
        unit=streams.unit_of(stream, measure),
        rows=rows,
        hidden=records_of(seat.committee, stream, measure).count() - seen,
        shown=seen,
        parts=((words[0], False), (words[1], True)) if target.base else (),
        by_hand=() if of_base else tuple(target.evidence.all()),
    )
