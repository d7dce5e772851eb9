"""The state that a seat reads of a case or an assignment. domain/03 §12.2"""

from zhengxie.engines.cases.lifecycle import AssignmentState, CaseState
from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.engines.cases.rules import label_of
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.signs import Sign

S = AssignmentState
# What lies behind 办结(不满意) is a proposer's choice: to these it is plain 已办结.
BLIND = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.INSPECTOR})


LOOKS: dict[str, tuple[str, str]] = {
    CaseState.TO_ASSIGN: ("ink", "clock"),
    CaseState.ASSIGNED: ("blue", "half"),
    CaseState.CANCELLED: ("grey", "stop"),
    S.DELIVERED: ("blue", "inbox"),
    S.RECEIVED: ("blue", "half"),
    S.HANDLING: ("blue", "half"),
    S.OPINION_GIVEN: ("blue", "doc"),
    S.REWORK: ("red", "back"),
    S.REPLY_REVIEW: ("blue", "doc"),
    S.REPLIED: ("blue", "clock"),
    S.FOLLOWING: ("blue", "link"),
    S.CLOSED: ("green", "done"),
    S.CLOSED_DISSATISFIED: ("red", "alert"),
}
WORDS: dict[str, str] = {**dict(CaseState.choices), **dict(AssignmentState.choices)}


def label_for(seat: Seat, obj: Case | Assignment) -> Sign:
    """The sign of a case (that of its least advanced answering assignment) or of an assignment. For lists
    prefetch `assignments`."""
    if isinstance(obj, Case):
        parts = [part.state for part in obj.assignments.all() if part.is_answering]
        return sign_of(seat, label_of(obj.state, parts))
    return sign_of(seat, obj.state)


def sign_of(seat: Seat, state: str) -> Sign:
    """A stored state as this seat may read it."""
    if state == S.CLOSED_DISSATISFIED and seat.roles & BLIND:
        state = S.CLOSED
    return Sign(WORDS[state], *LOOKS[state], code=str(state))
