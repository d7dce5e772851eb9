"""Reading one's own tokens."""

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, QuerySet, Value, When
from django.utils import timezone

from zhengxie.foundation.access.models import Hat, Token
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat


def held_hat(seat: Seat) -> Hat:
    """The hat that the seat wears, locked until the end of the action: of two tokens made at once, the second
    counts the first. PermissionDenied where nobody wears one."""
    hat = Hat.objects.select_for_update(no_key=True).filter(pk=seat.hat_id or 0).first()
    if hat is None:
        raise PermissionDenied("no hat is worn")
    return hat


def live_of(hat: Hat) -> QuerySet[Token]:
    """Tokens of the hat that still open something."""
    return Token.objects.filter(hat=hat, revoked__isnull=True, expires__gte=timezone.localdate())


def own_tokens(seat: Seat) -> QuerySet[Token]:
    """All tokens of the seat's user in the committee, those that still work first; each with `is_live`."""
    live = When(revoked__isnull=True, expires__gte=timezone.localdate(), then=Value(True))
    rows = visible(seat, Token).annotate(
        is_live=Case(live, default=Value(False), output_field=BooleanField())
    )
    return rows.select_related("hat__unit", "hat__body").order_by("-is_live", "-id")
