"""Which of several texts asks for the same thing."""

import time
from dataclasses import replace

import pytest

from tests.engines.search.likeness.texts import ALL, BASE, PARTNER, PLACE, WORDS
from zhengxie.engines.search.likeness import Reader, Text, compare, rank, settle
from zhengxie.engines.search.vocabulary import shipped


@pytest.fixture(scope="module")
def found():
    return rank(ALL)


def order(matches):
    return [match.id for match in matches]


def verdicts(matches):
    return {match.id: match.verdict for match in matches}


def test_other_words_come_first(found):
    assert found["base"][0].id == "partner"
    assert found["partner"][0].id == "base"
    assert found["base"][0].verdict == found["partner"][0].verdict == "same"


def test_another_place_or_request_is_never_the_same(found):
    assert verdicts(found["base"])["place"] == "related"
    assert verdicts(found["base"])["words"] == "related"
    assert "same" not in verdicts(found["words"]).values()
    assert "same" not in verdicts(found["place"]).values()


def test_all_are_listed_best_first(found):
    assert len(found["dogs"]) == len(ALL) - 1
    scores = [match.score for match in found["base"]]
    assert scores == sorted(scores, reverse=True)
    assert found["dogs"][0].verdict == "different"


def test_another_year_is_another_matter():
    old = Text(
        "old",
        "关于修复2022年水毁河堤的建议",
        "2022年洪水冲垮柳溪河堤二百米，两岸农田被淹。",
        "尽快重砌护坡。",
    )
    new = replace(
        old, id="new", title=old.title.replace("2022", "2023"), problem=old.problem.replace("2022", "2023")
    )
    matches = rank([old, new, *ALL])
    assert matches["old"][0].id == "new"
    assert matches["old"][0].verdict == "related"


def test_a_text_sent_twice_is_the_same():
    again = replace(BASE, id="again", title="关于进一步在清泉镇敬老院加装电梯的提案")
    matches = rank([*ALL, again])
    assert verdicts(matches["base"])["again"] == "same"
    assert verdicts(matches["again"])["place"] == "related"


def test_settle_ranks_the_candidates_of_one_text():
    reader = Reader(shipped())
    readings = [reader.read(text) for text in (BASE, WORDS, PARTNER, PLACE)]
    matches = settle(readings[0], readings[1:])
    assert [match.id for match, _ in matches][0] == "partner"
    assert all(likeness.score == compare(readings[0], likeness.there).score for _, likeness in matches)
    assert len(matches) == 3


def test_few_or_no_texts():
    assert rank([]) == {}
    assert rank([BASE]) == {"base": []}


@pytest.mark.parametrize("words", ["", "一", "，。！？", "😀" * 50, "𠀀𪜀", '"*()[]{}^$\\AND OR', "a" * 5000])
def test_odd_texts(words):
    odd = [Text("1", words, words, words), Text("2", words), Text("3", "标题", words)]
    matches = rank([*odd, *ALL])
    assert len(matches) == len(ALL) + 3


def test_a_very_long_text_takes_no_time():
    long = Text("long", "区" * 200_000, "清泉镇敬老院，" * 30_000, "电梯。" * 60_000)
    begun = time.perf_counter()
    rank([long, *ALL])
    assert time.perf_counter() - begun < 5


def test_many_texts_are_not_all_compared(monkeypatch):
    monkeypatch.setattr("zhengxie.engines.search.likeness.ranking.ALL_PAIRS", 4)
    matches = rank(ALL)
    assert matches["partner"][0].id == "base"
    assert matches["base"][0].id == "partner"
