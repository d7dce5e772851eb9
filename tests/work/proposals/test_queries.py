"""No page asks more of the database because there is more to show."""

import pytest
from django.urls import reverse

from tests.conftest import ClientMaker
from tests.factories import directory
from tests.factories.proposals import (
    Cast,
    filed_proposal,
    first_opinion,
    returned,
    submitted,
    under_first_review,
    under_panel,
    written,
)
from tests.house.watching import queries
from zhengxie.foundation.access.seat import Seat
from zhengxie.work.proposals.actions.review import pass_to_panel, start_review
from zhengxie.work.proposals.actions.writing import resubmit
from zhengxie.work.proposals.models import Proposal

MOST = 15


def asked(client_of: ClientMaker, seat: Seat, address: str) -> int:
    browser = client_of(seat)
    browser.get(address)  # what is read once for each process
    with queries() as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def revised(people: Cast) -> Proposal:
    """With an earlier text, two sheets of the first review, and what its proposer wishes."""
    mended = resubmit(people.author, returned(people), **written(wished_units=[people.unit]))
    made: Proposal = pass_to_panel(people.staff, start_review(people.staff, mended), **first_opinion(people))
    return made


def test_lists_ask_the_same_for_many_rows(people: Cast, client_of: ClientMaker) -> None:
    for make in (submitted, under_panel, filed_proposal):
        make(people)
    addresses = ["/proposals/?size=100", "/proposals/review/?size=100", "/proposals/review/?stage=panel"]
    few = [asked(client_of, people.staff, address) for address in addresses]
    for _ in range(6):
        for make in (submitted, under_panel, filed_proposal):
            make(people)
    assert [asked(client_of, people.staff, address) for address in addresses] == few
    assert max(few) <= MOST


@pytest.mark.parametrize("name", ["proposal", "proposal_panel", "proposal_print"])
def test_pages_of_one_that_was_returned(people: Cast, client_of: ClientMaker, name: str) -> None:
    address = reverse(name, args=[revised(people).pk])
    assert asked(client_of, people.panel, address) <= MOST


def test_pages_of_a_filed_one(people: Cast, client_of: ClientMaker) -> None:
    proposal = filed_proposal(people)
    assert asked(client_of, people.staff, proposal.get_absolute_url()) <= MOST


def test_the_first_review(people: Cast, client_of: ClientMaker) -> None:
    for n in range(20):
        directory.unit(people.committee, f"u{n}", f"市第{n}局")
    proposal = under_first_review(people, wished_units=[people.unit])
    assert asked(client_of, people.staff, reverse("proposal_review", args=[proposal.pk])) <= MOST
