"""The two READMEs say the same, name the rooms that exist, and no link leads nowhere."""

import re
from pathlib import Path

import pytest

from tests.ops.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FLOORS = ("foundation", "engines", "work", "outcomes")


def links(page: Path) -> list[str]:
    found = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    return [link.split("#")[0] for link in found if not re.match(r"[a-z]+:|#", link)]


def rooms_named(readme: str) -> list[str]:
    """The second column of the table of rooms."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(r"^\| [^|]*\| ([a-z]+) \|", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    index = ROOT / "docs" / "index.md"
    listed = {(index.parent / link).resolve() for link in links(index)}
    written = {page for page in (ROOT / "docs").rglob("*.md") if page != index}
    assert written - listed == set()


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_readme_names_the_rooms_that_exist(readme: str) -> None:
    rooms = {path.parent.name for floor in FLOORS for path in (ROOT / "zhengxie" / floor).glob("*/apps.py")}
    assert sorted(rooms_named(readme)) == sorted(rooms)


def test_the_two_readmes_have_the_same_parts() -> None:
    chinese, english = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.en.md"))
    assert chinese.count("\n## ") == english.count("\n## ")
    swap = {"README.md": "README.en.md"}
    assert [swap.get(link, link) for link in links(ROOT / "README.en.md")] == links(ROOT / "README.md")
    assert re.findall(r"^```sh\n(.*?)^```", chinese, re.M | re.S)[0].count("make") == 2
    for word in re.findall(r"`([A-Z]+=|make \w+)", chinese):
        assert word in english
