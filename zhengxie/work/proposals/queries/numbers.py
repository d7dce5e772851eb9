"""How the numbers of a session are written. domain/03 §4."""

from zhengxie.foundation.directory.models import Session
from zhengxie.foundation.rules.numbering import places_of as places_of  # bench/papers reads it from here


def scope_of(session: Session) -> str:
    """The run of a session's numbers: 1, 2, 3 … in each session."""
    return str(session.pk)
