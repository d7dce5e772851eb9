"""The sums of a session. domain/03 §3: received = filed + declined + pending, each in exactly one."""

from tests.conftest import SeatMaker
from tests.factories.proposals import (
    Cast,
    declined_proposal,
    draft_proposal,
    filed_proposal,
    submitted,
    under_first_review,
    under_panel,
)
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.directory.models import Session
from zhengxie.work.proposals.lifecycle import PENDING, ProposalState
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.register import figures

PARTS = ("filed", "declined", "pending")


def test_each_received_one_stands_in_exactly_one_sum(people: Cast) -> None:
    draft_proposal(people)
    for make in (
        submitted,
        under_first_review,
        under_panel,
        filed_proposal,
        filed_proposal,
        declined_proposal,
    ):
        make(people)
    session = Session.objects.get(committee=people.committee)
    found = figures(people.staff, session)
    sums = {name: rows.count() for name, rows in found.items()}
    assert sums == {"received": 6, "filed": 2, "declined": 1, "pending": 3, "returned": 0}
    keys = [key for name in PARTS for key in found[name].values_list("pk", flat=True)]
    assert sorted(keys) == sorted(found["received"].values_list("pk", flat=True))
    assert found["received"].count() == Proposal.objects.exclude(receipt_no="").count()


def test_every_state_after_a_draft_is_in_exactly_one_part() -> None:
    parts = [{ProposalState.FILED}, {ProposalState.DECLINED}, set(PENDING)]
    after = set(ProposalState) - {ProposalState.DRAFT}
    assert [sum(state in part for part in parts) for state in after] == [1] * len(after)


def test_a_seat_counts_what_it_may_see(people: Cast, seat: SeatMaker) -> None:
    filed_proposal(people)
    submitted(people)
    session = Session.objects.get(committee=people.committee)
    sums = {name: rows.count() for name, rows in figures(seat(Role.INSPECTOR), session).items()}
    assert sums == {"received": 1, "filed": 1, "declined": 0, "pending": 0, "returned": 0}
