"""Bad uploads are refused with a sentence that says what to do."""

import time
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook

from zhengxie.foundation.documents.archive import BadFile, check_archive, check_upload

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def good_xlsx() -> bytes:
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


def good_docx() -> bytes:
    out = BytesIO()
    Document().save(out)
    return out.getvalue()


def changed(
    data: bytes, replace: dict[str, bytes] | None = None, add: dict[str, bytes] | None = None
) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, (replace or {}).get(item, old.read(item)))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def without(data: bytes, part: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            if item != part:
                new.writestr(item, old.read(item))
    return out.getvalue()


def encrypted_flag(data: bytes) -> bytes:
    place = data.rfind(b"PK\x01\x02")
    return data[: place + 8] + b"\x01" + data[place + 9 :]


def part_of(data: bytes, part: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(part)


def with_dtd(text: bytes) -> bytes:
    body = part_of(good_xlsx(), "xl/workbook.xml")
    return changed(good_xlsx(), {"xl/workbook.xml": text + body})


def macro_types() -> bytes:
    types = part_of(good_xlsx(), "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return changed(good_xlsx(), {"[Content_Types].xml": types})


LAUGHS = b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
WIDE = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'.encode("utf-16")
LATE = b"<!--" + b"x" * 70_000 + b'--><!DOCTYPE x SYSTEM "http://127.0.0.1/"><x/>'
SEVENBIT = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("a.xlsx", lambda: b"", "空的"),
        ("a.exe", lambda: b"MZ" + b"\0" * 100, "只能上传"),
        ("a", good_xlsx, "只能上传"),
        ("a.xlsm", good_xlsx, "只能上传"),
        ("a.xls", lambda: OLE, "旧版 .xls"),
        ("a.doc", lambda: OLE, "旧版 .doc"),
        ("a.xlsx", lambda: OLE, "旧版 .xls"),
        ("a.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "不是 xlsx"),
        ("a.png", good_xlsx, "不是 png"),
        ("a.jpg", lambda: b"<html><script>1</script></html>", "不是 jpg"),
        ("a.pdf", lambda: b"%!PS", "不是 pdf"),
        ("a.pdf", lambda: b"%PDF-1.4\n1 0 obj", "不完整"),
        ("a.xlsx", good_docx, "不是 xlsx"),
        ("a.docx", good_xlsx, "不是 docx"),
        ("a.xlsx", lambda: good_xlsx()[:900], "打不开"),
        ("a.xlsx", lambda: b"PK\x03\x04" + b"\0" * 50, "打不开"),
        ("a.xlsx", lambda: without(good_xlsx(), "xl/workbook.xml"), "不是 xlsx"),
        ("a.xlsx", lambda: without(good_xlsx(), "[Content_Types].xml"), "不是 xlsx"),
        ("a.xlsx", lambda: changed(good_xlsx(), add={"xl/vbaProject.bin": b"x"}), "宏"),
        ("a.xlsx", macro_types, "宏"),
        ("a.xlsx", lambda: changed(good_xlsx(), add={"../../etc/cron": b"x"}), "文件名"),
        ("a.xlsx", lambda: changed(good_xlsx(), add={"/etc/cron": b"x"}), "文件名"),
        ("a.xlsx", lambda: changed(good_xlsx(), add={"C:/x": b"x"}), "文件名"),
        ("a.xlsx", lambda: encrypted_flag(good_xlsx()), "加密"),
        ("a.xlsx", lambda: with_dtd(LAUGHS), "DTD"),
        ("a.xlsx", lambda: with_dtd(b'\xef\xbb\xbf\n<!DOCTYPE x SYSTEM "file:///etc/passwd">'), "DTD"),
        ("a.xlsx", lambda: changed(good_xlsx(), add={"xl/odd.bin": WIDE}), "DTD"),
        ("a.xlsx", lambda: changed(good_xlsx(), add={"xl/odd.xml": LATE}), "DTD"),
        ("a.xlsx", lambda: changed(good_xlsx(), add={"xl/odd.xml": SEVENBIT}), "编码"),
        ("a.xlsx", lambda: changed(good_xlsx(), add={"xl/odd.xml": "<x/>".encode("cp037")}), "不规范"),
        ("a.xlsx", lambda: b"PK\x03\x04" + b"\0" * (20 * 1024 * 1024), "20 MB"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(name: str, make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(BadFile, match=reason):
        check_upload(name, make())


@pytest.mark.parametrize(("name", "make"), [("表.XLSX", good_xlsx), ("文.docx", good_docx)])
def test_an_ordinary_file_is_taken(name: str, make: Callable[[], bytes]) -> None:
    assert check_upload(name, make()) == name.rpartition(".")[2].lower()


def test_a_bomb_is_refused_without_unpacking_it() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("xl/sheet.xml", "w") as part:
        for _ in range(64):
            part.write(b"\0" * 1024 * 1024)
    data = out.getvalue()
    tracemalloc.start()
    started = time.monotonic()
    with pytest.raises(BadFile, match="过大"):
        check_archive(data)
    took, peak = time.monotonic() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 1
    assert peak < 50 * 1024 * 1024


def test_too_many_members_are_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2001):
            archive.writestr(f"{number}.txt", b"")
    with pytest.raises(BadFile, match="超过2000个"):
        check_archive(out.getvalue())
