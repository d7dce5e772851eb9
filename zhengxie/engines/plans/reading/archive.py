"""Opens a .docx (a zip archive) only after measuring what it would unpack to."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from zhengxie.engines.plans.reading import refusals
from zhengxie.engines.plans.reading.refusals import UnreadablePlan

MAX_UNPACKED = 200 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_RATIO = 100
# Small members of a document may compress very well (a table of equal cells); large ones may not.
RATIO_FREE_BYTES = 5 * 1024 * 1024
MAX_PART = 24 * 1024 * 1024
# Bytes of the list of members; read as a whole by zipfile, so it is measured first.
MAX_DIRECTORY = 2 * 1024 * 1024
_END_RECORD = struct.Struct("<4s4H2LH")


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, measured and found harmless; raises UnreadablePlan otherwise."""
    _measure_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError, EOFError) as error:
        raise UnreadablePlan(refusals.BROKEN_WORD) from error
    _measure_members(archive.infolist(), len(data))
    return archive


def _measure_directory(data: bytes) -> None:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_600))
    if at < 0 or at + _END_RECORD.size > len(data):
        raise UnreadablePlan(refusals.BROKEN_WORD)
    _, _, _, here, total, size, _, _ = _END_RECORD.unpack_from(data, at)
    if max(here, total) > MAX_MEMBERS or size > MAX_DIRECTORY:
        raise UnreadablePlan(refusals.ARCHIVE_BOMB)


def _measure_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(m.file_size for m in members)
    steep = any(
        m.file_size > RATIO_FREE_BYTES and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members
    )
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed or steep:
        raise UnreadablePlan(refusals.ARCHIVE_BOMB)
    if any(_leaves_folder(m.filename) for m in members):
        raise UnreadablePlan(refusals.UNSAFE_WORD)
    if any(m.filename.lower().endswith("vbaproject.bin") for m in members):
        raise UnreadablePlan(refusals.MACROS)
    if any(m.flag_bits & 1 for m in members):
        raise UnreadablePlan(refusals.ENCRYPTED_WORD)


def _leaves_folder(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or path[1:2] == ":"


def read_part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of one part, None when it does not exist; raises UnreadablePlan when it is broken or huge."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > MAX_PART:
        raise UnreadablePlan(refusals.ARCHIVE_BOMB)
    try:
        with archive.open(info) as part:
            data = part.read(MAX_PART + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ) as error:
        raise UnreadablePlan(refusals.BROKEN_WORD) from error
    if len(data) > MAX_PART:
        raise UnreadablePlan(refusals.ARCHIVE_BOMB)
    return data
