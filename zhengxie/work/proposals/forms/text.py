"""The text of a proposal and what its proposer chooses, as the page of writing asks for it. domain/03 §2

Saving a draft asks for nothing; what is handed in is judged as a whole.
"""

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.urls import reverse

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.foundation.workflow.rows import Rows
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import ContactWish, Proposal, ProposalKind
from zhengxie.work.proposals.queries import intake, mine
from zhengxie.work.proposals.rules import Limits, count, faults

CONTACT = ("contact_name", "contact_phone")
YES, NO = "yes", "no"


class SeveralSelects(forms.SelectMultiple):
    """Several drop-down lists of one name: easier on a phone than a list of eighty boxes. The template writes
    them (`picks`); empty ones count for nothing."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The chosen keys, each once, in the order chosen."""
        posted = data.getlist(name) if isinstance(data, QueryDict) else data.get(name) or []
        return list(dict.fromkeys(str(value) for value in posted if str(value).strip()))


class SuggestionRow(forms.Form):
    """One suggestion."""

    text = forms.CharField(
        label="建议", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class WritingForm(ActionForm):
    """The text of a proposal and what its proposer chooses. `strict`: judged as if it were handed in."""

    title = forms.CharField(
        label="案由",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一句话写清是什么事，一般写成“关于……的建议”",
    )
    situation = forms.CharField(
        label="情况",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="有什么问题，在哪里，影响有多大",
    )
    analysis = forms.CharField(
        label="分析",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="问题的原因是什么",
    )
    suggestions = Rows(SuggestionRow, label="建议", required=False, row_word="建议{}")
    basis = forms.CharField(
        label="调研情况或来源", required=False, max_length=200, help_text="可以不填。如：2022年4月走访9所学校"
    )
    consent_public = forms.TypedChoiceField(
        label="是否同意公开",
        required=False,
        choices=[(YES, "同意"), (NO, "不同意")],
        coerce=lambda value: value == YES,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text="立案后，案由和内容可能在政协网站上公开",
    )
    private_reason = forms.CharField(
        label="不同意公开的理由", required=False, max_length=200, help_text="选“不同意”时请写明"
    )
    wished_units = forms.ModelMultipleChoiceField(
        label="建议承办单位", queryset=Unit.objects.none(), required=False, widget=SeveralSelects
    )
    contact_wish = forms.ChoiceField(
        label="是否希望当面沟通", required=False, choices=ContactWish.choices, widget=forms.RadioSelect
    )
    contact_name = forms.CharField(label="联系人", required=False, max_length=40)
    contact_phone = forms.CharField(
        label="联系电话",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    for_state: ClassVar[ProposalState] = ProposalState.DRAFT
    limits: Limits

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """What stands in the proposal now."""
        if not isinstance(obj, Proposal) or obj.state != cls.for_state:
            return {"once": uuid4()} if obj is None else {}
        plain = ("title", "situation", "analysis", "basis", "private_reason", "contact_wish", *CONTACT)
        found: dict[str, Any] = {name: getattr(obj, name) for name in plain}
        found["suggestions"] = list(obj.suggestions.values("text"))
        found["wished_units"] = list(obj.wished_units.values_list("pk", flat=True))
        found["consent_public"] = {True: YES, False: NO}.get(obj.consent_public)
        return found

    def prepare(self) -> None:
        """Limits and units of today; the contact person is asked for where a body or unit proposes."""
        if self.fits:
            self.limits = intake.limits_of(self.seat.committee)
            title: Any = self.fields["title"]
            title.max_length = self.limits.title_most  # for the counter only; a longer draft may be kept
            fields: Any = self.fields
            fields["wished_units"].queryset = intake.units_to_wish(self.seat)
            fields["wished_units"].help_text = f"最多{self.limits.wished}家，供参考，可以不填"
        if not self.may_be_collective:
            for name in CONTACT:
                self.fields.pop(name)

    @property
    def fits(self) -> bool:
        """Is this the form of the object's state, or one that was sent?"""
        return self.is_bound or self.object is None or getattr(self.object, "state", "") == self.for_state

    @property
    def may_be_collective(self) -> bool:
        """Does (or may) a unit or body propose?"""
        return self.is_collective

    @property
    def is_collective(self) -> bool:
        """Does a unit or body propose?"""
        return getattr(self.object, "kind", "") == ProposalKind.COLLECTIVE

    @property
    def strict(self) -> bool:
        """Is the whole to be judged, as the preview would?"""
        return self.is_sent and bool(self.data.get("next"))

    @property
    def is_sent(self) -> bool:
        """Really sent: neither restored, nor shown again with one more row."""
        return self.is_bound and self.restored is None and "more" not in self.data

    def words_of(self, refusal: Refused) -> str:
        """What has been handed in meanwhile is said to be so, with its number."""
        proposal: Any = self.object
        if isinstance(refusal, Stale) and proposal is not None and not mine.is_open(proposal):
            return mine.handed_in_words(proposal)
        return super().words_of(refusal)

    def permitted(self) -> bool:
        """On the seat's own proposal, in the state of the form (or sent in spite of it: then it is told)."""
        return self.fits and super().permitted()

    def fixed(self) -> dict[str, Any]:
        """Nothing for what was not asked."""
        return {name: "" for name in CONTACT if name not in self.fields}

    def clean(self) -> dict[str, Any]:
        """Judge the whole where it is to be handed in."""
        values = super().clean() or {}
        if self.strict:
            for fault in faults(intake.text_from(values, is_collective=self.is_collective), self.limits):
                if fault.field not in self.errors:
                    self.add_error(fault.field if fault.field in self.fields else None, fault.text)
        return values

    @property
    def length(self) -> int:
        """Characters of the whole text as it stands in the form."""
        rows: Any = self["suggestions"]
        texts = [self["situation"].value(), self["analysis"].value()]
        texts += [row["text"].value() for row in rows.rows]
        return sum(count(str(text or "")) for text in texts)

    @property
    def picks(self) -> list[list[tuple[int, str, bool]]]:
        """The drop-down lists of wished units: options as (key, name, chosen), one list per possible wish."""
        fields: Any = self.fields
        units = [(unit.pk, unit.name) for unit in fields["wished_units"].queryset]
        chosen = [str(value) for value in self["wished_units"].value() or []]
        chosen += [""] * (self.limits.wished - len(chosen))
        return [[(key, name, str(key) == value) for key, name in units] for value in chosen]

    def success_url(self, result: Any) -> str:
        """On to the preview, or back to the page of the draft."""
        if result.state != ProposalState.DRAFT:
            return reverse("proposal_sent", args=[result.pk])
        return reverse("proposal_preview" if self.strict else "proposal_edit", args=[result.pk])

    def success_text(self, result: Any) -> str:
        """Said on the page that follows; the success page speaks for itself."""
        if result.state != ProposalState.DRAFT:
            return ""
        if self.strict:
            return "已存为草稿，还没有提交。请核对后按页面最下面的“提交提案”。"
        return "草稿已保存，可以随时回来继续写。"
