"""What a linter cannot see: outside imports, what templates reach for, file names. architecture §2, 3."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.house.source import (
    FLOORS,
    PACKAGE,
    attributes,
    imported,
    is_view,
    place,
    python_files,
    room,
    templates,
    tree,
)

# Who may open transactions or listen to signals; anyone outside workflow and audit would need a reason here.
TRANSACTIONS = {
    "foundation/workflow/actions.py": "the one that opens them",
    "foundation/workflow/books.py": "rebuilding goes by chunks, each whole or not at all",
    "foundation/audit/chain.py": "an entry of its own",
    "engines/search/index/asking.py": "what PostgreSQL is told for one question holds for a transaction",
    "engines/search/frequency.py": "counts and the queue that they come from go together",
    "engines/search/counting.py": "goes by stretches, so that nobody waits long for the lock",
    "engines/search/renewal.py": "goes by chunks, each with the mark of how far it has come",
}
SIGNALS: dict[str, str] = {}
DOCUMENT_PARTS = {"docx", "docxtpl", "openpyxl", "pypdf", "weasyprint"}
HASHING = {"hashlib", "hmac", "cryptography", "secrets", "random"}
# The keys' own file makes them; the rest needs names that nobody can guess.
HASHERS = {
    "foundation/accounts/crypto.py": {"hashlib", "hmac", "cryptography"},
    "foundation/accounts/secrets.py": {"secrets"},
    "foundation/accounts/passwords.py": {"secrets"},
    "foundation/pages/errors.py": {"secrets"},
    "foundation/pages/middleware.py": {"secrets"},
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "core", "base", "services"}
# Pictures that the program itself has drawn.
SAFE = {
    "work/administration/templates/administration/sign_in_second_factor.html": "second_factor.picture",
}
NETWORK = {
    "site/supervision.py": "asks its own server whether it is up",
    "site/management/commands/serve.py": "asks its own server whether it is up",
    "engines/clocks/tick.py": "the name of the machine that holds the lease",
}
ICONS = PACKAGE / "foundation/pages/static/pages/icons.svg"
ICON = re.compile(r"""{% icon "([a-z]+)""")
SIGN = re.compile(r"""[(,] ?"(?:grey|ink|blue|red|green|ochre)", "([a-z]+)"\)""")
LOADS = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"'#]+)""")


def importers(names: set[str]) -> dict[str, set[str]]:
    """{file: the wanted packages that it imports}."""
    found: dict[str, set[str]] = {}
    for path in python_files():
        for name, _ in imported(path):
            if name.split(".")[0] in names:
                found.setdefault(place(path), set()).add(name.split(".")[0])
    return found


def test_only_workflow_and_audit_open_transactions() -> None:
    users = {place(p) for p in python_files() for name, _ in imported(p) if name == "django.db.transaction"}
    assert users == set(TRANSACTIONS) & users, sorted(users - set(TRANSACTIONS))
    assert set(TRANSACTIONS) <= users, "an exception that nobody needs any more"


def test_nobody_listens_to_signals() -> None:
    users = {
        f"{place(p)}:{line}"
        for p in python_files()
        for name, line in imported(p)
        if name.startswith(("django.dispatch", "django.db.models.signals", "django.core.signals"))
    }
    assert {u.partition(":")[0] for u in users} == set(SIGNALS), users


def test_only_documents_builds_files() -> None:
    users = {name for name in importers(DOCUMENT_PARTS) if not name.startswith("foundation/documents/")}
    assert users <= {name for name in users if name.startswith("engines/plans/reading/")}, users
    assert users == set(), users


def test_only_the_crypto_module_computes_digests() -> None:
    """checklist 44"""
    wrong = {name: parts - HASHERS.get(name, set()) for name, parts in importers(HASHING).items()}
    assert {name: parts for name, parts in wrong.items() if parts} == {}


def test_views_neither_query_nor_write() -> None:
    wrong = [
        f"{place(path)}:{line} .{name}"
        for path in python_files()
        if is_view(path)
        for name, line in attributes(path)
        if name in {"objects", "_default_manager", "_base_manager", "save", "delete", "bulk_create"}
    ]
    assert wrong == []


def test_a_view_is_at_most_ten_lines() -> None:
    """Counted without decorators and docstring."""
    wrong = []
    for path in filter(is_view, python_files()):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and any(_is_page(d) for d in node.decorator_list):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                wrong += [f"{place(path)}:{node.lineno} {node.name}: {lines}"] if lines > 10 else []
    assert wrong == []


def _is_page(decorator: ast.expr) -> bool:
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(name, ast.Name) and name.id == "page"


def test_rooms_write_roots_in_actions_only() -> None:
    """Writing many rows at once passes by versions, guard and trail."""
    writers = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    wrong = [
        f"{place(path)}:{line} .{name}"
        for path in python_files()
        if room(path).startswith(("engines/", "work/", "outcomes/"))
        and path.stem in {"queries", "forms", "policy", "books"}
        for name, line in attributes(path)
        if name in writers
    ]
    assert wrong == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [place(p) for p in PACKAGE.rglob("*.py") if p.stem in FORBIDDEN_NAMES] == []
    assert [p for p in PACKAGE.rglob("*") if p.is_dir() and p.name in FORBIDDEN_NAMES] == []


def test_foreign_keys_point_down_or_stay() -> None:
    wrong = []
    for model in apps.get_models():
        for field in [*model._meta.get_fields(), *model._meta.many_to_many]:
            if isinstance(field, ForeignKey | ManyToManyField) and not field.auto_created:
                wrong += (
                    [f"{model._meta.label}.{field.name} → {field.related_model}"]
                    if not _downwards(model, field)
                    else []
                )
    assert wrong == []


def _downwards(model: type, field: ForeignKey | ManyToManyField) -> bool:
    here, there = model.__module__.split("."), field.related_model.__module__.split(".")
    if here[0] != "zhengxie" or there[0] != "zhengxie" or here[1:3] == there[1:3]:
        return True
    own, other = FLOORS.index(here[1]), FLOORS.index(there[1])
    return other < own or (other == own and here[1] in ("foundation", "engines"))


@pytest.mark.parametrize("path", templates(), ids=place)
def test_a_template_reaches_only_for_pages_and_its_own_room(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[path.relative_to(PACKAGE).parts.index("templates") + 1]
    reached = {name.split("/")[0] for name in LOADS.findall(path.read_text(encoding="utf-8"))}
    assert reached <= {"pages", own}


@pytest.mark.parametrize("path", templates(), ids=place)
def test_a_template_holds_no_style_script_or_foreign_address(path: Path) -> None:
    """The content security policy would refuse them; checklist 56, 67."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:", text)
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", text)
    assert "|safe" not in text.replace(" ", "") or place(path) in SAFE
    assert "autoescape off" not in text


@pytest.mark.parametrize("path", templates(), ids=place)
def test_every_form_that_posts_carries_the_token(path: Path) -> None:
    for form in re.findall(r"<form\b[^>]*>.*?</form>", path.read_text(encoding="utf-8"), re.S):
        if re.search(r"""method=["']?post""", form, re.I):
            assert "{% csrf_token %}" in form


def test_nothing_static_comes_from_another_host() -> None:
    """checklist 56: no third-party scripts, fonts, maps, trackers."""
    wrong = []
    for path in PACKAGE.rglob("static/**/*"):
        if path.suffix in {".css", ".js", ".svg"}:
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
            wrong += [place(path)] if re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}", text) else []
    assert wrong == []


def test_every_icon_is_drawn() -> None:
    """Those that templates name, and those of signs in the source: group and icon."""
    drawn = set(re.findall(r'id="i-([a-z]+)"', ICONS.read_text(encoding="utf-8")))
    named = {name for path in templates() for name in ICON.findall(path.read_text(encoding="utf-8"))}
    signs = {name for path in python_files() for name in SIGN.findall(path.read_text(encoding="utf-8"))}
    assert named and signs
    assert named | signs <= drawn


def test_password_fields_may_be_pasted_into() -> None:
    """checklist 10"""
    pages = [*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("static/**/*.js")]
    assert [
        place(p) for p in pages if re.search(r"onpaste|[\"']paste[\"']", p.read_text(encoding="utf-8"))
    ] == []


def test_networks_are_not_called() -> None:
    """checklist 56: no outgoing call."""
    callers = set(importers({"requests", "urllib3", "httpx", "socket", "ftplib", "smtplib"}))
    callers |= {
        place(p)
        for p in python_files()
        for name, _ in imported(p)
        if name.startswith(("urllib.request", "http.client"))
    }
    assert callers <= set(NETWORK), callers - set(NETWORK)
