"""A committee with two sessions, a member, a group with its convener, a party, a special committee, units."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.conftest import SeatMaker
from tests.factories import directory
from tests.factories.proposals import written
from zhengxie.engines.clocks import seeds
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import (
    Body,
    BodyKind,
    Committee,
    Member,
    Session,
    Term,
    Unit,
    UnitKind,
)
from zhengxie.foundation.rules import shipping
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.proposals.actions.writing import draft, submit
from zhengxie.work.proposals.models import Proposal

OPENS, CLOSES = date(2022, 2, 21), date(2022, 2, 25)  # Monday to Friday
CUT_OFF = datetime(2022, 2, 24, 17, 0)
BETWEEN = datetime(2022, 6, 6, 10, 0)
NEXT_OPENS = date(2023, 2, 20)
TITLE = "关于缓解中小学周边交通拥堵的建议"
Stand = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Stand:
    """`at(moment)`: from now on it is that moment on the clock of the committee; it begins in June."""

    def stand(moment: datetime) -> None:
        aware = timezone.make_aware(moment)
        monkeypatch.setattr(timezone, "now", lambda: aware)

    stand(BETWEEN)
    return stand


@dataclass
class Town:
    """Whom and what the tests name."""

    committee: Committee
    sessions: list[Session]
    member: Member
    units: list[Unit] = field(default_factory=list)


@pytest.fixture
def town(city: Committee, at: Stand) -> Town:
    """十四届一次 (February 2022) and 二次 (February 2023); four handling units."""
    with loading():
        seeds.ship(city)
        shipping.ship(city)
        first = Session.objects.get(committee=city)
        first.opens, first.closes = OPENS, CLOSES
        first.save()
        term = Term.objects.get(committee=city)
        second = Session.objects.create(
            committee=city, term=term, number=2, opens=NEXT_OPENS, closes=date(2023, 2, 24)
        )
    names = [("gaj", "市公安局"), ("jyj", "市教育局"), ("zjj", "市住建局"), ("jtj", "市交通局")]
    units = [directory.unit(city, code, name) for code, name in names]
    return Town(city, [first, second], directory.member(city), units)


@pytest.fixture
def member(town: Town, seat: SeatMaker) -> Seat:
    return seat(Role.MEMBER, member=town.member)


@pytest.fixture
def other_member(town: Town, seat: SeatMaker) -> Seat:
    return seat(Role.MEMBER, member=directory.member(town.committee, "李示范", "002"))


@pytest.fixture
def group(town: Town) -> Body:
    with loading():
        return Body.objects.create(
            committee=town.committee,
            kind=BodyKind.ACTIVITY_GROUP,
            code="group-1",
            name="第一委员活动组",
            short_name="第一组",
        )


@pytest.fixture
def convener(town: Town, group: Body, seat: SeatMaker) -> Seat:
    return seat(Role.CONVENER, member=directory.member(town.committee, "赵示范", "003"), body=group)


@pytest.fixture
def party(town: Town, seat: SeatMaker) -> Seat:
    """The officer of a participating unit."""
    with loading():
        unit = Unit.objects.create(
            committee=town.committee, code="mm", name="民盟示范市委", kind=UnitKind.PARTICIPATING_UNIT
        )
    return seat(Role.UNIT_SUBMITTER, unit=unit)


@pytest.fixture
def clerk(town: Town, seat: SeatMaker) -> Seat:
    """Of a special committee."""
    return seat(Role.COMMITTEE_STAFF, body=directory.body(town.committee, "economy", "经济委员会", "经济委"))


def text(**changes: Any) -> dict[str, Any]:
    """The inputs of a proposal that may be submitted."""
    whole: dict[str, Any] = {
        "title": TITLE,
        "situation": "早晚高峰学校门前平均拥堵35分钟。",
        "analysis": "放学时间集中，接送停车位不足。",
        "suggestions": [{"text": "分年级错峰放学。"}, {"text": "在学校周边增设限时停车位。"}],
        "contact_wish": "",
    }
    return written(**{**whole, **changes})


CONTACT = {"contact_name": "陈某", "contact_phone": "0000-1234567"}


def drafted(seat: Seat, *, as_body: bool = False, **changes: Any) -> Proposal:
    """A draft of the seat."""
    made: Proposal = draft(seat, once=uuid4(), as_body=as_body, **text(**changes))
    return made


def submitted_by(seat: Seat, **changes: Any) -> Proposal:
    """A submitted proposal of the seat."""
    made: Proposal = submit(seat, drafted(seat, **changes))
    return made


def posted(**changes: Any) -> dict[str, Any]:
    """What the write page posts for `text()`."""
    plain = text(**changes)
    rows = plain.pop("suggestions")
    data = {k: v for k, v in plain.items() if k not in ("consent_public", "wished_units")}
    data["suggestions-count"] = str(len(rows))
    data |= {f"suggestions-{n}-text": row["text"] for n, row in enumerate(rows)}
    data["consent_public"] = {True: "yes", False: "no", None: ""}[plain["consent_public"]]
    data["wished_units"] = [str(unit.pk) for unit in plain["wished_units"]]
    return data


def stored(proposal: Proposal) -> Proposal:
    """As the database has it now."""
    found: Proposal = Proposal.objects.get(pk=proposal.pk)
    return found
