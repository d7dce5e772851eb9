"""Whether a verb's turn has come for an object, read off its machine; and what comes before it."""

from typing import Any

from django_fsm import FSMField

from zhengxie.foundation.access.policy import VERBS, allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.moves import Machine, Move

MOST_STEPS = 3


def suits(code: str, obj: Any) -> bool:
    """The state of the object allows the verb; True, too, where the verb is no move of its machine."""
    sources = {move.source for move in _moves(obj) if move.verb == code}
    return not sources or _state(obj) in sources


def reached(code: str, obj: Any) -> str:
    """The word of the object's state where that is where the verb would lead, so that nothing is left to do;
    "" elsewhere. It does not say who brought it there, or whether this verb did."""
    field = _field(obj)
    if field is None or not any(move.verb == code and move.target == _state(obj) for move in _moves(obj)):
        return ""
    return Machine(type(obj), field).states[_state(obj)]


def steps_before(seat: Seat, code: str, obj: Any) -> list[str]:
    """Labels of the verbs, all the seat's own, that lead from here to where the verb is allowed; [] where
    there is no such way. What the seat may not press is neither named nor counted on."""
    moves = _moves(obj)
    goals = {move.source for move in moves if move.verb == code}
    ways: list[list[Move]] = [[]]
    for _ in range(MOST_STEPS):
        ways = [[*way, move] for way in ways for move in moves if move.source == _end(way, obj)]
        ways = [way for way in ways if allowed(seat, way[-1].verb, obj) and way[-1].source != way[-1].target]
        for way in ways:
            if way[-1].target in goals:
                return [VERBS[move.verb].label for move in way]
    return []


def _end(way: list[Move], obj: Any) -> str:
    return way[-1].target if way else _state(obj)


def _state(obj: Any) -> str:
    return str(obj.state)


def _moves(obj: Any) -> list[Move]:
    """Of the machine whose states stand in the object's `state`; none where it has no states."""
    field = _field(obj)
    return Machine(type(obj), field).moves() if field is not None else []


def _field(obj: Any) -> FSMField | None:
    return next((f for f in obj._meta.concrete_fields if isinstance(f, FSMField) and f.name == "state"), None)
