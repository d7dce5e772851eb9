"""The contracts of pyproject.toml hold, and each of them catches what it is there for. architecture §2."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT

# (file, line added at its end, contract that must break, importer, imported)
PLANTED = [
    ("foundation/access/roles.py", "import zhengxie.engines.clocks.apps", "floors", "foundation", "engines"),
    (
        "engines/clocks/apps.py",
        "def late() -> object:\n    from zhengxie.work.administration import apps\n    return apps",
        "floors",
        "engines",
        "work",
    ),
    ("work/administration/apps.py", "import zhengxie.site.urls", "floors", "work", "site"),
    (
        "work/planted/actions.py",
        "import zhengxie.work.administration.apps",
        "work rooms are strangers",
        "work.planted",
        "",
    ),
    (
        "outcomes/one/queries.py",
        "import zhengxie.outcomes.two.models",
        "outcomes rooms are strangers",
        "outcomes.one",
        "",
    ),
    ("engines/clocks/apps.py", "import zhengxie.engines.plans.apps", "engines", "clocks", "plans"),
    (
        "foundation/access/roles.py",
        "import zhengxie.foundation.workflow.run",
        "foundation",
        "access",
        "workflow",
    ),
    (
        "foundation/documents/apps.py",
        "import zhengxie.foundation.notices.apps",
        "foundation",
        "documents",
        "notices",
    ),
    ("work/planted/models.py", "import zhengxie.work.planted.actions", "inside a room", "models", "actions"),
    (
        "work/planted/queries.py",
        "import openpyxl",
        "only documents builds files",
        "work.planted.queries",
        "openpyxl",
    ),
]
EXHAUSTIVE = [("extra/__init__.py", "floors"), ("foundation/helping/__init__.py", "foundation")]


def lint(folder: Path) -> tuple[int, str]:
    program = Path(sys.executable).parent / "lint-imports"
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [program, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imports")
    shutil.copytree(
        PACKAGE, folder / "zhengxie", ignore=shutil.ignore_patterns("*.pyc", "static", "templates", "data")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def planted(copy: Path) -> str:
    """What the linter says of a copy with all planted violations at once."""
    for room in ("work/planted", "outcomes/one", "outcomes/two"):
        (copy / "zhengxie" / room).mkdir()
        for name in ("__init__", "models", "queries", "actions"):
            (copy / "zhengxie" / room / f"{name}.py").touch()
    for name, line, *_ in PLANTED:
        with (copy / "zhengxie" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    code, text = lint(copy)
    assert code != 0
    return text


def test_all_contracts_are_kept() -> None:
    code, text = lint(ROOT if PACKAGE.parent == ROOT else PACKAGE.parent)
    assert code == 0, text
    assert "7 kept, 0 broken" in text


@pytest.mark.parametrize(
    ("contract", "importer", "target"),
    [(c, a, b) for *_, c, a, b in PLANTED],
    ids=[p[1][-45:] for p in PLANTED],
)
def test_a_planted_violation_is_caught(planted: str, contract: str, importer: str, target: str) -> None:
    broken = planted.split("Broken contracts")[1]
    told = re.search(rf"^{re.escape(contract)}\n-+\n(.*?)(?=^\S[^\n]*\n-+\n|\Z)", broken, re.M | re.S)
    assert told, f"{contract} was kept"
    lines = [line for line in told[1].splitlines() if "->" in line or "not allowed to import" in line]
    assert any(importer in line and target in line for line in lines), told[1]


@pytest.mark.parametrize(("folder", "contract"), EXHAUSTIVE)
def test_a_folder_that_no_contract_names_is_caught(tmp_path: Path, folder: str, contract: str) -> None:
    shutil.copytree(
        PACKAGE, tmp_path / "zhengxie", ignore=shutil.ignore_patterns("*.pyc", "static", "templates", "data")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "zhengxie" / folder).parent.mkdir()
    (tmp_path / "zhengxie" / folder).touch()
    code, text = lint(tmp_path)
    assert code != 0
    assert contract in text
