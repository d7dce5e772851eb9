"""The folder of kept files: random names outside the web root, one folder a committee. checklist 61

A file is written before its row and deleted after it: what no row names is swept away a day later.
"""

import contextlib
import os
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.conf import settings

from zhengxie.foundation.accounts.crypto import fingerprint_of

CHUNK = 256 * 1024
FORGOTTEN = 24 * 3600  # seconds until a file without a row is swept away


def folder(committee_id: int) -> Path:
    """Where the committee's files lie; only the program's own account may look into it."""
    found: Path = settings.DATA / "files" / str(committee_id)
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The file piece by piece."""
    while piece := file.read(CHUNK):
        yield piece


def keep(committee_id: int, pieces: Iterable[bytes]) -> tuple[str, int, str]:
    """Write a new file; (its random name, size, digest). It is whole on the disk when this returns."""
    name = uuid4().hex
    target = folder(committee_id) / name
    try:
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            digest = fingerprint_of(_written(file, pieces))
            file.flush()
            os.fsync(file.fileno())
            return name, file.tell(), digest
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _written(file: IO[bytes], pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        file.write(piece)
        yield piece


def place(committee_id: int, stored: str) -> Path:
    """The path of a kept file."""
    return folder(committee_id) / stored


def discard(committee_id: int, stored: str) -> None:
    """Delete a file that came to nothing."""
    place(committee_id, stored).unlink(missing_ok=True)


def sweep(committee_id: int, named: Collection[str]) -> int:
    """Delete files that no row names, but for those that may just be waiting for theirs; how many."""
    before, gone = time.time() - FORGOTTEN, 0
    for path in folder(committee_id).iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.name not in named and path.stat().st_mtime < before:
                path.unlink()
                gone += 1
    return gone
