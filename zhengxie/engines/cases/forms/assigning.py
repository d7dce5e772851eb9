"""Inputs of assignment: which units, and who has agreed. domain/03 §6"""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from zhengxie.engines.cases.actions import assigning as verbs
from zhengxie.engines.cases.lifecycle import CaseState
from zhengxie.engines.cases.models import UnitRole
from zhengxie.engines.cases.queries.desk import assigning_offices, units_to_choose
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.rows import Rows


class UnitRow(forms.Form):
    """One unit and its part."""

    unit = forms.ModelChoiceField(label="承办单位", queryset=Unit.objects.none(), empty_label="选择单位")
    role = forms.ChoiceField(label="分工", choices=[("", "选择分工"), *UnitRole.choices])


def unit_row(seat: Seat) -> type[forms.Form]:
    """UnitRow with the committee's handling units; they are read once, not once a row."""
    units = units_to_choose(seat)
    shown = [("", "选择单位"), *((unit.pk, unit.name) for unit in units)]

    class SeatUnitRow(UnitRow):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            field: Any = self.fields["unit"]
            field.queryset = units
            field.widget.choices = shown

    return SeatUnitRow


def is_waiting(case: Any) -> bool:
    """It has not been assigned yet."""
    return case is not None and case.state == CaseState.TO_ASSIGN


class ProposeUnitsForm(ActionForm):
    """Sole, lead with co-units, or at least two separate."""

    action = verbs.propose_units
    button = "保存拟办单位"
    units = Rows(UnitRow, label="承办单位", row_word="第{}个单位")

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """What is proposed so far."""
        if obj is None:
            return {}
        return {"units": [{"unit": row.unit_id, "role": row.role} for row in obj.proposed.all()]}

    def prepare(self) -> None:
        """The committee's handling units of today, while there is something to name."""
        rows: Any = self.fields["units"]
        if is_waiting(self.object):
            rows.use(unit_row(self.seat))

    def success_url(self, result: Any) -> str:
        """On with assigning."""
        return reverse("case_assign", args=[result.pk])


NO_DAY = "请填写日期；没有与这个单位会商的，请清空单位名称。"


class ConsentRow(forms.Form):
    """One office's consent."""

    office = forms.CharField(label="同意的单位", max_length=60)
    on = forms.DateField(label="日期", error_messages={"required": NO_DAY})
    document_no = forms.CharField(label="文号", max_length=60, required=False)

    def clean_on(self) -> Any:
        """Consent that was given."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("同意的日期不能晚于今天。")
        return day


class AssignForm(ActionForm):
    """Deliver to the proposed units, with the other offices' consent on record."""

    action = verbs.assign
    button = "交办"
    intro = "交办以后通知各承办单位签收，时限从交办次日起计算。"
    consents = Rows(ConsentRow, label="会商同意记录", row_word="第{}条同意记录")

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """A line for each of the offices that assign together."""
        return {"consents": [{"office": name} for name in assigning_offices(seat)] if is_waiting(obj) else []}
