"""Forms and filters of 主题词."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.listing import Filters
from zhengxie.foundation.rules.models import Subject
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.work.administration.actions import subjects as actions
from zhengxie.work.administration.queries.subjects import unknown_duties

DIVIDED = "几个之间用顿号隔开"
DUTY = "照单位名录里职责的写法，摘一小段"


def _list(label: str, hint: str, *, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=3000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class BackToTheList(ActionForm):
    """Leads back to the list as it was searched."""

    class Meta:
        abstract = True

    def success_url(self, result: Any) -> str:
        """The list; where a duty is nowhere to be found, the subject again, which says so."""
        kept = {name: self.data.get(name, "") for name in ("list_q", "list_state")}
        query = {name.removeprefix("list_"): value for name, value in kept.items() if value}
        if isinstance(self, SubjectFields) and unknown_duties(self.seat, result):
            query["pick"] = str(result.pk)
        return f"{reverse('subjects')}?{urlencode(query)}" if query else reverse("subjects")


class SubjectFields(BackToTheList):
    """What add and edit ask for."""

    name = forms.CharField(label="主题", max_length=40)
    words = _list("常用说法", f"老百姓和公文里怎么说，{DIVIDED}", rows=4)
    weak = _list("只作参考的说法", f"单独出现说明不了问题的，{DIVIDED}")
    duties = _list("对应职责（主办）", f"{DUTY}，{DIVIDED}")
    co = _list("对应职责（会办）", f"{DUTY}，{DIVIDED}")

    class Meta:
        abstract = True


class AddSubjectForm(SubjectFields):
    """新增主题词"""

    action = actions.add_subject
    caption = "新增主题词"

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Nothing of another one."""
        return {}

    def success_url(self, result: Any) -> str:
        """The list searched for it: among a thousand it would not be seen."""
        if unknown_duties(self.seat, result):
            return super().success_url(result)
        return f"{reverse('subjects')}?{urlencode({'q': result.name})}"

    def success_text(self, result: Any) -> str:
        """Names what was added."""
        return f"已新增“{result}”。"


class EditSubjectForm(SubjectFields):
    """修改主题词"""

    action = actions.edit_subject
    model = Subject
    button = "保存"

    def permitted(self) -> bool:
        """Only of a stored one."""
        return self.object is not None and self.object.pk is not None and super().permitted()


class EndSubjectForm(BackToTheList):
    """停用主题词"""

    action = actions.end_subject
    model = Subject
    danger = True
    intro = "停用以后，建议承办单位和查重不再用它；随时可以恢复。"

    def permitted(self) -> bool:
        """Only of one in use."""
        subject = self.object
        in_use = isinstance(subject, Subject) and subject.pk is not None and subject.is_used
        return in_use and super().permitted()


class ResumeSubjectForm(BackToTheList):
    """恢复使用"""

    action = actions.resume_subject
    model = Subject
    intro = "恢复以后，建议承办单位和查重又用它。"

    def permitted(self) -> bool:
        """Only of one that is not used."""
        return isinstance(self.object, Subject) and not self.object.is_used and super().permitted()


SUBJECT_FORMS = (AddSubjectForm, EditSubjectForm, EndSubjectForm, ResumeSubjectForm)


class SubjectFilters(Filters):
    """By any word of it, and by whether it is used."""

    hint = "主题、说法或职责"
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("used", "在用"), ("ended", "停用")]
    )

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """The rows that hold the word."""
        if "q" in values:
            fits = Q()
            for name in ("name", "words", "weak", "duties", "co"):
                fits |= Q(**{f"{name}__icontains": values["q"]})
            rows = rows.filter(fits)
        return rows.filter(is_used=values["state"] == "used") if "state" in values else rows
