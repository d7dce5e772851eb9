"""Naming units and assigning, through the pages. 03 §6"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.engines.cases.pages.conftest import Page
from tests.factories import cases, directory
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.kinds import KINDS
from zhengxie.engines.cases.queries.desk import cases_to_assign, matrix_of
from zhengxie.foundation.directory.models import Unit, UnitKind
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db
Sends = Callable[..., Any]


@pytest.fixture
def wished(monkeypatch: pytest.MonkeyPatch, town: CaseTown) -> list[Unit]:
    """The proposer wishes the roads office."""
    from dataclasses import replace

    units = [town.roads]
    kind = replace(cases.KIND, wished=lambda keys: dict.fromkeys(keys, units))
    monkeypatch.setitem(KINDS, kind.code, kind)
    return units


def rows(*pairs: tuple[Unit, str]) -> dict[str, Any]:
    data: dict[str, Any] = {"do": "cases.propose_units", "units-count": len(pairs)}
    for place, (unit, role) in enumerate(pairs):
        data |= {f"units-{place}-unit": unit.pk, f"units-{place}-role": role}
    return data


def test_wished_and_proposed_units_stand_beside_each_other(town: CaseTown, wished: list[Unit]) -> None:
    case = cases.case_to_assign(town)
    matrix = matrix_of(town.staff, list(cases_to_assign(town.staff)))
    (line,) = matrix.lines
    assert {cell.unit.name: cell.label for cell in line.cells} == {"市公安局": "独办", "市交通运输局": "希望"}
    assert (line.sign[0], line.wish_words) == ("与希望不同", "希望市交通运输局")
    assert line.case == case


def test_the_load_counts_what_is_assigned_and_what_is_proposed(town: CaseTown) -> None:
    cases.assigned(town, cases.lead_and_co(town), number=1)
    cases.case_to_assign(town, number=2)
    matrix = matrix_of(town.staff, list(cases_to_assign(town.staff)))
    (load,) = matrix.columns
    assert (load.unit, load.answering, load.co) == (town.police, 2, 0)
    assert matrix.heaviest == load


def test_units_are_named_and_then_assigned(town: CaseTown, sends: Sends, page_of: Page) -> None:
    case = cases.case_to_assign(town, proposed=False)
    page = page_of(town.staff, "case_assign", case.pk)
    assert "还没有定" in page
    assert "会商同意" not in page
    sent = rows((town.police, "lead"), (town.school, "co"))
    assert sends(town.staff, "case_assign", case.pk, **sent)["Location"] == reverse(
        "case_assign", args=[case.pk]
    )
    page = page_of(town.staff, "case_assign", case.pk)
    assert "已会办" in page
    data = {
        "do": "cases.assign",
        "consents-count": 1,
        "consents-0-office": "市政府办公室",
        "consents-0-on": "2022-03-07",
        "consents-0-document_no": "示政督〔2022〕8号",
    }
    assert sends(town.staff, "case_assign", case.pk, **data).status_code == 302
    assert set(case.assignments.values_list("unit__name", "role")) == {
        ("市公安局", "lead"),
        ("市教育局", "co"),
    }
    assert "示政督〔2022〕8号" in page_of(town.staff, "case", case.pk)


def test_wrong_parts_are_refused_with_the_repair(town: CaseTown, sends: Sends) -> None:
    case = cases.case_to_assign(town, proposed=False)
    answer = sends(town.staff, "case_assign", case.pk, **rows((town.police, "lead")))
    assert answer.status_code == 422
    assert "至少有一个会办单位" in answer.content.decode()


def test_without_consent_nothing_is_assigned(town: CaseTown, sends: Sends) -> None:
    case = cases.case_to_assign(town)
    answer = sends(town.staff, "case_assign", case.pk, **{"do": "cases.assign", "consents-count": 0})
    assert answer.status_code == 422
    assert not case.assignments.exists()


def test_the_offices_that_assign_together_are_asked_for_their_consent(town: CaseTown, page_of: Page) -> None:
    with loading():
        Unit.objects.create(
            committee=town.committee, code="zfb", name="市政府办公室", kind=UnitKind.ASSIGNING_OFFICE
        )
    case = cases.case_to_assign(town)
    assert 'name="consents-0-office" value="市政府办公室"' in page_of(town.staff, "case_assign", case.pk)


def test_the_inspector_assigns_but_names_no_units(town: CaseTown, page_of: Page) -> None:
    case = cases.case_to_assign(town)
    page = page_of(town.inspector, "case_assign", case.pk)
    assert 'value="cases.assign"' in page
    assert 'value="cases.propose_units"' not in page


def test_the_desk_is_cut_and_exported(town: CaseTown, page_of: Page, client_of: Any) -> None:
    named = cases.case_to_assign(town, number=1, title="已定单位的建议")
    bare = cases.case_to_assign(town, number=2, proposed=False, title="未定单位的建议")
    shown = page_of(town.staff, "assignment_desk", query="?far=none")
    assert bare.title in shown
    assert named.title not in shown
    answer = client_of(town.staff).get(reverse("assignment_desk") + "?export=xlsx")
    assert answer["Content-Type"].startswith("application/vnd.openxml")


def test_units_and_members_have_no_desk(town: CaseTown, page_of: Page) -> None:
    for seat in (town.officer, town.leader, town.proposer, town.panel):
        page_of(seat, "assignment_desk", status=403)


def test_a_unit_of_another_committee_is_no_choice(town: CaseTown, other_city: Any, sends: Sends) -> None:
    case = cases.case_to_assign(town, proposed=False)
    foreign = directory.unit(other_city, "gaj", "邻水市公安局")
    assert sends(town.staff, "case_assign", case.pk, **rows((foreign, "sole"))).status_code == 422


def test_only_what_is_saved_and_shown_can_be_assigned(town: CaseTown, page_of: Page, sends: Sends) -> None:
    case = cases.case_to_assign(town)
    page = page_of(town.staff, "case_assign", case.pk)
    assert 'value="cases.assign"' in page
    assert 'name="units-0-unit"' not in page
    page = page_of(town.staff, "case_assign", case.pk, query="?units=change")
    assert 'name="units-0-unit"' in page
    assert 'value="cases.assign"' not in page
    wrong = sends(town.staff, "case_assign", case.pk, **rows((town.police, "lead"))).content.decode()
    assert 'name="units-0-unit"' in wrong
    assert 'value="cases.assign"' not in wrong
    assert 'value="cases.assign"' in page_of(town.inspector, "case_assign", case.pk, query="?units=change")


def test_a_consent_without_a_day_says_how_to_do_without_it(town: CaseTown, sends: Sends) -> None:
    case = cases.case_to_assign(town)
    data = {"do": "cases.assign", "consents-count": 1, "consents-0-office": "市委办公室"}
    page = sends(town.staff, "case_assign", case.pk, **data).content.decode()
    assert "第1条同意记录：请填写日期；没有与这个单位会商的，请清空单位名称。" in page
