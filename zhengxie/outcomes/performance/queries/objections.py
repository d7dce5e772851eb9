"""Reading requests for correction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone

from zhengxie.engines.clocks.models import Clock
from zhengxie.engines.clocks.models.clock import ALIVE
from zhengxie.engines.duties.models import Fact, FactKind
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.directory.models import Body, Committee, Member
from zhengxie.foundation.directory.queries import within
from zhengxie.outcomes.performance.lifecycle import ObjectionState
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.rules import LOOKS

LABEL = "performance.objection"
# Whose hats mark the body that keeps a kind of record: no body is known by its name. domain/02 §1
KEEPERS: dict[str, tuple[Role, ...]] = {FactKind.PROPOSAL: (Role.PROPOSAL_COMMITTEE, Role.PROPOSAL_STAFF)}


def section_for(committee: Committee, kind: str) -> Body | None:
    """The body whose people keep records of the kind today; None where no hat names one."""
    hats = Hat.objects.filter(
        within(timezone.localdate()), committee=committee, role__in=KEEPERS.get(kind, ())
    )
    return Body.objects.filter(pk__in=hats.values("body_id")).order_by("order", "pk").first()


def answerers(objection: Objection) -> Iterable[str]:
    """Whoever may answer: the liaison section, and the section that keeps this kind of record."""
    yield f"role:{Role.LIAISON_STAFF}"
    if objection.section_id:
        yield f"staff:{objection.section_id}"


def asker(objection: Objection) -> Iterable[str]:
    """The member."""
    return [f"member:{objection.member_id}"]


def open_on(seat: Seat, *, fact: Fact | None, text: str) -> bool:
    """Has the member asked for this already, without an answer yet?"""
    rows = visible(seat, Objection).filter(member_id=seat.member_id, state=ObjectionState.OPEN, fact=fact)
    return rows.exists() if fact is not None else rows.filter(text=text).exists()


def due_day(objection: Objection) -> date | None:
    """By when it must be answered, as its clock says."""
    clocks = Clock.objects.filter(object_label=LABEL, object_id=str(objection.pk), state__in=ALIVE)
    return clocks.order_by("due_on").values_list("due_on", flat=True).first()


def objections_of(seat: Seat, member: Member, year: int) -> QuerySet[Objection]:
    """A member's requests about a year, newest first."""
    rows = visible(seat, Objection).filter(member=member, year=year)
    return rows.select_related("fact").order_by("-pk")


def objections_for(seat: Seat) -> QuerySet[Objection]:
    """All that the seat may see, with `due` while they are open; the most urgent first, the answered last."""
    clocks = Clock.objects.filter(object_label=LABEL, object_id=OuterRef("key"), state__in=ALIVE)
    day = Subquery(clocks.order_by("due_on").values("due_on")[:1])
    rows: QuerySet[Objection] = visible(seat, Objection).select_related("member", "fact")
    rows = rows.annotate(key=Cast("pk", CharField())).annotate(due=day)
    return rows.order_by(F("due").asc(nulls_last=True), "-pk")


def with_record(rows: QuerySet[Objection]) -> QuerySet[Objection]:
    """The rows with all that the page of one shows."""
    return rows.select_related("member", "fact", "section", "committee")


def look_of(objection: Objection) -> tuple[str, str]:
    """Colour group and icon of its state."""
    return LOOKS[objection.state]


def story_of(seat: Seat, objection: Objection) -> list[dict[str, Any]]:
    """Its story as the timeline shows it, oldest first."""
    return [
        {"title": s.label, "unit": s.role, "person": s.actor, "time": s.at} for s in story(seat, objection)
    ]
