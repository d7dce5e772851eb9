"""What the page of 主题词 shows."""

from django.db.models import QuerySet

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.models import Subject


def subjects_of(seat: Seat) -> QuerySet[Subject]:
    """All subjects of the committee by name, ended ones too."""
    return visible(seat, Subject).order_by("name", "id")


def subject_for(seat: Seat, picked: str) -> Subject:
    """The picked subject, or a blank one to add."""
    is_key = picked.isascii() and picked.isdigit() and len(picked) < 19
    found = subjects_of(seat).filter(pk=int(picked)).first() if is_key else None
    return found or Subject(committee=seat.committee)
