"""The committee that is filled: the demo, grown to twenty sessions, a thousand members, ninety units."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from zhengxie.foundation.directory.models import (
    Committee,
    Member,
    SeatPeriod,
    Sector,
    Session,
    Term,
    Unit,
    UnitKind,
)
from zhengxie.foundation.workflow.actions import loading
from zhengxie.site.demo.directory import GIVEN, SURNAMES

SESSIONS = 20
A_TERM = 5  # sessions
MEMBERS = 200  # of a term
UNITS = 60  # beside those of the demo


@dataclass(frozen=True)
class Sitting:
    """One session with the members of its term."""

    session: Session
    members: list[Member]


@dataclass(frozen=True)
class Town:
    """What proposals are about: oldest session first."""

    committee: Committee
    sittings: list[Sitting]
    units: list[Unit]


def grow(rnd: Random) -> Town:
    """Add earlier sessions, members and units to the demo committee."""
    committee = Committee.objects.get()
    with loading():
        _add_units(committee)
        known = list(Session.objects.filter(committee=committee).select_related("term").order_by("opens"))
        _add_members(committee, known[0].term, rnd)
        first = known[0]
        for back in range(1, SESSIONS - len(known) + 1):
            known.insert(0, _earlier(committee, first, back, rnd))
    members = {term: list(Member.objects.filter(term=term)) for term in {s.term for s in known}}
    units = Unit.objects.filter(committee=committee, kind=UnitKind.HANDLING_UNIT).order_by("order")
    return Town(committee, [Sitting(one, members[one.term]) for one in known], list(units))


def _earlier(committee: Committee, first: Session, back: int, rnd: Random) -> Session:
    """The session `back` years before the first one known, with its term where that is new."""
    place = first.term.number * A_TERM + first.number - 1 - back
    number, within = divmod(place, A_TERM)
    opens = date(first.opens.year - back, 1, 8)
    term = Term.objects.filter(committee=committee, number=number).first()
    if term is None:
        starts = opens - timedelta(days=365 * within)
        term = Term(committee=committee, number=number, starts=starts, ends=opens + timedelta(days=360))
        term.save()
        _add_members(committee, term, rnd)
    session = Session(committee=committee, term=term, number=within + 1, opens=opens)
    session.closes = opens + timedelta(days=3)
    session.save()
    return session


def _add_members(committee: Committee, term: Term, rnd: Random) -> None:
    sectors = list(Sector.objects.filter(committee=committee))
    for place in range(MEMBERS):
        name = rnd.choice(SURNAMES) + rnd.choice(GIVEN)
        member = Member(committee=committee, term=term, member_no=f"{term.number}9{place:03}", name=name)
        member.gender = rnd.choice(("male", "female"))
        member.save()
        sector = sectors[place % len(sectors)]
        SeatPeriod(member=member, sector=sector, starts=term.starts, ends=term.ends).save()


def _add_units(committee: Committee) -> None:
    for place in range(UNITS):
        name, kind = f"示范市第{place + 1}工作局", UnitKind.HANDLING_UNIT
        Unit(committee=committee, kind=kind, code=f"bench{place}", name=name, order=500 + place).save()
