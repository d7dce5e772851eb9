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


def handled(race: Run, name: str, *, rounds: int = 6) -> tuple[dict[str, int], dict[str, Any]]:
    found = race(name, rounds=rounds, units=rounds)
    facts = found["facts"]
    assert facts["whole"] and not facts["problems"]
    return found["totals"], facts


def test_a_proposal_sent_eight_times_is_one_with_one_number(race: Run) -> None:
    totals, facts = handled(race, "submitting")
    assert totals == {"won": 6, "stale": 42}
    assert facts["receipts"] == [f"141-R{n:04}" for n in range(1, 7)]


def test_the_page_of_a_draft_sent_eight_times_makes_one_draft(race: Run) -> None:
    totals, facts = handled(race, "drafting")
    assert totals == {"won": 6, "refused": 42}
    assert facts["proposals"] == 12  # six were there, of which nobody sent the page


def test_eight_files_for_five_places(race: Run) -> None:
    totals, facts = handled(race, "attaching")
    assert totals == {"won": 30, "refused": 18}
    assert facts["files"] == [5] * 6


def test_filing_and_declining_one_proposal(race: Run) -> None:
    totals, facts = handled(race, "panelling")
    assert totals == {"won": 6, "stale": 42}
    assert facts["filed"] == list(range(1, facts["states"].count("filed") + 1))
    assert facts["cases"] == facts["states"].count("filed")
    assert facts["states"].count("filed") + facts["states"].count("declined") == 6


def test_eight_clerks_on_one_case(race: Run) -> None:
    totals, facts = handled(race, "receiving")
    assert totals == {"won": 6, "stale": 42}
    assert facts["parts"] == ["received"] * 6


def test_issuing_and_sending_back_one_answer(race: Run) -> None:
    totals, facts = handled(race, "auditing")
    assert totals == {"won": 6, "stale": 42}
    assert set(facts["parts"]) <= {"replied", "handling"}


def test_one_form_of_one_proposer(race: Run) -> None:
    totals, facts = handled(race, "judging")
    assert totals["won"] == 6 and sum(totals.values()) == 48
    assert facts["forms"] == 6
    assert set(facts["parts"]) <= {"closed", "rework"}
