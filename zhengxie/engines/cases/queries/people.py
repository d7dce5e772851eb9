"""Whom a unit calls to reach the proposer. A member's own number stays restricted. domain/02 §6"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case as Case_
from django.db.models import F, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from zhengxie.engines.cases.kinds import KINDS
from zhengxie.engines.cases.models import Addressee, Assignment
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.directory.models import Body
from zhengxie.foundation.directory.queries import within

NOTHING = Value("", TextField())


def with_telephones(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With `ring_unit`, `ring_body` (contact person of a unit or body that proposed), `ring_office` (of the
    office that owns the kind of case); texts of name, person and number, "" where no number is known."""
    lead = Addressee.objects.filter(case=OuterRef("case"), is_lead=True).order_by("id")
    offices = [
        When(case__kind=kind.code, then=Subquery(_of(_offices(kind.owners), "")[:1]))
        for kind in KINDS.values()
    ]
    found: QuerySet[Assignment] = rows.annotate(
        ring_unit=Coalesce(Subquery(_of(lead, "unit__")[:1]), NOTHING),
        ring_body=Coalesce(Subquery(_of(lead, "body__")[:1]), NOTHING),
        ring_office=Coalesce(Case_(*offices, default=NOTHING, output_field=TextField()), NOTHING),
    )
    return found


def _of(rows: QuerySet[Any], path: str) -> QuerySet[Any, Any]:
    named = rows.exclude(**{f"{path}contact_phone": ""}).exclude(**{f"{path}name": None})
    parts = (F(f"{path}name"), Value(" "), F(f"{path}contact_name"), Value(" "), F(f"{path}contact_phone"))
    found: QuerySet[Any, Any] = named.annotate(ring=Concat(*parts, output_field=TextField())).values("ring")
    return found


def _offices(roles: Iterable[Role]) -> QuerySet[Body]:
    hats = Hat.objects.filter(within(timezone.localdate()), role__in=list(roles))
    rows = Body.objects.filter(committee=OuterRef("committee"), pk__in=hats.values("body"))
    return rows.order_by("order", "id")


def telephone_to(task: Any) -> str:
    """Of a row of `with_telephones`: the proposing unit's or body's contact person; for a member, whose own
    number is not shown, the office that passes the call on. "" where no number is known."""
    own = task.ring_unit or task.ring_body
    if own:
        return f"联系人：{own}"
    committee = task.committee
    office = task.ring_office
    if not office and committee.contact_phone:
        office = f"{committee.contact_name or '办公室'} {committee.contact_phone}"
    return f"委员的电话不在平台上公开，请打{office}，由其转告" if office else ""
