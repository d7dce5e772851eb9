"""Opening a case: what filing hands over, and what it starts."""

from datetime import date
from typing import Any

import pytest

from tests.engines.cases.conftest import MONDAY, clocks_of, entries, forbidden, refused_of, todos_of
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions.cases import open_case
from zhengxie.engines.cases.models import Case
from zhengxie.foundation.workflow.refusals import Refused

pytestmark = pytest.mark.django_db


def test_it_takes_over_items_addressees_and_units(town: CaseTown) -> None:
    case = cases.case_to_assign(town)
    assert (case.state, case.opened_on, str(case)) == (
        "to_assign",
        MONDAY,
        "第014号　关于缓解学校周边交通拥堵的建议",
    )
    assert [(item.number, item.text) for item in case.items.all()] == list(enumerate(cases.ITEMS, 1))
    assert [whom.key for whom in case.addressees.all()] == [f"member:{town.member.pk}"]
    assert [str(row) for row in case.proposed.all()] == ["独办：市公安局"]
    assert entries("cases.open_case", case) == 1


def test_with_units_thought_of_it_waits_to_be_assigned(town: CaseTown) -> None:
    case = cases.case_to_assign(town)
    assert todos_of(case) == {("role:proposal_staff", "cases.assign"), ("role:inspector", "cases.assign")}
    assert clocks_of(case) == {"cases-assign-interim": ("running", date(2022, 3, 14))}


def test_without_units_the_owner_proposes_them_first(town: CaseTown) -> None:
    case = cases.case_to_assign(town, proposed=False)
    assert todos_of(case) == {("role:proposal_staff", "cases.propose_units")}
    assert clocks_of(case) == {"cases-propose-units": ("running", date(2022, 3, 14))}


def test_a_session_case_is_assigned_so_many_days_after_the_plenary(town: CaseTown) -> None:
    case = cases.case_to_assign(town, channel="session")
    assert clocks_of(case) == {"cases-assign-meeting": ("running", date(2022, 2, 14))}  # 14 January + 30 days


def test_a_case_of_no_channel_starts_no_clock_of_proposals(town: CaseTown) -> None:
    assert clocks_of(cases.case_to_assign(town, channel="", session=None)) == {}


def test_a_case_nobody_could_answer_is_refused(town: CaseTown) -> None:
    given: list[dict[str, Any]] = [{"items": []}, {"addressees": []}]
    for number, missing in enumerate(given, 20):
        with pytest.raises(Refused) as error:
            cases.case_to_assign(town, number=number, **missing)
        assert refused_of(error) == "没有建议或没有答复对象，不能交承办单位办理。"
    assert not Case.objects.exists()


def test_an_unknown_kind_is_a_fault_of_the_program(town: CaseTown) -> None:
    with pytest.raises(LookupError):
        cases.case_to_assign(town, kind="nothing")


def test_nobody_opens_a_case_by_itself(town: CaseTown) -> None:
    forbidden(town, "staff panel inspector officer proposer system", open_case)


def test_a_unit_and_a_body_are_reached_by_their_own_keys(town: CaseTown) -> None:
    committee = cases.body_of(town.committee, "special_committee", "sci", "科技委")
    group = cases.body_of(town.committee, "activity_group", "g1", "第一组")
    given = [
        cases.addressee(unit=town.roads),
        cases.addressee(body=committee),
        {**cases.addressee(body=group), "is_lead": False},
    ]
    case = cases.case_to_assign(town, addressees=given)
    keys = {whom.key for whom in case.addressees.all()}
    assert keys == {f"unit:{town.roads.pk}", f"staff:{committee.pk}", f"body:{group.pk}"}
