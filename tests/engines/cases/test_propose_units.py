"""Proposing units: what goes together, who may, what follows."""

from datetime import date

import pytest
from django.http import Http404

from tests.engines.cases.conftest import clocks_of, entries, forbidden, refused_of, todos_of, told
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions.assigning import propose_units
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db


def test_the_owner_proposes_and_the_case_waits_to_be_assigned(town: CaseTown) -> None:
    case = propose_units(
        town.staff, cases.case_to_assign(town, proposed=False), units=cases.lead_and_co(town)
    )
    assert [str(row) for row in case.proposed.all()] == ["主办：市公安局", "会办：市教育局"]
    assert todos_of(case) == {("role:proposal_staff", "cases.assign"), ("role:inspector", "cases.assign")}
    assert clocks_of(case) == {
        "cases-propose-units": ("stopped", date(2022, 3, 14)),
        "cases-assign-interim": ("running", date(2022, 3, 14)),
    }
    assert told(town.inspector)[0].startswith("承办单位已提出，请会商后交办：第014号")
    assert entries("cases.propose_units", case) == 1


def test_a_second_proposal_takes_the_place_of_the_first(town: CaseTown) -> None:
    case = propose_units(town.staff, cases.case_to_assign(town), units=cases.separate(town))
    assert [str(row) for row in case.proposed.all()] == ["分办：市公安局", "分办：市交通运输局"]


def test_a_unit_that_has_ended_is_refused_by_name(town: CaseTown) -> None:
    case = cases.case_to_assign(town, proposed=False)
    with loading():
        town.school.valid_to = date(2022, 3, 1)
        town.school.save()
    with pytest.raises(Refused) as error:
        propose_units(town.staff, case, units=cases.lead_and_co(town))
    assert refused_of(error) == "市教育局现在不是承办单位（已停用或不承办提案），请改选。"
    assert error.value.field == "units"
    assert not case.proposed.exists()


def test_a_participating_unit_handles_nothing(town: CaseTown) -> None:
    with loading():
        town.roads.kind = "participating_unit"
        town.roads.save()
    with pytest.raises(Refused):
        propose_units(town.staff, cases.case_to_assign(town), units=[cases.sole(town.roads)])


def test_a_unit_is_named_once(town: CaseTown) -> None:
    twice = [{"unit": town.police, "role": "lead"}, {"unit": town.police, "role": "co"}]
    with pytest.raises(Refused) as error:
        propose_units(town.staff, cases.case_to_assign(town), units=twice)
    assert refused_of(error) == "同一个单位只能列一次，请删去重复的单位。"


def test_a_unit_of_another_committee_is_refused(town: CaseTown, other_town: CaseTown) -> None:
    with pytest.raises(Refused):
        propose_units(town.staff, cases.case_to_assign(town), units=[cases.sole(other_town.roads)])


def test_parts_that_do_not_go_together_are_refused(town: CaseTown) -> None:
    with pytest.raises(Refused) as error:
        propose_units(town.staff, cases.case_to_assign(town), units=cases.lead_and_co(town)[1:])
    assert refused_of(error) == "还缺主办单位，请指定一个。"


def test_an_assigned_case_is_not_proposed_anew(town: CaseTown) -> None:
    with pytest.raises(Stale):
        propose_units(town.staff, cases.assigned(town), units=[cases.sole(town.roads)])


def test_only_the_owner_of_the_kind_proposes(town: CaseTown) -> None:
    case = cases.case_to_assign(town)
    forbidden(town, "panel inspector proposer system", propose_units, case, units=[cases.sole(town.roads)])


def test_another_committee_gets_404(town: CaseTown, other_town: CaseTown) -> None:
    with pytest.raises(Http404):
        propose_units(other_town.staff, cases.case_to_assign(town), units=[cases.sole(town.police)])
