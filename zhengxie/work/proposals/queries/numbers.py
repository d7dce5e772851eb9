"""How the numbers of a session are written. domain/03 §4."""

from typing import Any

from zhengxie.foundation.directory.models import Session
from zhengxie.foundation.directory.numerals import chinese_number


def places_of(session: Session) -> dict[str, Any]:
    """What a number pattern may name: {term} 14, {session} 1, {届} 十四, {次} 一."""
    return {
        "term": session.term.number,
        "session": session.number,
        "届": chinese_number(session.term.number),
        "次": chinese_number(session.number),
    }


def scope_of(session: Session) -> str:
    """The run of a session's numbers: 1, 2, 3 … in each session."""
    return str(session.pk)
