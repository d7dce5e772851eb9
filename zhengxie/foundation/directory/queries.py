"""Pure look-ups in the directory as of a date."""

from datetime import date

from django.db.models import Case, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from zhengxie.foundation.directory.models import Committee, Member, SeatPeriod, Session, Term


def committee_for_host(host: str) -> Committee | None:
    """The committee of a host name (port already cut off); None where the host is not known."""
    return Committee.objects.filter(hosts__name=host).first()


def within(day: date, start: str = "starts", end: str = "ends") -> Q:
    """Rows whose dated stretch holds `day`; an open end counts as for ever."""
    return (Q(**{f"{start}__lte": day}) | Q(**{f"{start}__isnull": True})) & (
        Q(**{f"{end}__gte": day}) | Q(**{f"{end}__isnull": True})
    )


def valid_on(day: date) -> Q:
    """Sectors, bodies and units that exist on `day`."""
    return within(day, "valid_from", "valid_to")


def current_term(committee: Committee, on: date) -> Term | None:
    """The term that holds the day, else the last one begun before it."""
    return Term.objects.filter(committee=committee, starts__lte=on).order_by("-starts").first()


def current_session(committee: Committee, on: date) -> Session | None:
    """The session last opened on or before the day (an interim proposal belongs to it, too)."""
    sessions = Session.objects.filter(committee=committee, opens__lte=on).select_related("term")
    return sessions.order_by("-opens").first()


def members_as_of(committee: Committee, on: date) -> QuerySet[Member]:
    """Members holding a seat on the day, by strokes, each with `seats_then` (list of one SeatPeriod)."""
    then = SeatPeriod.objects.filter(within(on)).select_related("sector")
    return (
        Member.objects.filter(committee=committee, pk__in=then.values("member_id"))
        .prefetch_related(Prefetch("seats", queryset=then, to_attr="seats_then"))
        .order_by("sort_key", "id")
    )


def leaders_as_of(committee: Committee, on: date) -> QuerySet[Member]:
    """Chair, vice-chairs and secretary-general on the day, in that order."""
    posts = ["chair", "vice_chair", "secretary_general"]
    holding = SeatPeriod.objects.filter(within(on), post__in=posts)
    rank = Case(*(When(post=post, then=Value(place)) for place, post in enumerate(posts)))
    ranked = holding.filter(member=OuterRef("pk")).order_by(rank).values_list(rank)[:1]
    leaders = Member.objects.filter(committee=committee, pk__in=holding.values("member_id"))
    return leaders.annotate(rank=Subquery(ranked)).order_by("rank", "sort_key")
