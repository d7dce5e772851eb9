"""A private PostgreSQL server that lives only as long as the tests that use it."""

import glob
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAME = "zhengxie"  # of the user and of the database
# Nothing here outlives the tests, so nothing has to survive a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1")


class ClusterFailed(Exception):
    """PostgreSQL did not start; the text is the end of its log."""


def server_programs() -> Path | None:
    """The folder of initdb and postgres, the newest version first; None where no server is installed."""
    debian = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def unprivileged() -> dict[str, Any]:
    """Arguments for Popen: PostgreSQL refuses to run as root, so root steps down to a user without rights."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise ClusterFailed("no user named postgres or nobody")


def make_cluster(programs: Path, folder: Path, password: str, owner: dict[str, Any]) -> None:
    """initdb in `folder`, which is handed to the owner; sign-in by password only."""
    key = folder / "password"
    key.write_text(password)
    for path in (folder, key):
        if owner:
            os.chown(path, owner["user"], owner["group"])
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", NAME]
    command += ["-A", "scram-sha-256", f"--pwfile={key}", "-E", "UTF8", "--no-locale", "--no-sync"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **owner)
    if done.returncode:
        raise ClusterFailed(done.stderr[-2000:])


def wait_until_ready(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    import psycopg

    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            psycopg.connect(f"{address}/postgres", autocommit=True).execute(
                f"CREATE DATABASE {NAME}"
            ).connection.close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise ClusterFailed(log.read_text(errors="replace")[-2000:])


@contextmanager
def postgres_server(programs: Path) -> Iterator[str]:
    """Yield the address (postgresql://user:password@127.0.0.1:port/database) of a running, empty database."""
    owner = unprivileged()
    password, port = secrets.token_hex(16), free_port()
    with tempfile.TemporaryDirectory(prefix="zhengxie-postgres-") as name:
        folder = Path(name)
        make_cluster(programs, folder, password, owner)
        command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", name, "-p", str(port)]
        command += [word for setting in FAST for word in ("-c", setting)]
        log = folder / "log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                command, cwd=folder, stdout=output, stderr=output, start_new_session=True, **owner
            )
        address = f"postgresql://{NAME}:{password}@127.0.0.1:{port}"
        try:
            wait_until_ready(server, address, log)
            yield f"{address}/{NAME}"
        finally:
            server.send_signal(signal.SIGINT)  # fast shutdown: open connections are cut
            server.wait(30)
