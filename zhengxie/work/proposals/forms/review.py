"""The sheets of the examination: first review and panel. domain/03 §3, ux.md S5

One page is one sheet with several buttons: each button is a form of its own, and what was typed for one
stands in the others, too (see `one_sheet`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse

from zhengxie.foundation.directory.models import Unit
from zhengxie.foundation.pages.drafts import drop_draft, posted
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.rows import Rows
from zhengxie.work.proposals.actions import decision, review
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.advised import handling_units
from zhengxie.work.proposals.queries.categories import choices_for

OPINION = 1000  # characters
UNITS = ("lead_unit", "co_units")
CONTRADICTION = (
    "您填了不予立案的情形，又按了“立案”。要立案的，请把情形改回“立案的不选”并清空情形说明；"
    "不立案的，请按“不予立案”。"
)


class SheetForm(ActionForm):
    """One button of a sheet. `page`: the sheet's URL name; `beside`: the other buttons' codes."""

    model = Proposal
    page = ""
    beside: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "sheet-%s"  # the same field of two buttons is one control

    @classmethod
    def initial_for(cls, seat: Any, obj: Any) -> dict[str, Any]:
        """The categories as they are; nothing else is known yet."""
        return {name: getattr(obj, name) for name in ("theme", "field") if name in cls.base_fields}

    def prepare(self) -> None:
        """The categories of today, and the proposal's own where it has ended since."""
        self._offer("theme", CodeListName.PROPOSAL_THEME)
        self._offer("field", CodeListName.PROPOSAL_FIELD)

    def _offer(self, name: str, listed: CodeListName) -> None:
        proposal: Any = self.object
        fields: Any = self.fields
        if name in fields:
            blank = "请选择" if fields[name].required else "不分"
            fields[name].choices = [("", blank), *choices_for(proposal)[listed]]

    def perform(self) -> Any:
        """Once one button was pressed, what was typed for the others is done with."""
        result = super().perform()
        if result is not None and self.page:
            path = reverse(self.page, args=[result.pk])
            for code in self.beside:
                drop_draft(self.seat.user_id, path, code)
        return result


class StartReviewForm(SheetForm):
    """Take it in hand."""

    action = review.start_review
    page = "proposal_review"

    def success_url(self, result: Any) -> str:
        """The sheet, now to be filled."""
        return reverse("proposal_review", args=[result.pk])


class PointRow(forms.Form):
    """One thing to mend."""

    text = forms.CharField(
        label="需修改之处", max_length=200, widget=forms.TextInput(attrs={"class": "zx-in zx-in-wide"})
    )


class ReturnForRevisionForm(SheetForm):
    """Back to the proposer with points to mend."""

    action = review.return_for_revision
    page = "proposal_review"
    beside = ("proposals.pass_to_panel",)
    points = Rows(
        PointRow,
        label="需要修改之处",
        spare=3,
        row_word="第{}处",
        error_messages={"required": "请写明需要修改之处，一条写一处，提案者看得到。"},
    )

    def success_url(self, result: Any) -> str:
        """The queue, for the next one."""
        return f"{reverse('review_desk')}?stage=first"


class PassToPanelForm(SheetForm):
    """To the panel with category, units and opinion."""

    action = review.pass_to_panel
    page = "proposal_review"
    beside = ("proposals.return_for_revision",)
    one_matter = forms.BooleanField(label="一事一案", required=False)
    complete = forms.BooleanField(label="有情况、有分析、有建议", required=False)
    admissible = forms.BooleanField(label="不属不予立案情形", required=False)
    theme = forms.ChoiceField(label="类别（主题）", error_messages={"required": "请选择类别（主题）"})
    field = forms.ChoiceField(label="类别（办理领域）", required=False)
    lead_unit = forms.ModelChoiceField(
        label="建议主办单位",
        queryset=Unit.objects.none(),
        empty_label="请选择",
        error_messages={"required": "请选择建议主办单位，交办前还可以调整"},
    )
    co_units = forms.ModelMultipleChoiceField(
        label="建议会办单位",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "zx-opts-box zx-opts-tight"}),
    )
    opinion = forms.CharField(
        label="初审意见",
        max_length=OPINION,
        help_text="会审时看得到",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写初审意见，会审时看得到"},
    )

    def prepare(self) -> None:
        """Units of today: those that the proposer wishes stand first."""
        super().prepare()
        proposal: Any = self.object
        rows = handling_units(self.seat)
        wished = {unit.pk for unit in proposal.wished_units.all()}
        units = sorted(rows, key=lambda unit: unit.pk not in wished)
        shown = [(unit.pk, str(unit)) for unit in units]
        fields: Any = self.fields
        fields["lead_unit"].queryset = fields["co_units"].queryset = rows
        fields["lead_unit"].choices, fields["co_units"].choices = [("", "请选择"), *shown], shown
        self._take_over(getattr(proposal, "taken_over", {}))

    def _take_over(self, taken: Mapping[str, list[str]]) -> None:
        """Suggested units that a link names, also into a draft; co-units join those that are chosen."""
        typed: Any = self.data
        for name, keys in taken.items():
            if keys and self.is_bound:
                before = typed.getlist(name) if name == "co_units" else []
                typed.setlist(name, [*before, *keys])
            elif keys:
                self.initial[name] = keys if name == "co_units" else keys[-1]

    def success_url(self, result: Any) -> str:
        """The queue, for the next one."""
        return f"{reverse('review_desk')}?stage=first"


class FileForm(SheetForm):
    """立案."""

    action = decision.file
    page = "proposal_panel"
    beside = ("proposals.decline",)
    theme = forms.ChoiceField(label="类别（主题）", error_messages={"required": "请选择类别（主题）"})
    field = forms.ChoiceField(label="类别（办理领域）", required=False)
    opinion = forms.CharField(
        label="会审意见", max_length=OPINION, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """A reason for declining that stands on the same sheet contradicts it."""
        values = super().clean() or {}
        if any(str(self.data.get(name) or "").strip() for name in ("reason_code", "reason_text")):
            self.add_error(None, CONTRADICTION)
        return values

    def success_url(self, result: Any) -> str:
        """The queue, for the next one."""
        return f"{reverse('review_desk')}?stage=panel"

    def success_text(self, result: Any) -> str:
        """With the number that it was given."""
        return f"《{result.title}》已立案，提案号：{result.number_full}。"


class DeclineForm(SheetForm):
    """不予立案."""

    action = decision.decline
    danger = True
    page = "proposal_panel"
    beside = ("proposals.file",)
    reason_code = forms.ChoiceField(
        label="不予立案情形", error_messages={"required": "不予立案的，请选择情形，提案者看得到"}
    )
    reason_text = forms.CharField(
        label="情形说明", max_length=300, required=False, help_text="提案者看得到；选“其他”的必填"
    )
    opinion = forms.CharField(
        label="会审意见", max_length=OPINION, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        """The reasons that hold today."""
        proposal: Any = self.object
        fields: Any = self.fields
        rows = choices_for(proposal)[CodeListName.PROPOSAL_DECLINE]
        fields["reason_code"].choices = [("", "立案的不选"), *((c, f"{c}　{label}") for c, label in rows)]

    def success_url(self, result: Any) -> str:
        """The queue, for the next one."""
        return f"{reverse('review_desk')}?stage=panel"

    def success_text(self, result: Any) -> str:
        """Without a verb twice."""
        return f"《{result.title}》不予立案，已告知提案者。"


def one_sheet(made: Mapping[str, ActionForm], sent: ActionForm | None) -> dict[str, BoundField]:
    """The fields of all buttons of a page as one sheet: {field name: bound field}.

    What was typed for the one that was pressed (or kept as a draft) is shown in the others' fields, too;
    only the pressed one is judged."""
    kept = [form for form in made.values() if form.restored is not None]
    source: Any = sent or max(kept, key=lambda form: form.restored.saved, default=None)
    found: dict[str, BoundField] = {}
    for form in _filled(made, source):
        for name in form.fields:
            if name not in found:
                found[name] = form[name]
    return found


def _filled(made: Mapping[str, ActionForm], source: Any) -> Iterator[ActionForm]:
    """The pressed one first, so that shared fields carry its errors; then the others with its input."""
    if source is not None:
        yield source
    for form in made.values():
        if source is None:
            yield form
        elif form is not source:
            data = posted(source.restored) if source.restored is not None else source.data
            again = type(form)(form.seat, form.object, data)
            again.restored = source.restored or source
            yield again
