"""What the pages of code lists and number series show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.models import Code, Series
from zhengxie.work.administration import patterns


def entries_of(seat: Seat, name: str) -> QuerySet[Code]:
    """All entries of a list in the office's order, ended ones too."""
    return visible(seat, Code).filter(list=name).order_by("order", "id")


def entry_for(seat: Seat, name: str, picked: str) -> Code:
    """The picked entry of the list, or a blank one to add."""
    found = entries_of(seat, name).filter(pk=int(picked)).first() if _is_key(picked) else None
    return found or Code(committee=seat.committee, list=name)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def standing_of(entry: Code, today: date | None = None) -> str:
    """在用, 停用 or the day until which it may be chosen."""
    day = today or timezone.localdate()
    if entry.valid_to is None:
        return "在用"
    return "停用" if entry.valid_to < day else f"用到{entry.valid_to:%Y-%m-%d}"


@dataclass(frozen=True)
class SeriesLine:
    """A series with an example and how far its longest run has come."""

    series: Series
    example: str
    reached: int


def series_lines(seat: Seat) -> list[SeriesLine]:
    """All series of the committee; one query."""
    rows = visible(seat, Series).annotate(reached=Max("counters__value")).order_by("code")
    return [SeriesLine(row, _example(row), row.reached or 0) for row in rows]


def _example(series: Series) -> str:
    """The example; the pattern itself where an older one does not pass today's checks."""
    faulty = patterns.faults_of(series.code, series.pattern)
    return series.pattern if faulty else patterns.example(series.pattern)


def places() -> list[tuple[str, str, str]]:
    """(place in braces, what it stands for, example) of all places."""
    return [(f"{{{place}}}", words, str(value)) for place, (words, value) in patterns.PLACES.items()]
