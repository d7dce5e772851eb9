"""The reader against plans in the styles of different offices, each with a reference tree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.engines.plans.reading.documents import DOCUMENTS
from tests.engines.plans.reading.scoring import load, plain, score
from zhengxie.engines.plans import reading
from zhengxie.engines.plans.reading import PlanTree, extract, read_plan, to_json

CORPUS = Path(__file__).parents[1] / "corpus"
SHARED = Path(__file__).parents[5] / "shared" / "domain" / "workplan"
DEMO = Path(reading.__file__).parents[1] / "demo_plan.txt"
NAMES = sorted(p.name.removesuffix(".reference.yaml") for p in CORPUS.glob("*.reference.yaml"))
EXAMPLES = ["seed-2022", "city-points-2022-c", "street-consultation-2026-table"]


def corpus_tree(name: str) -> PlanTree:
    if name in DOCUMENTS:
        return read_plan(extract(f"{name}.docx", DOCUMENTS[name]()))
    path = DEMO if name == "demo-plan" else CORPUS / f"{name}.txt"
    return read_plan(extract(path.name, path.read_bytes()))


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_of_the_corpus_is_read(name: str) -> None:
    reference = load(CORPUS / f"{name}.reference.yaml")
    tree = corpus_tree(name)
    result = score(reference, to_json(tree))
    assert result.sections == 1 and result.items == 1
    assert result.recall >= 0.9, result.missed
    assert result.kinds >= 0.9
    assert result.timing >= 0.9 and result.topics >= 0.9
    assert result.invented == []
    assert result.wrong_issues == set()
    assert tree.year == reference["year"]
    assert tree.title == reference["title"]


@pytest.mark.parametrize("name", NAMES)
def test_evidence_is_a_slice_of_the_text_and_never_overlaps(name: str) -> None:
    tree = corpus_tree(name)
    end = 0
    for task in sorted(tree.tasks(), key=lambda t: (t.start, t.end)):
        assert tree.text[task.start : task.end] == task.evidence
        assert task.start >= end
        end = task.end
    for start, end in tree.unused:
        assert tree.text[start:end].strip()


@pytest.mark.parametrize("name", NAMES)
def test_titles_are_short_and_on_one_line(name: str) -> None:
    for task in corpus_tree(name).tasks():
        assert 2 <= len(task.title) <= 80
        assert task.title == task.title.strip("，。；、 ") and "\n" not in task.title


def test_slogans_and_done_things_are_left_unused() -> None:
    tree = corpus_tree("slogans")
    unused = "".join(tree.text[a:b] for a, b in tree.unused)
    assert "提交了12篇调研报告" in unused and "听取、审议了" in unused


def test_the_demo_plan_has_the_shape_the_product_promises() -> None:
    text = DEMO.read_text(encoding="utf-8")
    assert "{year}" in text
    tree = read_plan(text.replace("{year}", "2031"))
    items = [item for section in tree.sections for item in section.items]
    assert tree.year == 2031 and len(tree.sections) == 5
    assert [item.number for item in items] == [str(n) for n in range(1, 16)]
    assert all(item.tasks for item in items)
    assert sum(bool(item.lead) for item in items) >= 5
    assert sum(task.due is not None for task in tree.tasks()) >= 8


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared examples are not at hand")
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_shared_example_is_read(name: str) -> None:
    reference = load(SHARED / f"{name}.reference.yaml")
    forms = [p for p in (SHARED / f"{name}.txt", SHARED / f"{name}.docx") if p.exists()]
    for path in forms:
        result = score(reference, to_json(read_plan(extract(path.name, path.read_bytes()))))
        assert result.sections == 1 and result.items == 1
        assert result.recall >= 0.96, result.missed
        assert result.kinds >= 0.95
        assert result.invented == [] and result.wrong_issues == set()
        assert result.topics == 1
        assert lost_topics(reference, path) == []


def lost_topics(reference: dict[str, Any], path: Path) -> list[str]:
    """The quoted topics of all tasks of the reference, core or soft, that the reading lacks."""
    read = {
        plain(x) for task in read_plan(extract(path.name, path.read_bytes())).tasks() for x in task.topics
    }
    wanted = [x for s in reference["sections"] for i in s["items"] for t in i["tasks"] for x in t["topics"]]
    return [x for x in wanted if plain(x) not in read]


def test_the_json_form_has_the_keys_of_the_reference() -> None:
    tree: dict[str, Any] = to_json(corpus_tree("months"))
    task = tree["sections"][0]["items"][0]["tasks"][0]
    wanted = {"kind", "title", "topics", "documents", "issues", "timing", "body", "evidence"}
    assert wanted <= set(task)
    assert {"number", "title", "lead", "co", "tasks"} <= set(tree["sections"][0]["items"][0])
