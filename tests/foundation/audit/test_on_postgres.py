"""The trail on PostgreSQL: triggers refuse, what is changed behind them is found. checklist 36, 37."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.conftest import SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.audit.verify import verify
from zhengxie.foundation.directory.models import Committee

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def trail(seat: SeatMaker, city: Committee) -> Committee:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL does not lead to PostgreSQL")
    for number in range(1, 5):
        trial.rename(seat(), directory.unit(city), name=f"名称{number}")
    return city


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET title = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses(trail: Committee, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify().entries == 4


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE audit_entry SET title = 'x' WHERE number = 2", 2),
        ("DELETE FROM audit_mention; DELETE FROM audit_entry WHERE number = 3", 1),
        ("UPDATE audit_entry SET number = number + 10 WHERE number > 2", 3),
    ],
)
def test_what_is_changed_without_the_triggers_is_found(trail: Committee, statement: str, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_entry_no_update ON audit_entry")
        cursor.execute("DROP TRIGGER audit_entry_no_delete ON audit_entry")
        for part in statement.split(";"):
            cursor.execute(part)
    assert [p.number for p in verify().problems] == [number]
