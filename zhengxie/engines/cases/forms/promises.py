"""Inputs of following up what a unit has promised. domain/03 §8"""

from typing import Any

from django import forms

from zhengxie.engines.cases.actions import promises as verbs
from zhengxie.engines.cases.forms.handling import lines
from zhengxie.engines.cases.models import Assignment, Promise, ResultClass
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.forms import ActionForm


class ReportProgressForm(ActionForm):
    """How far the promised measure is."""

    action = verbs.report_progress
    model = Promise
    button = "提交进展"
    text = forms.CharField(label="进展情况", max_length=2000, widget=lines(5))
    evidence = forms.CharField(
        label="佐证", max_length=200, required=False, help_text="文件、会议、照片等的名称和文号"
    )
    done = forms.BooleanField(label="已经完成，请确认落实", required=False)

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """The promise's own text is not the report's."""
        return {}


class ConfirmFulfilledForm(ActionForm):
    """All promises are kept, the proposer knows."""

    action = verbs.confirm_fulfilled
    model = Assignment
    intro = "全部承诺都已落实并告知提案者以后再确认。这里的结果记在原来的办理结果旁边，不改动原来的结果。"
    result = forms.ChoiceField(label="跟踪办理结果", choices=ResultClass.choices, widget=forms.RadioSelect)
    proposer_told = forms.BooleanField(label="已把落实情况告诉提案者")
    note = forms.CharField(label="说明", max_length=300, required=False, widget=lines(3))

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing chosen."""
        return {}
