"""`zhengxie tick`: the day's work for every committee, once a day, by one node. architecture §11."""

import logging
import os
import socket
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from zhengxie.engines.clocks.actions import run_day
from zhengxie.engines.clocks.jobs import FREQUENT, JOBS
from zhengxie.engines.clocks.models import Lease, TickRun
from zhengxie.foundation.access.seat import system_seat
from zhengxie.foundation.audit import chain
from zhengxie.foundation.audit.verify import anchor
from zhengxie.foundation.directory.models import Committee

LEASE = "tick"
LEASE_FOR = timedelta(minutes=10)
log = logging.getLogger(__name__)


@dataclass
class Ticked:
    """What one tick did: committees done now, done before, failed (by code)."""

    done: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def tick(now: datetime | None = None, holder: str = "") -> Ticked | None:
    """Do what today still asks for; None where another node holds the lease.

    One committee's failure is logged, recorded in its trail, and tried again at the next tick. When a day's
    work is done, the heads of all audit chains are written to the file outside the database."""
    moment = now or timezone.now()
    name = holder or f"{socket.gethostname()}:{os.getpid()}"
    if not take_lease(name, moment):
        return None
    today = timezone.localdate(moment)
    result = Ticked()
    try:
        for committee in Committee.objects.order_by("code"):
            _tick_one(committee, today, result)
            take_lease(name, moment if now else timezone.now())
        if result.done:
            anchor(settings.AUDIT_ANCHORS)
        for committee in Committee.objects.order_by("code"):
            _do_frequent(committee)
            take_lease(name, moment if now else timezone.now())
    finally:
        give_back(name, moment)
    return result


def _tick_one(committee: Committee, today: date, result: Ticked) -> None:
    if TickRun.objects.filter(committee=committee, day=today).exists():
        result.earlier.append(committee.code)
        return
    seat = system_seat(committee)
    try:
        for job in JOBS:
            job(committee)
        run_day(seat, day=today)
    except Exception as error:
        # Whatever went wrong in one committee must not keep the others from their reminders.
        log.exception("tick failed for %s", committee.code)
        chain.record(seat, "clocks.run_day", ok=False, note=type(error).__name__)
        result.failed.append(committee.code)
    else:
        result.done.append(committee.code)


def _do_frequent(committee: Committee) -> None:
    """What is done at every round; a failure is logged and tried again at the next."""
    for job in FREQUENT:
        try:
            job(committee)
        except Exception:
            log.exception("%s failed for %s", job, committee.code)


def take_lease(holder: str, now: datetime) -> bool:
    """Win or renew the lease by compare-and-set; False where another node holds it."""
    Lease.objects.get_or_create(name=LEASE, defaults={"until": now})
    free = Q(until__lte=now) | Q(holder=holder)
    return Lease.objects.filter(free, name=LEASE).update(holder=holder, until=now + LEASE_FOR) == 1


def give_back(holder: str, now: datetime) -> None:
    """Let the next tick begin at once."""
    Lease.objects.filter(name=LEASE, holder=holder).update(until=now)
