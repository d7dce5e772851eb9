"""Assigning: the other offices' consent on record, every unit reached, the clocks begin."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from tests.engines.cases.conftest import (
    MONDAY,
    clocks_of,
    entries,
    forbidden,
    refusals,
    refused_of,
    todos_of,
    told,
)
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions.assigning import assign, deliver
from zhengxie.engines.cases.models import Assignment
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db


def test_every_unit_gets_its_part(town: CaseTown) -> None:
    case = cases.assigned(town, cases.lead_and_co(town))
    assert (case.state, case.assigned_on) == ("assigned", MONDAY)
    parts = {part.unit: part for part in case.assignments.all()}
    assert {str(unit): part.role for unit, part in parts.items()} == {"市公安局": "lead", "市教育局": "co"}
    assert {part.state for part in parts.values()} == {"delivered"}
    assert [item.number for item in parts[town.police].items.all()] == [1, 2]
    assert todos_of(parts[town.police]) == {(f"officer:{town.police.pk}", "cases.receipt")}
    assert todos_of(case) == set()


def test_the_clocks_depend_on_the_part(town: CaseTown) -> None:
    case = cases.assigned(town, cases.lead_and_co(town))
    assert clocks_of(cases.part_of(case, town.police)) == {
        "cases-receipt": ("running", date(2022, 3, 10)),
        "cases-first-contact": ("running", date(2022, 3, 28)),
        "cases-reply": ("running", date(2022, 6, 7)),
    }
    assert clocks_of(cases.part_of(case, town.school)) == {
        "cases-receipt": ("running", date(2022, 3, 10)),
        "cases-co-opinion": ("running", date(2022, 4, 7)),
    }
    assert clocks_of(case)["cases-assign-interim"][0] == "stopped"


def test_proposer_owner_and_units_are_told(town: CaseTown) -> None:
    cases.assigned(town, cases.lead_and_co(town))
    assert told(town.proposer)[0].startswith("您的提案已交承办单位办理：第014号")
    for seat in (town.officer, town.leader, town.co_officer):
        assert told(seat)[0].startswith("新交办件，请")
    assert told(town.other_officer) == []


def test_the_consents_are_kept(town: CaseTown) -> None:
    case = cases.case_to_assign(town)
    given = [cases.consent(), cases.consent(office="市委办公室", on=date(2022, 3, 4), document_no="")]
    case = assign(town.staff, case, consents=given)
    assert [str(row) for row in case.consents.all()] == [
        "市委办公室 2022-03-04",
        "市政府办公室 2022-03-07 示政督〔2022〕8号",
    ]
    assert entries("cases.assign", case) == 1
    assert entries("cases.deliver") == 1


def test_the_inspector_may_assign_too(town: CaseTown) -> None:
    case = assign(town.inspector, cases.case_to_assign(town), consents=[cases.consent(office="市政协提案委")])
    assert case.state == "assigned"


def test_without_consent_nothing_is_delivered(town: CaseTown) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    given = [[], [cases.consent(office=" ")], [cases.consent(office="市委办公室", on=tomorrow)]]
    found = refusals(
        assign, town.staff, cases.case_to_assign(town), given=[{"consents": rows} for rows in given]
    )
    assert found == [
        ("consents", "请登记其他交办机关的同意：单位、日期、文号。"),
        ("consents", "请写明同意交办的单位。"),
        ("consents", "市委办公室同意的日期不能晚于今天，请核对。"),
    ]
    assert not Assignment.objects.exists()


def test_without_units_it_cannot_be_assigned(town: CaseTown) -> None:
    with pytest.raises(Refused) as error:
        assign(town.staff, cases.case_to_assign(town, proposed=False), consents=[cases.consent()])
    assert refused_of(error) == "还没有拟定承办单位，请先提出承办单位再交办。"


def test_a_unit_that_ended_meanwhile_is_refused(town: CaseTown) -> None:
    case = cases.case_to_assign(town)
    with loading():
        town.police.valid_to = date(2022, 3, 1)
        town.police.save()
    with pytest.raises(Refused) as error:
        assign(town.staff, case, consents=[cases.consent()])
    assert "市公安局现在不是承办单位" in refused_of(error)


def test_the_second_clerk_is_told(town: CaseTown) -> None:
    case = cases.case_to_assign(town)
    assign(town.staff, case, consents=[cases.consent()])
    with pytest.raises(Stale):
        assign(town.inspector, case, consents=[cases.consent()])
    assert Assignment.objects.count() == 1


def test_others_may_not_assign(town: CaseTown) -> None:
    case = cases.case_to_assign(town)
    forbidden(town, "panel proposer system", assign, case, consents=[cases.consent()])


def test_nobody_delivers_by_hand(town: CaseTown) -> None:
    forbidden(town, "staff inspector system", deliver, case=cases.assigned(town), unit=town.roads, role="co")


def test_another_committee_gets_404(town: CaseTown, other_town: CaseTown) -> None:
    with pytest.raises(Http404):
        assign(other_town.staff, cases.case_to_assign(town), consents=[cases.consent()])
