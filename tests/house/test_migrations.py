"""The migrations make exactly the tables that the models describe."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    told = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told)
    except SystemExit:
        pytest.fail(told.getvalue())


@pytest.mark.parametrize("room", [a.label for a in apps.get_app_configs() if a.name.startswith("zhengxie.")])
def test_every_room_with_tables_has_migrations(room: str) -> None:
    config = apps.get_app_config(room)
    if list(config.get_models()):
        assert list((Path(config.path) / "migrations").glob("0*.py")), f"{room} has tables but no migration"


def test_system_checks_find_nothing() -> None:
    call_command("check", fail_level="WARNING")
