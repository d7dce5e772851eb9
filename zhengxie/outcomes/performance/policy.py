"""Who sees duty files, who asks for corrections, who answers. domain/02 section 6, 06 section 1."""

from typing import Any

from django.db.models import Q, QuerySet

from zhengxie.foundation.access.policy import role, scope, verb
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.outcomes.performance.lifecycle import ObjectionState
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.queries.objections import answerers, asker

READERS = (Role.LIAISON_STAFF, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL)


@scope(Objection)
def visible_objections(seat: Seat) -> QuerySet[Objection]:
    """Members their own; the liaison section and the leaders all; a section those of its kinds of record."""
    rows: QuerySet[Objection] = Objection.objects.all()
    if seat.roles & set(READERS):
        return rows
    mine = Q(pk__in=[])
    if Role.MEMBER in seat.roles and seat.member_id is not None:
        mine |= Q(member_id=seat.member_id)
    if Role.COMMITTEE_STAFF in seat.roles and seat.body_id is not None:
        mine |= Q(section_id=seat.body_id)
    return rows.filter(mine)


def is_own(seat: Seat, objection: Any) -> bool:
    """It is the seat's member who asked."""
    return seat.member_id is not None and seat.member_id == objection.member_id


def is_of_section(seat: Seat, objection: Any) -> bool:
    """The seat belongs to the section that keeps this kind of record."""
    return seat.body_id is not None and seat.body_id == objection.section_id


def result_of(objection: Any, inputs: Any) -> str:
    """What the answer is, as the member is told."""
    return (
        "您的更正申请已采纳，请看答复"
        if objection.state == ObjectionState.UPHELD
        else ("您的更正申请未采纳，记录维持不变，理由见答复")
    )


OWN = role(Role.MEMBER)
FILES = role(*READERS)
SECTION = role(Role.COMMITTEE_STAFF, when=is_of_section)

verb("performance.view", who=FILES, label="查看履职档案", story="none")
verb("performance.view_counts", who=FILES | role(Role.CONVENER), label="查看履职次数", story="none")
verb("performance.view_own", who=OWN, label="查看本人履职档案", story="none")
verb(
    "performance.view_objection",
    who=FILES | role(Role.MEMBER, when=is_own) | SECTION,
    label="查看更正申请",
    story="none",
)
verb(
    "performance.request_correction",
    who=OWN,
    label="提出更正",
    story="all",
    tells={answerers: "委员对履职记录提出更正，请核对后答复"},
)
verb(
    "performance.answer_objection",
    who=role(Role.LIAISON_STAFF) | SECTION,
    label="答复更正申请",
    story="all",
    tells={asker: result_of},
    page="objection",
)
