"""The to-do book: open rows equal what the object asks for now. architecture §5."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Unit
from zhengxie.foundation.notices import todos
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.notices.queries import desk_counts, done_todos, finished_todos, open_todos
from zhengxie.foundation.notices.todos import TodoRow
from zhengxie.foundation.workflow import books

pytestmark = pytest.mark.django_db
SOURCES: dict[Any, Any] = books._SOURCES
FINISHED: dict[Any, Any] = todos._FINISHED
DUE = date(2022, 6, 30)


def asked(unit: Unit) -> Iterator[TodoRow]:
    """A unit called 待定… asks the office to rename it; one called …待核 asks the unit, too."""
    if "待定" in unit.name:
        yield TodoRow(
            "role:office_staff", "tests.rename", f"给{unit.name}定名", "/trial/1/", due=DUE, note=unit.duties
        )
    if "待核" in unit.name:
        yield TodoRow(f"unit:{unit.pk}", "tests.rename_own", f"核对{unit.name}", "/trial/1/")


@pytest.fixture(autouse=True)
def book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SOURCES, Unit, {"todos": asked})
    monkeypatch.setitem(FINISHED, Unit, lambda unit: unit.name.startswith("已撤"))


@pytest.fixture
def unit(city: Committee) -> Unit:
    return directory.unit(city)


def titles(seat: Seat) -> list[str]:
    return [todo.title for todo in open_todos(seat)]


def test_an_action_opens_what_the_object_asks_for(seat: SeatMaker, unit: Unit) -> None:
    office = seat()
    trial.rename(office, unit, name="待定局")
    todo = Todo.objects.get()
    assert (todo.key, todo.code, todo.title, todo.due) == (
        "role:office_staff",
        "tests.rename",
        "给待定局定名",
        DUE,
    )
    assert titles(office) == ["给待定局定名"]
    assert titles(seat(Role.MEMBER)) == []


def test_it_closes_for_everybody_when_one_has_done_it(seat: SeatMaker, unit: Unit) -> None:
    first, second = seat(), seat()
    trial.rename(first, unit, name="待定局")
    trial.rename(second, unit, name="市新局")
    assert titles(first) == titles(second) == []
    assert [todo.title for todo in done_todos(second)] == ["给待定局定名"]
    assert not done_todos(first).exists()


def test_what_a_verb_takes_off_another_desk_is_not_among_the_done_of_who_pressed_it(
    seat: SeatMaker, unit: Unit
) -> None:
    office, officer = seat(), seat(Role.UNIT_OFFICER, unit=unit)
    trial.rename(office, unit, name="待定待核局")
    trial.rename_own(officer, unit, name="市新局")
    assert [todo.title for todo in done_todos(officer)] == ["核对待定待核局"]
    assert not done_todos(office).exists()
    trial.rename(office, unit, name="已撤局")
    assert [todo.title for todo in finished_todos(officer)] == ["核对待定待核局"]


def test_what_is_still_asked_for_stays_and_takes_the_new_words(seat: SeatMaker, unit: Unit) -> None:
    trial.rename(seat(), unit, name="待定局")
    opened = Todo.objects.get()
    trial.rename(seat(), unit, name="待定委")
    now = Todo.objects.get()
    assert (now.pk, now.title, now.opened) == (opened.pk, "给待定委定名", opened.opened)


def test_what_is_asked_for_again_is_a_new_row(seat: SeatMaker, unit: Unit) -> None:
    for name in ("待定局", "市新局", "待定委"):
        trial.rename(seat(), unit, name=name)
    assert Todo.objects.count() == 2
    assert Todo.objects.filter(closed=None).count() == 1


def test_done_becomes_finished_with_the_object(seat: SeatMaker, unit: Unit) -> None:
    office = seat()
    for name in ("待定局", "市新局", "已撤局"):
        trial.rename(office, unit, name=name)
    assert not done_todos(office).exists()
    assert finished_todos(office).count() == 1
    trial.rename(office, unit, name="恢复局")
    assert done_todos(office).count() == 1


def test_each_key_has_its_own(seat: SeatMaker, unit: Unit, city: Committee) -> None:
    trial.rename(seat(), unit, name="待定待核局")
    other = directory.unit(city, "wjw", "市卫生健康委员会")
    assert titles(seat(Role.UNIT_OFFICER, unit=unit)) == ["核对待定待核局"]
    assert titles(seat(Role.UNIT_OFFICER, unit=other)) == []
    assert titles(seat()) == ["给待定待核局定名"]


def test_included_roles_find_theirs(seat: SeatMaker, city: Committee, unit: Unit) -> None:
    Todo.objects.create(
        committee=city,
        key="role:committee_staff",
        code="x.y",
        label="l",
        object_id="1",
        title="专委会的事",
        url="/",
    )
    assert titles(seat(Role.COMMITTEE_HEAD)) == ["专委会的事"]


def test_another_city_has_its_own_desk(seat: SeatMaker, unit: Unit, other_city: Committee) -> None:
    trial.rename(seat(), unit, name="待定局")
    assert titles(seat(owner=other_city)) == []
    assert desk_counts(seat(owner=other_city)) == (0, 0)


def test_the_number_in_the_frame_equals_the_length_of_the_list(
    seat: SeatMaker, client_of: ClientMaker, city: Committee
) -> None:
    office = seat()
    for n in range(23):
        trial.rename(office, directory.unit(city, f"u{n}", "局"), name=f"待定{n}局")
    browser = client_of(office)
    page = browser.get("/todos/")
    tab = next(t for t in page.context["tabs"] if t["current"])
    entry = next(i for i in page.context["menu"] if i.label == "待办")
    assert (
        page.context["listing"].page.paginator.count
        == tab["count"]
        == entry.count
        == desk_counts(office)[0]
        == 23
    )


def test_a_refused_action_opens_nothing(seat: SeatMaker, unit: Unit) -> None:
    with pytest.raises(Exception, match="名称不合适"):
        trial.fail_halfway(seat(), unit, name="待定局")
    assert not Todo.objects.exists()


def test_a_very_long_title_is_cut(seat: SeatMaker, unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL refuses what does not fit; SQLite would take it."""
    long = [TodoRow("role:office_staff", "tests.rename", "长" * 300, "/", note="长" * 300)]
    monkeypatch.setitem(SOURCES, Unit, {"todos": lambda unit: long})
    trial.rename(seat(), unit, name="待定局")
    todo = Todo.objects.get()
    assert (len(todo.title), len(todo.note)) == (200, 200)
    assert books.rebuild()["todos"] == (0, 0)


def test_rebuilding_a_true_book_changes_nothing(seat: SeatMaker, unit: Unit) -> None:
    trial.rename(seat(), unit, name="待定局")
    assert books.rebuild()["todos"] == (0, 0)
    assert Todo.objects.filter(closed=None).count() == 1


def test_rebuilding_finds_what_was_changed_behind_the_book(
    seat: SeatMaker, unit: Unit, city: Committee
) -> None:
    trial.rename(seat(), unit, name="待定局")
    Todo.objects.update(key="role:member")
    assert books.rebuild()["todos"] == (1, 1)
    assert [t.key for t in Todo.objects.filter(closed=None)] == ["role:office_staff"]
