"""Forms of the settings page."""

from typing import Any

from django import forms
from django.utils import timezone

from zhengxie.foundation.rules.kinds import ChoiceKind, DurationKind, LadderKind, NumberKind, YesNoKind
from zhengxie.foundation.rules.models import ParameterVersion, Reach
from zhengxie.foundation.rules.values import UNIT_WORDS
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.work.administration.actions import parameters as actions


class ValueForm(ActionForm):
    """The inputs of a new value; the control fits the kind of the parameter."""

    model = ParameterVersion
    value = forms.CharField(label="新值", required=False, max_length=1000)
    unit = forms.ChoiceField(label="单位", required=False)
    effective_from = forms.DateField(label="生效日期", widget=forms.DateInput)
    reach = forms.ChoiceField(
        label="适用范围", choices=Reach.choices, required=False, widget=forms.RadioSelect
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="如“主席会议纪要〔2022〕9号”")
    object: ParameterVersion

    @classmethod
    def initial_for(cls, seat: Any, obj: Any) -> dict[str, Any]:
        """The draft's own input; for a new one today and the value in force stay to be typed."""
        if not obj.pk:
            return {"effective_from": timezone.localdate(), "reach": Reach.NEW_ONLY}
        typed, unit = typed_of(obj)
        own = {name: getattr(obj, name) for name in ("effective_from", "reach", "basis")}
        return {**own, "value": typed, "unit": unit}

    def prepare(self) -> None:
        """One control for choices, one for long texts, number and unit for lengths."""
        kind = self.object.definition.kind
        value = self.fields["value"]
        value.help_text = kind.hint
        if isinstance(kind, ChoiceKind | YesNoKind):
            choices = [("", "请选择"), *kind.choices]
            self.fields["value"] = forms.ChoiceField(label="新值", choices=choices, required=False)
        elif isinstance(kind, LadderKind):
            value.widget = forms.Textarea(attrs={"rows": 7})
        elif isinstance(kind, NumberKind | DurationKind):
            value.help_text = f"{kind.low}–{kind.high}之间的整数"  # the unit stands beside it
            value.widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "zx-in-n"})
        if isinstance(kind, DurationKind):
            self._choose_unit(kind)
        else:
            del self.fields["unit"], self.fields["reach"]

    def _choose_unit(self, kind: DurationKind) -> None:
        if len(kind.units) == 1:
            del self.fields["unit"]
            return
        units = [("", "请选单位"), *((unit, UNIT_WORDS[unit]) for unit in kind.units)]
        self.fields["unit"] = forms.ChoiceField(label="单位", choices=units, required=False)
        self.initial.setdefault("unit", self.object.definition.default.unit)

    @property
    def is_long(self) -> bool:
        """True where the value needs the whole width."""
        return isinstance(self.object.definition.kind, LadderKind)

    @property
    def suffix(self) -> str:
        """The word behind the input, where there is only one unit."""
        kind = self.object.definition.kind
        if isinstance(kind, DurationKind):
            return UNIT_WORDS[kind.units[0]] if len(kind.units) == 1 else ""
        return kind.word if isinstance(kind, NumberKind) else ""


def typed_of(version: ParameterVersion) -> tuple[str, str]:
    """The stored value as (what a person would type, unit)."""
    kind = version.definition.kind
    if isinstance(kind, DurationKind):
        amount, _, unit = version.value.partition(" ")
        return amount, unit
    if isinstance(kind, ChoiceKind | YesNoKind | LadderKind):
        return version.value, ""
    if isinstance(kind, NumberKind):
        return version.value, ""
    return (kind.say(version.read_value) if version.value else ""), ""


class DraftParameterForm(ValueForm):
    action = actions.draft_parameter
    button = "保存并请第二人确认"

    def fixed(self) -> dict[str, Any]:
        """The parameter is the page's own."""
        return {"key": self.object.key}

    def success_text(self, result: Any) -> str:
        return f"{result}的新值已保存，请另一位同事确认。"


class RedraftParameterForm(ValueForm):
    action = actions.redraft_parameter
    button = "保存改动"

    def success_text(self, result: Any) -> str:
        return f"{result}的草稿已改，原确认作废，请另一位同事确认。"


class ConfirmParameterForm(ActionForm):
    action = actions.confirm_parameter
    model = ParameterVersion

    def success_text(self, result: Any) -> str:
        return f"您已确认{result}的新值。"


class WithdrawConfirmationForm(ActionForm):
    action = actions.withdraw_confirmation
    model = ParameterVersion

    def success_text(self, result: Any) -> str:
        return f"您对{result}新值的确认已撤回。"


class PublishParameterForm(ActionForm):
    action = actions.publish_parameter
    model = ParameterVersion

    def success_text(self, result: ParameterVersion) -> str:
        return f"{result}的新值已发布，{result.effective_from:%Y-%m-%d}起用。"


class DiscardParameterForm(ActionForm):
    action = actions.discard_parameter
    model = ParameterVersion
    danger = True

    def success_text(self, result: Any) -> str:
        return f"{result}的草稿已删除。"


FORMS = (
    DraftParameterForm,
    RedraftParameterForm,
    ConfirmParameterForm,
    WithdrawConfirmationForm,
    PublishParameterForm,
    DiscardParameterForm,
)
