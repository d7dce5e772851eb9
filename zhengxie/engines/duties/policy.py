"""Who sees duty facts. domain/02 section 6 (members.view_file)."""

from django.db.models import QuerySet

from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.access.policy import scope
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat

READERS = frozenset({Role.LIAISON_STAFF, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL})


@scope(Fact)
def visible_facts(seat: Seat) -> QuerySet[Fact]:
    """Members their own; liaison section, secretary-general and chair-level all. A convener sees of the group
    counts only, so its facts are not here: see `queries.countable`."""
    if seat.roles & READERS:
        return Fact.objects.all()
    if Role.MEMBER in seat.roles and seat.member_id is not None:
        return Fact.objects.filter(member_id=seat.member_id)
    return Fact.objects.none()
