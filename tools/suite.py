"""`./run test`, `check` and `shots`: the whole suite from nothing, in stages, with one closing line.

A stage that cannot run is skipped with a visible line; under CI=true that is a failure, and so is a stage
that found nothing to run. Exit code 0: everything that had to pass has passed.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tools.cluster import ClusterFailed, postgres_server, server_programs

SERVER = "ZHENGXIE_TEST_POSTGRES"  # the address of the test database server
TABLES = "ZHENGXIE_TEST_TABLES"  # a SQLite file with all tables and no rows
ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("types", ["mypy"]),
    ("imports", ["lint-imports", "--no-cache"]),
    ("migrations", ["zhengxie", "makemigrations", "--check", "--dry-run"]),
)


@dataclass(frozen=True)
class Stage:
    """One run of pytest: the tests with this mark, and the Debian packages they need."""

    name: str
    mark: str
    options: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


BROWSER = ("chromium-headless-shell", "fonts-noto-cjk")
STAGES = (
    Stage("python", "not browser and not postgres and not shots and not mutation", ("-n", "2")),
    Stage("postgres", "postgres", ("-n", "2"), packages=("postgresql",)),
    Stage("browser", "browser", ("-n", "2"), packages=BROWSER),
    Stage("mutation", "mutation", ("-n", "2")),
)
SHOTS = Stage("shots", "shots", packages=BROWSER)


@dataclass
class Outcome:
    """What a stage came to; `problem` is empty unless the stage itself failed or could not run."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    problem: str = ""
    broke: bool = False  # pytest itself failed, whatever its figures say

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def say(line: str) -> None:
    print(line, flush=True)


def under_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f", "${Status}", package]
    return "ok installed" in subprocess.run(query, capture_output=True, text=True, check=False).stdout


def browser_program() -> str | None:
    """Chromium without a window, which draws the same pages in two thirds of the time; else the whole one."""
    return shutil.which(BROWSER[0]) or shutil.which("chromium")


def install_packages(stages: tuple[Stage, ...]) -> None:
    """As root on Debian install what the stages need; elsewhere `obstacle` tells what is missing."""
    if os.geteuid() != 0 or not shutil.which("apt-get") or not shutil.which("dpkg-query"):
        return
    wanted = sorted({package for stage in stages for package in stage.packages})
    missing = [package for package in wanted if not installed(package)]
    if not missing:
        return
    say(f"安装测试所需的软件包 / installing for the tests: {' '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *missing]):
        done = subprocess.run(
            ["apt-get", *command], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            say(done.stderr[-2000:])


def obstacle(stage: Stage, asked_for: bool) -> str:
    """Why the stage cannot run here, in a sentence with the repair; empty when it can."""
    if not stage.packages:
        return ""
    if os.geteuid() != 0 and not asked_for:
        return f"不是 root，未运行；软件包已装好时用 ./run test {stage.name} / not root: run it by name"
    programs = {"postgresql": server_programs(), BROWSER[0]: browser_program()}
    missing = [package for package in stage.packages if package in programs and not programs[package]]
    if missing:
        names = " ".join(missing)
        return f"缺少 {names}：sudo apt-get install {names} / missing: {names}"
    return ""


def environment_for(data: Path) -> dict[str, str]:
    """The tests' environment: nothing of the caller's deployment, data of their own."""
    ours = ("DATABASE_URL", "DATA", "PORT", "RESET", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if k not in ours and not k.startswith("ZHENGXIE_")}
    kept["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    return {**kept, "ZHENGXIE_DATA": str(data)}


def read_report(report: Path, code: int) -> Outcome:
    """Pytest's own figures; a run that broke off without a report is one failure."""
    if code == 5:
        return Outcome(problem="没有找到测试 / found no test")
    try:
        suites = list(ElementTree.parse(report).iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return Outcome(failed=1, problem=f"pytest 中断，代码 {code} / pytest broke off with code {code}")
    count = {
        key: sum(int(s.get(key, 0)) for s in suites) for key in ("tests", "failures", "errors", "skipped")
    }
    failed = count["failures"] + count["errors"]
    passed = count["tests"] - failed - count["skipped"]
    outcome = Outcome(passed, failed, count["skipped"])
    if code and not failed:
        outcome.problem, outcome.broke = f"pytest 结束代码 {code} / pytest ended with code {code}", True
    elif not passed and not failed:
        outcome.problem = "全部测试被跳过 / every test was skipped"
    return outcome


def run_stage(stage: Stage, environment: dict[str, str], extra: list[str]) -> Outcome:
    say(f"\n== {stage.name} ==")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="zhengxie-report-") as folder:
        report = Path(folder) / "report.xml"
        words = ["-m", "pytest", "-q", "-m", stage.mark, *stage.options, f"--junitxml={report}", *extra]
        code = subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=False).returncode
        outcome = read_report(report, code)
    seconds = time.monotonic() - began
    say(f"== {stage.name}: {outcome}, {seconds:.0f} s")
    return outcome


def run_stages(stages: tuple[Stage, ...], asked_for: bool, extra: list[str], data: Path) -> list[Outcome]:
    """All stages in turn; PostgreSQL starts with the first that needs it and stays for the rest."""
    environment = environment_for(data)
    make_tables(data, environment)
    outcomes = []
    with ExitStack() as servers:
        for stage in stages:
            problem = obstacle(stage, asked_for)
            if not problem and "postgresql" in stage.packages and SERVER not in environment:
                problem = start_server(servers, environment)
            # The stage of this name has PostgreSQL as its default database too.
            database = {"DATABASE_URL": environment.get(SERVER, "")} if stage.name == "postgres" else {}
            outcome = (
                Outcome(problem=problem) if problem else run_stage(stage, {**environment, **database}, extra)
            )
            if outcome.problem:
                say(f"== {stage.name}: 未运行或不完整 / NOT COMPLETE: {outcome.problem}")
            outcomes.append(outcome)
    return outcomes


def make_tables(data: Path, environment: dict[str, str]) -> None:
    """Migrate one SQLite file, whose tables every process of the tests takes over."""
    command = [sys.executable, "-m", "zhengxie.site.cli", "migrate", "--verbosity", "0"]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0:
        environment[TABLES] = str((data / "zhengxie.sqlite3").rename(data / "tables.sqlite3"))


def start_server(servers: ExitStack, environment: dict[str, str]) -> str:
    programs = server_programs()
    if programs is None:
        return "缺少 postgresql / missing: postgresql"
    try:
        environment[SERVER] = servers.enter_context(postgres_server(programs))
    except ClusterFailed as failure:
        return f"PostgreSQL 没有启动 / PostgreSQL did not start: {failure}"
    return ""


def run_checks(data: Path) -> list[str]:
    """Format, lint, types, import contracts, migrations; all of them, so that one run shows every fault."""
    environment = environment_for(data)
    broken = []
    for name, command in CHECKS:
        say(f"== {name} ==")
        program = shutil.which(command[0], path=environment["PATH"]) or command[0]
        began = time.monotonic()
        code = subprocess.run([program, *command[1:]], cwd=ROOT, env=environment, check=False).returncode
        say(f"== {name}: {'ok' if code == 0 else 'FAILED'}, {time.monotonic() - began:.0f} s")
        if code:
            broken.append(name)
    return broken


def close(outcomes: list[Outcome], broken: list[str]) -> int:
    """Print the closing line, which holds the figures of all stages; return the exit code."""
    total = Outcome(*(sum(getattr(o, key) for o in outcomes) for key in ("passed", "failed", "skipped")))
    incomplete = [o.problem for o in outcomes if o.problem]
    say("")
    if broken:
        say(f"检查未通过 / checks failed: {', '.join(broken)}")
    if incomplete and under_ci():
        say("CI 中每个阶段都必须运行 / under CI every stage has to run")
    say(str(total))
    bad = total.failed or broken or any(o.broke for o in outcomes) or (incomplete and under_ci())
    return 1 if bad or not total.passed else 0


def chosen(arguments: argparse.Namespace) -> tuple[Stage, ...]:
    if arguments.task == "shots":
        return (SHOTS,)
    return tuple(stage for stage in STAGES if not arguments.stages or stage.name in arguments.stages)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./run", description="Stages of the suite; options after -- go to pytest."
    )
    parser.add_argument("task", choices=("test", "check", "shots"))
    parser.add_argument("stages", nargs="*", help=" ".join(stage.name for stage in STAGES))
    words = sys.argv[1:]
    cut = words.index("--") if "--" in words else len(words)
    arguments = parser.parse_args(words[:cut])
    if unknown := set(arguments.stages) - {stage.name for stage in STAGES}:
        parser.error(f"没有这个阶段 / no such stage: {' '.join(unknown)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server below is stopped too
    stages = chosen(arguments)
    with tempfile.TemporaryDirectory(prefix="zhengxie-data-") as folder:
        broken = run_checks(Path(folder)) if arguments.task == "check" else []
        install_packages(stages)
        asked_for = bool(arguments.stages) or arguments.task == "shots"
        outcomes = run_stages(stages, asked_for, words[cut + 1 :], Path(folder))
    return close(outcomes, broken)


if __name__ == "__main__":
    sys.exit(main())
