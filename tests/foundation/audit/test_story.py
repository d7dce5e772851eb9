"""The history that an object shows, built from the trail. checklist 40."""

import pytest

from tests.conftest import SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat, system_seat
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.directory.models import Committee, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(city: Committee, seat: SeatMaker) -> Unit:
    """A unit with a step that all see, one that staff see, one that nobody sees, and a refused one."""
    made = directory.unit(city)
    trial.rename(seat(), made, name="甲")
    trial.rename_own(seat(Role.UNIT_OFFICER, unit=made), made, name="乙")
    trial.rename_by_system(system_seat(city), made, name="丙")
    with pytest.raises(Exception, match="rename"):
        trial.rename(seat(Role.MEMBER), made, name="丁")
    return made


def labels(seat: Seat, unit: Unit) -> list[str]:
    return [step.label for step in story(seat, unit)]


@pytest.mark.parametrize(
    "role", [Role.OFFICE_STAFF, Role.COMMITTEE_HEAD, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL]
)
def test_staff_and_leaders_see_their_steps(seat: SeatMaker, unit: Unit, role: Role) -> None:
    assert labels(seat(role), unit) == ["改名", "改本单位的名"]


@pytest.mark.parametrize(
    "role", [Role.MEMBER, Role.STANDING_MEMBER, Role.CONVENER, Role.UNIT_OFFICER, Role.UNIT_LEADER]
)
def test_members_and_units_see_what_is_for_all(seat: SeatMaker, unit: Unit, role: Role) -> None:
    assert labels(seat(role), unit) == ["改名"]


def test_a_step_says_who_when_and_what(seat: SeatMaker, unit: Unit) -> None:
    step = story(seat(), unit)[0]
    assert (step.actor, step.role, step.changes) == ("何某", "办公室工作人员", {"name": ["市教育局", "甲"]})
    assert step.at.utcoffset() is not None


def test_another_committee_reads_nothing(seat: SeatMaker, unit: Unit, other_city: Committee) -> None:
    assert labels(seat(owner=other_city), unit) == []
