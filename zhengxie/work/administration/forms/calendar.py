"""Forms of the working calendar."""

from typing import Any

from django import forms

from zhengxie.engines.clocks.models import DayCalendar
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.work.administration.actions import calendar as actions


class EditDayForm(ActionForm):
    action = actions.edit_day
    model = DayCalendar
    caption = "改一天"
    button = "保存这一天"
    day = forms.DateField(label="日期", widget=forms.DateInput)
    kind = forms.ChoiceField(label="改为", choices=actions.DAY_KINDS, widget=forms.RadioSelect)
    name = forms.CharField(label="名称", max_length=30, required=False, help_text="如“春节”“国庆节调休上班”")
    reason = forms.CharField(label="依据", max_length=200, help_text="如放假通知的文号")

    def success_text(self, result: Any) -> str:
        return f"{self.cleaned_data['day']:%Y-%m-%d}已改，正在计时的到期日已重新计算。"


class SeedYearForm(ActionForm):
    action = actions.seed_year
    model = DayCalendar

    def success_text(self, result: DayCalendar) -> str:
        return f"{result.last_year}年放假安排已录入，正在计时的到期日已重新计算。"


class ConfirmYearForm(ActionForm):
    action = actions.confirm_year
    model = DayCalendar

    def success_text(self, result: DayCalendar) -> str:
        return f"{result.last_year}年放假安排已确认录完，正在计时的到期日已重新计算。"


FORMS = (EditDayForm, SeedYearForm, ConfirmYearForm)
