"""Reading duty facts: of a member, in numbers, and which of their records a seat may open."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from zhengxie.engines.duties.models import Fact, FactKind
from zhengxie.foundation.access.policy import has_scope, visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import BodyDuty, BodyMembership, Member, SeatPeriod
from zhengxie.foundation.directory.queries import within


def ledger_of(seat: Seat, member: Member) -> QuerySet[Fact]:
    """All facts of a member that the seat may read, the voided ones too, newest first."""
    return visible(seat, Fact).filter(member=member)


def countable(seat: Seat) -> QuerySet[Fact]:
    """The valid facts that a seat may count: those it may read, and a convener's group's."""
    rows = visible(seat, Fact)
    if Role.CONVENER in seat.roles:
        rows |= Fact.objects.filter(committee=seat.committee, member__in=group_of(seat).values("pk"))
    return rows.filter(voided=None)


def counts_by_kind(seat: Seat, member: Member, year: int) -> dict[str, int]:
    """How many valid facts of each kind the member has in a year; kinds without any are left out."""
    rows = countable(seat).filter(member=member, on__year=year)
    return dict(rows.order_by().values_list("kind").annotate(number=Count("pk")))


def with_counts(seat: Seat, members: QuerySet[Member], year: int) -> QuerySet[Member]:
    """The members, each with `count_<kind>` for every kind of fact. They are never sorted by it: there is no
    ranking of persons. domain/06, restraint"""
    for kind in FactKind.values:
        mine = countable(seat).filter(member=OuterRef("pk"), kind=kind, on__year=year)
        number = mine.order_by().values("member").annotate(number=Count("pk")).values("number")
        found = Coalesce(Subquery(number, output_field=IntegerField()), 0)
        members = members.annotate(**{f"count_{kind}": found})
    return members


def years(seat: Seat, member: Member | None = None) -> list[int]:
    """Calendar years to choose from, the newest first: this one, and those with facts (of the member)."""
    rows = countable(seat) if member is None else countable(seat).filter(member=member)
    found = {day.year for day in rows.order_by().dates("on", "year")}
    return sorted(found | {timezone.localdate().year}, reverse=True)


def group_of(seat: Seat) -> QuerySet[Member]:
    """Whom a convener looks after today: members of the body of the hat, else of the bodies convened, else of
    the own sector (never a folded one). Asks nothing before it is read. domain/02 §6 (grp), §2 (fold)"""
    today = timezone.localdate()
    everyone = Member.objects.filter(committee=seat.committee)
    if Role.CONVENER not in seat.roles:
        return everyone.none()
    within_bodies = BodyMembership.objects.filter(within(today))
    if seat.body_id is not None:
        return everyone.filter(pk__in=within_bodies.filter(body_id=seat.body_id).values("member_id"))
    mine = seat.member_id or 0
    convened = within_bodies.filter(member_id=mine, duty=BodyDuty.CONVENER)
    beside = within_bodies.filter(body__in=convened.values("body_id"))
    sectors = SeatPeriod.objects.filter(within(today), member_id=mine, sector__fold=False)
    of_sector = SeatPeriod.objects.filter(within(today), sector__in=sectors.values("sector_id"))
    by_sector = Q(pk__in=of_sector.values("member_id")) & ~Exists(convened)
    return everyone.filter(Q(pk__in=beside.values("member_id")) | by_sector)


def openable(seat: Seat, facts: Iterable[Fact]) -> set[int]:
    """Keys of the facts whose records the seat may open; one query per kind of record."""
    by_label: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.url:
            by_label[fact.label][fact.object_id].append(fact.pk)
    found: set[int] = set()
    for label, rows in by_label.items():
        model = apps.get_model(label)
        if has_scope(model):
            seen = visible(seat, model).filter(pk__in=list(rows)).values_list("pk", flat=True)
            found.update(key for pk in seen for key in rows[str(pk)])
    return found
