"""PostgreSQL refuses what SQLite lets pass (texts too long, zero bytes): the walks once more there."""

import pytest
from django.db import connection

from tests.factories.towns import Town, crowd
from tests.house import test_every_action, test_every_address
from zhengxie.foundation.access.roles import Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def only_on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL does not lead to PostgreSQL")


@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.MEMBER, *(r for r in Role if "administrator" in r)])
def test_roles_walk_everywhere(role: Role, here: Town, there: Town) -> None:
    test_every_address.test_a_role_walks_everywhere_and_finds_nothing_of_another_town(role, here, there)


@pytest.mark.parametrize("query", [test_every_address.SILLY, "export=xlsx"])
def test_no_query_breaks_a_page(query: str, here: Town, there: Town) -> None:
    crowd(here, 25)
    test_every_address.test_no_query_breaks_a_page_or_shows_more(query, here, there)


def test_sending_nothing_breaks_no_page(here: Town) -> None:
    test_every_address.test_sending_nothing_breaks_no_page(here)


def test_whoever_may_not_is_refused(here: Town) -> None:
    test_every_action.test_whoever_may_not_is_refused_and_recorded(here)
