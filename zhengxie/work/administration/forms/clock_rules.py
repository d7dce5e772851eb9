"""Forms of clock rules."""

from typing import Any

from django import forms

from zhengxie.engines.clocks.models import ClockRule
from zhengxie.foundation.rules.kinds import LadderKind
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.work.administration.actions import clock_rules as actions
from zhengxie.work.administration.queries import clock_rules as queries


class RuleForm(ActionForm):
    """The inputs that adding and editing share."""

    model = ClockRule
    label = forms.CharField(label="名称", max_length=60)
    starts_on = forms.MultipleChoiceField(label="开始于", widget=forms.CheckboxSelectMultiple)
    stops_on = forms.MultipleChoiceField(label="结束于", widget=forms.CheckboxSelectMultiple)
    length = forms.ChoiceField(label="时长")
    ladder = forms.CharField(
        label="提醒步骤",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"留空就用参数“提醒步骤”。{LadderKind().hint}",
    )
    tells_officer = forms.MultipleChoiceField(
        label="承办人", required=False, widget=forms.CheckboxSelectMultiple
    )
    tells_leader = forms.MultipleChoiceField(
        label="负责人", required=False, widget=forms.CheckboxSelectMultiple
    )
    tells_list = forms.MultipleChoiceField(
        label="督办名单", required=False, widget=forms.CheckboxSelectMultiple
    )

    def object_label(self) -> str:
        """The type of objects that the rule concerns."""
        return self.object.object_label if isinstance(self.object, ClockRule) else ""

    def prepare(self) -> None:
        """Offer the verbs, dates and persons of the object's own room."""
        label = self.object_label()
        verbs, people = queries.verb_choices(label), queries.recipient_choices(label)
        offered = {
            "starts_on": verbs,
            "stops_on": verbs,
            "length": queries.length_choices(label),
            "tells_officer": people,
            "tells_leader": people,
            "tells_list": people,
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices

    @property
    def people(self) -> list[dict[str, Any]]:
        """The three groups of recipients, each with what is chosen now, for folding."""
        return [_folded(self[name]) for name in ("tells_officer", "tells_leader", "tells_list")]


def _folded(bound: Any) -> dict[str, Any]:
    chosen = set(bound.value() or [])
    words = [label for code, label in bound.field.choices if code in chosen]
    return {
        "bound": bound,
        "label": bound.label,
        "errors": bound.errors,
        "chosen": "、".join(words) or "不提醒",
    }


class EditClockRuleForm(RuleForm):
    action = actions.edit_clock_rule
    button = "保存规则"


class AddClockRuleForm(RuleForm):
    """The object is a blank rule of the chosen type: which verbs there are depends on it."""

    action = actions.add_clock_rule
    button = "新增规则"

    def fixed(self) -> dict[str, Any]:
        """The type was chosen on the page before."""
        return {"object_label": self.object_label()}


class StartOpenForm(ActionForm):
    action = actions.start_open
    model = ClockRule
    button = "这些事项也开始计时"


class EndClockRuleForm(ActionForm):
    action = actions.end_clock_rule
    model = ClockRule
    danger = True
    button = "停用规则"
    reason = forms.CharField(label="原因", max_length=200)


class ResumeClockRuleForm(ActionForm):
    action = actions.resume_clock_rule
    model = ClockRule
    button = "恢复启用"


FORMS = (EditClockRuleForm, StartOpenForm, EndClockRuleForm, ResumeClockRuleForm)
