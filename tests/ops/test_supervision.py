"""`zhengxie serve` leaves nothing running, however it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from zhengxie.site.supervision import Program, keep_running, stop_all

# The parent of the tests: a vital program and a companion, each of which writes its process id and sleeps.
PARENT = """
import sys
from zhengxie.site.supervision import Program, Stopped, keep_running, stop_all, stop_signals
child = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
web = Program("web", [sys.executable, "-c", child, sys.argv[1]], vital=True)
tick = Program("tick", [sys.executable, "-c", child, sys.argv[2]])
with stop_signals():
    try:
        web.start()
        keep_running(web, [tick], print)
    except Stopped:
        print("stopped")
    finally:
        stop_all([web, tick])
"""


def eventually(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    """Running, and not only a dead entry that nobody has collected yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


def hear_all() -> None:
    """A suite that itself runs under nohup hands ignored signals down; the parent here is to hear them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def children(tmp_path: Path) -> tuple["subprocess.Popen[str]", list[int]]:
    files = [tmp_path / "web", tmp_path / "tick"]
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *map(str, files)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=os.getcwd(),
        preexec_fn=hear_all,
    )
    assert eventually(lambda: all(f.exists() and f.read_text() for f in files))
    return parent, [int(f.read_text()) for f in files]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_every_child(tmp_path: Path, number: signal.Signals) -> None:
    parent, pids = children(tmp_path)
    parent.send_signal(number)
    output, _ = parent.communicate(timeout=10)
    assert output == "stopped\n"
    assert parent.returncode == 0
    assert [pid for pid in pids if alive(pid)] == []


def test_a_killed_parent_takes_its_children_along(tmp_path: Path) -> None:
    parent, pids = children(tmp_path)
    parent.kill()
    parent.communicate(timeout=10)
    assert eventually(lambda: not any(alive(pid) for pid in pids))


def test_the_end_of_the_vital_program_is_the_end_with_its_code() -> None:
    web = Program("web", [sys.executable, "-c", "raise SystemExit(3)"], vital=True)
    web.start()
    assert keep_running(web, [], print) == 3


def test_a_companion_that_ended_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhengxie.site.supervision.PAUSE", 0)
    log = tmp_path / "log"
    log.touch()
    append = "import sys; open(sys.argv[1], 'a').write('x')"
    tick = Program("tick", [sys.executable, "-c", append, str(log)])
    until_two = "import sys, time\nwhile len(open(sys.argv[1]).read()) < 2: time.sleep(0.02)"
    web = Program("web", [sys.executable, "-c", until_two, str(log)], vital=True)
    told: list[str] = []
    try:
        web.start()
        assert keep_running(web, [tick], told.append) == 0
    finally:
        stop_all([web, tick])
    assert told[0] == "tick 已结束（代码 0），重新启动。"
