"""Starting, stopping, pausing, extending clocks. Called inside actions only (they write roots)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhengxie.engines.clocks.arithmetic import Calendar, end_of
from zhengxie.engines.clocks.calendars import calendar_of
from zhengxie.engines.clocks.course import Basis, course, read_basis
from zhengxie.engines.clocks.lengths import basis_for, parameter_key, source_words
from zhengxie.engines.clocks.models import Clock, ClockRule, ClockState
from zhengxie.engines.clocks.recipients import told_by
from zhengxie.engines.clocks.wording import day_words
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.models import ParameterVersion
from zhengxie.foundation.rules.queries import Rules, rules_for
from zhengxie.foundation.rules.values import Duration


@dataclass(frozen=True)
class Bench:
    """What counting needs, read once per run: the committee's calendar and parameters as of a day."""

    committee: Committee
    today: date
    calendar: Calendar
    rules: Rules


def bench_for(committee: Committee, today: date) -> Bench:
    """Calendar and parameters in three queries."""
    return Bench(committee, today, calendar_of(committee), rules_for(committee, today))


def make(
    bench: Bench,
    rule: ClockRule,
    root: Any,
    event_name: str,
    *,
    on: date | None = None,
    renewed: date | None = None,
) -> Clock | None:
    """A clock, not yet saved; None where the rule is not for the object or the object names no date.
    `on`: the event's day, else today.

    An object may name another day and word for the event (`event_of`). `renewed`: see basis_for."""
    named = root.event_of(rule.code) if hasattr(root, "event_of") else None
    event, event_name = named or (on or bench.today, event_name)
    basis = basis_for(rule.length, root, event, bench.rules, renewed=renewed)
    if basis is None or not rule.catches(root):
        return None
    key = parameter_key(rule.length, basis)
    clock = Clock(
        committee=bench.committee,
        rule=rule,
        object_label=root._meta.label_lower,
        object_id=str(root.pk),
        event_on=event,
        event_name=event_name[:60],
        basis=basis.code,
        parameter_version=bench.rules.versions.get(key) if key else None,
        absolute_on=latest_for(bench, rule, event),
    )
    dress(clock, rule, root)
    recount(bench, clock)
    return clock


def latest_for(bench: Bench, rule: ClockRule, event: date) -> date | None:
    """The day that no extension may pass, by the rule's own parameter."""
    return end_of(bench.calendar, event, bench.rules.days(rule.absolute))[1] if rule.absolute else None


def dress(clock: Clock, rule: ClockRule, root: Any) -> bool:
    """Take title, address and people from the object; True where something changed."""
    address = getattr(root, "get_absolute_url", str)()
    url = address if address.startswith("/") else ""
    wanted = {"title": str(root)[:200], "url": url[:200], "told": told_by(rule, root)}
    changed = any(getattr(clock, name) != value for name, value in wanted.items())
    for name, value in wanted.items():
        setattr(clock, name, value)
    return changed


def recount(bench: Bench, clock: Clock) -> bool:
    """Count the due date again from basis and moves; True where it changed. Not yet saved."""
    before, basis = clock.due_on, read_basis(clock.basis)
    found = course(
        bench.calendar,
        clock.event_on,
        clock.event_name,
        basis,
        moves=clock.moves,
        latest=clock.absolute_on,
        source=source_words(clock.rule.length, basis, clock.parameter_version),
    )
    clock.due_on, clock.explanation, clock.is_certain = found.due, list(found.steps), found.certain
    return before != clock.due_on


def stop(clock: Clock, on: date, *, cancelled: bool = False) -> None:
    """The object has done what was due (or need not any more)."""
    clock.state = ClockState.CANCELLED if cancelled else ClockState.STOPPED
    clock.stopped_on = on
    store(clock)


def revive(clock: Clock) -> None:
    """What was done was sent back: the clock runs on to the same day as if it had never stopped."""
    clock.state, clock.stopped_on = ClockState.RUNNING, None
    store(clock)


def pause(clock: Clock, on: date, why: str) -> None:
    """Stop counting by a named decision `why`; raises ValueError without one or where it is not running."""
    if clock.state != ClockState.RUNNING or not why.strip():
        raise ValueError("only a running clock can be paused, by a named decision")
    clock.state, clock.paused_on = ClockState.PAUSED, on
    clock.explanation = [*clock.explanation, f"{day_words(on)}起暂停（{why}）"]
    clock.note_move(move="pause", **{"from": on.isoformat(), "until": on.isoformat(), "why": why})
    store(clock)


def resume(bench: Bench, clock: Clock, on: date) -> None:
    """Count on; the due date moves by the days (working days for such limits) that the pause lasted."""
    if clock.state != ClockState.PAUSED:
        raise ValueError("the clock is not paused")
    last: Mapping[str, Any] = clock.moves[-1]
    basis = read_basis(clock.basis)
    unit = basis.length.unit if basis.length else "d"
    clock.moves = [*clock.moves[:-1], {**last, "until": on.isoformat(), "unit": unit}]
    clock.state, clock.paused_on = ClockState.RUNNING, None
    recount(bench, clock)
    store(clock)


def extend(bench: Bench, clock: Clock, length: Duration, why: str) -> None:
    """Move the due date by a length counted from it, never beyond the latest day."""
    clock.note_move(move="extend", length=length.code, why=why)
    recount(bench, clock)
    store(clock)


def move_to(bench: Bench, clock: Clock, day: date, why: str) -> None:
    """The object names another date now."""
    clock.note_move(move="day", due=day.isoformat(), why=why)
    recount(bench, clock)
    store(clock)


def retime(bench: Bench, clock: Clock, version: ParameterVersion) -> bool:
    """Take over a new value of the parameter; True where the due date changed."""
    clock.basis, clock.parameter_version = Basis("length", length=version.read_value).code, version
    changed = recount(bench, clock)
    store(clock)
    return changed


def store(clock: Clock) -> None:
    """Save with a new version number, as every root."""
    clock.version += 1
    clock.save()


def recount_all(bench: Bench, clocks: Iterable[Clock]) -> int:
    """After the calendar changed: count the given clocks again; returns how many due dates moved."""
    moved = 0
    for clock in clocks:
        steps = clock.explanation
        if recount(bench, clock):
            moved += 1
        if clock.explanation != steps:
            store(clock)
    return moved
