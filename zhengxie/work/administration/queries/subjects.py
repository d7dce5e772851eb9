"""What the page of 主题词 shows."""

from collections.abc import Iterable
from difflib import get_close_matches

from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.engines.search.advice import duties_of
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit
from zhengxie.foundation.directory.queries import valid_on
from zhengxie.foundation.rules.models import Subject
from zhengxie.foundation.rules.models.subjects import listed


def subjects_of(seat: Seat) -> QuerySet[Subject]:
    """All subjects of the committee by name, ended ones too."""
    return visible(seat, Subject).order_by("name", "id")


def subject_for(seat: Seat, picked: str) -> Subject:
    """The picked subject, or a blank one to add."""
    is_key = picked.isascii() and picked.isdigit() and len(picked) < 19
    found = subjects_of(seat).filter(pk=int(picked)).first() if is_key else None
    return found or Subject(committee=seat.committee)


def unknown_duties(seat: Seat, subject: Subject) -> dict[str, list[tuple[str, list[str]]]]:
    """{field: (wording, the nearest duties)} of what stands in no unit's duties as it is written; empty where
    all do, or no unit has any."""
    wanted = {name: listed(getattr(subject, name)) for name in ("duties", "co")}
    if not any(wanted.values()):
        return {}
    whole = list(visible(seat, Unit).filter(valid_on(timezone.localdate())).values_list("duties", flat=True))
    known = [text for text in whole if text.strip()]
    duties = sorted({duty for text in known for duty in duties_of(text)})
    found = {name: _unknown(pieces, known, duties) for name, pieces in wanted.items()} if known else {}
    return {name: rows for name, rows in found.items() if rows}


def _unknown(pieces: Iterable[str], known: list[str], duties: list[str]) -> list[tuple[str, list[str]]]:
    rows = [piece for piece in pieces if not any(piece in text for text in known)]
    return [(piece, get_close_matches(piece, duties, n=2, cutoff=0.5)) for piece in rows]
