"""`zhengxie similar FILE.jsonl [--json]`: no database, no data folder, no secret. issue 5 point 3."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.engines.search.likeness.texts import ALL


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "matters.jsonl"
    path.write_text("\n".join(json.dumps(asdict(text), ensure_ascii=False) for text in ALL), encoding="utf-8")
    return path


def said(monkeypatch, *words) -> str:
    out = StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    call_command("similar", *map(str, words))
    return out.getvalue()


def test_it_prints_one_json_array_and_needs_nothing(file, tmp_path):
    program = Path(sys.executable).with_name("zhengxie")
    environment = {"HOME": str(tmp_path / "none"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    done = subprocess.run(
        [str(program), "similar", str(file), "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = json.loads(done.stdout)
    assert [row["id"] for row in rows] == [text.id for text in ALL]
    assert rows[0]["matches"][0]["id"] == "partner"
    assert set(rows[0]["matches"][0]) == {"id", "score", "verdict"}
    assert done.stderr == ""


def test_a_list_for_people(file, monkeypatch):
    words = said(monkeypatch, file)
    assert words.startswith("base　关于在清泉镇敬老院加装电梯的建议\n  可并案（")
    assert "没有找到相同或相近的" in words


def test_problem_and_suggestions_may_come_in_paragraphs(file, tmp_path, monkeypatch):
    rows = [asdict(text) | {"suggestions": text.suggestions.split("。")} for text in ALL]
    path = tmp_path / "listed.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    whole, listed = (json.loads(said(monkeypatch, one, "--json")) for one in (file, path))
    assert [row["matches"][0]["id"] for row in listed] == [row["matches"][0]["id"] for row in whole]


def test_missing_parts_and_blank_lines_are_allowed(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '\ufeff{"id": 1, "title": "甲"}\r\n\n{"id": "2", "title": "乙", "problem": null}\n', encoding="utf-8"
    )
    assert [row["id"] for row in json.loads(said(monkeypatch, path, "--json"))] == ["1", "2"]


GOOD = '{"id": "1", "title": "甲"}\n'.encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD + b'{"id": "2", "title"', ["第 2 行", "JSON"]),
        (GOOD + b"[1]", ["第 2 行", "对象"]),
        (GOOD + b'{"title": "x"}', ["第 2 行", "id"]),
        (GOOD + b'{"id": "2"}', ["第 2 行", "title"]),
        (GOOD + b'{"id": "2", "title": ["x"]}', ["第 2 行", "title"]),
        (GOOD + GOOD, ["第 2 行", "第 1 行", "重复"]),
        (GOOD + b"\xff\xfe", ["第 2 行", "UTF-8"]),
        (GOOD + b'{"id": "2", "title": "\0"}', ["第 2 行", "NUL"]),
        (GOOD + b'{"id": "2", "title": "a\\u0000"}', ["第 2 行", "NUL"]),
        (GOOD + b'{"id": "2", "title": "' + b"a" * 1_000_001, ["第 2 行", "字节"]),
        (b"[" * 100_000, ["第 1 行", "JSON"]),
        (b"\n \n", ["空的"]),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, content, words):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("similar", str(path))
    assert all(word in str(refusal.value) for word in ["bad.jsonl", *words])


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="none.jsonl"):
        call_command("similar", str(tmp_path / "none.jsonl"))


def test_half_a_surrogate_is_replaced(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "1", "title": "\\ud83d x"}')
    assert "? x" in said(monkeypatch, path)
