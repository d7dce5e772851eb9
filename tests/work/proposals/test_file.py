"""立案. domain/03 §3, §4, §12.1"""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.factories.proposals import SUGGESTIONS, Cast, filed_proposal, under_first_review, under_panel
from tests.work.proposals.conftest import MONDAY, PLENARY, clocks_of, refused_of, todos_of, told
from zhengxie.engines.cases.models import Case
from zhengxie.engines.duties.models import Fact
from zhengxie.engines.plans.models import Tally
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.directory.models import Session, Term
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.actions.decision import decline, file
from zhengxie.work.proposals.models import Proposal

GIVEN = {"theme": "A4", "field": "B3", "opinion": "同意立案。"}


def test_it_gets_number_and_case(people: Cast) -> None:
    proposal = file(people.panel, under_panel(people), **GIVEN)
    assert (proposal.state, proposal.decided_on) == ("filed", MONDAY)
    assert (proposal.number, proposal.number_text) == (1, "第001号")
    assert proposal.number_full == "十四届一次第001号"
    case = proposal.case
    assert case is not None
    assert (case.kind, case.origin_id, case.number, case.title) == (
        "proposal",
        proposal.pk,
        "第001号",
        proposal.title,
    )
    assert (case.state, case.session, case.channel) == ("to_assign", proposal.session, "interim")
    assert [item.text for item in case.items.all()] == SUGGESTIONS


def test_its_proposer_is_the_addressee_and_the_reviews_units_are_thought_of(people: Cast) -> None:
    proposal = file(people.panel, under_panel(people), **GIVEN)
    assert proposal.case is not None
    whom = proposal.case.addressees.get()
    assert (whom.member, whom.label, whom.is_lead) == (people.member, "王建华", True)
    assert [(row.unit, row.role) for row in proposal.case.proposed.all()] == [
        (people.other_unit, "lead"),
        (people.unit, "co"),
    ]


def test_a_unit_alone_is_thought_of_as_sole(people: Cast) -> None:
    waiting = under_panel(people)
    waiting.sheets.get().co_units.clear()
    proposal = file(people.panel, waiting, **GIVEN)
    assert proposal.case is not None
    assert [(row.unit, row.role) for row in proposal.case.proposed.all()] == [(people.other_unit, "sole")]


def test_the_proposer_is_told_with_the_number(people: Cast) -> None:
    proposal = file(people.panel, under_panel(people), **GIVEN)
    assert told(people.author)[0] == (
        f"您的提案《{proposal.title}》已立案，提案号：十四届一次第001号。交办以后由承办单位与您联系。"
    )
    assert [step.code for step in story(people.author, proposal)] == ["proposals.submit", "proposals.file"]


def test_desk_and_clocks_are_done_and_it_counts(people: Cast) -> None:
    waiting = under_panel(people)
    assert Fact.objects.get(voided=None).attributes == {"role": "sole", "filed": False}
    proposal = file(people.panel, waiting, **GIVEN)
    assert todos_of(proposal) == set()
    assert clocks_of(proposal)["proposals-panel"][0] == "stopped"
    fact = Fact.objects.get(voided=None)
    assert (fact.member, fact.kind, fact.on) == (people.member, "proposal", MONDAY)
    assert fact.attributes == {"role": "sole", "filed": True}
    measures = Tally.objects.filter(stream=f"proposals:{proposal.session_id}", label="proposals.proposal")
    assert set(measures.values_list("measure", "on")) == {
        ("proposal.received", MONDAY),
        ("proposal.filed", MONDAY),
    }


def test_numbers_have_no_gaps(people: Cast) -> None:
    first = filed_proposal(people)
    waiting = under_panel(people)
    with pytest.raises(Refused):
        file(people.panel, waiting, theme="A9", field="", opinion="")
    decline(people.panel, under_panel(people), reason_code="D10", reason_text="", opinion="")
    second = file(people.panel, waiting, **GIVEN)
    assert (first.number, second.number) == (1, 2)
    assert Case.objects.count() == 2


def test_every_session_begins_with_one(people: Cast, on: Callable[[date], None]) -> None:
    filed_proposal(people)
    with loading():
        term = Term.objects.get(committee=people.committee)
        Session.objects.create(committee=people.committee, term=term, number=2, opens=date(2023, 1, 9))
    on(date(2023, 3, 1))
    proposal = filed_proposal(people)
    assert (proposal.number, proposal.number_full) == (1, "十四届二次第001号")


def test_interim_ones_go_on_in_the_sessions_series(people: Cast, on: Callable[[date], None]) -> None:
    on(PLENARY)
    first: Proposal = filed_proposal(people)
    on(MONDAY)
    second: Proposal = filed_proposal(people)
    assert [(p.channel, p.number) for p in (first, second)] == [("session", 1), ("interim", 2)]
    assert clocks_of(first) == {}, "the plenary examines at once; only interim ones run by days"


def test_a_category_is_needed(people: Cast) -> None:
    with pytest.raises(Refused) as error:
        file(people.panel, under_panel(people), theme="", field="", opinion="")
    assert refused_of(error)[1] == "theme"


def test_the_panel_may_change_the_category(people: Cast) -> None:
    proposal = file(people.panel, under_panel(people), theme="A1", field="", opinion="")
    assert (proposal.theme, proposal.field) == ("A1", "")


def test_only_from_the_panel(people: Cast) -> None:
    with pytest.raises(Refused, match="当前状态不能“立案”"):
        file(people.panel, under_first_review(people), **GIVEN)
    with pytest.raises(Refused, match="他人已先处理"):
        file(people.panel, filed_proposal(people), **GIVEN)
    assert Case.objects.count() == 1


def test_only_the_panel(people: Cast) -> None:
    proposal = under_panel(people)
    for seat in (people.author, people.staff):
        with pytest.raises(PermissionDenied):
            file(seat, proposal, **GIVEN)


def test_another_committee_gets_404(people: Cast, neighbours: Cast) -> None:
    with pytest.raises(Http404):
        file(neighbours.panel, under_panel(people), **GIVEN)
