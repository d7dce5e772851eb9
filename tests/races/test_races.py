"""Rival actions with real processes: one wins, the others are told, nothing is lost, all counts are exact."""

from typing import Any

import pytest

from tests.races.conftest import Run

pytestmark = pytest.mark.django_db  # not for its rows: its empty tables are copied for the race on SQLite


def chain_is_whole(facts: dict[str, Any], entries: int) -> bool:
    """Numbers without a gap up to the head, and every digest holds."""
    return (
        facts["numbers"] == list(range(1, entries + 1)) and facts["head"] == entries and not facts["problems"]
    )


def test_nothing_that_is_added_to_one_row_is_lost(race: Run) -> None:
    found = race("adding", rounds=25, units=1)
    facts = found["facts"]
    assert found["totals"] == {"won": 200}
    assert (facts["added"], facts["versions"]) == (200, [201])
    assert chain_is_whole(facts, 200)


def test_of_eight_who_read_the_same_version_one_wins(race: Run) -> None:
    found = race("renaming", rounds=20, units=20)
    facts = found["facts"]
    assert found["totals"] == {"won": 20, "stale": 140}
    assert facts["versions"] == [2] * 20
    assert all(name.startswith("由") for name in facts["names"])
    assert (facts["done"], facts["refused"]) == (20, 140)
    assert chain_is_whole(facts, 160)


def test_of_two_rival_verbs_one_wins(race: Run) -> None:
    found = race("deciding", rounds=20, units=20)
    facts = found["facts"]
    assert found["totals"] == {"won": 20, "stale": 140}
    assert set(facts["decisions"]) <= {"adopted", "rejected"}
    assert facts["versions"] == [2] * 20
    assert chain_is_whole(facts, 160)


def test_locks_named_in_opposite_order_do_not_block_each_other(race: Run) -> None:
    found = race("tying", rounds=15, units=2)
    facts = found["facts"]
    assert found["totals"] == {"won": 120}
    assert (facts["added"], sum(facts["versions"])) == (240, 2 + 240)
    assert chain_is_whole(facts, 240)


def test_of_eight_who_enter_the_same_one_wins_and_the_others_are_told(race: Run) -> None:
    found = race("founding", rounds=10, units=0)
    facts = found["facts"]
    assert found["totals"] == {"won": 10, "refused": 70}
    assert len(facts["names"]) == 10
    assert chain_is_whole(facts, 80)


def test_refusals_and_acts_share_one_chain(race: Run) -> None:
    found = race("refusing", rounds=20, units=8)
    facts = found["facts"]
    assert found["totals"] == {"won": 80, "denied": 80}
    assert facts["added"] == 80
    assert (facts["done"], facts["refused"]) == (80, 80)
    assert chain_is_whole(facts, 160)
