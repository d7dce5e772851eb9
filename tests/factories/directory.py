"""Named situations in the directory. Nothing is random."""

from datetime import date

from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.directory.models import (
    Body,
    Committee,
    Member,
    Post,
    SeatPeriod,
    Sector,
    Session,
    Term,
    Unit,
)
from zhengxie.foundation.workflow.actions import loading

BEGIN = date(2022, 1, 1)


def committee(code: str = "shifan", name: str = "政协示范市委员会") -> Committee:
    """A committee with a running term and one session."""
    with loading():
        found, new = Committee.objects.get_or_create(
            code=code, defaults={"name": name, "short_name": name[2:5] + "政协"}
        )
        if new:
            term = Term.objects.create(committee=found, number=14, starts=BEGIN)
            Session.objects.create(committee=found, term=term, number=1, opens=date(2022, 1, 10))
            Sector.objects.create(committee=found, number=23, name="教育界")
    return found


def body(owner: Committee, code: str = "proposal", name: str = "提案委员会", short: str = "提案委") -> Body:
    """A special committee."""
    with loading():
        return Body.objects.get_or_create(
            committee=owner, code=code, defaults={"name": name, "short_name": short}
        )[0]


def unit(owner: Committee, code: str = "jyj", name: str = "市教育局") -> Unit:
    """A handling unit."""
    with loading():
        return Unit.objects.get_or_create(committee=owner, code=code, defaults={"name": name})[0]


def member(owner: Committee, name: str = "王建华", number: str = "001", post: str = Post.MEMBER) -> Member:
    """A member with an open seat."""
    with loading():
        term, sector = Term.objects.get(committee=owner), Sector.objects.get(committee=owner)
        found = Member.objects.create(committee=owner, term=term, member_no=number, name=name, gender="male")
        SeatPeriod.objects.create(member=found, sector=sector, post=post, starts=BEGIN)
    return found


def user(owner: Committee, username: str, real_name: str = "何某") -> User:
    """An active account without a password; see `browsers` for how tests sign in."""
    found = User(committee=owner, username=username, real_name=real_name)
    found.password = PASSWORD_HASH
    found.save()
    return found


# No password fits. Hashing takes a tenth of a second; tests of the sign-in page set a password of their own.
PASSWORD_HASH = "!"


def hat(owner: Committee, role: Role, **place: object) -> Hat:
    """A hat of the role, worn by an account of its own."""
    holder = user(owner, f"{owner.code}-{role}-{Hat.objects.count()}")
    with loading():
        return Hat.objects.create(committee=owner, user=holder, role=role, starts=BEGIN, **place)


def seat(owner: Committee, role: Role, **place: object) -> Seat:
    """A seat of the role in the committee, with body, unit or member where given."""
    return Seat.of(hat(owner, role, **place))
