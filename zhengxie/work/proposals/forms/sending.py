"""Handing a proposal in, and throwing a draft away."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model
from django.urls import reverse

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.drafts import drop_draft
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.work.proposals.actions import writing as verbs
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries import intake
from zhengxie.work.proposals.queries.proposers import own
from zhengxie.work.proposals.rules import faults


class SubmitForm(ActionForm):
    """Hand it in, as the preview shows it."""

    action = verbs.submit
    button = "提交提案"

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """Nothing is typed."""
        return {}

    def clean(self) -> dict[str, Any]:
        """Everything that stands against it, each under the field of the text that it is about."""
        values = super().clean() or {}
        proposal: Any = self.object
        if proposal is not None and proposal.state == ProposalState.DRAFT:
            for fault in faults(intake.text_of(proposal), intake.limits_of(self.seat.committee)):
                place = fault.field or NON_FIELD_ERRORS
                self.errors.setdefault(place, self.error_class()).append(fault.text)
        return values

    def perform(self) -> Any:
        """A second press finds it submitted, which is what was wanted."""
        result = super().perform()
        if result is not None:
            return result
        rows = visible(self.seat, Proposal).filter(own(self.seat), pk=self.object.pk if self.object else 0)
        return rows.exclude(state=ProposalState.DRAFT).first()

    def success_url(self, result: Any) -> str:
        """Number, what next, by when."""
        return reverse("proposal_sent", args=[result.pk])

    def success_text(self, result: Any) -> str:
        """The success page speaks for itself."""
        return ""


class DiscardForm(ActionForm):
    """Throw a draft away."""

    action = verbs.discard
    model = Proposal
    danger = True
    intro = "草稿删除后不能恢复。"

    def perform(self) -> Any:
        """With what was typed into it and not saved."""
        key = self.object.pk if self.object else 0
        result = super().perform()
        if result is not None:
            drop_draft(self.seat.user_id, reverse("proposal_edit", args=[key]), verbs.revise.code)
        return result

    def success_url(self, result: Any) -> str:
        """The list: the draft is gone."""
        return reverse("my_proposals")

    def success_text(self, result: Any) -> str:
        """Named, since it is no longer shown."""
        return f"草稿已删除：{result.title or '未命名的提案'}。"
