"""States and moves of a case, of each unit's assignment, and of a promise. domain/03 §12.2.

Only the moves of the table that the platform already has; the others join without changing these.
"""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition


class CaseState(models.TextChoices):
    TO_ASSIGN = "to_assign", "待交办"
    ASSIGNED = "assigned", "已交办"
    CLOSED = "closed", "已办结"
    CANCELLED = "cancelled", "已撤销"


class CaseMoves(ConcurrentTransitionMixin, models.Model):
    """to_assign → assigned → closed."""

    state = FSMField("状态", default=CaseState.TO_ASSIGN, choices=CaseState.choices, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=CaseState.TO_ASSIGN, target=CaseState.TO_ASSIGN)
    def propose_units(self) -> None:
        """提出承办单位."""

    @transition(state, source=CaseState.TO_ASSIGN, target=CaseState.ASSIGNED)
    def assign(self) -> None:
        """交办."""

    @transition(state, source=CaseState.ASSIGNED, target=CaseState.CLOSED)
    def close(self) -> None:
        """办结: every answering assignment is final."""


class AssignmentState(models.TextChoices):
    DELIVERED = "delivered", "待签收"
    RECEIVED = "received", "已签收"
    HANDLING = "handling", "办理中"
    OPINION_GIVEN = "opinion_given", "会办意见已交"
    REPLY_REVIEW = "reply_review", "答复待审"
    REPLIED = "replied", "待评价"
    REWORK = "rework", "再次办理"
    FOLLOWING = "following", "跟踪落实"
    CLOSED = "closed", "已办结"
    CLOSED_DISSATISFIED = "closed_dissatisfied", "办结(不满意)"


S = AssignmentState
FINAL = (S.CLOSED, S.CLOSED_DISSATISFIED)
# The verbs of moves that are called otherwise: one verb with several outcomes, one outcome of several verbs.
SETTLE = {"verbs": ["settle"]}
SETTLE_OR_LAPSE = {"verbs": ["settle", "lapse_feedback"]}


class AssignmentMoves(ConcurrentTransitionMixin, models.Model):
    """delivered → received → handling → reply_review → replied → closed, with rework and following."""

    state = FSMField("状态", default=S.DELIVERED, choices=S.choices, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=S.DELIVERED, target=S.RECEIVED)
    def receipt(self) -> None:
        """签收."""

    @transition(state, source=S.RECEIVED, target=S.HANDLING)
    def start(self) -> None:
        """明确经办人和分管领导."""

    @transition(state, source=[S.HANDLING, S.REWORK], target=None)
    def record_contact(self) -> None:
        """登记面商."""

    @transition(state, source=S.HANDLING, target=S.OPINION_GIVEN)
    def submit_co_opinion(self) -> None:
        """提交会办意见 (co-units only)."""

    @transition(state, source=[S.DELIVERED, S.RECEIVED, S.HANDLING, S.OPINION_GIVEN], target=S.CLOSED)
    def finish_co(self) -> None:
        """会办结束: the lead's reply is issued."""

    @transition(state, source=[S.HANDLING, S.REWORK], target=None)
    def draft_reply(self) -> None:
        """拟答复."""

    @transition(state, source=[S.HANDLING, S.REWORK], target=S.REPLY_REVIEW)
    def submit_reply(self) -> None:
        """签发答复并送审."""

    @transition(state, source=S.REPLY_REVIEW, target=S.HANDLING)
    def send_back_reply(self) -> None:
        """退回答复 (first round)."""

    @transition(state, source=S.REPLY_REVIEW, target=S.REWORK)
    def send_back_rework(self) -> None:
        """退回再次办理的答复 (second round)."""

    @transition(state, source=S.REPLY_REVIEW, target=S.REPLIED)
    def issue_reply(self) -> None:
        """发出答复."""

    @transition(state, source=S.REPLIED, target=S.REWORK, custom=SETTLE)
    def settle_rework(self) -> None:
        """评价处理: 不满意 with the result of the first round."""

    @transition(state, source=S.REPLIED, target=S.FOLLOWING, custom=SETTLE_OR_LAPSE)
    def settle_following(self) -> None:
        """评价处理: a promise is open."""

    @transition(state, source=S.REPLIED, target=S.CLOSED, custom=SETTLE_OR_LAPSE)
    def settle_closed(self) -> None:
        """评价处理: nothing is open."""

    @transition(state, source=S.REPLIED, target=S.CLOSED_DISSATISFIED, custom=SETTLE)
    def settle_dissatisfied(self) -> None:
        """评价处理: 不满意 with the result of the second round."""

    @transition(state, source=S.FOLLOWING, target=S.CLOSED)
    def confirm_fulfilled(self) -> None:
        """确认承诺落实."""


class PromiseState(models.TextChoices):
    OPEN = "open", "落实中"
    DONE = "done", "待确认"
    FULFILLED = "fulfilled", "已落实"


class PromiseMoves(ConcurrentTransitionMixin, models.Model):
    """open → done (the unit says so) → fulfilled (confirmed); done → open when it reports on."""

    state = FSMField("状态", default=PromiseState.OPEN, choices=PromiseState.choices, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=[PromiseState.OPEN, PromiseState.DONE], target=PromiseState.OPEN)
    def report_progress(self) -> None:
        """填报落实进展."""

    @transition(
        state,
        source=[PromiseState.OPEN, PromiseState.DONE],
        target=PromiseState.DONE,
        custom={"verbs": ["report_progress"]},
    )
    def report_done(self) -> None:
        """填报落实完成."""

    @transition(
        state, source=PromiseState.DONE, target=PromiseState.FULFILLED, custom={"verbs": ["fulfil_promise"]}
    )
    def fulfil(self) -> None:
        """落实确认."""
