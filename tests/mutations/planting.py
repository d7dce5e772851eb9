"""Planting one fault in a copy of the program and running the tests that must notice it."""

import compileall
import os
import shutil
import subprocess
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

from tests.house.source import PACKAGE, ROOT
from tests.mutations.catalogue import Mutation

PASSED, FAILED = 0, 1  # pytest's exit codes; anything else means that the tests themselves did not run


class NotPlanted(Exception):
    """The text that the mutation replaces does not stand in the file exactly once."""


def make_copy(folder: Path) -> Path:
    """A copy of program, tests and configuration."""
    for source in (PACKAGE, ROOT / "tests", ROOT / "tools"):
        shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__", "corpus"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    # Twenty runs would compile everything anew. By hash, not by time: a fault is planted within a second.
    compileall.compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return folder


def run_tests(folder: Path, tests: tuple[str, ...], *, migrate: bool = False) -> tuple[int, str]:
    """(exit code, end of the output) of the tests in the copy; `migrate`: with tables made from the copy."""
    spared = ["-p", "no:cacheprovider", "-p", "no:schemathesis"]  # a second of every run
    words = ["-q", "-x", *spared, "-m", "postgres or not postgres", *tests]
    left = {"DATABASE_URL", "ZHENGXIE_TEST_TABLES"} if migrate else {"DATABASE_URL"}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_") and k not in left}
    variables = {
        **kept,
        "ZHENGXIE_DATA": str(folder / "data"),
        "PYTHONPATH": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr)[-3000:]


def noticed(folder: Path, mutation: Mutation) -> tuple[bool, str]:
    """(whether a named test fails with the fault, pytest's last words); the copy is mended afterwards."""
    path = folder / "zhengxie" / mutation.file
    whole = path.read_text(encoding="utf-8")
    if whole.count(mutation.old) != 1:
        raise NotPlanted(f"{mutation.name}: {whole.count(mutation.old)} times in {mutation.file}")
    path.write_text(whole.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        code, words = run_tests(folder, mutation.tests, migrate="/migrations/" in mutation.file)
    finally:
        path.write_text(whole, encoding="utf-8")
    if code not in (PASSED, FAILED):
        raise NotPlanted(f"{mutation.name}: pytest ended with {code}\n{words}")
    return code == FAILED, words
