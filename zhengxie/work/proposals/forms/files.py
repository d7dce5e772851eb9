"""Putting a file to a proposal and taking it away. The file is checked and stored before the action."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.urls import reverse

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.documents import store
from zhengxie.foundation.documents.archive import BadFile
from zhengxie.foundation.documents.models import Attachment
from zhengxie.foundation.documents.queries import attachments_of
from zhengxie.foundation.documents.uploads import ACCEPT, Received, receive
from zhengxie.foundation.pages.drafts import save_draft
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.work.proposals.actions import files as verbs
from zhengxie.work.proposals.forms.writing import ResubmitForm, ReviseForm
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries import mine


def keep_text(seat: Seat, proposal: Proposal, data: QueryDict) -> None:
    """The text that came along with a file, where the page of writing has it, stays as unsent input."""
    if "draft_key" not in data or not mine.is_open(proposal):
        return
    form = ResubmitForm if mine.awaits_new_text(proposal) else ReviseForm
    typed = data.copy()
    for name in ("file", "draft_key"):
        typed.pop(name, None)
    save_draft(seat.user_id or 0, reverse("proposal_edit", args=[proposal.pk]), form.action.code, typed)


class _FileForm(ActionForm):
    """Of what is put there it does not matter what else was changed meanwhile."""

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """Nothing is typed."""
        return {}

    def prepare(self) -> None:
        """The text beside it has a version of its own."""
        self.fields.pop("version", None)

    def words_of(self, refusal: Refused) -> str:
        """What has been handed in meanwhile is said to be so, with its number."""
        proposal: Any = self.object
        if isinstance(refusal, Stale) and proposal is not None and not mine.is_open(proposal):
            return mine.handed_in_words(proposal)
        return super().words_of(refusal)

    def success_url(self, result: Any) -> str:
        """Back to the page of writing, where the attachments stand."""
        return reverse("proposal_edit", args=[result.pk]) + "#files"


class AttachForm(_FileForm):
    """One file more."""

    action = verbs.attach

    file = forms.FileField(
        label="文件",
        help_text="docx、pdf、xlsx 或 jpg、png 图片，每个不超过 20 MB",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "还没有选文件：请先按“选择文件”，选好后再按“上传附件”。"},
    )

    def clean_file(self) -> Received:
        """Checked, and put into the store."""
        try:
            return receive(self.seat.committee.pk, self.cleaned_data["file"])
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error

    def perform(self) -> Any:
        """A file that the action refuses is not kept."""
        received = self.cleaned_data["file"]
        result = None
        try:
            result = super().perform()
        finally:
            if result is None:
                store.discard(self.seat.committee.pk, received.stored)
        return result

    def success_text(self, result: Any) -> str:
        """Named as it is shown."""
        return f"附件“{self.cleaned_data['file'].name}”已上传。"


class DetachForm(_FileForm):
    """One file less; its page asks once more."""

    action = verbs.detach
    danger = True
    button = "删除附件"

    attachment = forms.ModelChoiceField(
        label="附件", queryset=Attachment.objects.none(), widget=forms.HiddenInput
    )

    def prepare(self) -> None:
        """Those of the proposal."""
        super().prepare()
        fields: Any = self.fields
        if self.object is not None:
            fields["attachment"].queryset = attachments_of(self.object)

    def success_text(self, result: Any) -> str:
        """Named, since it is no longer shown."""
        return f"附件“{self.cleaned_data['attachment'].name}”已删除。"
