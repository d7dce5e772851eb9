"""A unit signs for what was delivered, and names who does it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
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
from zhengxie.engines.cases.actions.handling import receipt, start
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db


def test_receipt_is_dated_and_moves_on_to_naming_the_officer(town: CaseTown) -> None:
    task = receipt(town.officer, cases.delivered(town))
    assert (task.state, task.received_on) == ("received", MONDAY)
    assert todos_of(task) == {(f"officer:{town.police.pk}", "cases.start")}
    assert clocks_of(task)["cases-receipt"][0] == "stopped"
    assert clocks_of(task)["cases-start"] == ("running", date(2022, 3, 14))
    assert entries("cases.receipt", task) == 1


def test_start_names_officer_and_leader_and_tells_the_proposer(town: CaseTown) -> None:
    task = start(town.officer, cases.received(town), **cases.OFFICER)
    assert (task.state, task.officer, task.officer_phone, task.leader) == (
        "handling",
        "林某",
        "0000-110",
        "周某",
    )
    assert clocks_of(task)["cases-start"][0] == "stopped"
    assert told(town.proposer)[0].startswith("承办单位已明确经办人，会与您联系：第014号")
    assert todos_of(task) == {
        (f"officer:{town.police.pk}", "cases.record_contact"),
        (f"officer:{town.police.pk}", "cases.draft_reply"),
    }


def test_start_needs_all_three(town: CaseTown) -> None:
    given = [{**cases.OFFICER, blank: " "} for blank in cases.OFFICER]
    assert refusals(start, town.officer, cases.received(town), given=given) == [
        ("officer", "请填写经办人。"),
        ("officer_phone", "请填写经办人电话。"),
        ("leader", "请填写分管领导。"),
    ]


def test_a_co_unit_is_asked_for_its_opinion(town: CaseTown) -> None:
    case = cases.assigned(town, cases.lead_and_co(town))
    task = cases.begin(town.co_officer, cases.part_of(case, town.school))
    assert todos_of(task) == {(f"officer:{town.school.pk}", "cases.submit_co_opinion")}


def test_only_the_officer_of_the_unit_signs_for_it(town: CaseTown) -> None:
    others = "leader staff inspector proposer system"
    forbidden(town, others, receipt, cases.delivered(town))
    forbidden(town, others, start, cases.received(town, number=15), **cases.OFFICER)


def test_a_unit_without_a_part_does_not_even_see_it(town: CaseTown) -> None:
    with pytest.raises(Http404):
        receipt(town.other_officer, cases.delivered(town))


def test_a_unit_signs_for_itself_only(town: CaseTown) -> None:
    case = cases.assigned(town, cases.lead_and_co(town))
    with pytest.raises(PermissionDenied):
        receipt(town.co_officer, cases.part_of(case, town.police))


def test_the_same_step_twice_is_told(town: CaseTown) -> None:
    task = cases.handled(town)
    with pytest.raises(Stale):
        receipt(town.officer, task)
    with pytest.raises(Stale):
        start(town.officer, task, **cases.OFFICER)


def test_another_committee_gets_404(town: CaseTown, other_town: CaseTown) -> None:
    with pytest.raises(Http404):
        receipt(other_town.officer, cases.delivered(town))
    with pytest.raises(Http404):
        start(other_town.officer, cases.received(town, number=15), **cases.OFFICER)


def test_before_receipt_nobody_starts(town: CaseTown) -> None:
    with pytest.raises(Refused) as error:
        start(town.officer, cases.delivered(town), **cases.OFFICER)
    assert refused_of(error) == "请先签收，再定经办。"


def test_the_officers_number_can_be_called(town: CaseTown) -> None:
    with pytest.raises(Refused) as error:
        start(town.officer, cases.received(town), **{**cases.OFFICER, "officer_phone": "abc"})
    assert (error.value.field, "电话只能写数字" in refused_of(error)) == ("officer_phone", True)
