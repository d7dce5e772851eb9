"""Files: codings, Word's numbers and tables, and every refusal with its repair."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from docx import Document

from tests.engines.plans.reading.documents import autonumbered, merged_table, saved
from zhengxie.engines.plans.reading import (
    MAX_FILE_BYTES,
    MAX_LINES,
    NotAPlan,
    UnreadablePlan,
    extract,
    open_plan,
    read_file,
)
from zhengxie.engines.plans.reading.wordnumbers import number_words

WORDS = "示范市政协2026年工作要点\n一、协商\n1.召开专题协商会。\n"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def word_file(body: str | bytes) -> bytes:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": body}
    return zipped(**parts)


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(UnreadablePlan) as caught:
        extract(name, data)
    return caught.value.message


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_any_usual_coding_is_read(coding: str) -> None:
    assert extract("要点.txt", WORDS.encode(coding)).lstrip("\ufeff") == WORDS


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_bytes(WORDS.replace("\n", "\r\n").encode())
    source = read_file(path)
    assert (source.name, source.form, source.text) == ("要点.txt", "txt", WORDS)
    assert read_file(merged_table(), "表.docx").form == "docx"


def test_numbers_drawn_by_word_stand_in_the_text() -> None:
    lines = extract("要点.docx", autonumbered()).split("\n")
    assert lines[1:4] == [
        "一、坚定政治方向",
        "（一）加强学习培训",
        "1.举办两期委员能力提升班，分别于4月、9月开班。",
    ]
    assert lines[4].startswith("2.组织") and lines[5].startswith("（二）") and lines[6].startswith("1.开设")
    assert "二、认真建言资政" in lines


def test_merged_cells_are_repeated_downwards_and_empty_sideways() -> None:
    lines = extract("表.docx", merged_table()).split("\n")
    rows = [line.split("\t") for line in lines if "\t" in line]
    assert [row[0] for row in rows[1:]] == ["专题协商"] * 3 + ["民主监督"] * 2 + ["专题调研"]
    assert rows[2][3] == "经济委"
    document = Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(0, 2).text = "单独"
    assert extract("表.docx", saved(document)) == "合并\t\t单独"


def test_headings_of_word_carry_their_level() -> None:
    document = Document()
    document.add_heading("理论学习", 1)
    document.add_heading("学习安排", 2)
    document.add_paragraph("举办委员培训班。")
    text = extract("要点.docx", saved(document))
    assert text == "# 理论学习\n## 学习安排\n举办委员培训班。"
    tree = open_plan("要点.docx", saved(document))
    assert [(s.title, [i.title for i in s.items]) for s in tree.sections] == [("理论学习", ["学习安排"])]


def test_deleted_words_are_left_out_and_inserted_ones_kept() -> None:
    body = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>召开</w:t></w:r>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>协商会</w:t></w:r></w:ins></w:p></w:body></w:document>"
    )
    assert extract("要点.docx", word_file(body)) == "召开协商会"


@pytest.mark.parametrize("data", [b"", b"   \r\n\t", b"\x00\x00\x00\x00"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "空" in refusal("要点.txt", data)


def test_an_old_word_file_is_refused_with_the_way_out() -> None:
    message = refusal("要点.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "旧版" in message and "另存为" in message and ".docx" in message


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "图片"),
        (b"Rar!\x1a\x07" + bytes(range(256)), "压缩包"),
        (b"{\\rtf1\\ansi text}", "RTF"),
    ],
)
def test_a_renamed_file_of_another_kind_is_refused(data: bytes, word: str) -> None:
    for name in ("要点.txt", "要点.docx"):
        assert word in refusal(name, data)


def test_binary_rubbish_is_refused() -> None:
    refusal("要点.txt", bytes(range(256)) * 40)
    refusal("要点.txt", b"\x81\x82\xff\xfe\x00\x01" * 900)
    refusal("要点.docx", "这不是Word文档".encode())


def test_a_workbook_renamed_to_docx_is_refused() -> None:
    assert "表格" in refusal("要点.docx", zipped(**{"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}))
    assert "压缩包" in refusal("要点.docx", zipped(**{"a.txt": "文字"}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    archive = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
    with archive, archive.open("word/document.xml", "w") as part:
        for _ in range(300):
            part.write(b" " * 1024 * 1024)
    data = out.getvalue()
    tracemalloc.start()
    begin = time.perf_counter()
    message = refusal("要点.docx", data)
    seconds, (_, peak) = time.perf_counter() - begin, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "异常庞大" in message
    assert seconds < 1 and peak < 50 * 1024 * 1024


def test_too_many_members_are_refused() -> None:
    message = refusal("要点.docx", zipped(**{f"word/{n}.xml": "<a/>" for n in range(2001)}))
    assert "异常庞大" in message


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "word/../../evil.xml", "C:/evil.xml"])
def test_members_that_leave_the_folder_are_refused(name: str) -> None:
    assert "拒绝" in refusal("要点.docx", zipped(**{"word/document.xml": "<a/>", name: "x"}))


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_definitions_in_the_markup_are_refused(coding: str) -> None:
    body = f'<?xml version="1.0" encoding="{coding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    data = word_file(body.encode(coding))
    assert "外部定义" in refusal("要点.docx", data)


def test_endless_markup_is_refused() -> None:
    deep = f"<w:document {W}>" + "<w:sdt>" * 300 + "</w:sdt>" * 300 + "</w:document>"
    assert "异常庞大" in refusal("要点.docx", word_file(deep))


def test_a_broken_word_file_is_refused() -> None:
    whole = word_file(f"<w:document {W}><w:body/></w:document>")
    assert "损坏" in refusal("要点.docx", whole[:-30])
    assert "损坏" in refusal("要点.docx", word_file("<w:document>"))
    at = whole.index(b"word/document.xml") + len("word/document.xml")
    assert "损坏" in refusal("要点.docx", whole[:at] + b"\xff" * 9 + whole[at + 9 :])
    assert "没有文字" in refusal("要点.docx", whole)


def test_too_large_and_too_long_files_are_refused() -> None:
    assert "20MB" in refusal("要点.txt", b"a" * (MAX_FILE_BYTES + 1))
    assert "10000行" in refusal("要点.txt", ("召开会议。\n" * MAX_LINES).encode())
    assert extract("要点.txt", ("召开会议。\n" * (MAX_LINES - 1)).encode())


def test_a_text_that_is_no_plan_is_refused() -> None:
    with pytest.raises(NotAPlan) as caught:
        open_plan("随笔.txt", "窗外下着小雨，屋里很安静。\n我想起了从前的事。".encode())
    assert "不是工作要点" in caught.value.message


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (15, "chineseCounting", "十五"),
        (23, "chineseCountingThousand", "二十三"),
        (105, "chineseCounting", "一百零五"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (2, "lowerLetter", "b"),
        (4, "chineseLegalSimplified", "肆"),
        (7, "unknown", "7"),
    ],
)
def test_numbers_are_written_as_word_writes_them(value: int, form: str, words: str) -> None:
    assert number_words(value, form) == words
