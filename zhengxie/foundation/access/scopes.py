"""Who sees the directory: every business seat sees its committee's; administrators what their rows need."""

from django.db.models import QuerySet

from zhengxie.foundation.access.models import Hat, Token
from zhengxie.foundation.access.policy import scope
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, Committee, Member, Sector, Session, Term, Unit


@scope(Committee)
def visible_committees(seat: Seat) -> QuerySet[Committee]:
    """One's own committee only."""
    return Committee.objects.filter(pk=seat.committee.pk)


@scope(Term)
def visible_terms(seat: Seat) -> QuerySet[Term]:
    """All terms of the committee."""
    return Term.objects.all()


@scope(Session)
def visible_sessions(seat: Seat) -> QuerySet[Session]:
    """All sessions of the committee."""
    return Session.objects.all()


@scope(Sector)
def visible_sectors(seat: Seat) -> QuerySet[Sector]:
    """All sectors of the committee."""
    return Sector.objects.all()


@scope(Body)
def visible_bodies(seat: Seat) -> QuerySet[Body]:
    """All bodies of the committee."""
    return Body.objects.all()


@scope(Unit)
def visible_units(seat: Seat) -> QuerySet[Unit]:
    """All units of the committee."""
    return Unit.objects.all()


@scope(Member)
def visible_members(seat: Seat) -> QuerySet[Member]:
    """The roster is open to every business seat (contacts stay masked); to give a hat its member, also to the
    security administrator."""
    if seat.is_administrator and seat.role != Role.SECURITY_ADMINISTRATOR:
        return Member.objects.none()
    return Member.objects.all()


@scope(Hat)
def visible_hats(seat: Seat) -> QuerySet[Hat]:
    """Hats are the security administrator's; the system administrator sees them beside accounts."""
    if seat.role in (Role.SECURITY_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR):
        return Hat.objects.all()
    return Hat.objects.filter(user_id=seat.user_id or 0)


@scope(Token)
def visible_tokens(seat: Seat) -> QuerySet[Token]:
    """Everybody sees the own ones only, whatever hat they are for."""
    return Token.objects.filter(hat__user_id=seat.user_id or 0)
