"""送会审. domain/03 §12.1"""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.factories.proposals import Cast, first_opinion, submitted, under_first_review
from tests.work.proposals.conftest import clocks_of, refused_of, todos_of, told
from zhengxie.foundation.rules.models import Code
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.actions.review import pass_to_panel


def test_it_goes_to_the_panel_with_category_units_and_opinion(people: Cast) -> None:
    proposal = pass_to_panel(people.staff, under_first_review(people), **first_opinion(people))
    assert (proposal.state, proposal.theme, proposal.field) == ("under_panel", "A4", "B3")
    sheet = proposal.sheets.get()
    assert (sheet.stage, sheet.outcome, sheet.opinion) == ("first", "pass_to_panel", "建议立案。")
    assert (sheet.lead_unit, list(sheet.co_units.all())) == (people.other_unit, [people.unit])
    assert (sheet.one_matter, sheet.complete, sheet.admissible) == (True, True, True)
    assert sheet.by == people.staff.name


def test_what_was_not_found_so_is_noted_and_no_bar(people: Cast) -> None:
    """The panel declines what is not admissible, so that it must be able to reach it."""
    proposal = pass_to_panel(
        people.staff, under_first_review(people), **first_opinion(people, admissible=False)
    )
    assert proposal.sheets.get().admissible is False


def test_the_panel_has_it_on_its_desk(people: Cast) -> None:
    proposal = pass_to_panel(people.staff, under_first_review(people), **first_opinion(people))
    assert todos_of(proposal) == {("role:proposal_committee", "proposals.decide", date(2022, 6, 20))}
    assert clocks_of(proposal)["proposals-second-review"][0] == "stopped"
    assert clocks_of(proposal)["proposals-panel"][0] == "running"
    assert len(told(people.author)) == 1, "only that it was received"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"theme": ""}, "theme", "请选择类别"),
        ({"theme": "A9"}, "theme", "已经停用"),
        ({"field": "B8"}, "field", "已经停用"),
        ({"opinion": "  "}, "opinion", "请写初审意见"),
    ],
)
def test_what_is_missing_is_named(people: Cast, wrong: dict[str, Any], field: str, words: str) -> None:
    proposal = under_first_review(people)
    with pytest.raises(Refused) as error:
        pass_to_panel(people.staff, proposal, **first_opinion(people, **wrong))
    assert refused_of(error)[1] == field
    assert words in refused_of(error)[0]
    proposal.refresh_from_db()
    assert (proposal.state, proposal.sheets.count()) == ("under_first_review", 0)


def test_an_ended_category_is_not_taken(people: Cast) -> None:
    with loading():
        ended = Code.objects.get(committee=people.committee, list="proposal.theme", code="A4")
        ended.valid_to = date(2022, 5, 31)
        ended.save()
    with pytest.raises(Refused, match="已经停用"):
        pass_to_panel(people.staff, under_first_review(people), **first_opinion(people))


def test_the_lead_unit_does_not_help_itself(people: Cast) -> None:
    wrong = first_opinion(people, co_units=[people.other_unit])
    with pytest.raises(Refused) as error:
        pass_to_panel(people.staff, under_first_review(people), **wrong)
    assert refused_of(error) == ("会办单位里不要再选主办单位。", "co_units")


def test_only_from_first_review(people: Cast) -> None:
    with pytest.raises(Refused, match="当前状态不能“送会审”"):
        pass_to_panel(people.staff, submitted(people), **first_opinion(people))


def test_only_proposal_staff(people: Cast) -> None:
    proposal = under_first_review(people)
    for seat in (people.author, people.panel):
        with pytest.raises(PermissionDenied):
            pass_to_panel(seat, proposal, **first_opinion(people))


def test_another_committee_gets_404(people: Cast, neighbours: Cast) -> None:
    with pytest.raises(Http404):
        pass_to_panel(neighbours.staff, under_first_review(people), **first_opinion(neighbours))


def test_a_neighbours_unit_is_not_found(people: Cast, neighbours: Cast) -> None:
    wrong = first_opinion(people, lead_unit=neighbours.unit, co_units=[])
    with pytest.raises(Http404):
        pass_to_panel(people.staff, under_first_review(people), **wrong)
