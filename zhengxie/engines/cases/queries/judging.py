"""The proposer's page of judging: the answer, his own form, and nobody else's. domain/03 §7"""

from dataclasses import dataclass
from typing import Any

from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import Assignment, Feedback
from zhengxie.engines.cases.queries.forms import own_forms
from zhengxie.engines.cases.queries.letters import Letter, last_letter
from zhengxie.engines.clocks.queries import Due, judge_for
from zhengxie.foundation.access.seat import Seat

S = AssignmentState


@dataclass(frozen=True)
class Judging:
    """What the author sees. `own`: his form of this round; `earlier`: those of rounds before."""

    letter: Letter | None
    own: Feedback | None
    earlier: list[Feedback]
    due: Due | None
    closed: str  # why nothing can be judged now

    @property
    def rows(self) -> list[tuple[str, str]]:
        """His own form in words."""
        return rows_of(self.own) if self.own else []

    @property
    def thanks(self) -> str:
        """What happens next, the same whatever was chosen."""
        return "谢谢您。评价已记入办理情况，下一步有进展会通知您。"


def rows_of(form: Feedback) -> list[tuple[str, str]]:
    """A form in words; for its author only."""
    found = [
        ("对办理结果", form.get_result_display()),
        ("对办理态度和过程", form.get_process_display()),
        ("答复有没有答到点上", form.get_to_the_point_display()),
        ("怎样与您沟通", form.get_contact_way_display()),
        ("想说的话", form.text),
        ("可以转告的意见", form.pass_on),
    ]
    return [(label, str(words)) for label, words in found if words]


def judging_of(seat: Seat, task: Any) -> Judging:
    """Of a row of `assignments_for`, for an addressee."""
    forms = own_forms(seat, task)
    own = next((form for form in forms if form.round == task.round), None)
    letter = last_letter(seat, task)
    return Judging(
        letter=letter,
        own=own,
        earlier=[form for form in forms if form is not own],
        due=judge_for(task.committee)(task.next_due) if task.next_due and not own else None,
        closed="" if own or task.state == S.REPLIED else _why(task, letter),
    )


def _why(task: Assignment, letter: Letter | None) -> str:
    if letter is None:
        return "答复还没有发出。发出以后会通知您，请您评价。"
    if task.state in (S.REWORK, S.HANDLING, S.REPLY_REVIEW):
        return "正在再次办理，新的答复发出以后再请您评价。"
    return "评价的时间已过，这件没有收到您的评价。没有评价不算满意。"
