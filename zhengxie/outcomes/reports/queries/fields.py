"""How far a seat looks: its own field of the committee's work. domain/02 section 6, room reports."""

from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat, system_seat

# Leaders see everything, proposal staff everything about proposals.
WHOLE = frozenset({Role.CHAIR_LEVEL, Role.SECRETARY_GENERAL, Role.PROPOSAL_STAFF})


def reader_of(seat: Seat) -> Seat | None:
    """Through whose eyes proposals are counted for this seat: the whole committee's, those of its own body's
    staff; nobody's where proposals are not its field."""
    if seat.roles & WHOLE:
        return system_seat(seat.committee)
    return seat if is_of_body(seat) else None


def is_of_body(seat: Seat) -> bool:
    """Staff of a committee: its field is what its own body proposes and leads."""
    return Role.COMMITTEE_STAFF in seat.roles and seat.body_id is not None
