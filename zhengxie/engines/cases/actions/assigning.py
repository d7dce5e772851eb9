"""From the units proposed to the assignments delivered. domain/03 §6, §12.2"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from zhengxie.engines.cases.models import (
    AdvisedUnit,
    Assignment,
    Case,
    Consent,
    ProposedUnit,
    UnitAdvice,
)
from zhengxie.engines.cases.queries.advising import Suggestion, suggestion_for, taken
from zhengxie.engines.cases.rules import wrong_parts
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit, UnitKind
from zhengxie.foundation.directory.queries import valid_on
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused

NOT_HANDLING = UnitKind.PARTICIPATING_UNIT


@action
def propose_units(seat: Seat, case: Case, *, units: list[dict[str, Any]]) -> None:
    """提出承办单位：独办，主办加会办，或两个以上单位分办。`units`: dicts of unit and role. domain/03 §6"""
    case.propose_units()
    _check(case, [row["unit"] for row in units], [row["role"] for row in units], "units")
    case.proposed.all().delete()
    for row in units:
        ProposedUnit(case=case, unit=row["unit"], role=row["role"]).save()


def _check(case: Case, units: Sequence[Unit], roles: Sequence[str], field: str | None) -> None:
    wrong = wrong_parts(roles)
    if wrong:
        raise Refused(wrong, field=field)
    keys = [unit.pk for unit in units]
    if len(set(keys)) < len(keys):
        raise Refused("同一个单位只能列一次，请删去重复的单位。", field=field)
    active = Unit.objects.filter(valid_on(timezone.localdate()), committee=case.committee, pk__in=keys)
    able = set(active.exclude(kind=NOT_HANDLING).values_list("pk", flat=True))
    gone = [unit.name for unit in units if unit.pk not in able]
    if gone:
        raise Refused(f"{'、'.join(gone)}现在不是承办单位（已停用或不承办提案），请改选。", field=field)


@action
def assign(seat: Seat, case: Case, *, consents: list[dict[str, Any]]) -> None:
    """交办：登记其他交办机关的同意，分送各承办单位，时限由此计起。

    `consents`: dicts of office, on, document_no. domain/03 §6, domain/02 §6（T+I）"""
    case.assign()
    proposed = list(case.proposed.select_related("unit"))
    if not proposed:
        raise Refused("还没有拟定承办单位，请先提出承办单位再交办。")
    _check(case, [row.unit for row in proposed], [row.role for row in proposed], None)
    if not consents:
        raise Refused("请登记其他交办机关的同意：单位、日期、文号。", field="consents")
    for row in consents:
        _keep_consent(case, row["office"].strip(), row["on"], row["document_no"].strip())
    case.assigned_on = timezone.localdate()
    suggestion = suggestion_for(seat, case)  # before the case itself is one of the earlier ones
    parts = [deliver(seat, case=case, unit=part.unit, role=part.role) for part in proposed]
    _keep_advice(case, suggestion, parts)


def _keep_advice(case: Case, suggestion: Suggestion, parts: Sequence[Assignment]) -> None:
    """Whether the suggestion was followed: it must be known how good it is. Nothing where none was made."""
    if not suggestion.leads:
        return
    advice = UnitAdvice(case=case, place=taken(parts, suggestion))
    advice.save()
    leading = {part.unit_id for part in parts if part.is_answering}
    helping = {part.unit_id for part in parts if not part.is_answering}
    for place, one in enumerate(suggestion.leads, 1):
        AdvisedUnit(advice=advice, unit=one.unit, place=place, is_taken=one.unit.pk in leading).save()
    for one in suggestion.co:
        AdvisedUnit(advice=advice, unit=one.unit, is_taken=one.unit.pk in helping).save()


def _keep_consent(case: Case, office: str, on: date, document_no: str) -> None:
    if not office:
        raise Refused("请写明同意交办的单位。", field="consents")
    if on > timezone.localdate():
        raise Refused(f"{office}同意的日期不能晚于今天，请核对。", field="consents")
    Consent(case=case, office=office, on=on, document_no=document_no).save()


@action(creates=Assignment)
def deliver(seat: Seat, task: Assignment, *, case: Case, unit: Unit, role: str) -> None:
    """送达承办单位：随交办产生，每个单位一件。"""
    task.case, task.unit, task.role = case, unit, role
    task.delivered_on = timezone.localdate()
    task.save()
    task.items.set(case.items.all())
