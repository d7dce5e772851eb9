"""The lock files: hashes for everything, addresses for nothing, one version in both."""

import re

import pytest

from tests.ops.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(name: str) -> dict[str, str]:
    """Package → version with its marker, as the lock names it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {m[1]: m[2].strip() for m in re.finditer(r"^([a-z0-9][\w.-]*)==(.*?)\\?$", text, re.MULTILINE)}


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_stands_in_a_lock(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|^-[if]\b| @ ", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(name)) > 20
    assert [e.splitlines()[0] for e in entries if "--hash=sha256:" not in e] == []


def test_the_development_lock_holds_the_same_versions() -> None:
    development = pins("requirements-dev.lock")
    assert {k: v for k, v in pins("requirements.lock").items() if development.get(k) != v} == {}


def test_every_declared_dependency_is_locked() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = {re.split(r"[\[<>=~! ]", d)[0].lower() for d in project["dependencies"] + extras["postgres"]}
    assert declared - set(pins("requirements.lock")) == set()
    wanted = declared | {re.split(r"[\[<>=~! ]", d)[0].lower() for d in extras["dev"]}
    assert wanted - set(pins("requirements-dev.lock")) == set()
