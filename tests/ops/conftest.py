"""A copy of what `./run` needs before it installs anything, so that no test touches the checkout."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    copy = tmp_path / "checkout"
    copy.mkdir()
    for name in ("run", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, copy / name)
    shutil.copytree(ROOT / "tools", copy / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture
def run(checkout: Path) -> Run:
    """Call `./run` in the copy; pip reaches no index there, so that installing fails at once."""

    def call(*words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        ours = ("DATA", "PORT", "RESET", "DATABASE_URL", "PYTHON", "CI")
        kept = {
            k: v for k, v in os.environ.items() if k not in ours and not k.startswith(("ZHENGXIE_", "PIP_"))
        }
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
        return subprocess.run(
            ["sh", str(checkout / "run"), *words],
            env={**kept, **offline, **variables},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return call
