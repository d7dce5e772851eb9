"""Several programs kept running side by side by one parent; when the parent goes, all of them go."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 10  # seconds between asking and killing
PAUSE = 5  # seconds before a program that ended is started again
DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux prctl
LIBC = ctypes.CDLL(None)


class Stopped(Exception):
    """The person or the system asked the parent to stop."""


def end_with_parent() -> None:
    """In the child before it starts: a parent that is killed outright takes its children along."""
    LIBC.prctl(DEATH_SIGNAL, signal.SIGTERM)


@dataclass
class Program:
    """One command; a vital one ends everything when it ends, any other is started again."""

    name: str
    command: Sequence[str]
    vital: bool = False
    process: "subprocess.Popen[bytes] | None" = None
    started: float = field(default=0.0)

    def start(self) -> None:
        """In a process group of its own: Ctrl-C reaches only the parent, which stops all in order."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=end_with_parent)

    def code(self) -> int | None:
        """The exit code, None while it runs or before it was started."""
        return self.process.poll() if self.process else None

    def send(self, number: signal.Signals) -> None:
        """To the whole group: a server that ended by itself may have left workers behind."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def stop_all(programs: Sequence[Program]) -> None:
    """Ask all to end, wait, kill what is left."""
    for program in programs:
        program.send(signal.SIGTERM)
    until = time.monotonic() + GRACE
    for program in programs:
        if program.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.process.wait(max(0.0, until - time.monotonic()))
            program.send(signal.SIGKILL)


@contextmanager
def stop_signals() -> Iterator[None]:
    """Turn Ctrl-C, a closed terminal and a plain kill into `Stopped`; while stopping, they are ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in STOP_SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    # A signal that was ignored from the start (nohup) stays ignored.
    heard = [number for number in STOP_SIGNALS if signal.getsignal(number) != signal.SIG_IGN]
    before = [(number, signal.signal(number, stop)) for number in heard]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def keep_running(vital: Program, others: Sequence[Program], tell: Callable[[str], None]) -> int:
    """Watch all until the vital one ends; return its exit code. Others that ended are started again."""
    while True:
        ended = vital.code()
        if ended is not None:
            return ended
        for program in others:
            if program.process is None:
                program.start()
            elif program.code() is not None and time.monotonic() - program.started > PAUSE:
                tell(f"{program.name} 已结束（代码 {program.code()}），重新启动。")
                program.start()
        time.sleep(0.2)
