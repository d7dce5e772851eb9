"""States and moves of a plan and its tasks. domain/07 section 6; moves only, no query, no other object."""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition


class PlanState(models.TextChoices):
    DRAFTING = "drafting", "起草中"
    CONSULTING = "consulting", "征求意见"
    APPROVED_CM = "approved_cm", "主席会议已通过"
    APPROVED_SC = "approved_sc", "常委会会议已通过"
    ISSUED = "issued", "已印发"
    CLOSED = "closed", "已收官"
    DISCARDED = "discarded", "已作废"


APPROVE = {"verbs": ["approve"]}  # the verb of moves that are called otherwise
BEFORE_ISSUE = [PlanState.DRAFTING, PlanState.CONSULTING, PlanState.APPROVED_CM, PlanState.APPROVED_SC]


class PlanMoves(ConcurrentTransitionMixin, models.Model):
    """drafting → consulting → approved_cm → approved_sc → issued → closed; before issue back to drafting."""

    state = FSMField("状态", default=PlanState.DRAFTING, choices=PlanState.choices, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=PlanState.DRAFTING, target=PlanState.CONSULTING)
    def consult(self) -> None:
        """征求意见."""

    # A plan may have been consulted on paper before it was entered, so approval may follow drafting at once.
    @transition(
        state,
        source=[PlanState.DRAFTING, PlanState.CONSULTING],
        target=PlanState.APPROVED_CM,
        custom=APPROVE,
    )
    def approve_cm(self) -> None:
        """The chairpersons' meeting has agreed."""

    @transition(state, source=PlanState.APPROVED_CM, target=PlanState.APPROVED_SC, custom=APPROVE)
    def approve_sc(self) -> None:
        """The standing committee has agreed."""

    @transition(state, source=BEFORE_ISSUE[1:], target=PlanState.DRAFTING)
    def send_back(self) -> None:
        """Back to drafting."""

    @transition(state, source=BEFORE_ISSUE, target=PlanState.DISCARDED)
    def discard(self) -> None:
        """作废: a draft that was imported by mistake; it leaves the lists, its trail stays."""

    # The usual first plan is one that has already been issued on paper: it goes straight to issued.
    @transition(state, source=BEFORE_ISSUE, target=PlanState.ISSUED)
    def issue(self) -> None:
        """印发."""

    @transition(state, source=PlanState.ISSUED, target=PlanState.ISSUED)
    def amend(self) -> None:
        """A new edition of an issued plan."""

    @transition(state, source=PlanState.ISSUED, target=PlanState.CLOSED)
    def close(self) -> None:
        """The year is over."""


class TaskState(models.TextChoices):
    PLANNED = "planned", "待印发"
    OPEN = "open", "推进中"
    DONE_TO_CONFIRM = "done_to_confirm", "待销号"
    CLOSED = "closed", "已销号"
    DROPPED = "dropped", "已取消"


class TaskMoves(ConcurrentTransitionMixin, models.Model):
    """planned (until the plan is issued) → open → done_to_confirm → closed (销号); open → dropped."""

    state = FSMField("状态", default=TaskState.PLANNED, choices=TaskState.choices, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=TaskState.PLANNED, target=TaskState.OPEN)
    def open_task(self) -> None:
        """The plan is issued: the task runs."""

    @transition(state, source=TaskState.OPEN, target=TaskState.DONE_TO_CONFIRM)
    def request_close(self) -> None:
        """申请销号."""

    @transition(state, source=TaskState.DONE_TO_CONFIRM, target=TaskState.OPEN)
    def refuse_close(self) -> None:
        """The leading person sends it back."""

    @transition(state, source=TaskState.DONE_TO_CONFIRM, target=TaskState.CLOSED)
    def close_out(self) -> None:
        """销号."""

    @transition(state, source=[TaskState.PLANNED, TaskState.OPEN], target=TaskState.DROPPED)
    def drop(self) -> None:
        """取消."""
