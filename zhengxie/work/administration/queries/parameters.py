"""What the settings page shows: rows of a tab, the picked parameter, the trial."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from zhengxie.engines.clocks.running import bench_for
from zhengxie.engines.clocks.trial import Trial, try_length, uses
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.catalogue import PARAMETERS, Group, Parameter, in_group
from zhengxie.foundation.rules.kinds import BadValue, DurationKind, LadderKind
from zhengxie.foundation.rules.models import OPEN_STATES, ParameterVersion, VersionState
from zhengxie.foundation.rules.queries import Rules, rules_for
from zhengxie.foundation.rules.values import UNIT_WORDS, Duration

CHANGED = "changed"


@dataclass(frozen=True)
class ParameterRow:
    """One line of the table."""

    parameter: Parameter
    value: Any
    since: date | None
    next: ParameterVersion | None
    is_changed: bool

    @property
    def now(self) -> str:
        """The value in force, short enough for a cell."""
        return brief(self.parameter, self.value)

    @property
    def default_words(self) -> str:
        """The shipped value, as short."""
        return brief(self.parameter, self.parameter.default)

    @property
    def full(self) -> str:
        """The value in force in full."""
        return self.parameter.kind.say(self.value)

    @property
    def next_words(self) -> str:
        """待确认 7 个工作日, or 2023-01-01 起 2 个月."""
        if self.next is None:
            return ""
        words = brief(self.parameter, self.next.read_value)
        if self.next.state == VersionState.PUBLISHED:
            return f"{self.next.effective_from:%Y-%m-%d} 起 {words}"
        return f"{self.next.get_state_display()} {words}"


def brief(parameter: Parameter, value: Any) -> str:
    """The value as a table cell holds it; of a ladder only how many rungs it has."""
    return f"共 {len(value)} 步" if isinstance(parameter.kind, LadderKind) else parameter.kind.say(value)


@dataclass(frozen=True)
class Sheet:
    """All parameters of a committee as of today."""

    rules: Rules
    upcoming: dict[str, ParameterVersion]

    def row(self, parameter: Parameter) -> ParameterRow:
        """The line of one parameter."""
        key = parameter.key
        changed = self.rules[key] != parameter.default
        return ParameterRow(
            parameter, self.rules[key], self.rules.since(key), self.upcoming.get(key), changed
        )

    def rows(self, parameters: Iterable[Parameter]) -> list[ParameterRow]:
        """The lines of several, in their order."""
        return [self.row(parameter) for parameter in parameters]

    @property
    def changed(self) -> list[ParameterRow]:
        """与默认不同的."""
        return [row for row in self.rows(PARAMETERS.values()) if row.is_changed]


def sheet_of(seat: Seat) -> Sheet:
    """Everything the page needs, in two queries. An open draft goes before a version published for later."""
    today = timezone.localdate()
    later = Q(state=VersionState.PUBLISHED, effective_from__gt=today)
    rows = visible(seat, ParameterVersion).filter(later | Q(state__in=OPEN_STATES))
    upcoming: dict[str, ParameterVersion] = {}
    for version in rows.select_related("first_by", "second_by").order_by("-effective_from"):
        if version.key in PARAMETERS and not (version.key in upcoming and upcoming[version.key].is_open):
            upcoming[version.key] = version
    return Sheet(rules_for(seat.committee, today), upcoming)


def found_by(text: str) -> list[Parameter]:
    """Parameters whose label, key or note holds the text."""
    words = text.strip().lower()
    return [p for p in PARAMETERS.values() if words in f"{p.label}\n{p.key}\n{p.note}".lower()]


def rows_for(sheet: Sheet, tab: str, text: str) -> list[ParameterRow]:
    """The lines of a tab, or what a search finds in all tabs."""
    if text.strip():
        return sheet.rows(found_by(text))
    return sheet.changed if tab == CHANGED else sheet.rows(in_group(Group(tab)))


def open_version(seat: Seat, sheet: Sheet, key: str) -> ParameterVersion:
    """The draft of a parameter, else a blank one that a form may fill."""
    found = sheet.upcoming.get(key)
    if found is not None and found.is_open:
        return found
    return ParameterVersion(committee=seat.committee, key=key)


def history_of(seat: Seat, key: str) -> list[ParameterVersion]:
    """The published versions of a parameter, newest first."""
    rows = visible(seat, ParameterVersion).filter(key=key, state=VersionState.PUBLISHED)
    return list(rows.select_related("first_by", "second_by").order_by("-effective_from", "-published_at"))


@dataclass(frozen=True)
class ParameterTrial:
    """试算 of one parameter: the tried value and what would move, or why it is no value."""

    definition: Parameter
    is_used: bool
    typed: str
    words: str = ""
    trial: Trial | None = None
    fault: str = ""

    @property
    def is_length(self) -> bool:
        """True where clocks could run by it."""
        return isinstance(self.definition.kind, DurationKind)

    @property
    def units(self) -> list[tuple[str, str]]:
        """The units that may be tried: code, word."""
        kind = self.definition.kind
        return [(unit, UNIT_WORDS[unit]) for unit in kind.units] if isinstance(kind, DurationKind) else []

    @property
    def amount(self) -> str:
        """The number as typed."""
        return self.typed.partition(" ")[0]

    @property
    def unit(self) -> str:
        """The unit as chosen."""
        return self.typed.partition(" ")[2]


def trial_of(seat: Seat, version: ParameterVersion, typed: str) -> ParameterTrial:
    """Try the typed value, else the draft's, on the running clocks."""
    definition = version.definition
    text = typed or version.value
    used = isinstance(definition.kind, DurationKind) and bool(uses(seat.committee, version.key))
    if not used or not text:
        return ParameterTrial(definition, used, text)
    try:
        length = definition.read(text)
    except BadValue as fault:
        return ParameterTrial(definition, used, text, fault=f"{fault}。")
    bench = bench_for(seat.committee, timezone.localdate())
    trial = try_length(bench, version.key, length) if isinstance(length, Duration) else None
    return ParameterTrial(definition, used, text, words=definition.kind.say(length), trial=trial)
