"""What one action does: state, version, trail, message, to-dos. architecture §4."""

import json
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.conftest import SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import system_seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.audit.verify import verify
from zhengxie.foundation.directory.models import Committee, Unit, WriteOutsideAction
from zhengxie.foundation.notices.models import Message, Todo
from zhengxie.foundation.notices.todos import TodoRow
from zhengxie.foundation.workflow import books
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.foundation.workflow.run import Run, follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(city: Committee) -> Unit:
    return directory.unit(city)


def last(city: Committee) -> Entry:
    return Entry.objects.filter(chain=city.pk).order_by("-number")[0]


def test_it_writes_the_state_and_counts_the_version(seat: SeatMaker, unit: Unit) -> None:
    returned = trial.rename(seat(), unit, name="市教育和体育局")
    stored = Unit.objects.get(pk=unit.pk)
    assert (stored.name, stored.version) == ("市教育和体育局", 2)
    assert (returned.name, returned.version) == ("市教育和体育局", 2)


def test_the_callers_copy_is_not_written_back(seat: SeatMaker, unit: Unit) -> None:
    unit.duties = "从未提交的改动"
    trial.rename(seat(), unit, name="市教育和体育局")
    assert Unit.objects.get(pk=unit.pk).duties == ""


def test_it_leaves_one_entry_with_before_and_after(seat: SeatMaker, unit: Unit, city: Committee) -> None:
    office = seat()
    trial.rename(office, unit, name="市教育和体育局")
    entry = Entry.objects.get(chain=city.pk)
    assert (entry.code, entry.ok, entry.actor_id, entry.actor) == (
        "tests.rename",
        True,
        office.user_id,
        office.name,
    )
    assert (entry.role, entry.label, entry.object_id) == ("办公室工作人员", "directory.unit", str(unit.pk))
    detail = json.loads(entry.detail)
    assert detail["changes"] == {"name": ["市教育局", "市教育和体育局"]}
    assert detail["inputs"] == {"name": "市教育和体育局"}
    assert verify().holds


def test_the_entry_says_from_where_and_in_which_request(seat: SeatMaker, unit: Unit, city: Committee) -> None:
    from dataclasses import replace

    trial.rename(replace(seat(), address="10.0.0.7", request_id="abc123"), unit, name="新名")
    assert (last(city).address, last(city).request_id) == ("10.0.0.7", "abc123")
    assert last(city).at.endswith("+08:00")


def test_those_whom_it_concerns_are_told_but_not_the_actor(seat: SeatMaker, unit: Unit) -> None:
    officer = seat(Role.UNIT_OFFICER, unit=unit)
    trial.rename(seat(), unit, name="市教育和体育局")
    told = Message.objects.get()
    assert told.user_id == officer.user_id
    assert "改名：市教育和体育局" in told.text


def test_the_wrong_role_is_refused_and_the_refusal_recorded(
    seat: SeatMaker, unit: Unit, city: Committee
) -> None:
    member = seat(Role.MEMBER)
    with pytest.raises(PermissionDenied):
        trial.rename(member, unit, name="新名")
    assert Unit.objects.get(pk=unit.pk).version == 1
    entry = Entry.objects.get(chain=city.pk)
    assert (entry.code, entry.ok, entry.actor_id) == ("tests.rename", False, member.user_id)
    assert (entry.label, entry.object_id) == ("directory.unit", str(unit.pk))


def test_a_condition_on_the_object_decides(seat: SeatMaker, unit: Unit, city: Committee) -> None:
    other = directory.unit(city, "wjw", "市卫生健康委员会")
    officer = seat(Role.UNIT_OFFICER, unit=unit)
    trial.rename_own(officer, unit, name="新名")
    with pytest.raises(PermissionDenied):
        trial.rename_own(officer, other, name="新名")


def test_another_committees_object_is_not_there(
    seat: SeatMaker, other_city: Committee, city: Committee
) -> None:
    foreign = directory.unit(other_city)
    with pytest.raises(Http404):
        trial.rename(seat(), foreign, name="新名")
    assert Unit.objects.get(pk=foreign.pk).version == 1
    assert last(city).ok is False
    assert not Entry.objects.filter(chain=other_city.pk).exists()


def test_a_deleted_object_is_not_there(seat: SeatMaker, unit: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).delete()
    with pytest.raises(Http404):
        trial.rename(seat(), unit, name="新名")


def test_a_moved_version_is_told_and_nothing_written(seat: SeatMaker, unit: Unit, city: Committee) -> None:
    trial.rename(seat(), unit, name="先到者", _version=1)
    with pytest.raises(Stale) as told:
        trial.rename(seat(), unit, name="后到者", _version=1)
    assert "他人已先处理" in told.value.text
    assert Unit.objects.get(pk=unit.pk).name == "先到者"
    assert [(e.code, e.ok) for e in Entry.objects.filter(chain=city.pk)] == [
        ("tests.rename", True),
        ("tests.rename", False),
    ]


def test_creating_starts_from_a_blank_row_of_the_seats_committee(seat: SeatMaker, city: Committee) -> None:
    made = trial.found(seat(), code="fgw", name="市发展和改革委员会")
    stored = Unit.objects.get(code="fgw")
    assert stored.pk == made.pk
    assert (stored.committee, stored.version) == (city, 1)
    assert json.loads(last(city).detail)["changes"]["name"] == [None, "市发展和改革委员会"]
    assert last(city).object_id == str(stored.pk)


def test_creating_needs_the_role(seat: SeatMaker) -> None:
    with pytest.raises(PermissionDenied):
        trial.found(seat(Role.MEMBER), code="fgw", name="市发展和改革委员会")
    assert not Unit.objects.exists()


def test_a_refusal_in_the_body_leaves_nothing_but_the_refusal(
    seat: SeatMaker, unit: Unit, city: Committee
) -> None:
    with pytest.raises(Refused, match="请换一个名称"):
        trial.fail_halfway(seat(), unit, name="新名")
    assert (Unit.objects.get().name, Unit.objects.get().version) == ("市教育局", 1)
    assert not city.hosts.exists()
    entry = Entry.objects.get(chain=city.pk)
    assert (entry.code, entry.ok) == ("tests.fail_halfway", False)
    assert "请换一个名称" in json.loads(entry.detail)["note"]


def test_the_system_presses_the_same_actions(unit: Unit, city: Committee) -> None:
    trial.rename_by_system(system_seat(city), unit, name="到期改名")
    assert Unit.objects.get().name == "到期改名"
    assert (last(city).actor, last(city).actor_id) == ("系统", None)


def test_an_action_on_nothing_says_so(seat: SeatMaker) -> None:
    with pytest.raises(TypeError):
        trial.rename(seat(), name="新名")


@pytest.mark.parametrize("write", [Unit.save, Unit.delete])
def test_writing_a_root_outside_an_action_raises(unit: Unit, write) -> None:
    with pytest.raises(WriteOutsideAction):
        write(unit)
    with loading():
        unit.save()


def test_a_failed_action_leaves_the_guard_closed(seat: SeatMaker, unit: Unit) -> None:
    with pytest.raises(Refused):
        trial.fail_halfway(seat(), unit, name="新名")
    with pytest.raises(WriteOutsideAction):
        unit.save()


def test_a_second_row_where_only_one_may_be_is_told_and_recorded(
    seat: SeatMaker, unit: Unit, city: Committee
) -> None:
    """The form's own check may be passed by two at once; the database decides."""
    with pytest.raises(Refused, match="已经有了"):
        trial.found(seat(), code=unit.code, name="又一个教育局")
    assert Unit.objects.count() == 1
    assert (last(city).code, last(city).ok) == ("tests.found", False)


def test_a_deadlock_is_tried_once_more(seat: SeatMaker, unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    real, tries = follow, []

    def stumble(run: Run) -> None:
        tries.append(run)
        if len(tries) == 1:
            raise OperationalError("deadlock detected")
        real(run)

    monkeypatch.setattr("zhengxie.foundation.workflow.actions.follow", stumble)
    trial.append(seat(), unit, text="x")
    assert (Unit.objects.get().duties, Unit.objects.get().version) == ("x", 2)


def test_a_database_that_is_gone_is_not_tried_again(
    seat: SeatMaker, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def follow(run: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr("zhengxie.foundation.workflow.actions.follow", follow)
    with pytest.raises(OperationalError, match="closed"):
        trial.append(seat(), unit, text="x")


def test_what_the_body_deletes_is_gone_and_stays_in_the_trail(
    seat: SeatMaker, unit: Unit, city: Committee
) -> None:
    """Its to-dos close with it."""
    with_todo = directory.unit(city, "other", "市民政局")
    Todo.objects.create(
        committee=city, label="directory.unit", object_id=str(unit.pk), key="role:office_staff", code="t.t"
    )
    key = unit.pk
    with patch.dict(books._SOURCES):
        books.sources(Unit, todos=lambda _: [TodoRow("role:office_staff", "t.t", "事项", "/")])
        trial.demolish(seat(), unit)
        trial.rename(seat(), with_todo, name="民政局")
    assert not Unit.objects.filter(pk=key).exists()
    entry = Entry.objects.get(chain=city.pk, code="tests.demolish")
    assert (entry.label, entry.object_id) == ("directory.unit", str(key))
    assert Todo.objects.get(object_id=str(key)).closed is not None
    assert Todo.objects.get(object_id=str(with_todo.pk)).closed is None
    assert verify().holds
