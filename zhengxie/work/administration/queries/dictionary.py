"""What the pages of code lists and number series show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session
from zhengxie.foundation.rules.models import Code, Counter, Series
from zhengxie.foundation.rules.numbering import places_of
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
    """A series in words, with the newest number that it has given and how far that run has come. Where it
    has given none yet, how the first one will look."""

    series: Series
    example: str
    reached: int
    values: dict[str, Any]

    @property
    def words(self) -> str:
        """The pattern as one reads it."""
        return patterns.in_words(self.series.pattern)

    @property
    def places(self) -> list[tuple[str, str, str]]:
        """(place in braces, what it stands for, what stands there now) of all places."""
        return [(f"{{{place}}}", words, str(self.values[place])) for place, (words, _) in _PLACES]

    @property
    def padded(self) -> str:
        """The newest running number with three digits."""
        return f"{self.values['n']:03}"


_PLACES = tuple(patterns.PLACES.items())


def series_lines(seat: Seat) -> list[SeriesLine]:
    """All series of the committee; three queries."""
    rows = list(visible(seat, Series).order_by("code"))
    sessions = visible(seat, Session).select_related("term").order_by("opens", "pk")
    held = {str(session.pk): session for session in sessions}
    runs: dict[int, Counter] = {}
    for counter in Counter.objects.filter(series__in=rows, scope__in=held).order_by("pk"):
        runs[counter.series_id] = max(
            runs.get(counter.series_id, counter), counter, key=lambda run: held[run.scope].opens
        )
    return [_line(row, runs.get(row.pk) or _kin(rows, row, runs), held) for row in rows]


def _kin(rows: list[Series], row: Series, runs: Mapping[int, Counter]) -> Counter | None:
    """The run of the number of which this one is another way of writing: proposal.filing_full is the full
    form of proposal.filing."""
    return next(
        (runs[one.pk] for one in rows if one.pk in runs and row.code.startswith(f"{one.code}_")), None
    )


def _line(row: Series, run: Counter | None, held: Mapping[str, Session]) -> SeriesLine:
    session = held[run.scope] if run else next(reversed([*held.values()]), None)
    values: dict[str, Any] = {"n": run.value if run and run.value else 1}
    values |= places_of(session) if session else {p: v for p, (_, v) in _PLACES if p != "n"}
    faulty = patterns.faults_of(row.code, row.pattern)  # an older one may not pass today's checks
    example = row.pattern if faulty else patterns.example(row.pattern, values)
    return SeriesLine(row, example, run.value if run else 0, values)


def values_of(seat: Seat, series: Series) -> dict[str, Any]:
    """What stands in the places of the newest number of a series."""
    return next((line.values for line in series_lines(seat) if line.series.pk == series.pk), {})
