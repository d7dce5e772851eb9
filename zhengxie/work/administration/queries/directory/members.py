"""Reading members: the office's list, the roster that every seat may see, one member's file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from zhengxie.foundation.access.policy import allowed, masked, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import BodyMembership, Member, SeatPeriod, Sector, Term
from zhengxie.foundation.directory.names import spaced
from zhengxie.foundation.directory.queries import current_term, valid_on, within
from zhengxie.work.administration.queries.directory.rows import entries_of, label_of

OTHER = "other"
OTHER_LABEL = "其他界别"
FEWEST = 3  # a sector with fewer members appears under OTHER where persons are filtered. domain/02 §2
CONTACTS = ("phone", "email", "address", "party_affiliation")


def members_of(seat: Seat) -> QuerySet[Member]:
    """Members with what a line of the list shows: last seat, open memberships. By strokes."""
    today = timezone.localdate()
    memberships = BodyMembership.objects.filter(within(today)).select_related("body").order_by("body__order")
    seats = SeatPeriod.objects.select_related("sector").order_by("-starts", "-id")
    return (
        visible(seat, Member)
        .prefetch_related(
            Prefetch("seats", queryset=seats, to_attr="all_seats"),
            Prefetch("memberships", queryset=memberships, to_attr="open_memberships"),
        )
        .order_by("sort_key", "pk")
    )


def roster(seat: Seat, on: date) -> QuerySet[Member]:
    """Who holds a seat on the day; the pages show name, sector and post of it only."""
    holding = SeatPeriod.objects.filter(within(on)).select_related("sector")
    return members_of(seat).filter(pk__in=holding.values("member_id"))


def last_seat(member: Member) -> SeatPeriod | None:
    """The newest stretch of the seat, from a member read by `members_of`."""
    seats: list[SeatPeriod] = getattr(member, "all_seats", [])
    return seats[0] if seats else None


def is_seated(member: Member) -> bool:
    """Whether the newest stretch still runs, from a member read by `members_of`."""
    found = last_seat(member)
    return found is not None and found.ends is None


def sector_name(member: Member) -> str:
    """The sector of the newest stretch."""
    found = last_seat(member)
    return found.sector.name if found else ""


def post_name(member: Member) -> str:
    """The post of the newest stretch."""
    found = last_seat(member)
    return str(found.get_post_display()) if found else ""


def body_names(member: Member) -> str:
    """The bodies that the member is in today, 提案委（主任）、经济委."""
    rows: list[BodyMembership] = getattr(member, "open_memberships", [])
    return "、".join(
        row.body.short_name if row.duty == "member" else f"{row.body.short_name}（{row.get_duty_display()}）"
        for row in rows
    )


def printed_name(member: Member) -> str:
    """The name as lists print it."""
    return spaced(member.name)


def term_now(seat: Seat) -> Term | None:
    """The committee's running term."""
    return current_term(seat.committee, timezone.localdate())


def sectors_in_use(seat: Seat) -> QuerySet[Sector]:
    """Sectors that may be chosen today."""
    return visible(seat, Sector).filter(valid_on(timezone.localdate())).order_by("number", "pk")


def sector_choices(seat: Seat) -> list[tuple[str, str]]:
    """Sectors to filter persons by; folded and very small ones together as 其他界别."""
    shown = [(str(sector.pk), sector.name) for sector in _counted(seat) if not _is_folded(sector)]
    return [*shown, (OTHER, OTHER_LABEL)]


def members_in(sector: Sector) -> int | str:
    """How many hold a seat in a sector (annotated `holding`); not told of folded and very small ones."""
    number: int = getattr(sector, "holding", 0)
    if sector.fold:
        return ""
    return number if number >= FEWEST else f"不足{FEWEST}人"


def in_sector(seat: Seat, members: QuerySet[Member], chosen: str) -> QuerySet[Member]:
    """Members whose newest sector is the chosen one, or one of the folded."""
    if chosen == OTHER:
        sectors = [sector.pk for sector in _counted(seat) if _is_folded(sector)]
    else:
        sectors = [int(chosen)]
    last = SeatPeriod.objects.filter(member=OuterRef("pk")).order_by("-starts", "-id")
    return members.annotate(sector_now=Subquery(last.values("sector_id")[:1])).filter(sector_now__in=sectors)


def _counted(seat: Seat) -> list[Sector]:
    today = timezone.localdate()
    holding = Q(seats__starts__lte=today) & (Q(seats__ends__isnull=True) | Q(seats__ends__gte=today))
    rows = visible(seat, Sector).annotate(held=Count("seats", filter=holding))
    return list(rows.order_by("number", "pk"))


def _is_folded(sector: Sector) -> bool:
    return sector.fold or getattr(sector, "held", 0) < FEWEST


@dataclass(frozen=True)
class MemberFile:
    """One member's page: facts, contacts as this seat may see them, history."""

    member: Member
    facts: list[tuple[str, str]]
    contacts: list[tuple[str, str, str]]
    seats: list[SeatPeriod]
    memberships: list[BodyMembership]
    steps: list[dict[str, Any]]


def member_file(seat: Seat, member: Member) -> MemberFile:
    """What the page of a member shows; contacts come as (field, label, masked value)."""
    work = " ".join(text for text in (member.employer, member.position) if text)
    last = last_seat(member)
    facts = [
        ("委员证号", member.member_no),
        ("届", str(member.term)),
        ("状态", str(member.get_status_display())),
        ("性别", str(member.get_gender_display())),
        ("出生年月", member.birth_month),
        ("界别", last.sector.name if last else ""),
        ("政协职务", post_name(member)),
        ("所在机构", body_names(member)),
        ("工作单位及职务", work),
        ("学历", member.education),
        ("专业特长", member.expertise),
        ("关注领域", member.interests),
        ("备注", member.note),
    ]
    memberships = list(member.memberships.select_related("body").order_by("-starts", "-id"))
    seats: list[SeatPeriod] = getattr(member, "all_seats", [])
    return MemberFile(member, facts, contacts_of(seat, member), seats, memberships, entries_of(seat, member))


def contacts_of(seat: Seat, member: Member) -> list[tuple[str, str, str]]:
    """(field, label, masked value) of the contacts; party affiliation for liaison staff only."""
    fields = CONTACTS if allowed(seat, "members.view_sensitive") else CONTACTS[:3]
    return [(name, label_of(Member, name), masked(seat, member, name)) for name in fields]
