"""Inputs of the answer: drafted by the officer, signed by the leader, audited, issued. domain/03 §6"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse

from zhengxie.engines.cases.actions import replies as verbs
from zhengxie.engines.cases.forms.handling import lines
from zhengxie.engines.cases.models import (
    Assignment,
    CaseItem,
    ItemAnswer,
    ItemValue,
    Publicity,
    Reply,
    ResultClass,
)
from zhengxie.engines.cases.queries.gaps import lacks_of, outer_gaps
from zhengxie.engines.cases.queries.letters import reply_in_work
from zhengxie.engines.cases.rules import Answer, Gap, Paper
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.rows import Rows

WRITING = verbs.WRITING
TEXTS = (
    "text",
    "document_no",
    "result",
    "publicity",
    "publicity_reason",
    "contact_name",
    "contact_phone",
    "signer",
)


class AnswerRow(forms.Form):
    """The answer to one numbered suggestion; it stays, also while it is empty."""

    keep_blank = True
    item = forms.ModelChoiceField(label="建议", queryset=CaseItem.objects.none(), widget=forms.HiddenInput)
    value = forms.ChoiceField(
        label="采纳情况", choices=ItemValue.choices, required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="答复内容",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "写措施、做法；不能采纳的写明理由"}),
    )
    due = forms.DateField(label="完成时间", required=False)
    section = forms.CharField(label="责任科室", max_length=60, required=False)


def answer_row(items: Any) -> type[forms.Form]:
    """AnswerRow that takes only these suggestions."""

    class OwnAnswerRow(AnswerRow):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            field: Any = self.fields["item"]
            field.queryset = items

    return OwnAnswerRow


class DraftReplyForm(ActionForm):
    """The answer as the officer writes it; 送领导签发 is the same with `ready`."""

    action = verbs.draft_reply
    button = "存草稿"
    row_gaps: Sequence[Gap] = ()
    answers = Rows(AnswerRow, label="逐条答复", required=False, row_word="答复{}", spare=0)
    text = forms.CharField(
        label="总的说明",
        max_length=5000,
        required=False,
        widget=lines(4),
        help_text="选填，放在逐条答复之前，如办理的总体情况",
    )
    result = forms.ChoiceField(
        label="办理结果", choices=ResultClass.choices, required=False, widget=forms.RadioSelect
    )
    publicity = forms.ChoiceField(
        label="公开属性", choices=Publicity.choices, required=False, widget=forms.RadioSelect
    )
    publicity_reason = forms.CharField(
        label="不公开的理由", max_length=200, required=False, help_text="不主动公开的，写明理由"
    )
    document_no = forms.CharField(
        label="发文字号",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "如：示公函〔2022〕18号"}),
    )
    signer = forms.CharField(label="签发人", max_length=40, required=False)
    contact_name = forms.CharField(label="联系人", max_length=40, required=False)
    contact_phone = forms.CharField(label="联系电话", max_length=30, required=False)
    ready = forms.BooleanField(label="送领导签发", required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """The reply in work, else an empty answer to every suggestion."""
        if obj is None:
            return {}
        reply = reply_in_work(obj)
        found = {name: getattr(reply, name) for name in TEXTS} if reply else {}
        if not reply:
            found = {"contact_name": obj.officer, "contact_phone": obj.officer_phone, "signer": obj.leader}
        known = {answer.item_id: answer for answer in reply.answers.all()} if reply else {}
        found["answers"] = [_row(item, known.get(item.pk)) for item in obj.items.all()]
        return found

    def prepare(self) -> None:
        """Rows for this case's suggestions only."""
        task: Any = self.object
        rows: Any = self.fields["answers"]
        if task is not None:
            rows.use(answer_row(task.items.all()))

    def clean(self) -> dict[str, Any]:
        """Before it goes to the leader, each gap is said at the input where it is repaired."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        task: Any = self.object
        if given.get("ready") and task is not None and not self.errors and task.state in WRITING:
            gaps, outer = lacks_of(task, _paper(task, given)), outer_gaps(task)
            if gaps or outer:
                self.add_error(None, f"还不能送领导签发，还差{len(gaps) + len(outer)}项。")
            for gap in outer:
                self.add_error(None, f"{gap}。")
            for gap in gaps:
                self.add_error("answers" if gap.number else gap.field, f"{gap}。")
            self.row_gaps = [gap for gap in gaps if gap.number]
        return given

    @property
    def pairs(self) -> list[tuple[CaseItem, forms.Form]]:
        """Each suggestion with the row that answers it."""
        task: Any = self.object
        bound: Any = self["answers"]
        rows = {str(row["item"].value()): row for row in bound.rows}
        found = [(item, rows.get(str(item.pk))) for item in task.items.all()]
        for item, row in found:
            for gap in self.row_gaps:
                if row is not None and gap.number == item.number and not row.has_error(gap.field):
                    row.add_error(gap.field, f"{gap}。")
        return [(item, row) for item, row in found if row is not None]

    def success_url(self, result: Any) -> str:
        """On with the draft; once it lies with the leader, the assignment."""
        if self.cleaned_data.get("ready"):
            return str(result.get_absolute_url())
        return reverse("reply_edit", args=[result.pk])

    def success_text(self, result: Any) -> str:
        """What happened, and who is next."""
        if self.cleaned_data.get("ready"):
            return "已送领导签发。签发以后由督查室或提案委审核发出。"
        return "草稿已保存。"


def _row(item: CaseItem, answer: ItemAnswer | None) -> dict[str, Any]:
    names = ("value", "text", "due", "section")
    return {"item": item.pk, **({name: getattr(answer, name) for name in names} if answer else {})}


def _paper(task: Assignment, given: dict[str, Any]) -> Paper:
    """What was typed, as the rules judge it."""
    typed = {row["item"].pk: row for row in given.get("answers") or ()}
    names = ("result", "publicity", "publicity_reason", "document_no", "contact_name", "contact_phone")
    answers = []
    for item in task.items.all():
        row = typed.get(item.pk)
        texts = {name: row[name] for name in ("value", "text", "due")} if row else {}
        answers.append(Answer(item.number, **texts))
    return Paper(answers=answers, **{name: given.get(name) or "" for name in names})


class ReturnDraftForm(ActionForm):
    """The leader says no."""

    action = verbs.return_draft
    model = Assignment
    button = "退回经办人"
    danger = True
    reason = forms.CharField(label="要怎样修改", max_length=300, widget=lines(3))


class SubmitReplyForm(ActionForm):
    """The leader's signature; from here the text is frozen."""

    action = verbs.submit_reply
    model = Assignment
    button = "签发送审"
    intro = "签发以后答复不能再改，送督查室或提案委审核；按期与否以签发的时间计算。"
    signer = forms.CharField(label="签发人", max_length=40)

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """Whoever the officer named, else whoever signs."""
        reply: Reply | None = reply_in_work(obj) if obj is not None else None
        return {"signer": (reply.signer if reply else "") or seat.name}


class SendBackReplyForm(ActionForm):
    """The audit of a first answer ends with points to mend."""

    action = verbs.send_back_reply
    model = Assignment
    button = "退回承办单位"
    danger = True
    reason = forms.CharField(
        label="退回理由", max_length=300, widget=lines(3), help_text="承办单位会看到，请写明要补什么、改什么"
    )


class SendBackReworkForm(SendBackReplyForm):
    """The same in the second round."""

    action = verbs.send_back_rework


class IssueReplyForm(ActionForm):
    """The checklist of domain/03 §14; every line is ticked by a person."""

    action = verbs.issue_reply
    model = Assignment
    button = "审核通过，发出答复"
    intro = "发出以后提案者收到答复并评价，承诺事项开始计时。"
    answered = forms.BooleanField(label="每条建议都有答复，针对所提问题")
    contacted = forms.BooleanField(label="已与提案者面商，或提案者表示不需要")
    result = forms.ChoiceField(
        label="办理结果分类",
        choices=ResultClass.choices,
        widget=forms.RadioSelect,
        help_text="与答复内容相符；不符的可以在这里更正",
    )
    marked = forms.BooleanField(label="公开属性已注明，不公开的有理由")
    formatted = forms.BooleanField(label="抬头、文号、签发人、联系人、格式无误")

    @classmethod
    def initial_for(cls, seat: Seat, obj: Any) -> dict[str, Any]:
        """The class that the unit gave."""
        reply: Reply | None = reply_in_work(obj) if obj is not None else None
        return {"result": reply.result if reply else ""}
