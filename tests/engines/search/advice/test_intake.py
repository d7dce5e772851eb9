"""Files are read or refused with the place and the repair."""

from pathlib import Path

import pytest

from zhengxie.engines.search.advice.intake import UnreadableInput, read_matters, read_units

GOOD = '{"id": "1", "title": "甲", "summary": "乙"}'


def file(folder: Path, text: str | bytes) -> Path:
    path = folder / "件.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_lines_are_read_with_blanks_a_mark_and_numbers_as_ids(tmp_path: Path) -> None:
    text = "\ufeff" + GOOD + "\r\n\n" + '{"id": 2, "title": "丙", "summary": ""}\n'
    assert [(one.id, one.title) for one in read_matters(file(tmp_path, text))] == [("1", "甲"), ("2", "丙")]


def test_a_summary_may_be_missing_or_come_in_paragraphs(tmp_path: Path) -> None:
    text = '{"id": "1", "title": "甲"}\n{"id": "2", "title": "丙", "summary": ["乙", "丁"]}'
    assert [one.summary for one in read_matters(file(tmp_path, text))] == ["", "乙\n丁"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "是空的"),
        ("\n \n", "是空的"),
        (GOOD + "\n{坏", "第 2 行不是完整的 JSON"),
        ("[" * 100_000, "第 1 行不是完整的 JSON"),
        ("[1]", "应是一个对象"),
        ('{"title": "甲", "summary": "乙"}', "缺少 id"),
        ('{"id": true, "title": "甲", "summary": "乙"}', "缺少 id"),
        ('{"id": "1", "summary": "乙"}', "（id 1）缺少 title"),
        ('{"id": "1", "title": "甲", "summary": 5}', "缺少 summary，或不是文字"),
        ('{"id": "1", "title": "", "summary": " "}', "都是空的"),
        (GOOD + "\n" + GOOD, "第 2 行的「1」与件.jsonl 第 1 行重复"),
        ("甲".encode("gb18030"), "不是 UTF-8"),
    ],
)
def test_bad_lines_are_refused_by_name(text: str | bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=says):
        read_matters(file(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="打不开文件 无"):
        read_matters(tmp_path / "无")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有 units 清单"),
        ("units: []", "没有 units 清单"),
        ("units: [", "不合 YAML 格式"),
        ("- 甲", "没有 units 清单"),
        ("units: [甲]", "第 1 个单位应有"),
        ("units: [{code: a, name: 甲局}]", "第 1 个单位（甲局）缺少 duties"),
        ("units: [{code: a, name: 甲局, duties: ' '}]", "缺少 duties"),
        ("units: [{code: a, name: 甲, duties: 水}, {code: a, name: 乙, duties: 电}]", "第 2 个单位的「a」与"),
    ],
)
def test_bad_directories_are_refused_by_name(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=says):
        read_units(file(tmp_path, text))


def test_a_directory_is_read(tmp_path: Path) -> None:
    (unit,) = read_units(file(tmp_path, "units: [{code: 7, name: 甲局, duties: 水、电}]"))
    assert (unit.code, unit.name, unit.lines) == ("7", "甲局", ("水", "电"))
