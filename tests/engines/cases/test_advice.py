"""Which units are suggested for a case, why, and whether the suggestion was followed."""

from typing import Any

import pytest

from tests.conftest import ClientMaker
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions.assigning import assign, propose_units
from zhengxie.engines.cases.models import AdvisedUnit, UnitAdvice
from zhengxie.engines.cases.queries.advising import (
    advised_cases,
    followed,
    named,
    presses_of,
    suggestion_for,
    units_with_parts,
)
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(town: CaseTown) -> CaseTown:
    """With what the units look after."""
    duties = {
        town.police: "治安、户政、道路交通安全与交通秩序（交警）",
        town.school: "各级各类教育、校园安全与校园食堂的行业管理",
        town.roads: "公路建设养护、公交与出租",
    }
    with loading():
        for unit, text in duties.items():
            unit.duties = text
            unit.save()
    return town


def test_the_units_whose_duties_it_is_come_first_with_their_reasons(town: CaseTown) -> None:
    case = cases.case_to_assign(town, title="关于整治建设路夜间飙车的建议", items=["交警增加夜间巡逻"])
    found = suggestion_for(town.staff, case)
    assert found.leads[0].unit == town.police
    assert any("职责" in reason.words for reason in found.leads[0].reasons)
    food = cases.case_to_assign(town, number=15, title="关于办好学校食堂的建议", items=["让家长陪餐"])
    assert suggestion_for(town.staff, food).leads[0].unit == town.school


def test_units_for_which_little_speaks_stand_apart(town: CaseTown, client_of: ClientMaker) -> None:
    case = cases.case_to_assign(town, title="关于整治建设路夜间飙车的建议", items=["交警增加夜间巡逻"])
    found = suggestion_for(town.staff, case)
    assert found.faint and not {one.unit for one in found.leads} & {one.unit for one in found.faint}
    assert len(found.leads) + len(found.faint) <= 3
    page = client_of(town.staff).get(f"/cases/{case.pk}/advice/").content.decode()
    apart = page.partition("把握不大的")[2]
    assert all(one.unit.name in apart and one.reasons[0].words for one in found.faint)
    assert all(one.unit.name not in apart for one in found.leads)


def test_units_without_duties_are_not_suggested(town: CaseTown) -> None:
    with loading():
        for unit in (town.police, town.school, town.roads):
            unit.duties = ""
            unit.save()
    case = cases.case_to_assign(town)
    assert suggestion_for(town.staff, case).leads == []
    assign(town.inspector, case, consents=[cases.consent()])
    assert not UnitAdvice.objects.exists()


def test_what_was_taken_is_kept_and_counted(town: CaseTown) -> None:
    taken = cases.case_to_assign(town, title="关于整治夜间飙车的建议", items=["交警增加夜间巡逻"])
    assign(town.inspector, taken, consents=[cases.consent()])
    other = cases.case_to_assign(town, number=15, title="关于整治夜间飙车的建议", items=["交警夜间巡逻"])
    other = propose_units(town.staff, other, units=[cases.sole(town.roads)])
    assign(town.inspector, other, consents=[cases.consent()])
    advice = UnitAdvice.objects.get(case=taken)
    assert advice.place == 1
    assert [row.unit for row in advice.units.filter(is_taken=True)] == [town.police]
    share = followed(advised_cases(town.staff))
    assert (share.first.n, share.first.of) == (1, 2)
    assert UnitAdvice.objects.get(case=other).place != 1


def test_another_committee_counts_its_own(town: CaseTown, other_town: CaseTown) -> None:
    case = cases.case_to_assign(town, title="关于整治夜间飙车的建议", items=["交警增加夜间巡逻"])
    assign(town.inspector, case, consents=[cases.consent()])
    assert followed(advised_cases(other_town.staff)).first.of == 0


def test_one_press_proposes_what_is_suggested(town: CaseTown, client_of: ClientMaker) -> None:
    case = cases.case_to_assign(
        town, proposed=False, title="关于整治夜间飙车的建议", items=["交警增加夜间巡逻"]
    )
    desk: Any = client_of(town.staff)
    assert f"/cases/{case.pk}/advice/" in desk.get(f"/cases/{case.pk}/assign/").content.decode()
    page = desk.get(f"/cases/{case.pk}/advice/").content.decode()
    assert "照第一个建议拟办" in page and "市公安局" in page
    sent = {"do": "cases.propose_units", "units-count": "1", "units-0-unit": town.police.pk}
    answer = desk.post(f"/cases/{case.pk}/assign/", {**sent, "units-0-role": "sole", "version": case.version})
    assert answer.status_code == 302
    assert [row.unit for row in case.proposed.all()] == [town.police]


def test_another_suggested_unit_takes_the_place_of_the_proposed_one(
    town: CaseTown, client_of: ClientMaker
) -> None:
    """The co-units that were thought of stay; nothing is offered that is proposed already."""
    case = cases.case_to_assign(
        town, proposed=False, title="关于整治夜间飙车的建议", items=["交警增加夜间巡逻"]
    )
    wrong = [{"unit": town.roads, "role": "lead"}, {"unit": town.school, "role": "co"}]
    case = propose_units(town.staff, case, units=wrong)
    desk: Any = client_of(town.staff)
    page = desk.get(f"/cases/{case.pk}/advice/").content.decode()
    assert "改为：市公安局" in page and "照第一个建议拟办" not in page
    suggestion = suggestion_for(town.staff, case)
    [press, *_] = presses_of(units_with_parts(town.staff, case), suggestion)
    assert press.rows == [(town.police, "lead"), (town.school, "co")]
    sent = {f"units-{n}-unit": unit.pk for n, (unit, _) in enumerate(press.rows)}
    sent |= {f"units-{n}-role": role for n, (_, role) in enumerate(press.rows)}
    sent |= {"do": "cases.propose_units", "units-count": "2", "version": case.version}
    assert desk.post(f"/cases/{case.pk}/assign/", sent).status_code == 302
    page = desk.get(f"/cases/{case.pk}/advice/").content.decode()
    assert "已拟办" in page and "改为：市公安局" not in page


def test_units_that_answer_separately_are_changed_by_hand(town: CaseTown) -> None:
    case = cases.case_to_assign(town, proposed=False, title="关于整治夜间飙车的建议", items=["交警夜间巡逻"])
    case = propose_units(town.staff, case, units=cases.separate(town))
    units = units_with_parts(town.staff, case)
    assert not any(press.rows for press in presses_of(units, suggestion_for(town.staff, case)))


def test_who_may_only_assign_is_offered_no_other_unit(town: CaseTown, client_of: ClientMaker) -> None:
    case = cases.case_to_assign(town, title="关于开通公交的建议", items=["增加公交和出租"])
    page = client_of(town.inspector).get(f"/cases/{case.pk}/advice/").content.decode()
    assert "市交通运输局" in page and "改为" not in page


def test_a_lead_is_none_of_the_suggested_co_units(town: CaseTown) -> None:
    case = cases.assigned(town, [cases.sole(town.police)])
    with loading():
        UnitAdvice.objects.filter(case=case).delete()
        advice = UnitAdvice.objects.create(case=case, place=None)
        for unit, place in ((town.roads, 1), (town.police, None), (town.school, None)):
            AdvisedUnit.objects.create(advice=advice, unit=unit, place=place)
    found = advised_cases(town.staff).get()
    assert (named(found, leading=True), named(found, leading=False)) == ("市交通运输局", "市教育局")


def test_the_list_shows_what_was_followed(town: CaseTown, client_of: ClientMaker) -> None:
    case = cases.case_to_assign(town, title="关于整治夜间飙车的建议", items=["交警增加夜间巡逻"])
    assign(town.inspector, case, consents=[cases.consent()])
    desk: Any = client_of(town.staff)
    first = desk.get(f"/cases/assign/advice/?place=first&session={town.session.pk}").content.decode()
    assert "第1个" in first and case.title in first and "100.0%（1/1）" in first
    assert "没有符合条件" in desk.get("/cases/assign/advice/?place=none").content.decode()
