"""The same on PostgreSQL, whose index is another one."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.engines.search.test_book import *  # noqa: F403
from tests.engines.search.test_candidates import *  # noqa: F403
from tests.engines.search.test_find import *  # noqa: F403
from tests.engines.search.test_visibility import *  # noqa: F403
from tests.factories import proposals
from zhengxie.engines.search.index import postgres
from zhengxie.engines.search.queries.find import find

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def only_on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL does not lead to PostgreSQL")


def test_tokens_that_share_a_number_are_told_apart(
    people: proposals.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhengxie.engines.search.cutting.SHARES", 0)
    made = proposals.draft_proposal(people, situation="请拨打12345，标准为GB50016。")
    proposals.draft_proposal(people, situation="请拨打96333，标准为DB11。")

    def found(typed: str) -> list[int]:
        return [hit.key for hit in find(people.author, typed).hits]

    assert found("12345") == found("GB50016") == found("50016") == [made.pk]
    assert found("54321") == []


def trees() -> list[int]:
    """The number of the tree of tokens."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexrelid FROM pg_index WHERE indexrelid = to_regclass(%s)", [postgres.TREE])
        return [row[0] for row in cursor.fetchall()]


def test_the_tree_is_made_anew_only_where_most_is_missing(people: proposals.Cast) -> None:
    proposals.submitted(people)
    before = trees()
    call_command("rebuild", "search")
    assert trees() == before
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {postgres.TABLE}")
    call_command("rebuild", "search")
    assert len(trees()) == 1 and trees() != before


def test_a_tree_that_is_missing_is_made_by_the_next_rebuild(people: proposals.Cast) -> None:
    proposals.submitted(people)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {postgres.TREE}")
    call_command("rebuild", "search")
    assert len(trees()) == 1
