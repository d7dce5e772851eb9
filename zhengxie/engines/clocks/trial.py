"""试算: what a new length, or a new rule, would do to what is open now. Nothing is stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhengxie.engines.clocks.course import Basis, course
from zhengxie.engines.clocks.daily import clocks_by, objects_of
from zhengxie.engines.clocks.lengths import parameter_key
from zhengxie.engines.clocks.models import Clock, ClockRule
from zhengxie.engines.clocks.running import Bench, make
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.values import Duration


@dataclass(frozen=True)
class TrialLine:
    """One running clock: due now, due then."""

    title: str
    url: str
    before: date
    after: date

    @property
    def shift(self) -> int:
        """Calendar days by which it would move, negative for earlier."""
        return (self.after - self.before).days


@dataclass(frozen=True)
class Trial:
    """What a new value would do to the running clocks."""

    today: date
    lines: list[TrialLine]

    def _those(self, holds: Callable[[TrialLine], bool]) -> list[TrialLine]:
        return [line for line in self.lines if holds(line)]

    @property
    def later(self) -> list[TrialLine]:
        """到期日后移."""
        return self._those(lambda line: line.shift > 0)

    @property
    def earlier(self) -> list[TrialLine]:
        """到期日前移."""
        return self._those(lambda line: line.shift < 0)

    @property
    def freed(self) -> list[TrialLine]:
        """由超期变为未超期."""
        return self._those(lambda line: line.before < self.today <= line.after)

    @property
    def newly_over(self) -> list[TrialLine]:
        """由未超期变为超期."""
        return self._those(lambda line: line.after < self.today <= line.before)


def try_length(bench: Bench, key: str, length: Duration) -> Trial:
    """The running clocks of a parameter, counted with another length."""
    lines = []
    for clock in clocks_by(bench.committee, key):
        found = course(
            bench.calendar,
            clock.event_on,
            clock.event_name,
            Basis("length", length=length),
            moves=clock.moves,
            latest=clock.absolute_on,
        )
        lines.append(TrialLine(clock.title, clock.url, clock.due_on, found.due))
    return Trial(bench.today, lines)


def uses(committee: Committee, key: str) -> list[ClockRule]:
    """The clock rules that depend on a parameter."""
    rules = ClockRule.objects.filter(committee=committee, is_active=True)
    return [rule for rule in rules if parameter_key(rule.length) == key or rule.absolute == key]


@dataclass(frozen=True)
class Caught:
    """An open object that a rule would catch: when its clock would have begun, and when it is due."""

    root: Any
    event_on: date
    due_on: date

    @property
    def url(self) -> str:
        """The object's page, if it has one."""
        return str(getattr(self.root, "get_absolute_url", str)())


def would_catch(bench: Bench, rule: ClockRule) -> list[Caught]:
    """Open objects for which the rule's clock would run now: begun and not ended by what the trail says."""
    begun = open_by_trail(bench.committee, rule)
    running = set(
        Clock.objects.filter(rule_id=rule.pk, object_id__in=begun).values_list("object_id", flat=True)
    )
    objects = objects_of(rule.object_label, [key for key in begun if key not in running])
    found = []
    for key, root in objects.items():
        clock = make(bench, rule, root, "试算", on=begun[key])
        if clock is not None:
            found.append(Caught(root, begun[key], clock.due_on))
    return sorted(found, key=lambda caught: caught.due_on)


def open_by_trail(committee: Committee, rule: ClockRule) -> dict[str, date]:
    """Object id → day of the last starting verb, for objects whose last word was not a stopping verb."""
    codes = [*rule.starts_on, *rule.stops_on]
    entries = Entry.objects.filter(chain=committee.pk, ok=True, label=rule.object_label, code__in=codes)
    begun: dict[str, date] = {}
    for code, object_id, at in entries.order_by("number").values_list("code", "object_id", "at"):
        if code in rule.stops_on:
            begun.pop(object_id, None)
        else:
            begun[object_id] = datetime.fromisoformat(at).date()
    return begun
