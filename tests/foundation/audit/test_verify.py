"""What raw SQL does to the trail is found, and where. checklist 36, 37."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.conftest import SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.audit.chain import NO_COMMITTEE, record
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.audit.verify import Problem, anchor, verify
from zhengxie.foundation.directory.models import Committee

pytestmark = pytest.mark.django_db
Sql = Callable[[str], None]
MENTIONS = "DELETE FROM audit_mention WHERE entry_id IN (SELECT id FROM audit_entry WHERE "


@pytest.fixture
def trail(seat: SeatMaker, city: Committee) -> Committee:
    """Six entries in the city's chain."""
    office, unit = seat(), directory.unit(city)
    for number in range(1, 7):
        trial.rename(office, unit, name=f"名称{number}")
    return city


@pytest.fixture
def sql(trail: Committee) -> Sql:
    """Run a statement as somebody who can change the database: the triggers are out of the way."""
    with connection.cursor() as cursor:
        for word in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER audit_entry_no_{word}")

    def run(text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(text.format(chain=trail.pk))

    return run


def found(anchors: Path | None = None) -> Problem:
    verdict = verify(anchors)
    assert not verdict.holds
    assert len(verdict.problems) == 1
    return verdict.problems[0]


def test_an_untouched_trail_holds(trail: Committee) -> None:
    verdict = verify()
    assert (verdict.entries, verdict.chains, verdict.problems, verdict.holds) == (6, 1, (), True)


@pytest.mark.parametrize(
    "column",
    ["at", "code", "actor", "role", "address", "label", "object_id", "title", "request_id", "detail"],
)
def test_a_changed_text_is_found(trail: Committee, sql: Sql, column: str) -> None:
    sql(f"UPDATE audit_entry SET {column} = '别的' WHERE chain = {{chain}} AND number = 3")
    assert found().number == 3


@pytest.mark.parametrize(
    "change", ["ok = NOT ok", "actor_id = 99", "actor_id = NULL", "previous = ''", "digest = 'hs256:x'"]
)
def test_another_changed_column_is_found(trail: Committee, sql: Sql, change: str) -> None:
    sql(f"UPDATE audit_entry SET {change} WHERE chain = {{chain}} AND number = 3")
    assert found().number == 3


def test_a_deleted_entry_is_found(sql: Sql, trail: Committee) -> None:
    sql(MENTIONS + "number = 3)")
    sql("DELETE FROM audit_entry WHERE chain = {chain} AND number = 3")
    assert found() == Problem(trail.pk, 3, "序号不连续：有记录被删除、插入或调换")


def test_a_deleted_entry_is_found_though_the_others_move_up(sql: Sql) -> None:
    sql(MENTIONS + "number = 3)")
    sql("DELETE FROM audit_entry WHERE chain = {chain} AND number = 3")
    for number in (4, 5, 6):
        sql(f"UPDATE audit_entry SET number = {number - 1} WHERE chain = {{chain}} AND number = {number}")
    assert found().number == 3


def test_an_inserted_entry_is_found(sql: Sql) -> None:
    for number in (6, 5, 4):
        sql(f"UPDATE audit_entry SET number = {number + 1} WHERE chain = {{chain}} AND number = {number}")
    columns = ", ".join(str(f.column) for f in Entry._meta.concrete_fields if f.name not in ("id", "number"))
    sql(
        f"INSERT INTO audit_entry (number, {columns}) SELECT 4, {columns} FROM audit_entry "
        "WHERE chain = {chain} AND number = 3"
    )
    assert found().number == 4


def test_an_entry_added_at_the_end_is_found(sql: Sql) -> None:
    columns = ", ".join(str(f.column) for f in Entry._meta.concrete_fields if f.name not in ("id", "number"))
    sql(
        f"INSERT INTO audit_entry (number, {columns}) SELECT 7, {columns} FROM audit_entry "
        "WHERE chain = {chain} AND number = 6"
    )
    assert found().number == 7


def test_two_exchanged_entries_are_found(sql: Sql) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        sql(f"UPDATE audit_entry SET number = {new} WHERE chain = {{chain}} AND number = {old}")
    assert found().number == 3


def test_a_cut_tail_is_found_through_the_head(sql: Sql, trail: Committee) -> None:
    sql(MENTIONS + "number > 4)")
    sql("DELETE FROM audit_entry WHERE chain = {chain} AND number > 4")
    assert found() == Problem(trail.pk, 5, "末尾的记录被删除，或链头被改动")


def test_a_cut_tail_with_a_mended_head_is_found_through_the_anchor(
    sql: Sql, trail: Committee, tmp_path: Path
) -> None:
    anchors = tmp_path / "anchors.jsonl"
    anchor(anchors)
    kept = Entry.objects.get(chain=trail.pk, number=4)
    sql(MENTIONS + "number > 4)")
    sql("DELETE FROM audit_entry WHERE chain = {chain} AND number > 4")
    sql(f"UPDATE audit_head SET number = 4, digest = '{kept.digest}' WHERE chain = {{chain}}")
    assert verify().holds
    assert found(anchors).number == 5


def test_a_whole_chain_cut_away_is_found_through_the_anchor(
    sql: Sql, trail: Committee, tmp_path: Path
) -> None:
    anchors = tmp_path / "anchors.jsonl"
    anchor(anchors)
    for table in ("mention", "entry", "head"):
        sql(f"DELETE FROM audit_{table}")
    assert found(anchors).chain == trail.pk


def test_a_trail_written_anew_with_the_key_is_found_through_the_anchor(
    sql: Sql, trail: Committee, tmp_path: Path, seat: SeatMaker
) -> None:
    anchors = tmp_path / "anchors.jsonl"
    anchor(anchors)
    for table in ("mention", "entry", "head"):
        sql(f"DELETE FROM audit_{table}")
    for number in range(8):
        trial.rename(seat(), directory.unit(trail), name=f"假{number}")
    assert verify().holds
    assert found(anchors).number == 6


def test_a_changed_mention_is_found(sql: Sql) -> None:
    second = "(SELECT id FROM audit_entry WHERE number = 2)"
    sql(f"UPDATE audit_mention SET object_id = '77' WHERE entry_id = {second}")
    assert found().number == 2


def test_a_trail_under_another_key_does_not_hold(trail: Committee, settings) -> None:
    settings.AUDIT_KEYS = ["x" * 40]
    assert found().number == 1


def test_keys_may_be_changed_as_long_as_the_old_one_is_kept(
    trail: Committee, settings, seat: SeatMaker
) -> None:
    settings.AUDIT_KEYS = ["x" * 40, *settings.AUDIT_KEYS]
    trial.rename(seat(), directory.unit(trail), name="新钥")
    assert verify().holds


def test_one_chain_says_nothing_about_another(trail: Committee, sql: Sql, other_city: Committee) -> None:
    record(None, "accounts.sign_in")
    record(None, "accounts.sign_in", committee=other_city)
    sql("UPDATE audit_entry SET title = '别的' WHERE chain = {chain} AND number = 3")
    assert found().chain == trail.pk
    assert Entry.objects.get(chain=NO_COMMITTEE).number == 1


def test_anchors_of_many_days_hold_together(trail: Committee, seat: SeatMaker, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.jsonl"
    first = anchor(anchors)
    trial.rename(seat(), directory.unit(trail), name="次日")
    assert anchor(anchors) != first
    assert len(anchors.read_text(encoding="utf-8").splitlines()) == 2
    assert verify(anchors).holds


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET title = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses(trail: Committee, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify().entries == 6


def test_the_database_refuses_the_application_too(trail: Committee) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.update(actor="别人")
