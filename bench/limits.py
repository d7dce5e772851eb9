"""Clocks of loaded objects: counted by the engine's own arithmetic, each length and day once."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from zhengxie.engines.clocks.course import Basis, course
from zhengxie.engines.clocks.lengths import basis_for, parameter_key, source_words
from zhengxie.engines.clocks.models import ClockRule
from zhengxie.engines.clocks.recipients import told_by
from zhengxie.engines.clocks.running import bench_for, latest_for
from zhengxie.foundation.directory.models import Committee

Event = tuple[str, date | None, str, date | None]  # rule, started, by which verb, stopped


class Limits:
    """Makes clocks of one committee, not yet saved."""

    def __init__(self, committee: Committee, today: date) -> None:
        self.committee = committee
        self.bench = bench_for(committee, today)
        self.rules = {rule.code: rule for rule in ClockRule.objects.filter(committee=committee)}
        self.counted = cache(self._counted)
        self.told = cache(self._told)

    def _counted(self, code: str, event: date, name: str, day: date | None) -> dict[str, Any]:
        rule, bench = self.rules[code], self.bench
        basis = Basis("day", day=day) if day else basis_for(rule.length, None, event, bench.rules)
        if basis is None:
            raise ValueError(f"{code} has no length")
        key = parameter_key(rule.length, basis)
        version = bench.rules.versions.get(key) if key else None
        latest = latest_for(bench, rule, event)
        source = source_words(rule.length, basis, version)
        found = course(bench.calendar, event, name, basis, latest=latest, source=source)
        return {
            "rule_id": rule.pk,
            "event_on": event,
            "event_name": name,
            "basis": basis.code,
            "parameter_version": version,
            "absolute_on": latest,
            "due_on": found.due,
            "explanation": list(found.steps),
            "is_certain": found.certain,
        }

    def _told(self, code: str, unit: int | None, member: int | None) -> dict[str, list[str]]:
        whom: Any = SimpleNamespace(unit_id=unit, member_id=member, proposer_member_id=member)
        return told_by(self.rules[code], whom)

    def clocks(
        self,
        root: Any,
        events: Iterable[Event],
        *,
        day: date | None = None,
        unit: int | None = None,
        member: int | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Columns of the clock of each event that has happened, running where nothing stopped it."""
        common = {
            "committee_id": self.committee.pk,
            "object_label": root._meta.label_lower,
            "object_id": str(root.pk),
            "title": str(root)[:200],
            "url": root.get_absolute_url(),
        }
        for code, started, verb, stopped in events:
            if started is not None:
                state = {"state": "stopped" if stopped else "running", "stopped_on": stopped}
                told = self.told(code, unit, member)
                yield {**common, **state, "told": told, **self.counted(code, started, verb, day)}
