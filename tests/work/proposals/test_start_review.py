"""开始初审. domain/03 §12.1"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.factories.proposals import Cast, submitted
from tests.work.proposals.conftest import clocks_of, todos_of, told
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.actions.review import start_review


def test_it_is_taken_in_hand_and_the_proposer_hears_of_receipt(people: Cast) -> None:
    proposal = start_review(people.staff, submitted(people))
    assert proposal.state == "under_first_review"
    assert told(people.author)[0] == (
        f"您的提案《{proposal.title}》已收到，流水号 {proposal.receipt_no}，正在审查。"
    )
    assert [step.code for step in story(people.staff, proposal)] == [
        "proposals.submit",
        "proposals.start_review",
    ]


def test_the_proposer_reads_nothing_of_the_steps_inside(people: Cast) -> None:
    proposal = start_review(people.staff, submitted(people))
    assert [step.code for step in story(people.author, proposal)] == ["proposals.submit"]


def test_one_clock_stops_and_the_next_one_runs(people: Cast) -> None:
    waiting = submitted(people)
    assert clocks_of(waiting) == {
        "proposals-first-review": ("running", date(2022, 6, 8)),
        "proposals-panel": ("running", date(2022, 6, 20)),
    }
    assert todos_of(waiting) == {("role:proposal_staff", "proposals.start_review", date(2022, 6, 8))}
    proposal = start_review(people.staff, waiting)
    assert clocks_of(proposal) == {
        "proposals-first-review": ("stopped", date(2022, 6, 8)),
        "proposals-second-review": ("running", date(2022, 6, 9)),
        "proposals-panel": ("running", date(2022, 6, 20)),
    }
    assert todos_of(proposal) == {("role:proposal_staff", "proposals.pass_to_panel", date(2022, 6, 9))}


def test_only_proposal_staff_start_it(people: Cast) -> None:
    waiting = submitted(people)
    for seat in (people.author, people.panel):
        with pytest.raises(PermissionDenied):
            start_review(seat, waiting)


def test_it_is_started_once(people: Cast) -> None:
    proposal = start_review(people.staff, submitted(people))
    with pytest.raises(Refused, match="他人已先处理"):
        start_review(people.staff, proposal)


def test_another_committee_gets_404(people: Cast, neighbours: Cast) -> None:
    with pytest.raises(Http404):
        start_review(neighbours.staff, submitted(people))
