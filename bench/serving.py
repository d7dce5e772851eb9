"""The real server on a data folder, and the memory that it takes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from urllib3 import HTTPConnectionPool
from urllib3.exceptions import HTTPError

from bench.browsing import HOST, Refused
from tools.cluster import free_port

START_LIMIT = 120  # seconds
STOP_LIMIT = 30
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
ZHENGXIE = [sys.executable, "-m", "zhengxie.site.cli"]


class Server:
    """The running `zhengxie serve`: its port and its processes."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process, self.port = process, port

    def rss(self) -> float:
        """Megabytes resident in the web server's processes together (parent and workers; not the tick)."""
        return sum(_rss(pid) for pid in _tree(self.process.pid) if pid != self.process.pid) / 1024 / 1024

    def pss(self) -> float:
        """The same with shared memory counted once."""
        found = [pid for pid in _tree(self.process.pid) if pid != self.process.pid]
        return sum(_pss(pid) for pid in found) / 1024

    def cpu(self) -> float:
        """Seconds of processor time that these processes have used so far."""
        return sum(_ticks(pid) for pid in _tree(self.process.pid) if pid != self.process.pid) / TICKS

    def count(self) -> int:
        """How many processes that is."""
        return len(_tree(self.process.pid)) - 1


@contextmanager
def served(env: dict[str, str], log: IO[bytes]) -> Iterator[Server]:
    """As `./run start` does it, with the default number of workers; stopped at the end."""
    port = free_port()
    command = [*ZHENGXIE, "serve", "--demo", "--port", str(port)]
    process = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(process, port)
        yield Server(process, port)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and process.poll() is None:
        with HTTPConnectionPool(HOST, port, timeout=START_LIMIT, retries=False) as pool:
            try:
                if pool.request("GET", "/sign-in/").status == 200:
                    return
            except HTTPError:
                time.sleep(0.2)
    raise Refused("服务没有启动。")


def _tree(parent: int) -> list[int]:
    """The process and all below it, except the tick that runs beside the web server."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(words[1]), []).append(int(path.parent.name))
    found, waiting = [], [parent]
    while waiting:
        pid = waiting.pop()
        if b"\0tick\0" not in _command(pid):
            found.append(pid)
            waiting += children.get(pid, [])
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _ticks(pid: int) -> int:
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(words[11]) + int(words[12])


def _rss(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
