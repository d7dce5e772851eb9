"""Checks of uploaded files before any library sees them. Security checklist 58-60.

`check_file` for a file that will be kept or read (`check_upload`: of bytes); `check_archive` for a zip
container alone. All raise BadFile with a Chinese sentence that says what to do instead. Nothing is unpacked
to disk, and but for what is nested nothing held whole in memory.
"""

import re
import zipfile
import zlib
from io import BytesIO
from typing import IO

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_RATIO = 100
_SMALL = 1024 * 1024  # below this a high ratio is harmless, and usual for XML of a few repeated cells
_CHUNK = 64 * 1024
_TAIL = 4 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"utf16", b"us-ascii", b"ascii")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MAGIC: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "ofd": (b"PK\x03\x04",),
}
_MAIN_TYPES = {
    "docx": b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
_UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
)
_OLD = {"xlsx": ("xls", "Excel"), "docx": ("doc", "Word")}
_ZIP = b"PK\x03\x04"
_NESTED = 1  # a chart holds its table, a report a letter; what these hold themselves is refused
_PROGRAMS = (
    ".exe",
    ".dll",
    ".scr",
    ".com",
    ".bat",
    ".cmd",
    ".ps1",
    ".js",
    ".vbs",
    ".wsf",
    ".hta",
    ".lnk",
    ".jar",
)
_MACROS = ("vbaproject.bin", "vbadata.xml", ".docm", ".xlsm", ".xlsb", ".dotm", ".xltm", ".pptm")


class BadFile(ValueError):
    """The file cannot be accepted; the text says why and what to do, in Chinese."""


def extension(name: str) -> str:
    """The part behind the last dot, in small letters; empty without a dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def check_upload(
    name: str, data: bytes, allow: tuple[str, ...] = ("pdf", "docx", "xlsx", "jpg", "png")
) -> str:
    """The file's kind (its extension); BadFile unless extension, first bytes and inner structure agree."""
    return check_file(name, BytesIO(data), len(data), allow)


def check_file(name: str, file: IO[bytes], size: int, allow: tuple[str, ...], limit: int = MAX_FILE) -> str:
    """The same of an open file that can be sought in; `size`: as it was sent, `limit`: the most of it."""
    kind = extension(name)
    if not size:
        raise BadFile("这个文件是空的，请重新选择。")
    if size > limit:
        raise BadFile(f"文件超过{limit // 1024 // 1024} MB，请压缩图片或分成几个文件再传。")
    file.seek(0)
    head = file.read(16)
    if head.startswith(_OLE) and (kind in _OLD or kind in {"xls", "doc"}):
        raise BadFile(_old_format(kind, head + file.read()))
    if kind not in allow:
        raise BadFile(f"这里只能上传 {'、'.join(allow)} 文件，请换成其中一种再传。")
    if not head.startswith(_MAGIC[kind]):
        raise BadFile(f"文件内容不是 {kind} 格式（可能只改了扩展名），请另存为 {kind} 再传。")
    if kind in _MAIN_PARTS:
        _check_open(file, size, kind)
    elif kind == "pdf":
        _check_end(file, size)
    return kind


def _check_end(file: IO[bytes], size: int) -> None:
    """A PDF says where it ends; one that was cut off on its way does not."""
    file.seek(max(0, size - _TAIL))
    if b"%%EOF" not in file.read(_TAIL):
        raise BadFile("这个 PDF 不完整（可能没有下载或导出完），请重新导出，能正常打开以后再传。")


def check_archive(data: bytes, kind: str = "") -> None:
    """Measure a zip container from its directory, then look for DTDs, macros and the expected main part.

    `kind`: docx, xlsx, ofd, or empty for any zip."""
    _check_open(BytesIO(data), len(data), kind)


def _check_open(file: IO[bytes], size: int, kind: str, depth: int = 0) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            _measure(archive.infolist(), size)
            if kind:
                _check_structure(archive, kind)
            for member in archive.infolist():
                _refuse_programs(member)
                _refuse_dtd(archive, member)
                _check_nested(archive, member, depth)
    except _UNREADABLE as error:
        raise BadFile("文件已损坏或加了密码，打不开。请用原软件打开后另存一份再传。") from error


def _refuse_programs(member: zipfile.ZipInfo) -> None:
    name = member.filename.lower()
    if name.endswith(_MACROS):
        raise BadFile("文件里有宏，不能接收。请另存为不带宏的文件再传。")
    if name.endswith(_PROGRAMS):
        raise BadFile("文件里嵌有程序，不能接收。请在原软件里删去嵌入的程序，另存后再传。")


def _check_nested(archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> None:
    """A container inside the container is measured in the same way."""
    with archive.open(member) as part:
        if part.read(4) != _ZIP:
            return
        if depth >= _NESTED or member.file_size > MAX_FILE:
            raise BadFile("文件里层层嵌套了别的文件，不能接收。请把嵌入的文件单独上传。")
        inner = _ZIP + part.read()
    _check_open(BytesIO(inner), len(inner), "", depth + 1)


def _measure(members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise BadFile(f"压缩包内文件超过{MAX_MEMBERS}个，不能接收。")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    too_dense = any(
        m.file_size > _SMALL and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members
    )
    if unpacked > MAX_UNPACKED or too_dense or packed > size:
        raise BadFile("文件解开后过大，不能接收。请删去不需要的内容，另存以后再传。")
    if any(_is_dangerous(member) for member in members):
        raise BadFile("压缩包内有不安全的文件名或加密的文件，不能接收。请用原软件打开后另存一份再传。")


def _is_dangerous(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename.replace("\\", "/")
    is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
    outside = name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/")
    return outside or "\0" in name or is_link or bool(member.flag_bits & 0x1)


def _check_structure(archive: zipfile.ZipFile, kind: str) -> None:
    names = set(archive.namelist())
    if any(name.lower().endswith(_MACROS) for name in names):
        raise BadFile(f"文件里有宏，不能接收。请另存为不带宏的 {kind} 再传。")
    if _MAIN_PARTS[kind] not in names:
        raise BadFile(f"文件内容不是 {kind} 格式（可能只改了扩展名），请另存为 {kind} 再传。")
    if kind not in _MAIN_TYPES:
        return
    types = b""
    if "[Content_Types].xml" in names:
        with archive.open("[Content_Types].xml") as part:
            types = part.read(_SMALL)
    if b"macroEnabled" in types:
        raise BadFile(f"文件里有宏，不能接收。请另存为不带宏的 {kind} 再传。")
    if _MAIN_TYPES[kind] not in types:
        raise BadFile(f"文件内容不是 {kind} 格式（可能只改了扩展名），请另存为 {kind} 再传。")


def _refuse_dtd(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Every part that an XML reader could start on is searched whole; a part named XML must be plain XML."""
    with archive.open(member) as part:
        chunk = part.read(_CHUNK)
        head = chunk.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
        if not head.startswith(b"<"):
            if head and member.filename.lower().endswith((".xml", ".rels", ".vml")):
                raise BadFile("文件内部结构不规范，不能接收。请用原软件打开后另存一份再传。")
            return
        declared = _DECLARED.search(head.replace(b"\0", b"")[:400])
        if declared and declared.group(1).lower() not in _ENCODINGS:
            raise BadFile("文件内部使用了不常见的编码，不能接收。请用原软件打开后另存一份再传。")
        tail = b""
        while chunk:
            window = tail + chunk.replace(b"\0", b"")
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                raise BadFile("文件里含有外部定义（DTD），可能有害，不能接收。请用原软件打开后另存一份再传。")
            tail = window[-16:]
            chunk = part.read(_CHUNK)


def _old_format(kind: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件加了打开密码，请去掉密码后再传。"
    old = {"xls": "xlsx", "doc": "docx"}
    new = old.get(kind, kind)
    former, program = _OLD[new]
    return f"这是旧版 .{former} 文件，请在 {program} 或 WPS 里“另存为” .{new} 再传。"
