"""`zhengxie suggest_units FILE --units UNITS --json`: one array, no database, no data folder, no secret."""

import json
import os
import subprocess
import sys
from pathlib import Path

import zhengxie

UNITS = Path(zhengxie.__file__).parent / "site" / "demo" / "units.yaml"
LINES = (
    '{"id": "a", "title": "楼道里给电瓶车充电太危险", "summary": "飞线充电，消防通道也堵了。"}\n'
    '{"id": "b", "title": "放学没人接", "summary": "建议学校把课后服务延长，财政补贴一点。"}\n'
)


def run(folder: Path, text: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command in an environment that holds nothing but the path."""
    file = folder / "件.jsonl"
    file.write_text(text, encoding="utf-8")
    program = Path(sys.executable).with_name("zhengxie")
    command = [str(program), "suggest_units", str(file), "--units", str(UNITS), *words]
    environment = {"HOME": "/nonexistent", "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_it_prints_one_array_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run(tmp_path, LINES, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = json.loads(done.stdout)
    assert set(first) == {"id", "lead", "co"}
    assert (first["id"], first["lead"][0]) == ("a", "xfjy")
    assert (second["id"], second["lead"][0]) == ("b", "jyj")
    assert "czj" in second["co"]
    assert [path.name for path in tmp_path.iterdir()] == ["件.jsonl"]


def test_without_json_it_prints_units_with_reasons(tmp_path: Path) -> None:
    done = run(tmp_path, LINES)
    assert "主办　市消防救援支队" in done.stdout
    assert "→ 职责「" in done.stdout


def test_a_refusal_goes_to_stderr_alone(tmp_path: Path) -> None:
    done = run(tmp_path, LINES + "{坏", "--json")
    assert done.returncode != 0
    assert done.stdout == ""
    assert "件.jsonl 第 3 行不是完整的 JSON" in done.stderr
    assert "Traceback" not in done.stderr
