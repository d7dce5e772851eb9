"""Saving a draft for the first time, later, and handing in the mended text of a returned proposal."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.urls import reverse

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.drafts import drafts_of, posted, save_draft
from zhengxie.work.proposals.actions import writing as verbs
from zhengxie.work.proposals.forms.text import YES, WritingForm
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal, ProposalKind
from zhengxie.work.proposals.queries import intake, mine
from zhengxie.work.proposals.queries.proposers import own
from zhengxie.work.proposals.rules import count

# The version of a draft that nobody has touched since it was made.
AS_MADE = 2
TOUCHED = "这份草稿保存以后又改动过，没有用本页的内容覆盖它。再按一次，会把本页的内容另存为一份新草稿。"
ANOTHER = "本页的内容与它不同，没有保存；再按一次，会另存为一份新草稿。"
NOTHING = "还没有填写内容。请先写案由，再存草稿。"


class DraftForm(WritingForm):
    """The first saving of a new proposal."""

    action = verbs.draft
    once = forms.UUIDField(
        label="写作编号",
        required=False,
        widget=forms.HiddenInput,
        help_text="UUID，由填写的一方给出：同一个编号再保存一次，不会存成两份；不写的每次新存一份",
        error_messages={"invalid": "页面已经失效，请刷新页面后再保存。"},
    )
    as_body = forms.ChoiceField(
        label="以谁的名义提出",
        required=False,
        choices=[("", "我本人"), (YES, "本组（集体提案）")],
        widget=forms.RadioSelect,
        help_text="活动组的集体提案只在全会期间受理",
    )

    def prepare(self) -> None:
        """A convener chooses in whose name; nobody else is asked."""
        super().prepare()
        if not self.may_choose:
            self.fields.pop("as_body")

    @property
    def may_choose(self) -> bool:
        """Does the seat write for himself or for a group?"""
        return intake.may_choose_body(self.seat)

    @property
    def may_be_collective(self) -> bool:
        """Whoever is no member, and a convener."""
        return self.may_choose or intake.is_collective(self.seat)

    @property
    def is_collective(self) -> bool:
        """As chosen, else as the seat is."""
        return self.data.get("as_body") == YES if self.may_choose else intake.is_collective(self.seat)

    def clean_as_body(self) -> bool:
        """For the group?"""
        return bool(self.cleaned_data["as_body"] == YES)

    def clean_once(self) -> Any:
        """The page's own number; a page without one gets a new one."""
        return self.cleaned_data.get("once") or uuid4()

    def clean(self) -> dict[str, Any]:
        """An empty page is no draft."""
        values = super().clean()
        written = [values.get("title"), values.get("situation"), values.get("analysis")]
        written += intake.suggestions_in(values.get("suggestions") or [])
        if self.is_sent and not self.errors and not any(count(str(text or "")) for text in written):
            self.add_error("title", NOTHING)
        return values

    def perform(self) -> Any:
        """The page that was sent before finds the draft that it made then."""
        made = self._made_before()
        if made is not None:
            return self._again(made)
        result = super().perform()
        return result if result is not None else self._made_before()  # two presses at the same moment

    def _made_before(self) -> Proposal | None:
        rows = visible(self.seat, Proposal).filter(own(self.seat))
        return rows.filter(once=self.cleaned_data["once"]).first()

    def _again(self, made: Proposal) -> Any:
        """Nothing to do where it says the same; else the newer text, unless the draft has moved on."""
        if self._says_the_same(made):
            return made
        if made.state != ProposalState.DRAFT or made.version != AS_MADE:
            is_draft = made.state == ProposalState.DRAFT
            self.add_error(None, TOUCHED if is_draft else f"{mine.handed_in_words(made)}{ANOTHER}")
            again: Any = self.data
            renewed = again.copy()
            renewed["once"] = str(uuid4())
            self.data = renewed
            return None
        inputs = {**self.cleaned_data, **self.fixed()}
        wanted = {name: value for name, value in inputs.items() if name not in ("once", "as_body")}
        return verbs.revise(self.seat, made, **wanted)

    def _says_the_same(self, made: Proposal) -> bool:
        values = self.cleaned_data
        new = intake.text_from(values, is_collective=made.kind == ProposalKind.COLLECTIVE)
        rest = (values["basis"], values["contact_wish"], {unit.pk for unit in values["wished_units"]})
        stored = (made.basis, made.contact_wish, set(made.wished_units.values_list("pk", flat=True)))
        return new == intake.text_of(made) and rest == stored


class ReviseForm(WritingForm):
    """A later saving of a draft."""

    action = verbs.revise
    button = "存草稿"


class ResubmitForm(WritingForm):
    """The mended text of a returned proposal."""

    action = verbs.resubmit
    for_state = ProposalState.RETURNED
    button = "修改后再次提交"

    @property
    def strict(self) -> bool:
        """Always: it is handed in at once."""
        return self.is_sent

    @classmethod
    def keep(cls, seat: Seat, proposal: Proposal, data: QueryDict) -> bool:
        """Keep what was typed so that the preview can show it; False where there is nothing to keep."""
        typed = data.copy()
        typed.pop("look", None)
        path = reverse("proposal_edit", args=[proposal.pk])
        return save_draft(seat.user_id or 0, path, cls.action.code, typed) is not None

    @classmethod
    def kept(cls, seat: Seat, proposal: Proposal) -> "ResubmitForm | None":
        """The kept text, judged as if it were handed in now; None where there is none."""
        if proposal.state != cls.for_state:
            return None
        path = reverse("proposal_edit", args=[proposal.pk])
        draft = drafts_of(seat.user_id, path).get(cls.action.code)
        return cls(seat, proposal, posted(draft)) if draft else None

    def success_url(self, result: Any) -> str:
        """The page that says what comes next."""
        return reverse("proposal_sent", args=[result.pk])
