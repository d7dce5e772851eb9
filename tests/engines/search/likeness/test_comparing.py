"""Two texts side by side: how alike, what is shared, what differs."""

from dataclasses import replace

import pytest

from tests.engines.search.likeness.texts import BASE, OTHERS, PARTNER, PLACE, WORDS
from zhengxie.engines.search.likeness import Reader, Text, compare
from zhengxie.engines.search.vocabulary import shipped


@pytest.fixture(scope="module")
def reader():
    return Reader(shipped())


def likeness(reader, a, b):
    return compare(reader.read(a), reader.read(b))


def kinds(found):
    return {difference.kind: (difference.here, difference.there) for difference in found.differences}


def test_another_place_is_shown(reader):
    found = likeness(reader, BASE, PLACE)
    assert found.verdict == "related"
    assert kinds(found)["place"] == ("清泉镇", "白鹿乡")


def test_the_other_side_of_a_difference(reader):
    assert kinds(likeness(reader, PLACE, BASE))["place"] == ("白鹿乡", "清泉镇")


def test_the_same_words_for_another_thing_are_related(reader):
    assert likeness(reader, BASE, WORDS).verdict == "related"


def test_another_year_is_shown(reader):
    old = Text("old", "关于2022年度预算的建议", "钱不够。", "多安排。")
    new = replace(old, title="关于2023年度预算的建议")
    found = likeness(reader, old, new)
    assert kinds(found)["time"] == ("2022", "2023")
    assert found.verdict != "same"


def test_neighbouring_seasons_are_other_years(reader):
    old = Text("old", "关于退还2021—2022采暖季热费的建议", "停热十天。", "退费。")
    new = replace(old, title="关于退还2022—2023采暖季热费的建议")
    assert "time" in kinds(likeness(reader, old, new))


def test_shared_places_and_subjects(reader):
    found = likeness(reader, BASE, PARTNER)
    assert "清泉镇" in found.shared
    assert len(found.shared) > 1
    assert found.score > max(likeness(reader, BASE, other).score for other in OTHERS)


def test_it_is_the_same_from_both_sides(reader):
    here, there = likeness(reader, BASE, PARTNER), likeness(reader, PARTNER, BASE)
    assert here.score == pytest.approx(there.score)


def test_unlike_texts_are_different(reader):
    assert likeness(reader, OTHERS[0], OTHERS[1]).verdict == "different"
