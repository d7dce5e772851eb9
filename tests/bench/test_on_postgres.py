"""Loading PostgreSQL by COPY writes what `bulk_create` would have written."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection

from bench.copy_in import by_copy
from bench.filling import fill
from tests.bench.test_load import (
    SIZE,
    books_and_trail_hold,
    every_filed_proposal_has_its_case_and_a_closed_case_only_closed_parts,
    numbers_go_on_where_the_loader_stopped,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def only_on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL does not lead to PostgreSQL")


def test_what_is_copied_in_holds(tmp_path: Path, settings: Any) -> None:
    settings.DATA, settings.DEMO_MARK = tmp_path, tmp_path / django_settings.DEMO_MARK.name
    with by_copy():
        fill(SIZE)
    books_and_trail_hold()
    numbers_go_on_where_the_loader_stopped()
    every_filed_proposal_has_its_case_and_a_closed_case_only_closed_parts()
