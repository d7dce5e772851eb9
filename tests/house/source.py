"""The product's own text, as the house tests read it: files, syntax trees, templates."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import zhengxie

PACKAGE = Path(zhengxie.__file__).resolve().parent
ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("foundation", "engines", "work", "outcomes", "site")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@cache
def python_files() -> tuple[Path, ...]:
    """All modules of the package but migrations, which a program writes."""
    return tuple(sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path) -> str:
    """How failures name a file: work/administration/views/unit.py."""
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    """`foundation/audit` for every file of that room, `site` for the site."""
    parts = path.relative_to(PACKAGE).parts
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


@cache
def templates() -> tuple[Path, ...]:
    """All HTML templates."""
    return tuple(sorted(PACKAGE.rglob("templates/**/*.html")))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """(dotted name, line) of all imports wherever in a file; `from a.b import c` gives a.b and a.b.c."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module), node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def attributes(path: Path) -> Iterator[tuple[str, int]]:
    """(name, line) of every attribute that is read or called in a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            yield node.attr, node.lineno


def is_view(path: Path) -> bool:
    """views.py, or a module of the package views/."""
    parts = path.relative_to(PACKAGE).parts
    return parts[-1] == "views.py" or "views" in parts[:-1]
