"""The follower: clocks start, stop, move and renew after every action that a rule names. architecture §6."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from zhengxie.engines.clocks.arithmetic import next_report_day
from zhengxie.engines.clocks.course import read_basis
from zhengxie.engines.clocks.lengths import read_length
from zhengxie.engines.clocks.models import Clock, ClockRule
from zhengxie.engines.clocks.models.clock import ALIVE, ClockState
from zhengxie.engines.clocks.running import Bench, bench_for, dress, make, move_to, revive, stop, store
from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.run import Happened

Key = tuple[int, str]  # rule, object


def follow(seat: Seat, happened: Sequence[Happened]) -> None:
    """Bring the clocks of all that was touched up to date; at most five reading queries in all."""
    rules = _rules_by_label(seat.committee)
    events = [h for h in list(happened) if h.root._meta.label_lower in rules]
    if not events:
        return
    bench = bench_for(seat.committee, timezone.localdate())
    alive = _alive(seat.committee, events)
    fresh: dict[Key, Clock] = {}
    for event in events:
        for rule in rules[event.root._meta.label_lower]:
            _follow_one(bench, rule, event, alive, fresh)
    Clock.objects.bulk_create(fresh.values())


def _rules_by_label(committee: Committee) -> dict[str, list[ClockRule]]:
    found: dict[str, list[ClockRule]] = defaultdict(list)
    for rule in ClockRule.objects.filter(committee=committee, is_active=True):
        found[rule.object_label].append(rule)
    return found


def _alive(committee: Committee, events: Sequence[Happened]) -> dict[Key, Clock]:
    labels = {h.root._meta.label_lower for h in events}
    ids = {str(h.root.pk) for h in events}
    rows = Clock.objects.filter(
        committee=committee, object_label__in=labels, object_id__in=ids, state__in=ALIVE
    )
    return {
        (clock.rule_id, clock.object_id): clock for clock in rows.select_related("rule", "parameter_version")
    }


def _follow_one(
    bench: Bench, rule: ClockRule, event: Happened, alive: dict[Key, Clock], fresh: dict[Key, Clock]
) -> None:
    key = (rule.pk, str(event.root.pk))
    if event.code in rule.stops_on:
        _stop(bench, key, alive, fresh)
    elif event.code in rule.renews_on:
        _renew(bench, rule, event, key, alive, fresh)
    elif event.code in rule.revives_on and key not in alive and key not in fresh:
        _revive(rule, event, key, alive)
    elif key in fresh or (key not in alive and event.code in rule.starts_on):
        _start(bench, rule, event, key, fresh)
    elif key in alive:
        sync(bench, alive[key], event.root, verb_words(event.code))


def _start(
    bench: Bench,
    rule: ClockRule,
    event: Happened,
    key: Key,
    fresh: dict[Key, Clock],
    renewed: date | None = None,
) -> None:
    clock = make(bench, rule, event.root, verb_words(event.code), renewed=renewed)
    if clock is not None:
        fresh[key] = clock


def _stop(bench: Bench, key: Key, alive: dict[Key, Clock], fresh: dict[Key, Clock]) -> None:
    fresh.pop(key, None)
    clock = alive.pop(key, None)
    if clock is not None:
        stop(clock, bench.today)


def _revive(rule: ClockRule, event: Happened, key: Key, alive: dict[Key, Clock]) -> None:
    stopped = Clock.objects.filter(rule=rule, object_id=key[1], state=ClockState.STOPPED)
    clock = stopped.select_related("rule", "parameter_version").order_by("id").last()
    if clock is not None:
        revive(clock)
        alive[key] = clock


def _renew(
    bench: Bench, rule: ClockRule, event: Happened, key: Key, alive: dict[Key, Clock], fresh: dict[Key, Clock]
) -> None:
    """The period is done: close its clock and open the next one; a period reported before stays as it is."""
    clock = alive.get(key) or fresh.get(key)
    if clock is None:
        return
    renewed = _report_day_after(bench, rule, clock, verb_words(event.code))
    if renewed is not None and renewed <= _open_day(clock):
        if key in alive:
            sync(bench, clock, event.root, verb_words(event.code))
        return
    _stop(bench, key, alive, fresh)
    _start(bench, rule, event, key, fresh, renewed=renewed)


def _report_day_after(bench: Bench, rule: ClockRule, clock: Clock, verb: str) -> date | None:
    """The report day that follows a report made today; None where the rule does not run by report days."""
    length = read_length(rule.length)
    if length.kind != "report":
        return None
    last = clock.event_on if clock.event_name == verb[:60] else None
    return next_report_day(bench.rules.number(length.name), bench.today, _open_day(clock), last)


def _open_day(clock: Clock) -> date:
    """The report day that the clock waits for, before it was moved to a working day."""
    return read_basis(clock.basis).day or clock.due_on


def sync(bench: Bench, clock: Clock, root: Any, why: str) -> bool:
    """Follow the object: its date (where the clock runs by it), title, people; True where the date moved."""
    length = read_length(clock.rule.length)
    dressed = dress(clock, clock.rule, root)
    if length.kind == "field":
        wanted = getattr(root, length.name)
        if wanted is None:
            stop(clock, bench.today, cancelled=True)
            return True
        if wanted != named_day(clock):
            move_to(bench, clock, wanted, why)
            return True
    if dressed:
        store(clock)
    return False


def named_day(clock: Clock) -> date | None:
    """The day that the clock last took from its object; an extension since then keeps its effect."""
    named = [date.fromisoformat(move["due"]) for move in clock.moves if move["move"] == "day"]
    return named[-1] if named else read_basis(clock.basis).day


def verb_words(code: str) -> str:
    """The verb's Chinese label."""
    return VERBS[code].label if code in VERBS else code
