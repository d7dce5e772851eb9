"""Loading PostgreSQL by COPY writes what `bulk_create` would have written."""

import pytest
from django.db import connection

from tests.bench.test_load import test_what_is_loaded_is_what_the_platform_would_have_written

__all__ = ["test_what_is_loaded_is_what_the_platform_would_have_written"]

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def only_on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL does not lead to PostgreSQL")
