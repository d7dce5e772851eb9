"""How often a person has looked at members' contacts today."""

from django.utils import timezone

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry

LOOKS_A_DAY = 30


def looks_today(seat: Seat) -> int:
    """Looks of the seat's user in its committee since midnight."""
    today = timezone.localdate().isoformat()
    looks = Entry.objects.filter(chain=seat.committee.pk, code="members.view_sensitive", ok=True)
    return looks.filter(actor_id=seat.user_id, at__startswith=today).count()
