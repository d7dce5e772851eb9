"""No function over 50 lines, no file over 400; `make size` says how long they are. architecture §14."""

import subprocess
import sys

from tests.house.source import ROOT
from tools.size import measure


def test_no_file_and_no_function_is_too_long() -> None:
    broken = [line for folder in ("zhengxie", "tests", "tools") for line in measure(folder).too_long()]
    assert broken == []


def test_the_report_names_the_lengths() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.size"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "median" in done.stdout
    assert "p90" in done.stdout
