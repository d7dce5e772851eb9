"""States of promises as signs, and the states by which a seat may filter. ux.md 10"""

from zhengxie.engines.cases.lifecycle import AssignmentState, CaseState, PromiseState
from zhengxie.engines.cases.models import Promise
from zhengxie.engines.cases.queries.labels import BLIND, WORDS
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.signs import Sign

A, P = AssignmentState, PromiseState
OF_PROMISES = {P.OPEN: ("blue", "half"), P.DONE: ("ink", "clock"), P.FULFILLED: ("green", "done")}
SHOWN = (A.DELIVERED, A.RECEIVED, A.HANDLING, A.REPLY_REVIEW, A.REPLIED, A.REWORK, A.FOLLOWING, A.CLOSED)


def promise_sign(promise: Promise) -> Sign:
    """The sign of a promise."""
    state = P(promise.state)
    return Sign(str(state.label), *OF_PROMISES[state])


def is_blind(seat: Seat) -> bool:
    """The seat must not tell 办结(不满意) from 已办结. domain/03 §12.2"""
    return bool(seat.roles & BLIND)


def state_choices(seat: Seat) -> list[tuple[str, str]]:
    """States by which the seat may filter a list of cases; never the one it must not tell apart."""
    ends = () if is_blind(seat) else (A.CLOSED_DISSATISFIED,)
    return [(str(state), WORDS[state]) for state in (CaseState.TO_ASSIGN, *SHOWN, *ends)]
