"""Forms of code lists and number series."""

from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.models import Code, Series
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.work.administration import patterns
from zhengxie.work.administration.actions import dictionary as actions
from zhengxie.work.administration.queries.dictionary import values_of

PLAIN_CODE = RegexValidator(r"^[A-Za-z0-9-]+$", "代码只能用字母、数字和连字符，如A6")


def _order() -> forms.IntegerField:
    return forms.IntegerField(
        label="顺序", min_value=1, max_value=9999, help_text="小的在前，留些空号便于以后插入"
    )


class AddCodeForm(ActionForm):
    """新增字典项"""

    action = actions.add_code
    caption = "新增一项"
    code = forms.CharField(
        label="代码", max_length=20, validators=[PLAIN_CODE], help_text="记录里存的是代码，定了不再改"
    )
    label = forms.CharField(label="名称", max_length=100)
    order = _order()

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing of another entry."""
        return {}

    def fixed(self) -> dict[str, Any]:
        """The list that the page shows."""
        return {"dictionary": cast(Code, self.object).list}

    def success_text(self, result: Any) -> str:
        """Names what was added."""
        return f"已新增“{result}”，现在可以选用。"


class EditCodeForm(ActionForm):
    """修改字典项"""

    action = actions.edit_code
    model = Code
    button = "保存"
    label = forms.CharField(label="名称", max_length=100)
    order = _order()

    def permitted(self) -> bool:
        """Only of a stored entry."""
        return self.object is not None and self.object.pk is not None and super().permitted()


class EndCodeForm(ActionForm):
    """停用字典项"""

    action = actions.end_code
    model = Code
    danger = True
    intro = "停用以后不再可选；用过它的记录照旧显示。字典项不会删除。"
    on = forms.DateField(label="停用日期", initial=timezone.localdate, help_text="到这一天为止还可以选")

    def permitted(self) -> bool:
        """Only of a stored entry that is in use."""
        entry = self.object
        in_use = isinstance(entry, Code) and entry.pk is not None and entry.valid_to is None
        return in_use and super().permitted()

    def success_text(self, result: Any) -> str:
        """Until when it may be chosen."""
        return f"“{result}”已停用，可选到{result.valid_to:%Y-%m-%d}为止。"


class ResumeCodeForm(ActionForm):
    """恢复使用"""

    action = actions.resume_code
    model = Code
    intro = "恢复以后又可以选用。"

    def permitted(self) -> bool:
        """Only of an ended entry."""
        return isinstance(self.object, Code) and self.object.valid_to is not None and super().permitted()


class EditSeriesForm(ActionForm):
    """修改编号规则"""

    action = actions.edit_series
    model = Series
    button = "保存"
    label = forms.CharField(label="名称", max_length=60)
    pattern = forms.CharField(label="格式", max_length=80)

    @property
    def preview(self) -> str:
        """How a number of the typed pattern looks; empty where the pattern is wrong."""
        pattern = str(self["pattern"].value() or "")
        series = cast(Series, self.object)
        return (
            ""
            if patterns.faults_of(series.code, pattern)
            else patterns.example(pattern, values_of(self.seat, series))
        )

    def clean_pattern(self) -> str:
        """Says every fault at once, for the preview, too."""
        pattern: str = self.cleaned_data["pattern"]
        faults = patterns.faults_of(cast(Series, self.object).code, pattern)
        if faults:
            raise forms.ValidationError("；".join(faults) + "。")
        return pattern

    def success_url(self, result: Any) -> str:
        """Back to the same series."""
        return f"{result.get_absolute_url()}?pick={result.code}"


CODE_FORMS = (AddCodeForm, EditCodeForm, EndCodeForm, ResumeCodeForm)
