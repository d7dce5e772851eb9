"""Measuring the search: the corpus, what is judged how, tables; the bulk filling equals the book's."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from bench import growth, search_filling
from bench.corpus import R50, VARIANTS, Corpus, shuffled, variants
from bench.engines import BESIDE, OWN, WHERE, asking, results, usable
from bench.engines.asking import Questions, Turn, ask
from bench.engines.base import Engine, Texts, closest
from bench.engines.judging import exactness, hits, truth_of
from bench.engines.own import Own, OwnJudged, OwnOfMember

SIZE = 60


@pytest.fixture(autouse=True)
def few_look_ups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "ORIGINALS", 6)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus()


def test_a_worked_over_text_keeps_what_it_should(corpus: Corpus) -> None:
    whole = corpus.text(3).split("。")[:-1]
    less = shuffled(corpus, 3, Random(1), 0.3).split("。")[:-1]
    assert set(less) <= set(whole) and len(less) == round(len(whole) * 0.7)
    rows = list(variants(corpus, 50, 4))
    assert [kind for kind, _, _ in rows] == [*VARIANTS] * 4
    assert len({original for _, original, _ in rows}) == 4


def test_the_truth_is_every_text_in_which_all_terms_stand() -> None:
    texts = [(1, "老旧小区改造"), (2, "小区改造老旧"), (3, "旧小")]
    assert truth_of(texts, ["旧小", "小区 老旧"]) == {"旧小": [1, 3], "小区 老旧": [1, 2]}


def test_recall_and_precision_weigh_each_query_the_same() -> None:
    assert exactness([({1}, {1, 2}), ({1, 2, 3, 4}, {1})]) == (0.75, 0.625)
    assert exactness([(set(), set())]) == (0, 0)


def test_a_look_up_finds_the_original_near_or_first() -> None:
    found = hits({R50: [(1, [1, 2]), (2, [1, 2]), (9, [1, 2, 3, 4, 5, 9])]})[R50]
    assert [round(value, 2) for value in found.values()] == [0.67, 0.33, 3]
    assert closest("甲乙丙丁", {1: "乙丙丁戊", 2: "甲乙丙丁戊", 3: "己庚辛"}) == [2, 1, 3]


def test_a_row_is_the_medians_of_the_runs() -> None:
    found = asking.row("两个字", [Turn(p50, p50 * 3, [1, 9, 5]) for p50 in (4.0, 2.0, 3.0)])
    assert (found.p50, found.p95, found.spread, found.found, found.asked) == (3, 9, 0.667, 5, 3)


def test_what_takes_too_long_is_asked_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LIMIT", -1.0)
    assert asking.turn(len, ["一", "二"]).found == [1]


def test_pg_trgm_is_asked_on_postgresql_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert "pg_trgm" not in usable()
    monkeypatch.setenv("DATABASE_URL", "postgresql://nowhere/")
    assert tuple(usable()) == BESIDE and {*BESIDE, *OWN} == set(WHERE)


class Scan(Engine):
    """Reads every text."""

    label = "通读"

    def search(self, typed: str) -> int:
        return len(self.every(typed))

    def every(self, typed: str) -> set[int]:
        return set(truth_of(self.texts, [typed])[typed])

    def alike(self, text: str) -> list[int]:
        return closest(text, dict(self.texts))


def measured(engine: Engine, questions: Questions) -> dict[str, Any]:
    built = {"seconds": 1.0, "building_mb": None, "size_mb": 2.0, "open": 0.1}
    return {"name": engine.name, "label": engine.label, **built, **ask(engine, questions, runs=2)}


def test_engines_are_set_beside_the_first(corpus: Corpus, tmp_path: Path, db: None) -> None:
    texts = Texts(tmp_path)
    texts.write(corpus.text(n) for n in range(SIZE))
    questions = Questions.of(corpus, SIZE, 4)
    questions.truth.update(truth_of(texts, questions.judged))
    found = measured(Scan("scan", tmp_path), questions)
    assert {tuple(pair) for pair in found["exact"].values()} == {(1, 1)}
    assert {kind: round(rate["first"], 2) for kind, rate in found["hits"].items()} == dict.fromkeys(
        VARIANTS, 1.0
    )
    whole = {**results.about(SIZE, "real", 2), "built": {"核对文字": 0.0}}
    path = results.keep(tmp_path, whole, "beside", [found, {**found, "seconds": 3.0}])
    kept = path.with_suffix(".md").read_text(encoding="utf-8")
    assert path.name.endswith(f"-{SIZE}-real.json") and str(tmp_path) not in kept
    every_row_has_all_cells(kept)
    assert results.ratios({**found, "seconds": 3.0}, found)["seconds"] == 3
    assert {row[-1] for row in growth.grown({"engines": [found]}, {"engines": [found]})} == {"1.00"}


def every_row_has_all_cells(page: str) -> None:
    for table in page.split("\n\n"):
        lines = [line for line in table.splitlines() if line.startswith("|")]
        assert len({line.count("|") for line in lines}) <= 1


def test_the_filled_database_is_what_the_book_would_have_written(
    corpus: Corpus, tmp_path: Path, settings: Any, db: None
) -> None:
    """A filling that differs ends with an error; what is found is what stands in the texts."""
    settings.DATA = tmp_path
    seconds = search_filling.ensure(corpus, SIZE)
    assert set(seconds) == {search_filling.LOADED, search_filling.BOOKED, *search_filling.STAGES.values()}
    assert dict(search_filling.texts()) == {n: corpus.text(n) for n in range(SIZE)}
    questions = Questions.of(corpus, SIZE, 4)
    questions.truth.update(truth_of(search_filling.texts(), questions.judged))
    all_seen(ask(opened(Own), questions, runs=1))
    assert "exact" not in ask(opened(OwnOfMember), questions, runs=1)
    assert [row["kind"] for row in ask(opened(OwnJudged), questions, runs=1)["rows"]] == [asking.ALIKE]
    with pytest.raises(SystemExit, match="别的数据"):
        search_filling.ensure(corpus, SIZE + 1)


def opened(made: type[Own]) -> Own:
    engine = made("own", Path())
    engine.open()
    return engine


def all_seen(found: dict[str, Any]) -> None:
    assert {tuple(pair) for pair in found["exact"].values()} == {(1, 1)}
    assert all(rate["near"] == 1 for rate in found["hits"].values())
