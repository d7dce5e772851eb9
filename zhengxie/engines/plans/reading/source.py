"""From an uploaded file to text, or to a refusal that says how to repair the file."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from zhengxie.engines.plans.reading import refusals
from zhengxie.engines.plans.reading.plan import read_plan
from zhengxie.engines.plans.reading.refusals import MAX_FILE_BYTES, MAX_LINES, NotAPlan, UnreadablePlan
from zhengxie.engines.plans.reading.tree import PlanTree
from zhengxie.engines.plans.reading.word import docx_text

_MAGIC: list[tuple[bytes, str]] = [
    (b"%PDF", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"RIFF", "图片或音视频"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"BZh", "压缩包"),
    (b"{\\rtf", "RTF文档"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"ID3", "音频"),
    (b"OggS", "音频"),
    (b"\x00\x00\x00\x18ftyp", "视频"),
    (b"\x00\x00\x00 ftyp", "视频"),
]
_OLE = b"\xd0\xcf\x11\xe0"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_USUAL = re.compile(
    r"[\s\x20-\x7e\u00a0-\u00ff\u2000-\u27bf\u3000-\u303f\u3220-\u3229\u4e00-\u9fff\uff00-\uffef\ufeff]"
)
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_PROBE = 4_000


@dataclass(frozen=True)
class Source:
    """The text of a file: its name, its form (“txt” or “docx”) and the words, line ends as \\n."""

    name: str
    form: str
    text: str


def read_file(path_or_bytes: str | Path | bytes, name: str = "") -> Source:
    """Read a file or its bytes; `name` (with its ending) is needed for bytes. Raises UnreadablePlan."""
    if isinstance(path_or_bytes, bytes):
        data = path_or_bytes
    else:
        path = Path(path_or_bytes)
        name = name or path.name
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnreadablePlan(refusals.TOO_LARGE)
        data = path.read_bytes()
    return Source(name, "docx" if data.startswith(b"PK") else "txt", extract(name, data))


def extract(name: str, data: bytes) -> str:
    """The text of an uploaded file; raises UnreadablePlan with a Chinese sentence when there is none."""
    if len(data) > MAX_FILE_BYTES:
        raise UnreadablePlan(refusals.TOO_LARGE)
    if not data.strip(b"\x00 \r\n\t"):
        raise UnreadablePlan(refusals.EMPTY)
    if data.startswith(_OLE):
        raise UnreadablePlan(refusals.OLD_WORD)
    text = docx_text(data) if data.startswith(b"PK\x03\x04") else _plain_text(name, data)
    return _checked(text.replace("\r\n", "\n").replace("\r", "\n"))


def open_plan(name: str, data: bytes) -> PlanTree:
    """Extract and read in one step; raises UnreadablePlan, or NotAPlan when nothing was found."""
    tree = read_plan(extract(name, data))
    if tree.is_empty:
        raise NotAPlan(refusals.NOT_A_PLAN)
    return tree


def _checked(text: str) -> str:
    if not text.strip("\ufeff \n\t#•\u3000"):
        raise UnreadablePlan(refusals.NO_WORDS)
    if text.count("\n") + (not text.endswith("\n")) >= MAX_LINES:
        raise UnreadablePlan(refusals.TOO_LONG)
    return text


def _plain_text(name: str, data: bytes) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:_PROBE]):
            raise refusals.not_readable(kind)
    if name.lower().endswith((".docx", ".docm", ".wps")):
        raise UnreadablePlan(refusals.BROKEN_WORD)
    return _decode(data)


def _decode(data: bytes) -> str:
    """The text in the first coding that yields readable words."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codings = ["utf-16"]
    elif b"\x00" in data[:_PROBE]:
        codings = ["utf-16-le", "utf-16-be"]
    else:
        codings = ["utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"]
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if _is_readable(text):
            return text
    if _CONTROL.search(data[:_PROBE].decode("latin-1")):
        raise refusals.not_readable("图片、程序等二进制数据")
    raise UnreadablePlan(refusals.UNKNOWN_CODING)


def _is_readable(text: str) -> bool:
    """True when nearly all of the beginning are usual Chinese or Latin characters."""
    probe = text[:_PROBE]
    return len(_USUAL.findall(probe)) >= 0.9 * len(probe) and bool(_WORDS.search(text))
