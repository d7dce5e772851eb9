"""States and moves of an objection to the duty file. domain/06 §1"""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, transition


class ObjectionState(models.TextChoices):
    OPEN = "open", "待答复"
    UPHELD = "upheld", "已采纳"
    REFUSED = "refused", "未采纳"


ANSWER = {"verbs": ["answer_objection"]}  # one verb with two outcomes


class ObjectionMoves(ConcurrentTransitionMixin, models.Model):
    """open → upheld or refused."""

    state = FSMField("状态", default=ObjectionState.OPEN, choices=ObjectionState.choices, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=ObjectionState.OPEN, target=ObjectionState.UPHELD, custom=ANSWER)
    def uphold(self) -> None:
        """采纳: the source of the fact was or will be put right."""

    @transition(state, source=ObjectionState.OPEN, target=ObjectionState.REFUSED, custom=ANSWER)
    def refuse(self) -> None:
        """不采纳, with a reason."""
