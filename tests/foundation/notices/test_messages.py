"""Messages reach those whom they concern, once, and nobody else."""

from dataclasses import replace

import pytest

from tests.conftest import SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import system_seat
from zhengxie.foundation.directory.models import Committee, Unit
from zhengxie.foundation.notices.messages import mark_read, messages_of, tell
from zhengxie.foundation.notices.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(city: Committee) -> Unit:
    return directory.unit(city)


def test_a_person_with_two_fitting_keys_is_told_once(seat: SeatMaker, city: Committee, unit: Unit) -> None:
    officer = seat(Role.UNIT_OFFICER, unit=unit)
    sent = tell(city, ["role:unit_officer", f"unit:{unit.pk}", f"user:{officer.user_id}"], "通知")
    assert sent == 1
    assert [m.text for m in messages_of(officer)] == ["通知"]


def test_empty_keys_reach_nobody(seat: SeatMaker, city: Committee) -> None:
    seat()
    assert tell(city, ["", "body:None", "unit:None", "role:"], "通知") == 0
    assert not Message.objects.exists()


def test_the_same_unit_of_another_city_is_not_told(
    seat: SeatMaker, city: Committee, other_city: Committee, unit: Unit
) -> None:
    foreign = seat(Role.UNIT_OFFICER, owner=other_city, unit=unit)
    own = seat(Role.UNIT_OFFICER, unit=unit)
    trial.rename(seat(), unit, name="新名")
    assert messages_of(own).count() == 1
    assert not messages_of(foreign).exists()


def test_the_actor_is_not_told_of_his_own_act(seat: SeatMaker, unit: Unit, monkeypatch) -> None:
    officer = seat(Role.UNIT_OFFICER, unit=unit)
    colleague = seat(Role.UNIT_OFFICER, unit=unit)
    monkeypatch.setitem(
        VERBS, "tests.rename_own", replace(VERBS["tests.rename_own"], tells=(trial.the_unit,))
    )
    trial.rename_own(officer, unit, name="新名")
    assert [m.user_id for m in Message.objects.all()] == [colleague.user_id]


def test_what_the_clock_did_is_told_in_its_name(seat: SeatMaker, unit: Unit, monkeypatch) -> None:
    officer = seat(Role.UNIT_OFFICER, unit=unit)
    row = VERBS["tests.rename_by_system"]
    monkeypatch.setitem(VERBS, row.code, replace(row, tells=(trial.the_unit,)))
    trial.rename_by_system(system_seat(unit.committee), unit, name="新名")
    assert "（系统）" in messages_of(officer)[0].text


def test_messages_are_read_by_their_owner_in_their_city(seat: SeatMaker, city: Committee, unit: Unit) -> None:
    first, second = seat(), seat()
    tell(city, ["role:office_staff"], "一")
    tell(city, ["role:office_staff"], "二")
    one = messages_of(first)[0]
    assert mark_read(second, [one.pk]) == 0
    assert mark_read(first, [one.pk]) == 1
    assert mark_read(first) == 1
    assert mark_read(first) == 0
    assert messages_of(second).filter(read=None).count() == 2


def test_a_long_text_is_cut(seat: SeatMaker, city: Committee) -> None:
    tell(city, [f"user:{seat().user_id}"], "长" * 400)
    assert len(Message.objects.get().text) == 300
