"""Whose facts a seat reads, whose it counts. domain/02 §6 (members.view_file)"""

import pytest

from tests.conftest import SeatMaker
from tests.factories import directory
from tests.factories.duties import SPRING, row, yield_facts
from zhengxie.engines.duties.models import Fact
from zhengxie.engines.duties.queries import countable, group_of
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, BodyMembership, Committee, Member, SeatPeriod, Sector
from zhengxie.foundation.workflow.actions import loading

READERS = {Role.LIAISON_STAFF, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL}


@pytest.fixture
def members(city: Committee) -> list[Member]:
    """Three, the third of another sector; each with a fact."""
    found = [
        directory.member(city, name, f"00{n}") for n, name in enumerate(("王示安", "李示范", "周示远"), 1)
    ]
    with loading():
        other = Sector.objects.create(committee=city, number=21, name="经济界")
        SeatPeriod.objects.filter(member=found[2]).update(sector=other)
    unit = directory.unit(city)
    yield_facts(unit, *[row(m) for m in found])
    return found


def read_by(seat: Seat) -> set[str]:
    """Names of the members whose facts the seat may read."""
    return set(visible(seat, Fact).values_list("member__name", flat=True))


def counted_by(seat: Seat) -> set[str]:
    return set(countable(seat).values_list("member__name", flat=True))


@pytest.mark.parametrize("role", [r for r in Role if r != Role.SYSTEM])
def test_members_read_their_own_a_few_roles_all_others_nothing(
    role: Role, members: list[Member], seat: SeatMaker
) -> None:
    found = read_by(seat(role, member=members[0]))
    if role in READERS:
        assert found == {"王示安", "李示范", "周示远"}
    elif role in (Role.MEMBER, Role.STANDING_MEMBER, Role.CONVENER):
        assert found == {"王示安"}
    else:
        assert found == set()


def test_nobody_reads_those_of_another_committee(members: list[Member], other_city: Committee) -> None:
    for role in READERS:
        assert read_by(directory.seat(other_city, role)) == set()
        assert counted_by(directory.seat(other_city, role)) == set()


def test_a_convener_counts_the_own_sector_and_reads_none_of_it(
    members: list[Member], seat: SeatMaker
) -> None:
    convener = seat(Role.CONVENER, member=members[0])
    assert counted_by(convener) == {"王示安", "李示范"}
    assert read_by(convener) == {"王示安"}


def test_a_folded_sector_is_no_group(members: list[Member], seat: SeatMaker) -> None:
    """Persons of a folded sector are nowhere shown by it. domain/02 §2"""
    Sector.objects.filter(name="教育界").update(fold=True)
    assert counted_by(seat(Role.CONVENER, member=members[0])) == {"王示安"}


def test_the_group_of_the_hat_or_of_the_duty_goes_before_the_sector(
    city: Committee, members: list[Member], seat: SeatMaker
) -> None:
    group = directory.body(city, "group-1", "第一活动组", "一组")
    with loading():
        for member, duty in ((members[0], "convener"), (members[2], "member")):
            BodyMembership.objects.create(member=member, body=group, duty=duty, starts=SPRING)
    assert counted_by(seat(Role.CONVENER, member=members[0])) == {"王示安", "周示远"}
    assert counted_by(seat(Role.CONVENER, member=members[1], body=group)) == {"王示安", "李示范", "周示远"}
    assert set(group_of(seat(Role.CONVENER, member=members[1], body=group))) == {members[0], members[2]}


def test_who_has_left_the_group_is_not_counted(
    city: Committee, members: list[Member], seat: SeatMaker
) -> None:
    group: Body = directory.body(city, "group-1", "第一活动组", "一组")
    with loading():
        BodyMembership.objects.create(member=members[2], body=group, starts=SPRING, ends=SPRING)
    assert set(group_of(seat(Role.CONVENER, member=members[0], body=group))) == set()


def test_who_is_no_convener_has_no_group(members: list[Member], seat: SeatMaker) -> None:
    assert list(group_of(seat(Role.MEMBER, member=members[0]))) == []
