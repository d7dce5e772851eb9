"""What the tick does for one committee on one day, beside reminding."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps

from zhengxie.engines.clocks.follow import sync
from zhengxie.engines.clocks.lengths import read_length
from zhengxie.engines.clocks.models import Clock
from zhengxie.engines.clocks.queries import alive, running
from zhengxie.engines.clocks.running import Bench, retime
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.models import ParameterVersion
from zhengxie.foundation.workflow.actions import ACTIONS
from zhengxie.foundation.workflow.refusals import Refused

log = logging.getLogger(__name__)


def reach_running(bench: Bench, version: ParameterVersion) -> int:
    """Let the running clocks of a parameter take over a version; returns how many due dates moved."""
    return sum(retime(bench, clock, version) for clock in clocks_by(bench.committee, version.key))


def clocks_by(committee: Committee, key: str) -> list[Clock]:
    """Running and paused clocks whose length is the parameter, one rule after the other; not those that a
    fixed day was set for."""
    return list(alive(committee).filter(rule__length=key).exclude(basis__startswith="day "))


def follow_objects(bench: Bench) -> int:
    """A net under the follower: clocks that run by an object's date take over what it says now."""
    by_label: dict[str, list[Clock]] = defaultdict(list)
    for clock in alive(bench.committee):
        if read_length(clock.rule.length).kind == "field":
            by_label[clock.object_label].append(clock)
    moved = 0
    for label, clocks in by_label.items():
        objects = objects_of(label, [clock.object_id for clock in clocks])
        for clock in clocks:
            root = objects.get(clock.object_id)
            moved += root is not None and sync(bench, clock, root, "核对事项日期")
    return moved


def objects_of(label: str, ids: Iterable[str]) -> dict[str, Any]:
    """Objects of a type by key as text, in one query."""
    manager: Any = apps.get_model(label)._default_manager
    return {str(root.pk): root for root in manager.filter(pk__in=list(ids))}


def run_out(seat: Seat, bench: Bench, today: date) -> int:
    """Press the verb that a rule names on the objects whose time is out; returns how many were done."""
    done = 0
    for clock in running(bench.committee).filter(due_on__lt=today).exclude(rule__runs_out=""):
        root = objects_of(clock.object_label, [clock.object_id]).get(clock.object_id)
        if root is None:
            continue
        try:
            ACTIONS[clock.rule.runs_out](seat, root)
        except Refused as refusal:
            log.warning(
                "%s on %s %s: %s", clock.rule.runs_out, clock.object_label, clock.object_id, refusal.text
            )
        else:
            done += 1
    return done
