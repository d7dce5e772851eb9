"""States and moves of a proposal up to the decision; from filing on its case goes on. domain/03 §12.1

Only the moves of the table that the platform already has; the others join without changing these.
"""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition


class ProposalState(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审查"
    UNDER_FIRST_REVIEW = "under_first_review", "初审中"
    RETURNED = "returned", "退回修改"
    UNDER_PANEL = "under_panel", "待会审"
    FILED = "filed", "已立案"
    DECLINED = "declined", "不予立案"


S = ProposalState
PENDING = (S.SUBMITTED, S.UNDER_FIRST_REVIEW, S.RETURNED, S.UNDER_PANEL)
FINAL = (S.FILED, S.DECLINED)
OPEN = (S.DRAFT, S.RETURNED)  # its proposer may still change it
EXAMINED = (S.UNDER_FIRST_REVIEW, S.UNDER_PANEL)
WAITING = (S.SUBMITTED, *EXAMINED)  # for the examination


class ProposalMoves(ConcurrentTransitionMixin, models.Model):
    """draft → submitted → under_first_review → under_panel → filed or declined; returned → submitted."""

    state = FSMField("状态", default=S.DRAFT, choices=S.choices, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=S.DRAFT, target=S.DRAFT)
    def revise(self) -> None:
        """修改草稿."""

    @transition(state, source=OPEN, target=None)
    def attach(self) -> None:
        """上传附件."""

    @transition(state, source=OPEN, target=None)
    def detach(self) -> None:
        """删除附件."""

    @transition(state, source=S.DRAFT, target=S.SUBMITTED)
    def submit(self) -> None:
        """提交."""

    @transition(state, source=S.SUBMITTED, target=S.UNDER_FIRST_REVIEW)
    def start_review(self) -> None:
        """开始初审."""

    @transition(state, source=S.UNDER_FIRST_REVIEW, target=S.RETURNED)
    def return_for_revision(self) -> None:
        """退回修改."""

    @transition(state, source=S.RETURNED, target=S.SUBMITTED)
    def resubmit(self) -> None:
        """修改后再次提交."""

    @transition(state, source=S.UNDER_FIRST_REVIEW, target=S.UNDER_PANEL)
    def pass_to_panel(self) -> None:
        """送会审."""

    @transition(state, source=S.UNDER_PANEL, target=S.FILED)
    def file(self) -> None:
        """立案."""

    @transition(state, source=S.UNDER_PANEL, target=S.DECLINED)
    def decline(self) -> None:
        """不予立案."""
