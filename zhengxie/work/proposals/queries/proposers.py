"""Whose a proposal is: a member's, a unit's, or a body's. domain/02 §6 (own, grp, body)."""

from django.db.models import Q

from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.work.proposals.models import Proposal

# Whoever writes for a body: its convener, or its staff.
OF_BODY = frozenset({Role.CONVENER, Role.COMMITTEE_STAFF})


def own(seat: Seat) -> Q:
    """The proposals on whose proposer's side the seat stands."""
    found = Q(pk__in=[])
    if seat.member_id and Role.MEMBER in seat.roles:
        found |= Q(member_id=seat.member_id)
    if seat.unit_id and Role.UNIT_SUBMITTER in seat.roles:
        found |= Q(unit_id=seat.unit_id)
    if seat.body_id and seat.roles & OF_BODY:
        found |= Q(body_id=seat.body_id)
    return found


def is_proposer(seat: Seat, proposal: object) -> bool:
    """The seat stands on the proposer's side of this one."""
    if not isinstance(proposal, Proposal):
        return False
    if proposal.member_id:
        return seat.member_id == proposal.member_id and Role.MEMBER in seat.roles
    if proposal.unit_id:
        return seat.unit_id == proposal.unit_id and Role.UNIT_SUBMITTER in seat.roles
    return seat.body_id == proposal.body_id and bool(seat.roles & OF_BODY)
