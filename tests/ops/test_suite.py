"""The stages of `./run test`: what is skipped is said, and under CI nothing may be."""

import os
from pathlib import Path

import pytest

from tools import suite
from tools.suite import Outcome

STAGES = {stage.name: stage for stage in suite.STAGES}


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize("name", ["postgres", "browser"])
def test_without_root_a_stage_that_needs_packages_is_skipped(name: str) -> None:
    assert "不是 root" in suite.obstacle(STAGES[name], asked_for=False)
    assert [suite.obstacle(STAGES[other], asked_for=False) for other in ("python", "mutation")] == ["", ""]


@pytest.mark.usefixtures("nobody")
def test_a_stage_asked_for_by_name_runs_where_its_programs_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path=None: "/usr/bin/chromium")
    assert suite.obstacle(STAGES["browser"], asked_for=True) == ""
    monkeypatch.setattr("shutil.which", lambda name, path=None: None)
    assert "apt-get install chromium" in suite.obstacle(STAGES["browser"], asked_for=True)


@pytest.mark.parametrize(
    ("ci", "outcomes", "broken", "code"),
    [
        ("", [Outcome(3)], [], 0),
        ("", [Outcome(3), Outcome(problem="not root")], [], 0),
        ("true", [Outcome(3), Outcome(problem="not root")], [], 1),
        ("true", [Outcome(3, skipped=1)], [], 0),
        ("", [Outcome(3, failed=1)], [], 1),
        ("", [Outcome(3, problem="pytest ended with code 3", broke=True)], [], 1),
        ("", [Outcome(3)], ["types"], 1),
        ("", [Outcome(problem="found no test")], [], 1),
    ],
)
def test_the_exit_code_and_the_closing_line(
    ci: str,
    outcomes: list[Outcome],
    broken: list[str],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CI", ci)
    assert suite.close(outcomes, broken) == code
    passed, failed, skipped = (
        sum(getattr(o, key) for o in outcomes) for key in ("passed", "failed", "skipped")
    )
    assert capsys.readouterr().out.splitlines()[-1] == f"{passed} passed, {failed} failed, {skipped} skipped"


def report(tmp_path: Path, figures: str) -> Path:
    path = tmp_path / "report.xml"
    path.write_text(f"<testsuites><testsuite {figures}/></testsuites>")
    return path


def test_the_figures_are_pytests_own(tmp_path: Path) -> None:
    figures = report(tmp_path, 'tests="9" failures="1" errors="2" skipped="3"')
    assert suite.read_report(figures, 1) == Outcome(passed=3, failed=3, skipped=3)


def test_a_run_that_broke_off_is_a_failure(tmp_path: Path) -> None:
    assert suite.read_report(tmp_path / "missing.xml", 3).failed == 1
    complete_but_bad = suite.read_report(report(tmp_path, 'tests="2" failures="0" errors="0" skipped="0"'), 3)
    assert complete_but_bad.broke


def test_a_stage_without_a_test_or_with_all_skipped_is_not_complete(tmp_path: Path) -> None:
    assert suite.read_report(report(tmp_path, 'tests="0"'), 5).problem
    assert suite.read_report(report(tmp_path, 'tests="2" failures="0" errors="0" skipped="2"'), 0).problem


def test_the_suite_takes_nothing_from_the_callers_deployment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@127.0.0.1/work")
    monkeypatch.setenv("ZHENGXIE_MODE", "production")
    environment = suite.environment_for(Path("/somewhere"))
    assert "DATABASE_URL" not in environment
    assert "ZHENGXIE_MODE" not in environment
    assert environment["ZHENGXIE_DATA"] == "/somewhere"


@pytest.mark.postgres
def test_the_private_server_is_postgresql_15_or_newer() -> None:
    import psycopg

    with psycopg.connect(os.environ["ZHENGXIE_TEST_POSTGRES"]) as connection:
        assert connection.info.server_version >= 150000
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
