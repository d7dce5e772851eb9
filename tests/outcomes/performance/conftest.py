"""A committee with a proposal committee, members with facts, and the seats that look at them."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from tests.conftest import SeatMaker
from tests.factories import directory
from tests.factories.duties import SPRING, row, yield_facts
from zhengxie.engines.clocks.models import Clock
from zhengxie.engines.clocks.seeds import ship
from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, BodyMembership, Committee, Member
from zhengxie.foundation.notices.messages import messages_of
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.actions import loading
from zhengxie.outcomes.performance.actions import request_correction
from zhengxie.outcomes.performance.models import Objection

MONDAY = date(2022, 6, 6)
TITLE = "关于缓解学校周边拥堵的建议"
WISH = "我是第一提案人，请更正。"


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`on(day)`: from now on it is ten o'clock of that day; it begins on Monday 6 June 2022."""

    def stand(day: date) -> None:
        moment = timezone.make_aware(datetime.combine(day, time(10)))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand(MONDAY)
    return stand


@pytest.fixture
def town(city: Committee, on: Callable[[date], None]) -> Committee:
    """Calendar and clock rules shipped."""
    with loading():
        ship(city)
    return city


@pytest.fixture
def keepers(town: Committee, seat: SeatMaker) -> Body:
    """The proposal committee: the body where the hats of that role belong."""
    body = directory.body(town)
    seat(Role.PROPOSAL_COMMITTEE, body=body)
    return body


@pytest.fixture
def member(town: Committee, keepers: Body) -> Member:
    found = directory.member(town, "王示安")
    with loading():
        BodyMembership.objects.create(member=found, body=keepers, starts=directory.BEGIN)
    return found


@pytest.fixture
def other(town: Committee, member: Member) -> Member:
    """Another member of the same sector."""
    return directory.member(town, "李示范", "002")


@pytest.fixture
def own(member: Member, seat: SeatMaker) -> Seat:
    return seat(Role.MEMBER, member=member)


@pytest.fixture
def liaison(town: Committee, seat: SeatMaker) -> Seat:
    return seat(Role.LIAISON_STAFF)


@pytest.fixture
def section(keepers: Body, seat: SeatMaker) -> Seat:
    """Staff of the proposal committee."""
    return seat(Role.COMMITTEE_STAFF, body=keepers)


@pytest.fixture
def fact(town: Committee, member: Member) -> Fact:
    """One filed proposal of this spring."""
    given: Any = {"role": "sole", "filed": True}
    return yield_facts(directory.unit(town), row(member, TITLE, on=SPRING, attributes=given))[0]


@pytest.fixture
def objection(own: Seat, fact: Fact, liaison: Seat, section: Seat) -> Objection:
    """The member doubts the role that the fact gives."""
    return ask(own, fact=fact)


def ask(seat: Seat, **more: Any) -> Objection:
    """Request a correction; by default about a proposal of 2022 that is missing."""
    plain: dict[str, Any] = {"fact": None, "kind": "proposal", "year": 2022, "text": WISH}
    made: Objection = request_correction(seat, **{**plain, **more})
    return made


def todos_of(objection: Objection) -> set[tuple[str, str]]:
    """(seat key, verb) of its open to-dos."""
    rows = Todo.objects.filter(
        label="performance.objection", object_id=str(objection.pk), closed__isnull=True
    )
    return set(rows.values_list("key", "code"))


def clock_of(objection: Objection) -> tuple[str, date]:
    """(state, due day) of its clock."""
    clock = Clock.objects.get(object_label="performance.objection", object_id=str(objection.pk))
    return clock.state, clock.due_on


def told(seat: Seat) -> list[str]:
    """The texts of the messages that the seat's user has."""
    return list(messages_of(seat).values_list("text", flat=True))
