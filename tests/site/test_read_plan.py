"""`zhengxie read_plan FILE --json`: one JSON object, no database, no data folder, no secret. issue 11."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.plans.papers import TEXT, docx


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """An empty home and an empty working folder that cannot be written to."""
    for name in ("home", "work"):
        (tmp_path / name).mkdir(mode=0o555)
    return tmp_path


def read_plan(nowhere: Path, file: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command in an environment that holds nothing but the path."""
    environment = {"HOME": str(nowhere / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    program = Path(sys.executable).with_name("zhengxie")
    command = [str(program), "read_plan", str(file), *words]
    return subprocess.run(
        command, cwd=nowhere / "work", env=environment, capture_output=True, text=True, check=False
    )


def paper(nowhere: Path, name: str, data: bytes) -> Path:
    """A file beside the two folders."""
    path = nowhere / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("name", "data"), [("要点.txt", TEXT.encode()), ("要点.docx", docx())])
def test_it_prints_one_json_object_and_leaves_nothing_behind(name: str, data: bytes, nowhere: Path) -> None:
    done = read_plan(nowhere, paper(nowhere, name, data), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["title"], found["year"]) == ("示范市政协2022年工作要点", 2022)
    assert [len(s["items"]) for s in found["sections"]] == [2, 1]
    task = found["sections"][0]["items"][0]["tasks"][0]
    assert {"kind", "title", "topics", "documents", "issues", "timing", "body", "evidence"} <= set(task)
    assert sorted(p.name for p in nowhere.iterdir()) == sorted(["home", "work", name])
    assert [*(nowhere / "home").iterdir(), *(nowhere / "work").iterdir()] == []


def test_without_json_it_prints_an_outline(nowhere: Path) -> None:
    done = read_plan(nowhere, paper(nowhere, "要点.txt", TEXT.encode()))
    assert done.returncode == 0
    assert "开展专题协商" in done.stdout and "[consultation] 学校周边交通拥堵" in done.stdout


@pytest.mark.parametrize(("name", "data", "words"), [
    ("空.txt", b"", "文件是空的"),
    ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为"),
    ("图.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "不是文字文档"),
    ("闲话.txt", "今天天气很好。".encode(), "不是工作要点"),
])  # fmt: skip
def test_a_bad_file_is_one_chinese_sentence_on_stderr(
    name: str, data: bytes, words: str, nowhere: Path
) -> None:
    done = read_plan(nowhere, paper(nowhere, name, data), "--json")
    assert done.returncode != 0
    assert done.stdout == ""
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_named(nowhere: Path) -> None:
    done = read_plan(nowhere, nowhere / "没有.txt", "--json")
    assert (done.returncode != 0, done.stdout) == (True, "")
    assert "没有.txt" in done.stderr and "Traceback" not in done.stderr
