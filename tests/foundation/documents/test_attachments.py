"""Files that are kept: checked on their way in, named, stored under random names, read in a process apart."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from pytest_django import Settings

from tests.factories import files
from zhengxie.foundation.documents import jobs, store
from zhengxie.foundation.documents.archive import BadFile
from zhengxie.foundation.documents.extraction import LONGEST, bounded, read
from zhengxie.foundation.documents.names import shown_name
from zhengxie.foundation.documents.pictures import bare
from zhengxie.foundation.documents.uploads import BoundedUpload, receive

DTD = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
OWNER = 7


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "files" / str(OWNER)


def sent(name: str, data: bytes) -> Any:
    return receive(OWNER, SimpleUploadedFile(name, data))


def nested(depth: int) -> bytes:
    data = files.xlsx([1])
    for _ in range(depth):
        data = files.with_part(files.docx("x"), "word/embeddings/a.xlsx", data)
    return data


BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("空.docx", lambda: b"", "空的"),
    ("破.docx", lambda: files.docx("x")[:2000], "打不开"),
    ("炸.docx", files.bomb, "过大"),
    ("外.docx", lambda: files.with_part(files.docx("x"), "word/document.xml", DTD), "DTD"),
    ("宏.docx", lambda: files.with_part(files.docx("x"), "word/vbaProject.bin", b"x"), "宏"),
    ("宏.docm", lambda: files.docx("x"), "只能上传"),
    ("程序.docx", lambda: b"MZ" + b"\0" * 200, "不是 docx"),
    ("程序.exe", lambda: b"MZ" + b"\0" * 200, "只能上传"),
    ("页.jpg", lambda: b"<html><script>1</script></html>", "不是 jpg"),
    ("页.pdf", lambda: b"<html>%PDF-1.4", "不是 pdf"),
    ("表.docx", lambda: files.xlsx([1]), "不是 docx"),
    ("嵌.docx", lambda: nested(2), "嵌套"),
    ("嵌.docx", lambda: files.with_part(files.docx("x"), "word/embeddings/a.exe", b"MZ"), "程序"),
    (
        "嵌.docx",
        lambda: files.with_part(
            files.docx("x"),
            "word/embeddings/a.xlsx",
            files.with_part(files.xlsx([1]), "xl/vbaProject.bin", b"x"),
        ),
        "宏",
    ),
    ("断.jpg", lambda: files.jpg()[:-2], "损坏"),
    ("断.png", lambda: files.png()[:60], "损坏"),
    ("大.png", lambda: files.png(60_000, 60_000), "像素"),
    ("没有扩展名", lambda: files.docx("x"), "只能上传"),
]


@pytest.mark.parametrize(("name", "make", "reason"), BAD)
def test_a_bad_file_is_refused_and_leaves_nothing(
    name: str, make: Callable[[], bytes], reason: str, folder: Path
) -> None:
    with pytest.raises(BadFile, match=reason):
        sent(name, make())
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("文.docx", files.docx("文"), "docx"),
        ("文.DOCX", files.docx("文"), "docx"),
        ("表.xlsx", files.xlsx(["表"]), "xlsx"),
        ("图.pdf", files.pdf("text"), "pdf"),
        ("图.JPEG", files.jpg(), "jpg"),
        ("图.png", files.png(), "png"),
        ("嵌.docx", nested(1), "docx"),
    ],
)
def test_a_good_file_is_stored_under_a_random_name(name: str, data: bytes, kind: str, folder: Path) -> None:
    got = sent(name, data)
    [path] = folder.iterdir()
    assert got.kind == kind and got.name.endswith(f".{kind}")
    assert path.name == got.stored and name.partition(".")[0] not in got.stored
    assert (path.stat().st_size, path.stat().st_mode & 0o777) == (got.size, 0o600)
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("调研报告.docx", "调研报告.docx"),
        ("C:\\Users\\王\\报告.docx", "报告.docx"),
        ("../../etc/报告.docx", "报告.docx"),
        ("报告\u202excod.exe\u202c.docx", "报告xcod.exe.docx"),
        ("报\u200b告\x00\r\n.docx", "报告.docx"),
        ('<b>"报告"|?.docx', "_b__报告___.docx"),
        (".docx", "附件.docx"),
        ("", "附件.docx"),
        ("  报告  一 .docx", "报告 一.docx"),
    ],
)
def test_the_shown_name_is_plain(name: str, shown: str) -> None:
    assert shown_name(name, "docx") == shown


def test_a_long_name_loses_its_middle() -> None:
    shown = shown_name("长" * 300 + "第二稿.docx", "docx")
    assert len(shown) == 100
    assert shown.startswith("长长") and shown.endswith("第二稿.docx") and "…" in shown


def test_a_photograph_forgets_where_it_was_taken_but_not_which_side_is_up() -> None:
    made = bare("jpg", files.jpg(turned=6, behind=b"<script>alert(1)</script>"))
    assert files.GPS not in made and b"script" not in made
    assert made.startswith(b"\xff\xd8\xff\xe0") and made.endswith(b"\x56\xff\xd9")
    assert b"Exif\0\0II*\0" in made and b"\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00" in made
    assert bare("jpg", made) == made


def test_a_drawing_loses_its_notes() -> None:
    made = bare("png", files.png())
    assert files.GPS not in made and b"<html>" not in made
    assert b"IHDR" in made and made.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize("make", [files.jpg, files.png])
def test_a_cut_picture_never_breaks_the_reader(make: Callable[[], bytes]) -> None:
    whole = make()
    kind = "jpg" if make is files.jpg else "png"
    for length in range(len(whole)):
        try:
            bare(kind, whole[:length])
        except BadFile:
            continue


def test_what_streams_in_is_counted_and_not_kept_beyond_the_limit(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 1000
    handler: Any = BoundedUpload()
    handler.new_file("file", "a.docx", "x", None, None, None)
    for n in range(5):
        assert handler.receive_data_chunk(b"x" * 600, n * 600) is None
    got = handler.file_complete(3000)
    assert (got.size, len(got.read())) == (3000, 1001)
    with pytest.raises(BadFile, match="超过"):
        receive(OWNER, got)
    got.close()


def test_what_nothing_names_is_swept_away_a_day_later() -> None:
    named, old, new = (store.keep(OWNER, [text])[0] for text in (b"a", b"b", b"c"))
    for name in (named, old):
        before = time.time() - 2 * 24 * 3600
        os.utime(store.place(OWNER, name), (before, before))
    assert store.sweep(OWNER, {named}) == 1
    assert {path.name for path in store.folder(OWNER).iterdir()} == {named, new}


# --- Reading ---


def asked(kind: str, data: bytes, tmp_path: Path) -> dict[str, str]:
    """What the process of the reader says."""
    path = tmp_path / "one"
    path.write_bytes(data)
    return jobs._asked(kind, str(path))


def test_a_letter_is_read_with_its_tables(tmp_path: Path) -> None:
    from docx import Document

    made, out = Document(), BytesIO()
    made.add_paragraph("校门口拥堵调查\t表一")
    made.add_table(1, 2).rows[0].cells[1].text = "十二所学校"
    made.save(out)
    assert asked("docx", out.getvalue(), tmp_path) == {"text": "校门口拥堵调查 表一\n十二所学校"}


def test_what_stands_twice_for_old_programs_is_read_once(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org"
    box = "<w:p><w:r><w:t>文本框</w:t></w:r></w:p>"
    body = (
        f'<w:document xmlns:w="{space}/wordprocessingml/2006/main" '
        f'xmlns:mc="{space}/markup-compatibility/2006"><w:body><w:p><w:r><mc:AlternateContent>'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "</w:body></w:document>"
    )
    data = files.with_part(files.docx("x"), "word/document.xml", body.encode())
    assert asked("docx", data, tmp_path) == {"text": "文本框"}


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [["学校", "分钟"], ["一小", 35], [None, None], ["=1+1", None]]
    assert asked("xlsx", files.xlsx(*rows), tmp_path)["text"].startswith("学校 分钟\n一小 35")


def test_only_names_that_somebody_gave_a_table_are_read(tmp_path: Path) -> None:
    book, out = Workbook(), BytesIO()
    for name in ("Sheet", "Sheet2", "工作表3", "路口"):
        book.create_sheet(name)
    book.save(out)
    assert asked("xlsx", out.getvalue(), tmp_path)["text"] == "路口"


def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    assert asked("pdf", files.pdf("Traffic survey", "Twelve schools"), tmp_path) == {
        "text": "Traffic survey\nTwelve schools"
    }
    assert asked("pdf", files.pdf(""), tmp_path) == {"text": ""}


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer, out = PdfWriter(), BytesIO()
    writer.append(PdfReader(BytesIO(files.pdf("secret"))))
    writer.encrypt("word", algorithm="AES-256")
    writer.write(out)
    assert "密码" in asked("pdf", out.getvalue(), tmp_path)["failed"]


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 nothing", b"PK\x03\x04 nothing", os.urandom(5000)])
def test_a_broken_file_has_no_text_and_harms_nobody(kind: str, data: bytes, tmp_path: Path) -> None:
    assert "有错" in asked(kind, data, tmp_path)["failed"]


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SECONDS", 0)
    monkeypatch.setattr(jobs, "GRACE", 0.01)
    assert asked("pdf", files.pdf("x"), tmp_path) == {"failed": jobs.TOO_MUCH}


def test_a_reader_that_wants_too_much_memory_gets_none() -> None:
    greedy = f"from {jobs.READER} import MEMORY, limit; limit(); bytearray(MEMORY)"
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, text=True, check=False)
    assert done.returncode and "MemoryError" in done.stderr


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    writing = f"from {jobs.READER} import limit; limit(); open({str(tmp_path / 'x')!r}, 'w').write('x')"
    subprocess.run([sys.executable, "-c", writing], capture_output=True, check=False)
    assert (tmp_path / "x").read_bytes() == b""


def test_the_text_is_bounded_and_clean() -> None:
    assert bounded(["甲\x00乙\x0b", "\ud800丙\n\n\n", "　丁  戊 \n"]) == "甲乙丙\n丁 戊"
    assert len(bounded("字" * 1000 for _ in range(1000))) == LONGEST


def test_radicals_are_read_as_the_characters_that_they_stand_for() -> None:
    assert bounded(["校门⼝停⻋，⼗⼆所；⻔、⺠、⻓"]) == "校门口停车，十二所；门、民、长"


def test_a_reader_never_raises(tmp_path: Path) -> None:
    assert "failed" in read("docx", str(tmp_path / "missing"))
