"""Which units are suggested at the first review, and how earlier proposals join in at both places."""

from typing import Any

import pytest

from tests.conftest import ClientMaker
from tests.factories import cases
from tests.factories.proposals import (
    Cast,
    assigned,
    filed_proposal,
    handlers,
    submitted,
    under_first_review,
    under_panel,
)
from zhengxie.engines.cases.actions.assigning import assign
from zhengxie.engines.cases.models import UnitAdvice
from zhengxie.engines.cases.queries import advising
from zhengxie.engines.search.frequency import fold
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.proposals.queries.advised import suggestion_for

pytestmark = pytest.mark.django_db
LAMPS: dict[str, Any] = {
    "title": "关于更换柳河镇旧路灯的建议",
    "situation": "柳河镇路灯昏暗。",
    "analysis": "灯具老化。",
    "suggestions": [{"text": "更换柳河镇的旧路灯，装节能灯具。"}],
}
THERE: dict[str, Any] = {
    "title": "关于更换青石镇旧路灯的建议",
    "situation": "青石镇晚上看不清路。",
    "analysis": "十年没有换过。",
    "suggestions": [{"text": "更换青石镇的旧路灯，装节能灯具。"}],
}


@pytest.fixture
def town(people: Cast) -> cases.CaseTown:
    """With what the units look after: nobody has lamps."""
    found = handlers(people)
    with loading():
        for unit, text in (
            (found.police, "治安、交通秩序"),
            (found.school, "各级各类教育"),
            (found.roads, "公路"),
        ):
            unit.duties = text
            unit.save()
    return found


def words(suggestion: advising.Suggestion, unit: Any) -> str:
    return "；".join(r.words for one in suggestion.leads if one.unit == unit for r in one.reasons)


@pytest.mark.parametrize("text", [LAMPS, THERE])
def test_who_handled_the_same_elsewhere_is_suggested_by_number(
    people: Cast, town: cases.CaseTown, text: dict[str, Any]
) -> None:
    """A copy word for word, too: it is the nearest of all."""
    first: Any = assigned(people, town, [cases.sole(town.roads)], **LAMPS)
    fresh = under_first_review(people, **text)
    fold(people.committee)
    found = suggestion_for(people.staff, fresh)
    assert found.leads[0].unit == town.roads
    assert f"第001号《{LAMPS['title']}》由该单位独办" in words(found, town.roads)
    assert found.leads[0].reasons[-1].url == first.case.get_absolute_url()


def test_the_page_of_assigning_says_the_same_and_it_is_kept(
    people: Cast,
    town: cases.CaseTown,
    client_of: ClientMaker,
    django_assert_max_num_queries: Any,
) -> None:
    assigned(people, town, [cases.sole(town.roads)], **LAMPS)
    again: Any = filed_proposal(people, **LAMPS)
    fold(people.committee)
    desk: Any = client_of(people.staff)
    with django_assert_max_num_queries(15):
        page = desk.get(f"/cases/{again.case_id}/advice/").content.decode()
    assert f"第001号《{LAMPS['title']}》由该单位独办" in page
    assert "改为：市交通运输局" in page
    assign(people.staff, again.case, consents=[cases.consent()])
    advice = UnitAdvice.objects.get(case=again.case_id)
    assert [row.unit for row in advice.units.filter(place=1)] == [town.roads]
    assert advice.place is None


def test_what_was_never_assigned_or_is_far_off_is_no_reason(people: Cast, town: cases.CaseTown) -> None:
    filed_proposal(people, **LAMPS)
    assigned(people, town, [cases.sole(town.roads)])
    fresh = under_first_review(people, **LAMPS)
    fold(people.committee)
    assert suggestion_for(people.staff, fresh).leads == []


def test_the_sheet_loads_it_and_a_link_takes_a_unit_over(
    people: Cast,
    town: cases.CaseTown,
    client_of: ClientMaker,
    django_assert_max_num_queries: Any,
) -> None:
    assigned(people, town, [cases.sole(town.roads)])
    found = under_first_review(people)
    fold(people.committee)
    desk: Any = client_of(people.staff)
    sheet, page = f"/proposals/{found.pk}/review/", f"/proposals/{found.pk}/units/"
    assert f'hx-get="{page}"' in desk.get(sheet).content.decode()
    with django_assert_max_num_queries(15):
        shown = desk.get(page).content.decode()
    link = f"{sheet}?lead_unit={town.police.pk}"
    assert link in shown and "→ 职责「交通秩序」" in shown
    assert f'<option value="{town.police.pk}" selected>' in desk.get(link).content.decode()


def test_the_link_keeps_what_was_typed_before(
    people: Cast, town: cases.CaseTown, client_of: ClientMaker
) -> None:
    found = under_first_review(people)
    desk: Any = client_of(people.staff)
    sheet = f"/proposals/{found.pk}/review/"
    typed = {"do": "proposals.pass_to_panel", "opinion": "写了一半", "co_units": [town.police.pk]}
    assert desk.post(sheet, typed).status_code == 422
    address = f"{sheet}?lead_unit={town.school.pk}&co_units={town.roads.pk}"
    kept = desk.get(address).content.decode()
    assert "写了一半" in kept
    assert f'<option value="{town.school.pk}" selected>' in kept
    assert kept.count(" checked") == 2
    desk.get(f"{sheet}?lead_unit=x&co_units=%00")


def test_it_is_there_only_while_the_first_review_is_written(
    people: Cast, neighbours: Cast, client_of: ClientMaker
) -> None:
    waiting, later, ours = submitted(people), under_panel(people), under_first_review(people)
    for seat, proposal in ((people.staff, waiting), (people.staff, later), (neighbours.staff, ours)):
        assert client_of(seat).get(f"/proposals/{proposal.pk}/units/").status_code == 404
    assert client_of(people.author).get(f"/proposals/{ours.pk}/units/").status_code == 403
