"""Inputs of what a unit does before it answers, and of what the proposer says of the consultation."""

from typing import Any

from django import forms
from django.utils import timezone

from zhengxie.engines.cases.actions import handling as verbs
from zhengxie.engines.cases.models import Assignment, Contact, ContactWay
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.forms import ActionForm


def lines(rows: int) -> forms.Textarea:
    """A text box of that many lines."""
    return forms.Textarea(attrs={"rows": rows})


class ReceiptForm(ActionForm):
    """签收."""

    action = verbs.receipt
    model = Assignment
    intro = "签收表示已经收到并登记。签收以后请明确经办人和分管领导。"


class StartForm(ActionForm):
    """Who does it, and who is responsible."""

    action = verbs.start
    model = Assignment
    officer = forms.CharField(label="经办人", max_length=40)
    officer_phone = forms.CharField(label="经办人电话", max_length=30, help_text="提案者可以看到，便于联系")
    leader = forms.CharField(label="分管领导", max_length=40)


class RecordContactForm(ActionForm):
    """One consultation with the proposer. domain/03 §6"""

    action = verbs.record_contact
    model = Assignment
    intro = "提交后请提案者确认；他可以确认，也可以说明与实际不符之处。"
    on = forms.DateField(label="日期", initial=timezone.localdate)
    way = forms.ChoiceField(label="方式", choices=[("", "请选择"), *ContactWay.choices])
    place = forms.CharField(label="地点", max_length=100, required=False)
    unit_people = forms.CharField(label="单位参加人及职务", max_length=200)
    met = forms.CharField(label="会面的提案者", max_length=100)
    points = forms.CharField(label="商谈要点", max_length=2000, widget=lines(5))
    agreement = forms.CharField(label="达成的意见", max_length=1000, required=False, widget=lines(3))

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing of the assignment itself."""
        return {}

    def clean_on(self) -> Any:
        """A meeting that was held."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("日期不能晚于今天。请在面商以后登记。")
        return day


class ConfirmContactForm(ActionForm):
    """The proposer's word on a consultation; it stands below the record on the assignment's page."""

    action = verbs.confirm_contact
    button = "记录属实，确认"
    contact = forms.ModelChoiceField(
        label="面商记录", queryset=Contact.objects.none(), widget=forms.HiddenInput
    )
    says = forms.ChoiceField(
        label="核对结果",
        choices=[(verbs.AGREES, "属实"), (verbs.OBJECTS, "与实际不符")],
        required=False,
        widget=forms.HiddenInput,
    )
    objection = forms.CharField(
        label="与实际不符之处",
        max_length=300,
        required=False,
        widget=lines(3),
        help_text="承办单位和审核部门会看到这段说明",
    )

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing typed."""
        return {}

    def prepare(self) -> None:
        """Records of this assignment that wait for an answer."""
        fields: Any = self.fields
        task: Any = self.object
        if task is not None:
            fields["contact"].queryset = task.contacts.filter(confirmed_on=None, objection="")

    def success_text(self, result: Any) -> str:
        """What was said."""
        return "说明已提交。" if self.cleaned_data["objection"].strip() else "面商记录已确认。"


class WaiveContactForm(ActionForm):
    """The proposer does not ask for a meeting."""

    action = verbs.waive_contact
    model = Assignment
    intro = "您表示这次不需要面商。承办单位仍要书面答复您，您也仍可以评价。"
    reason = forms.CharField(label="说明", max_length=200, help_text="如：已电话沟通清楚")

    def success_text(self, result: Any) -> str:
        """Who knows, and what is still coming."""
        return "已告诉承办单位：这次不需要面商，书面答复照常。"


class SubmitCoOpinionForm(ActionForm):
    """A co-unit's opinion to the lead unit."""

    action = verbs.submit_co_opinion
    model = Assignment
    intro = "会办意见交给主办单位，由主办单位统一答复提案者。"
    text = forms.CharField(label="会办意见", max_length=5000, widget=lines(8))
    document_no = forms.CharField(label="文号", max_length=60, required=False)
    contact = forms.CharField(label="联系人及电话", max_length=80)

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """The officer as the person to ask."""
        return {"contact": f"{obj.officer} {obj.officer_phone}".strip()} if obj is not None else {}
