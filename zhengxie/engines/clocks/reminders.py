"""The reminder ladder: which rungs are reached, who is told, once. domain/08 section 2."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhengxie.engines.clocks.arithmetic import Calendar, add_workdays, subtract_workdays, workdays_between
from zhengxie.engines.clocks.models import Clock, Reminder
from zhengxie.engines.clocks.running import Bench
from zhengxie.foundation.notices.messages import tell
from zhengxie.foundation.rules.kinds import read_ladder
from zhengxie.foundation.rules.values import Ladder, LadderStep

MOST_NAMED = 2  # titles named in a message that stands for several objects


@dataclass(frozen=True)
class Rung:
    """A rung of the ladder that a clock has reached."""

    clock: Clock
    step: LadderStep
    day: date

    @property
    def mark(self) -> tuple[int, date, str]:
        """What makes it one and the same reminder."""
        return self.clock.pk, self.clock.due_on, self.step.code


def rung_day(calendar: Calendar, due: date, step: LadderStep) -> date:
    """The day on which a rung is reached."""
    if step.offset < 0:
        return subtract_workdays(calendar, due, -step.offset)
    return add_workdays(calendar, due, step.offset) if step.offset else due


def reached(calendar: Calendar, clock: Clock, ladder: Ladder, today: date) -> list[Rung]:
    """The rungs reached up to today; those before the clock began or meant for longer limits do not count."""
    length = workdays_between(calendar, clock.event_on, clock.due_on)
    found = []
    for step in ladder:
        day = rung_day(calendar, clock.due_on, step)
        if clock.event_on <= day <= today and (not step.over or length > step.over):
            found.append(Rung(clock, step, day))
    return found


def remind(bench: Bench, clocks: Sequence[Clock]) -> tuple[int, int]:
    """Send what has become due and was not sent yet; returns (rungs noted, messages sent).

    After missed days each audience gets only the latest rung; the earlier ones are noted as passed over."""
    shipped = bench.rules.ladder()
    noted = set(Reminder.objects.filter(clock__in=clocks).values_list("clock_id", "due_on", "step"))
    pending = [
        rung
        for clock in clocks
        for rung in reached(bench.calendar, clock, _ladder_of(clock, shipped), bench.today)
        if rung.mark not in noted
    ]
    latest = _latest(pending)
    sent = 0
    counts: dict[tuple[int, date, str], int] = {}
    for group in _grouped(latest):
        told = tell(
            bench.committee,
            group[0].clock.told[group[0].step.audience],
            message(group, bench.today),
            url(group),
        )
        sent += told
        counts.update({rung.mark: told for rung in group})
    Reminder.objects.bulk_create(_log(pending, latest, counts))
    return len(pending), sent


def _ladder_of(clock: Clock, shipped: Ladder) -> Ladder:
    return read_ladder(clock.rule.ladder) if clock.rule.ladder.strip() else shipped


def _latest(pending: Iterable[Rung]) -> list[Rung]:
    found: dict[tuple[int, str], Rung] = {}
    for rung in pending:
        key = (rung.clock.pk, rung.step.audience)
        if key not in found or rung.step.offset > found[key].step.offset:
            found[key] = rung
    return list(found.values())


def _grouped(rungs: Iterable[Rung]) -> list[list[Rung]]:
    """One message stands for all objects of a rule that are due on the same day for the same people."""
    groups: dict[tuple[object, ...], list[Rung]] = defaultdict(list)
    for rung in rungs:
        keys = tuple(rung.clock.told.get(rung.step.audience, ()))
        if keys:
            groups[(keys, rung.clock.rule_id, rung.clock.due_on, rung.step.code)].append(rung)
    return list(groups.values())


def message(group: Sequence[Rung], today: date) -> str:
    """工作要点任务期限剩3天（2026-03-05）：开展双月协商座谈会等5项."""
    clock = group[0].clock
    names = "、".join(f"“{rung.clock.title[:60]}”" for rung in group[:MOST_NAMED])
    more = f"等{len(group)}项" if len(group) > MOST_NAMED else ""
    return f"{clock.rule.label}{left_words(clock.due_on, today)}（{clock.due_on:%Y-%m-%d}）：{names}{more}"


def left_words(due: date, today: date) -> str:
    """剩3天, 今天到期, 已超期2天."""
    days = (due - today).days
    if days == 0:
        return "今天到期"
    return f"剩{days}天" if days > 0 else f"已超期{-days}天"


def url(group: Sequence[Rung]) -> str:
    """The object's page; none where the message stands for several."""
    return group[0].clock.url if len(group) == 1 else ""


def _log(
    pending: Iterable[Rung], latest: Iterable[Rung], counts: dict[tuple[int, date, str], int]
) -> list[Reminder]:
    kept = {rung.mark for rung in latest}
    return [
        Reminder(
            clock=rung.clock,
            due_on=rung.clock.due_on,
            step=rung.step.code,
            for_day=rung.day,
            sent=counts.get(rung.mark, 0),
            passed_over=rung.mark not in kept,
        )
        for rung in pending
    ]
