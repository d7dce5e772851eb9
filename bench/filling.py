"""Filling the demo committee: all sessions, oldest first; then books and counters."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random
from subprocess import Popen
from typing import TypeVar

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench import handling, papers
from bench.fates import Dice, Fate
from bench.handling import Handling
from bench.limits import Limits
from bench.papers import Numbers, Papers
from bench.tables import Tables
from bench.town import SESSIONS, Sitting, Town, grow
from bench.trail import Trail
from zhengxie.foundation.rules.models import Counter, Series
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.books import book_names, rebuild
from zhengxie.site.statistics import refresh_statistics

SEED = 20261
DRAFTS = 0.03  # of the last session
INTERIM = 0.3
RECENT = 150  # days over which the last session's interim proposals came in
CHUNK = 250  # proposals
SEARCH = "search"
NUMBERED = ("proposal.receipt", "proposal.filing")
T = TypeVar("T")


def fill(size: int) -> dict[str, float]:
    """An empty database becomes the demo committee with `size` more proposals; seconds by step."""
    seconds: dict[str, float] = {}
    took(seconds, "建库和演示数据", lambda: (call_command("upgrade"), call_command("demo")))
    rnd, today = Random(SEED), timezone.localdate()
    town = took(seconds, "届次、委员和单位", lambda: grow(rnd))
    trail = Trail(town.committee, today)
    tables = Tables((*papers.MODELS, *handling.MODELS))
    took(seconds, "提案和案卷", lambda: _sessions(size, rnd, today, town, tables, trail, seconds))
    seconds["提案和案卷"] -= seconds["审计"]
    found = took(seconds, "派生账册", _books)
    say(f"{tables.written} 行，审计 {trail.sealed} 条，账册 {found}")
    took(seconds, "统计信息", _count_rows)
    return seconds


def _books() -> dict[str, tuple[int, int]]:
    """The search beside the others where more than one may write, and sees what was written."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return rebuild()
    with Popen([sys.executable, "-m", "bench.books", SEARCH]) as child:
        found = rebuild([name for name in book_names() if name != SEARCH])
    if child.returncode:
        raise SystemExit("查找的账册没有建成，见上面的错误。")
    return found


def took(seconds: dict[str, float], name: str, step: Callable[[], T]) -> T:
    """Do the step and note how long it took."""
    begun = time.monotonic()
    result = step()
    seconds[name] = seconds.get(name, 0.0) + time.monotonic() - begun
    return result


def say(line: str) -> None:
    """To whoever waits."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _sessions(
    size: int,
    rnd: Random,
    today: date,
    town: Town,
    tables: Tables,
    trail: Trail,
    seconds: dict[str, float],
) -> None:
    limits = Limits(town.committee, today)
    seconds["审计"] = 0.0
    with loading():
        for place, sitting in enumerate(town.sittings):
            count = size // SESSIONS + (place < size % SESSIONS)
            begins = sitting.session.opens - timedelta(days=30)
            took(seconds, "审计", partial(trail.seal_before, begins))
            numbers = Numbers(town, sitting, _given(sitting))
            paper = Papers(tables, trail, town, sitting, numbers)
            _fill(rnd, Dice(rnd, today, len(town.units)), count, paper, Handling(tables, trail, town, limits))
            _keep(sitting, numbers)
        took(seconds, "审计", lambda: trail.seal_before(today + timedelta(days=40)))
    tables.close()


def _fill(rnd: Random, dice: Dice, count: int, paper: Papers, handled: Handling) -> None:
    last = paper.sitting is paper.town.sittings[-1]
    for place, fate in enumerate(_fates(rnd, dice, count, paper.sitting, last), 1):
        proposal, items = paper.proposal(rnd, fate)
        handled.examination(proposal, fate)
        if fate.filed:
            handled.case(rnd, proposal, items, fate)
        if place % CHUNK == 0:
            paper.tables.write()
    paper.tables.write()


def _fates(rnd: Random, dice: Dice, count: int, sitting: Sitting, last: bool) -> Iterator[Fate]:
    """In the order of handing in; of the last session more are still on their way, and some are drafts."""
    opens = sitting.session.opens
    days: list[tuple[date, str]] = []
    for _ in range(count):
        if rnd.random() >= (0.6 if last else INTERIM):
            days.append((min(opens - timedelta(days=rnd.randint(-1, 25)), dice.today), "session"))
        else:
            since, span = (dice.today - timedelta(days=RECENT), RECENT) if last else (opens, 330)
            days.append((since + timedelta(days=rnd.randint(4, span)), "interim"))
    for day, channel in sorted(days):
        drafted = last and rnd.random() < DRAFTS
        yield dice.fate(None, "") if drafted else dice.fate(min(day, dice.today), channel)


def _given(sitting: Sitting) -> dict[str, int]:
    """The numbers that the session has given already."""
    rows = Counter.objects.filter(scope=str(sitting.session.pk), series__code__in=NUMBERED)
    return dict(rows.values_list("series__code", "value"))


def _keep(sitting: Sitting, numbers: Numbers) -> None:
    """What is handed in later counts on."""
    for code in NUMBERED:
        series, scope = Series.objects.get(code=code), str(sitting.session.pk)
        Counter.objects.update_or_create(
            series=series, scope=scope, defaults={"value": numbers.given.get(code, 0)}
        )


def _count_rows() -> None:
    """As the daily tick does on SQLite and PostgreSQL does by itself."""
    refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
