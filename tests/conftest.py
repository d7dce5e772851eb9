"""What every test may use: two cities, seats of any role, browsers that are signed in."""

import logging
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db.backends.signals import connection_created
from django.test import Client
from pytest_django import Settings

from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee

SeatMaker = Callable[..., Seat]
ClientMaker = Callable[[Seat], Client]


@pytest.fixture(scope="session", autouse=True)
def data_folder() -> Iterator[Path]:
    """Files of the tests go to a folder of their own, whatever the developer's data folder holds."""
    with tempfile.TemporaryDirectory(prefix="zhengxie-tests-") as name:
        folder = Path(name)
        django_settings.DATA = folder
        django_settings.AUDIT_ANCHORS = folder / "audit-anchors.jsonl"
        django_settings.STATIC_ROOT = folder / "static"
        django_settings.STATIC_ROOT.mkdir()
        django_settings.WHITENOISE_AUTOREFRESH = (
            True  # look for a file when it is asked for, not for each browser
        )
        os.environ["ZHENGXIE_DATA"] = name  # for the processes that tests start
        yield folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The tables that the suite has made once, where it has: to migrate takes every process five seconds."""
    tables = os.environ.get("ZHENGXIE_TEST_TABLES", "")

    def lay_out(connection: Any, **_: Any) -> None:
        if connection.vendor == "sqlite" and connection.is_in_memory_db():
            connection_created.disconnect(lay_out)
            with closing(sqlite3.connect(tables)) as made:
                made.backup(connection.connection)

    if tables:
        connection_created.connect(lay_out, weak=False)


@pytest.fixture(autouse=True)
def no_anchors(data_folder: Path) -> Iterator[None]:
    """What one test anchors says nothing about the chains of the next, which have the same keys."""
    yield
    (data_folder / "audit-anchors.jsonl").unlink(missing_ok=True)


@pytest.fixture(scope="session", autouse=True)
def quiet_refusals() -> None:
    """Thousands of refused requests are made on purpose; their stack traces help nobody."""
    logging.getLogger("django.request").setLevel(logging.ERROR)


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """Keys of users come again in every test; what one has used up is not the next one's."""
    cache.clear()


@pytest.fixture
def quick_passwords(settings: Settings) -> None:
    """Hash passwords at once; what Argon2 costs is measured where passwords are tested."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def city(db: None) -> Committee:
    """The committee that most tests are about."""
    from tests.factories import directory

    return directory.committee()


@pytest.fixture
def other_city(db: None) -> Committee:
    """Another committee in the same installation; nothing of it may be seen."""
    from tests.factories import directory

    return directory.committee("linshui", "政协邻水市委员会")


@pytest.fixture
def seat(city: Committee) -> SeatMaker:
    """Call it with a role (and body=, unit=, member=, owner=) for a seat worn by an account of its own."""
    from tests.factories import directory

    def sit(role: Role = Role.OFFICE_STAFF, *, owner: Committee | None = None, **place: Any) -> Seat:
        return directory.seat(owner or city, role, **place)

    return sit


@pytest.fixture
def client_of() -> ClientMaker:
    """Call it with a seat for a browser that is signed in and wears that hat."""
    from tests.factories.browsers import signed_in

    return signed_in
