"""Bodies with the members in them."""

from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, BodyDuty, BodyMembership
from zhengxie.foundation.directory.queries import within


def bodies_of(seat: Seat) -> QuerySet[Body]:
    """All bodies in their order, with the number of members inside today."""
    today = timezone.localdate()
    still = Q(memberships__ends__isnull=True) | Q(memberships__ends__gte=today)
    inside = Count("memberships", filter=still & Q(memberships__starts__lte=today))
    return visible(seat, Body).annotate(inside=inside).order_by("order", "pk")


def facts_of(body: Body) -> list[tuple[str, Any]]:
    """What the page of a body says about it, beside its dates."""
    contact = f"{body.contact_name} {body.contact_phone}".strip()
    return [
        ("类型", body.get_kind_display()),
        ("简称", body.short_name),
        ("代码", body.code),
        ("联系人", contact),
    ]


def people_of(body: Body) -> list[BodyMembership]:
    """Who is in the body today: head, deputies, conveners, then members by strokes."""
    places = [When(duty=duty, then=Value(place)) for place, duty in enumerate(BodyDuty.values)]
    rows = body.memberships.filter(within(timezone.localdate())).select_related("member")
    return list(rows.order_by(Case(*places, output_field=IntegerField()), "member__sort_key", "pk"))
