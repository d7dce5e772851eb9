"""A platform of its own for the stories: a data folder with the demo, and a server process in front of it."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from base64 import b32decode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from zhengxie.site.demo.accounts import FILE

HOST = "127.0.0.1"
START_LIMIT = 60  # seconds


@dataclass(frozen=True)
class Account:
    """A row of the table of accounts; `key` is empty where no dynamic code is asked for."""

    role: str
    username: str
    password: str
    key: str

    @property
    def secret(self) -> bytes:
        """The key of the dynamic code."""
        plain = self.key.replace(" ", "")
        return b32decode(plain + "=" * (-len(plain) % 8))


@dataclass(frozen=True)
class Installation:
    """Where the platform answers, and who may sign in."""

    address: str
    folder: Path
    accounts: dict[str, Account]
    names: dict[str, str]  # of the persons, by login name


def environment(folder: Path) -> dict[str, str]:
    """Only what a server needs, and the data folder; nothing of the developer's deployment."""
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    kept = {k: v for k, v in os.environ.items() if k not in ours and not k.startswith("ZHENGXIE_")}
    return {**kept, "ZHENGXIE_DATA": str(folder)}


def zhengxie(folder: Path, *words: str) -> str:
    """Run `zhengxie <words>` on the data folder; its standard output."""
    command = [sys.executable, "-m", "zhengxie.site.cli", *words]
    done = subprocess.run(command, env=environment(folder), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def read_accounts(table: str) -> dict[str, Account]:
    """Accounts by login name from the table that the demo leaves in its folder."""
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    found = [Account(*(row + [""] * (4 - len(row)))) for row in rows]
    return {account.username: account for account in found}


@contextmanager
def running(folder: Path) -> Iterator[Installation]:
    """Migrate, load the demo, serve on a free port, stop at the end."""
    zhengxie(folder, "migrate", "-v0")
    zhengxie(folder, "demo")
    accounts = read_accounts((folder / FILE).read_text(encoding="utf-8"))
    port = _free_port()
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--log-level", "error"]
    command = [
        sys.executable,
        "-m",
        "granian",
        *options,
        "--blocking-threads",
        "4",
        "zhengxie.site.wsgi:application",
    ]
    server = subprocess.Popen(
        command, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(server, port)
        yield Installation(f"http://{HOST}:{port}", folder, accounts, _names(folder))
    finally:
        server.terminate()
        server.wait(timeout=20)


def _names(folder: Path) -> dict[str, str]:
    with closing(sqlite3.connect(folder / "zhengxie.sqlite3")) as database:
        return dict(database.execute("SELECT username, real_name FROM accounts_user"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    until, last = time.monotonic() + START_LIMIT, "no answer"
    while time.monotonic() < until:
        assert server.poll() is None, "the server has ended"
        connection = HTTPConnection(HOST, port, timeout=START_LIMIT)
        try:
            connection.request("GET", "/sign-in/")
            answer = connection.getresponse()
            if answer.status == 200:
                return
            last = f"status {answer.status}"
        except OSError as error:
            last = str(error)
        finally:
            connection.close()
        time.sleep(0.1)
    raise AssertionError(f"the server does not answer: {last}")
