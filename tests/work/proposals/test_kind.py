"""Proposals as a kind of case: whose cases are seen, who owns and audits them, what was wished."""

from tests.conftest import SeatMaker
from tests.factories.proposals import Cast, filed_proposal
from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.models import Case
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role


def test_the_case_knows_its_kind(people: Cast) -> None:
    proposal = filed_proposal(people, wished_units=[people.unit])
    case = Case.objects.get(pk=proposal.case_id)
    kind = kind_of(case)
    assert (kind.label, kind.page) == ("提案", "proposal")
    assert (kind.contact_needed, kind.has_class, kind.has_form) == (True, True, True)
    assert kind.owners == {Role.PROPOSAL_STAFF}
    assert kind.auditors == {Role.INSPECTOR, Role.PROPOSAL_STAFF}
    assert kind.wished is not None
    assert kind.wished([proposal.pk]) == {proposal.pk: [people.unit]}


def test_a_case_is_seen_with_its_proposal(people: Cast, neighbours: Cast, seat: SeatMaker) -> None:
    case = filed_proposal(people).case
    for reader in (people.author, people.staff, people.panel, seat(Role.INSPECTOR)):
        assert list(visible(reader, Case)) == [case]
    for stranger in (neighbours.staff, neighbours.author, seat(Role.OFFICE_STAFF)):
        assert not visible(stranger, Case).exists()
