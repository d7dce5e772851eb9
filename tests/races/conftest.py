"""The two databases: a migrated SQLite file, and a PostgreSQL database made for the session."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.house.source import PACKAGE

ROOT = PACKAGE.parent
Run = Callable[..., dict[str, Any]]


def environment(folder: Path, address: str = "") -> dict[str, str]:
    kept = {
        k: v for k, v in os.environ.items() if k not in ("DATABASE_URL",) and not k.startswith("ZHENGXIE_")
    }
    ours = {
        "ZHENGXIE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "zhengxie.site.settings",
        "PYTHONPATH": str(ROOT),
    }
    return {**kept, **ours, **({"DATABASE_URL": address} if address else {})}


def run_to_its_end(command: list[str], variables: dict[str, str]) -> tuple[int, str, str]:
    """(code, output, errors); a race that hangs is ended with all its processes."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=variables, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        try:
            output, errors = process.communicate(timeout=120)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        return process.returncode, output, errors


@pytest.fixture(scope="session", autouse=True)
def migrated(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The empty tables, copied from the suite's own database instead of being migrated again.

    Done before any test opens its transaction, under which a copy would wait for ever."""
    path = tmp_path_factory.mktemp("races") / "empty.sqlite3"
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as target:
            connection.ensure_connection()
            connection.connection.backup(target)
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a migrated database on the test server; skipped where there is none."""
    server = os.environ.get("ZHENGXIE_TEST_POSTGRES", "")
    if not server:
        pytest.skip("ZHENGXIE_TEST_POSTGRES is not set: no PostgreSQL to race on")
    import psycopg

    name = f"races_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    address = f"{server.rpartition('/')[0]}/{name}"
    folder = tmp_path_factory.mktemp("postgres")
    command = [sys.executable, "-m", "zhengxie.site.cli", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment(folder, address), check=True, timeout=120)
    yield address
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def race(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """Call it with scenario, processes=, rounds=, units=; returns totals and facts."""
    address = ""
    if request.param == "sqlite":
        (tmp_path / "zhengxie.sqlite3").write_bytes(request.getfixturevalue("migrated").read_bytes())
    else:
        address = request.getfixturevalue("postgres")

    def run(name: str, *, processes: int = 8, rounds: int, units: int) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.races.arena", name, *map(str, (processes, rounds, units))]
        code, output, errors = run_to_its_end(command, environment(tmp_path, address))
        assert code == 0, errors[-3000:]
        found: dict[str, Any] = json.loads(output)
        assert found["errors"] == []
        return found

    return run
