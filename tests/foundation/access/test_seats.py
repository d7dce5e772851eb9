"""Hats and seats: one person, several hats, dates that open and close them."""

from datetime import date, timedelta

import pytest

from tests.conftest import SeatMaker
from tests.factories import directory
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat, hats_of, holders_of, system_seat
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 1)


def test_a_seat_carries_what_its_hat_says(city: Committee) -> None:
    unit = directory.unit(city)
    hat = directory.hat(city, Role.UNIT_OFFICER, unit=unit)
    seat = Seat.of(hat, request_id="r1", address="10.0.0.1")
    assert (seat.committee, seat.role, seat.user_id, seat.unit_id) == (
        city,
        Role.UNIT_OFFICER,
        hat.user_id,
        unit.pk,
    )
    assert (seat.hat_label, seat.request_id, seat.address) == ("市教育局 承办单位经办人", "r1", "10.0.0.1")
    place = [f"unit:{unit.pk}", f"user:{hat.user_id}", f"officer:{unit.pk}"]
    assert seat.keys == ["role:unit_officer", *place]


def test_keys_name_the_included_roles_too(seat: SeatMaker, city: Committee) -> None:
    person = directory.member(city)
    chair = seat(Role.CHAIR_LEVEL, member=person)
    assert {"role:chair_level", "role:member", f"member:{person.pk}"} <= set(chair.keys)


def test_the_system_is_nobodys_seat(city: Committee) -> None:
    clock = system_seat(city)
    assert clock.is_system
    assert clock.user_id is None
    assert clock.keys == ["role:system"]
    assert not clock.is_administrator


@pytest.mark.parametrize(("offset", "worn"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_hat_can_be_worn_on_its_days_only(city: Committee, offset: int, worn: bool) -> None:
    hat = directory.hat(city, Role.OFFICE_STAFF)
    with loading():
        hat.starts, hat.ends = TODAY, TODAY + timedelta(days=30)
        hat.save()
    assert hats_of(hat.user_id, TODAY + timedelta(days=offset)).exists() is worn


def test_one_person_may_hold_hats_in_two_cities(city: Committee, other_city: Committee) -> None:
    first = directory.hat(city, Role.OFFICE_STAFF)
    with loading():
        Hat.objects.create(committee=other_city, user=first.user, role=Role.MEMBER, starts=TODAY)
    assert [h.committee for h in hats_of(first.user_id, TODAY)] == [city, other_city]


def test_keys_reach_their_holders_and_nobody_else(city: Committee, other_city: Committee) -> None:
    unit, body = directory.unit(city), directory.body(city)
    officer = directory.hat(city, Role.UNIT_OFFICER, unit=unit)
    staff = directory.hat(city, Role.COMMITTEE_STAFF, body=body)
    head = directory.hat(city, Role.COMMITTEE_HEAD, body=body)
    directory.hat(other_city, Role.COMMITTEE_STAFF, body=directory.body(other_city))
    assert holders_of(city, [f"unit:{unit.pk}"], TODAY) == [officer.user_id]
    assert holders_of(city, [f"body:{body.pk}"], TODAY) == sorted([staff.user_id, head.user_id])
    assert holders_of(city, ["role:committee_staff"], TODAY) == sorted([staff.user_id, head.user_id])
    assert holders_of(city, [f"user:{staff.user_id}"], TODAY) == [staff.user_id]


def test_a_key_without_a_number_reaches_nobody(city: Committee) -> None:
    """An object without a body yields `body:None`; that is not everybody without a body."""
    directory.hat(city, Role.OFFICE_STAFF)
    assert holders_of(city, ["body:None", "unit:None", "member:None"], TODAY) == []


def test_disabled_accounts_are_not_reached(city: Committee) -> None:
    hat = directory.hat(city, Role.OFFICE_STAFF)
    User.objects.filter(pk=hat.user_id).update(is_active=False)
    assert holders_of(city, ["role:office_staff"], TODAY) == []
