"""Inputs of the plan's small verbs, and of reading a text."""

from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from zhengxie.engines.plans.actions.plans import approve, close, consult, discard, issue, send_back
from zhengxie.engines.plans.models import Plan
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.sentences import SpokenForm


class ReadForm(SpokenForm):
    """A file or a pasted text to be read as a work plan."""

    file = forms.FileField(label="文件", required=False, help_text="docx 或 txt，不超过 20 MB")
    text = forms.CharField(
        label="或者粘贴全文",
        required=False,
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, within the limit."""
        data = super().clean() or {}
        file = data.get("file")
        if not file and not (data.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError("请选择文件，或者把全文粘贴到下面的框里。")
        if file and file.size > settings.UPLOAD_LIMIT:
            self.add_error("file", "文件超过20 MB，请删去图片后再传，或者粘贴文字。")
        return data


class ConsultForm(ActionForm):
    """Send the draft round."""

    action = consult
    model = Plan
    intro = "各专委会从此可以看到草稿。"


class ApproveForm(ActionForm):
    """A meeting has agreed."""

    action = approve
    model = Plan
    intro = "先登记主席会议通过，再登记常委会会议通过。"
    meeting = forms.CharField(label="会议", max_length=80, help_text="如：十四届市政协第3次主席会议")
    on = forms.DateField(label="日期")
    document_no = forms.CharField(label="纪要文号", max_length=60, required=False)


class SendBackForm(ActionForm):
    """Back to drafting."""

    action = send_back
    model = Plan
    danger = True
    reason = forms.CharField(label="退回原因", max_length=200)


class DiscardForm(ActionForm):
    """A draft that is not wanted."""

    action = discard
    model = Plan
    danger = True
    intro = "草稿不再列出，任务一并作废；记录留在审计日志中。"
    reason = forms.CharField(label="作废原因", max_length=200)

    def success_url(self, result: Any) -> str:
        """The list: the draft itself is no longer shown."""
        return reverse("plan_list")


class IssueForm(ActionForm):
    """Issue with number and date."""

    action = issue
    model = Plan
    intro = "印发后任务开始计时，全体委员可以看到；以后只能用“修订”产生新版本。"
    document_no = forms.CharField(label="文号", max_length=60, help_text="如：示政协〔2022〕6号")
    issued_on = forms.DateField(label="印发日期")

    def clean_issued_on(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("印发日期不能晚于今天。")
        return day


class CloseForm(ActionForm):
    """The year's plan is done."""

    action = close
    model = Plan
    danger = True
    intro = "全部任务销号或取消以后才能收官；收官后不能再改。"
