"""The proposer's judgement: two questions apart, equal values, nothing chosen beforehand. domain/03 §7"""

from typing import Any

from django import forms
from django.urls import reverse

from zhengxie.engines.cases.actions import feedback as verbs
from zhengxie.engines.cases.forms.handling import lines
from zhengxie.engines.cases.models import ContactJudged, Satisfaction, ToThePoint
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.forms import ActionForm


def one_of(label: str, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    """Equal frames, none of them chosen."""
    field = forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect)
    field.error_messages["required"] = f"请选择{label}的评价。"
    return field


class GiveFeedbackForm(ActionForm):
    """The form that only the proposer fills in. It stands on a page of its own, with the answer before it."""

    action = verbs.give_feedback
    button = "提交评价"
    result = one_of("对办理结果", Satisfaction.choices)
    process = one_of("对办理态度和过程", Satisfaction.choices)
    to_the_point = one_of("答复有没有答到点上", ToThePoint.choices, required=False)
    contact_way = one_of("承办单位怎样与您沟通", ContactJudged.choices, required=False)
    text = forms.CharField(
        label="想说的话",
        max_length=1000,
        required=False,
        widget=lines(3),
        help_text="任何评价都可以写；承办单位看不到",
    )
    pass_on = forms.CharField(
        label="可以转告承办单位的意见",
        max_length=500,
        required=False,
        widget=lines(3),
        help_text="如果再次办理，只把写在这里的话转给承办单位",
    )

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing, ever."""
        return {}

    def success_url(self, result: Any) -> str:
        """The same page, which now says that it has arrived."""
        return reverse("judge", args=[result.pk])

    def success_text(self, result: Any) -> str:
        """No word of what was chosen."""
        return "评价已提交，谢谢您。"
