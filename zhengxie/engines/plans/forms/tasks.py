"""Inputs of the verbs of a task."""

from typing import Any

from django import forms
from django.utils import timezone

from zhengxie.engines.plans.actions import tasks as verbs
from zhengxie.engines.plans.forms.counting import TargetChoice
from zhengxie.engines.plans.forms.tree import bodies_for
from zhengxie.engines.plans.models import Evidence, Milestone, Target, Task
from zhengxie.engines.plans.queries.progress import progress_now
from zhengxie.engines.plans.rules import Source
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, Member, Unit
from zhengxie.foundation.directory.queries import leaders_as_of, valid_on
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.rows import Rows


class MilestoneRow(forms.Form):
    """One dated step."""

    title = forms.CharField(label="节点", max_length=100, error_messages={"required": "请填写节点名称"})
    due = forms.DateField(label="时限", required=False)
    weight = forms.IntegerField(label="权重", min_value=1, max_value=100, required=False)  # empty counts 1
    done_on = forms.DateField(label="完成日期", required=False)

    def clean_weight(self) -> int:
        """One where nothing is said."""
        return self.cleaned_data.get("weight") or 1


class BreakDownForm(ActionForm):
    """Who, by when, what counts as done."""

    action = verbs.break_down
    model = Task
    button = "保存分解"
    lead_body = forms.ModelChoiceField(label="牵头委室", queryset=Body.objects.none(), required=False)
    leader = forms.ModelChoiceField(label="牵头领导", queryset=Member.objects.none(), required=False)
    owner = forms.CharField(label="责任人", max_length=40, required=False)
    due = forms.DateField(label="完成时限", required=False)
    target = forms.CharField(
        label="完成标准",
        max_length=200,
        required=False,
        help_text="怎样算完成，如：全年召开双月协商座谈会6次",
    )
    target_amount = forms.IntegerField(
        label="目标数量",
        min_value=1,
        max_value=100_000,
        required=False,
        help_text="填了数量，进度按登记的佐证自动计算",
    )
    target_unit = forms.CharField(
        label="计量单位", max_length=10, required=False, help_text="次、份、件、人等"
    )
    co_bodies = forms.ModelMultipleChoiceField(
        label="协作委室", queryset=Body.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    co_units = forms.ModelMultipleChoiceField(
        label="协作部门",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "zx-opts-box"}),
    )
    milestones = Rows(MilestoneRow, label="节点", required=False, row_word="第{}个节点")

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """The task's present breakdown."""
        names = ("lead_body", "leader", "owner", "due", "target", "target_amount", "target_unit")
        found = {name: getattr(obj, name) for name in names}
        found["co_bodies"], found["co_units"] = obj.co_bodies.all(), obj.co_units.all()
        found["milestones"] = [
            {"title": m.title, "due": m.due, "weight": m.weight, "done_on": m.done_on}
            for m in obj.milestones.all()
        ]
        return found

    def prepare(self) -> None:
        """Bodies, units and leaders of today."""
        today = timezone.localdate()
        fields: Any = self.fields
        bodies = bodies_for(self.seat)
        fields["lead_body"].queryset = fields["co_bodies"].queryset = bodies
        shown = [(body.pk, str(body)) for body in bodies]
        fields["lead_body"].choices, fields["co_bodies"].choices = [("", "未定"), *shown], shown
        fields["co_units"].queryset = visible(self.seat, Unit).filter(valid_on(today))
        fields["leader"].queryset = leaders_as_of(self.seat.committee, today)


class ReportForm(ActionForm):
    """How far it is."""

    action = verbs.report_progress
    model = Task
    button = "提交进展"
    percent = forms.IntegerField(label="进度（%）", min_value=0, max_value=100)
    text = forms.CharField(label="进展情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    difficulties = forms.CharField(
        label="困难和需要协调的事", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    reached = forms.ModelMultipleChoiceField(
        label="这次完成的节点",
        queryset=Milestone.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing of the task itself; the percentage is set in `prepare`."""
        return {}

    def prepare(self) -> None:
        """Ask for milestones that are still open, and for the percentage where it is not computed."""
        task: Any = self.object
        fields: Any = self.fields
        fields["reached"].queryset = left = task.milestones.filter(done_on__isnull=True)
        fields["reached"].choices = [(step.pk, str(step)) for step in left]
        if not fields["reached"].choices:
            del fields["reached"]
        self.now = progress_now(task)
        self.initial["percent"] = self.now.percent
        if self.now.source not in (Source.REPORT, Source.NONE):
            # It is computed from the records; a number typed here would only contradict them.
            del fields["percent"]

    def fixed(self) -> dict[str, Any]:
        """What is not asked: milestones where none is left, the percentage where it is computed."""
        known = {"reached": [], "percent": self.now.percent}
        return {name: value for name, value in known.items() if name not in self.fields}


class LinkForm(ActionForm):
    """A piece of evidence."""

    action = verbs.link
    model = Task
    button = "登记佐证"
    title = forms.CharField(label="佐证", max_length=200, help_text="会议、报告、文件等的名称和文号")
    on = forms.DateField(label="日期", initial=timezone.localdate)
    quantity = forms.IntegerField(label="数量", min_value=0, max_value=100_000, initial=1)
    url = forms.URLField(label="链接", max_length=300, required=False, assume_scheme="https")
    counts_for = TargetChoice(
        label="计入自动计数",
        queryset=Target.objects.none(),
        required=False,
        help_text="只为系统里没有记录的补计；已有记录的会自动计数，不要再计一次",
    )

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing of the task itself."""
        return {}

    def prepare(self) -> None:
        """The task's amounts that count themselves; where there is none, nothing is asked."""
        task: Any = self.object
        fields: Any = self.fields
        amounts = task.targets.filter(base="")
        fields["counts_for"].offer(self.seat, amounts)
        own = "目标数量" if task.target_amount else "不计入，只作佐证"
        fields["counts_for"].empty_label = own
        if not amounts:
            del fields["counts_for"]


class UnlinkForm(ActionForm):
    """Take back a wrong piece of evidence."""

    action = verbs.unlink
    model = Task
    danger = True
    evidence = forms.ModelChoiceField(label="佐证", queryset=Evidence.objects.none())
    reason = forms.CharField(label="原因", max_length=200)

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing chosen."""
        return {}

    def prepare(self) -> None:
        """The task's own evidence."""
        task: Any = self.object
        fields: Any = self.fields
        fields["evidence"].queryset = task.evidence.all()


class RequestChangeForm(ActionForm):
    """Ask the office for a change."""

    action = verbs.request_change
    model = Task
    reason = forms.CharField(
        label="申请改什么，为什么", max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerChangeForm(ActionForm):
    """Answer a request without a change."""

    action = verbs.answer_change
    model = Task
    intro = "需要改动的，请在“任务分解”里改，申请随之答复；不改的，在这里写明理由。"
    reason = forms.CharField(label="答复", max_length=300)


class RequestCloseForm(ActionForm):
    """Say that it is done."""

    action = verbs.request_close
    model = Task
    intro = "完成标准已达到并有佐证的，送牵头领导确认。"
    note = forms.CharField(label="完成情况", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class RefuseCloseForm(ActionForm):
    """Send it back."""

    action = verbs.refuse_close
    model = Task
    danger = True
    reason = forms.CharField(label="原因", max_length=200)


class CloseOutForm(ActionForm):
    """The leading person's word."""

    action = verbs.close_out
    model = Task
    note = forms.CharField(label="意见", max_length=200, initial="同意销号")


class DropForm(ActionForm):
    """Take the task out."""

    action = verbs.drop
    model = Task
    danger = True
    intro = "取消后任务不再计入进度，记录保留。"
    reason = forms.CharField(label="原因和批准的会议或领导", max_length=200)
