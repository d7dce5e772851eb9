"""The same on PostgreSQL, whose index is another one."""

import pytest
from django.db import connection

from tests.engines.search.test_book import *  # noqa: F403
from tests.engines.search.test_candidates import *  # noqa: F403
from tests.engines.search.test_find import *  # noqa: F403
from tests.engines.search.test_visibility import *  # noqa: F403

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def only_on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL does not lead to PostgreSQL")
