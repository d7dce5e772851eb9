"""Inputs of the verbs that let a task count itself."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from zhengxie.engines.plans import streams
from zhengxie.engines.plans.actions import counting as verbs
from zhengxie.engines.plans.models import Target, Task
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.forms import ActionForm

MOST = 100_000


class CountFromForm(ActionForm):
    """What this task counts, and how much of it is the target."""

    action = verbs.count_from
    model = Task
    intro = (
        "指明这条任务按哪一来源的记录计数，进度和佐证随业务办理自动更新，不用再逐件登记。"
        "同一来源的同一项再设一次，即改目标值。"
    )
    stream = forms.ChoiceField(label="计数来源")
    measure = forms.ChoiceField(label="数什么")
    base = forms.ChoiceField(
        label="算百分比时，总数是",
        required=False,
        help_text="只看件数的不选；看百分比的选总数是哪一项，如看答复率，选“交办”",
    )
    amount = forms.IntegerField(
        label="目标值",
        min_value=1,
        max_value=MOST,
        help_text="看件数的填件数；看百分比的填百分数，如100",
    )

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """The newest stream; nothing of the task itself."""
        offered = streams.choices_for(seat.committee)
        return {"stream": offered[0][0]} if offered else {}

    def prepare(self) -> None:
        """What rooms offer to count."""
        fields: Any = self.fields
        fields["stream"].choices = streams.choices_for(self.seat.committee)
        grouped = [(one.label, list(one.measures.items())) for one in streams.OFFERS.values()]
        fields["measure"].choices = [("", "请选择"), *grouped]
        fields["base"].choices = [("", "不算百分比，只看件数"), *grouped]


class TargetChoice(forms.ModelChoiceField[Target]):
    """Targets by what they count."""

    names: dict[str, str]  # of the streams

    def offer(self, seat: Seat, targets: QuerySet[Target]) -> None:
        """Offer the targets; the names of their streams are read once."""
        self.names = dict(streams.choices_for(seat.committee))
        self.queryset = targets

    def label_from_instance(self, obj: Any) -> str:
        """十四届二次会议提案：立案，目标100"""
        return f"{self.names.get(obj.stream, obj.stream)}：{goal_of(obj)}"


def goal_of(target: Target) -> str:
    """What a target wants, in words."""
    word = streams.label_of(target.stream, target.measure)
    return f"{word}率，目标{target.amount}%" if target.base else f"{word}，目标{target.amount}"


class StopCountingForm(ActionForm):
    """Count no longer."""

    action = verbs.stop_counting
    model = Task
    danger = True
    intro = "停止后不再按记录计数，记录本身不受影响；计入它的手工佐证保留，不再计数。"
    target = TargetChoice(label="停止哪一项", queryset=Target.objects.none())

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing chosen."""
        return {}

    def prepare(self) -> None:
        """The task's own targets."""
        task: Any = self.object
        fields: Any = self.fields
        fields["target"].offer(self.seat, task.targets.all())
