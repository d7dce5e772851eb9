"""Candidates for look-alikes: the closest visible ones, whatever the text; how common pairs are counted."""

from typing import Any

import pytest

from tests.factories import directory, proposals
from zhengxie.engines.search.frequency import expected, fold
from zhengxie.engines.search.models import Frequency, FrequencyQueue
from zhengxie.engines.search.pairs import wanted_of
from zhengxie.engines.search.queries.candidates import RAREST, RAREST_OF_TITLE, candidates, telling_pairs
from zhengxie.foundation.access.roles import Role

LIFT = "老旧小区没有电梯，老人上下楼困难，梧桐巷尤其突出。"


@pytest.fixture
def indexed(people: proposals.Cast) -> list[int]:
    """Three of the author's, counted by the tick: about lifts, about lifts and schools, about schools."""
    made = [
        proposals.submitted(people, title="关于加装电梯的建议", situation=LIFT),
        proposals.submitted(people, title="关于校门口的建议", situation="学校门口拥堵，老旧小区没有电梯。"),
        proposals.submitted(people, title="关于校门口的建议", situation="学校门口拥堵。"),
    ]
    fold()
    return [one.pk for one in made]


def keys(found: list[Any]) -> list[int]:
    return [doc.object_id for doc in found]


def test_the_closest_come_first(people: proposals.Cast, indexed: list[int]) -> None:
    assert keys(candidates(people.author, "梧桐巷的老旧小区没有电梯"))[:2] == indexed[:2]
    assert keys(candidates(people.author, "梧桐巷的老旧小区没有电梯", limit=1)) == indexed[:1]


def test_the_text_is_not_its_own_candidate(people: proposals.Cast, indexed: list[int]) -> None:
    assert indexed[0] not in keys(candidates(people.author, LIFT, but=("proposal", indexed[0])))
    assert indexed[0] in keys(candidates(people.author, LIFT))


def test_another_authors_words_are_found_by_the_title(people: proposals.Cast, indexed: list[int]) -> None:
    """Copies share all that is rare in the text; who asks for the same in other words shares the title."""
    title = "关于为梧桐巷安装扶手的建议"
    copies = [proposals.submitted(people, title=title, situation=f"{LIFT}{LIFT[::-1]}") for _ in range(3)]
    other = proposals.submitted(
        people, title="请给梧桐巷的楼道安装扶手", situation="年纪大了，爬几级就得歇一歇，没处抓。"
    )
    fold()
    found = keys(candidates(people.author, f"{title}\n{LIFT}{LIFT[::-1]}", title))
    assert other.pk in found[len(copies) :]
    assert set(found[: len(copies)]) == {copy.pk for copy in copies}


def test_what_the_seat_does_not_see_is_no_candidate(people: proposals.Cast, indexed: list[int]) -> None:
    other = directory.seat(
        people.committee, Role.MEMBER, member=directory.member(people.committee, "李某", "002")
    )
    assert candidates(other, LIFT) == []
    assert set(keys(candidates(people.staff, LIFT))) >= set(indexed[:2])


def test_many_hidden_ones_do_not_stand_in_the_way(
    people: proposals.Cast, indexed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The best are asked a few at a time until enough are visible."""
    from zhengxie.engines.search.queries import candidates as module

    for _ in range(4):
        proposals.draft_proposal(people, title="关于加装电梯的建议", situation=LIFT)
    fold()
    monkeypatch.setattr(module, "STEPS", (1, 2, 20_000))
    assert keys(candidates(people.staff, LIFT))[:1] == indexed[:1]


def test_the_rarest_pairs_are_looked_for(people: proposals.Cast, indexed: list[int]) -> None:
    found = telling_pairs("梧桐巷的老旧小区").asked
    assert found[:2] == ["桐巷", "梧桐"]
    assert "巷的" not in found, "no document holds it"
    assert len(telling_pairs(LIFT * 20).asked) <= RAREST


def test_a_pair_of_the_title_counts_twice(people: proposals.Cast, indexed: list[int]) -> None:
    plain, titled = telling_pairs(LIFT), telling_pairs(LIFT, "电梯")
    assert titled.weights["电梯"] == 2 * plain.weights["电梯"]
    assert titled.weights["梧桐"] == plain.weights["梧桐"]
    assert len(titled.asked) <= RAREST + RAREST_OF_TITLE


def test_what_is_asked_for_stands_in_a_bounded_number_of_documents(
    people: proposals.Cast, indexed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhengxie.engines.search.queries import candidates as module

    monkeypatch.setattr(module, "LOOKED_UP", 3)
    assert len(telling_pairs(LIFT).asked) == 3


def test_a_common_pair_says_nothing(people: proposals.Cast, indexed: list[int]) -> None:
    Frequency.objects.filter(pair="").update(docs=1000)
    Frequency.objects.filter(pair="梧桐").update(docs=101)
    assert "梧桐" not in telling_pairs(LIFT).weights
    assert "桐巷" in telling_pairs(LIFT).weights


@pytest.mark.parametrize(
    "text",
    ["", "水", "。，！", "😀" * 100, "\0", "电" * 200_000, "𠮷" * 5000, "' OR \" NEAR(* -", "a" * 10_000],
)
def test_whatever_the_text_there_is_an_answer(text: str, people: proposals.Cast, indexed: list[int]) -> None:
    assert candidates(people.author, text) == []


def test_an_action_only_queues_and_never_writes_counts(people: proposals.Cast) -> None:
    made = proposals.submitted(people)
    assert not Frequency.objects.exists()
    queued = FrequencyQueue.objects.count()
    assert queued
    assert made.state == "submitted"
    assert fold() == queued
    assert Frequency.objects.get(pair="").docs == 1
    assert fold() == 0


def test_how_many_will_hold_the_words_is_known_beforehand(people: proposals.Cast, indexed: list[int]) -> None:
    def about(typed: str) -> float:
        return expected(wanted_of(typed).terms)

    assert about("学校") == 2
    assert about("学校门口") == 2
    assert about("没有的字") == 0
    assert about("学校 老旧") == pytest.approx(2 * 2 / 3)
    assert about("gb") == about("") == 3, "nothing is known of a single run of letters"
