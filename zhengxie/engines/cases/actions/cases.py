"""Opening and closing a case. domain/03 §12.2"""

from typing import Any

from django.utils import timezone

from zhengxie.engines.cases.kinds import KINDS
from zhengxie.engines.cases.models import Addressee, Assignment, Case, CaseItem, ProposedUnit, UnitRole
from zhengxie.engines.cases.queries.progress import unfinished
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused


@action(creates=Case)
def open_case(
    seat: Seat,
    case: Case,
    *,
    kind: str,
    origin_id: int,
    number: str,
    title: str,
    session: Session | None,
    channel: str,
    items: list[str],
    addressees: list[dict[str, Any]],
    proposed: list[dict[str, Any]],
) -> None:
    """建立案卷：由所属业务立案时调用，此后由承办单位逐条答复。domain/03 §12.1（立案）

    `addressees`: dicts of member, unit, body, label, is_lead; `proposed`: dicts of unit and role, the units
    that the review thought of."""
    if kind not in KINDS:
        raise LookupError(f"no room has signed in the kind {kind}")
    if not items or not addressees:
        raise Refused("没有建议或没有答复对象，不能交承办单位办理。")
    case.kind, case.origin_id, case.number, case.title = kind, origin_id, number, title
    case.session, case.channel, case.opened_on = session, channel, timezone.localdate()
    case.save()
    for place, text in enumerate(items, 1):
        CaseItem(case=case, number=place, text=text).save()
    for whom in addressees:
        Addressee(case=case, **whom).save()
    for row in proposed:
        ProposedUnit(case=case, **row).save()


@action
def count_answer(seat: Seat, case: Case) -> None:
    """答复齐全：所有答复单位的答复都已发出，计入统计。"""


@action
def close(seat: Seat, case: Case) -> None:
    """办结：所有答复单位都已办结。domain/03 §12.2"""
    if unfinished(case).exists():
        raise Refused("还有承办单位没有办结，这件案卷不能办结。")
    case.close()
    case.closed_on = timezone.localdate()


def close_if_done(seat: Seat, task: Assignment) -> None:
    """Close the case once the assignment, final now, was the last one to answer."""
    task.save()  # first, so that the case reads it as it is now
    if not unfinished(task.case).exists():
        close(seat, task.case)


def count_if_answered(seat: Seat, task: Assignment) -> None:
    """Let the case count as answered once every unit's reply is out."""
    others = task.case.assignments.exclude(pk=task.pk).exclude(role=UnitRole.CO)
    if not others.filter(answered_on=None).exists():
        count_answer(seat, task.case)
