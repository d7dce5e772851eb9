"""New values of parameters: two persons, from a day on, never backwards."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.engines.clocks.conftest import MONDAY
from tests.factories import directory
from zhengxie.engines.clocks.models import Clock, ClockRule
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.rules.models import ParameterVersion, VersionState
from zhengxie.foundation.rules.queries import rules_for
from zhengxie.foundation.rules.values import Duration
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.parameters import (
    confirm_parameter,
    discard_parameter,
    draft_parameter,
    publish_parameter,
    redraft_parameter,
    withdraw_confirmation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on")]
INPUTS = {"effective_from": date(2022, 7, 1), "basis": "主席会议纪要〔2022〕9号"}


def drafted(office, key="assign.objection", value="7", unit="wd", **more):
    return draft_parameter(office, key=key, value=value, unit=unit, **{**INPUTS, **more})


def published(office, colleague, **more):
    version = confirm_parameter(colleague, drafted(office, **more))
    return publish_parameter(office, version)


def test_a_draft_counts_its_author_as_the_first_of_two(office):
    version = drafted(office)
    assert (version.value, version.state) == ("7 wd", VersionState.DRAFT)
    assert (version.first_by_id, version.second_by_id) == (office.user_id, None)
    assert rules_for(office.committee, date(2022, 7, 1)).days("assign.objection") == Duration(5, "wd")


def test_confirmed_by_a_second_person_it_can_be_published(office, colleague):
    version = published(office, colleague)
    assert version.state == VersionState.PUBLISHED
    city = office.committee
    assert rules_for(city, date(2022, 6, 30)).days("assign.objection") == Duration(5, "wd")
    assert rules_for(city, date(2022, 7, 1)).days("assign.objection") == Duration(7, "wd")


def test_one_person_cannot_publish_alone(office):
    version = drafted(office)
    with pytest.raises(Refused, match="还差1人"):
        publish_parameter(office, version)
    with pytest.raises(Refused, match="另一位同事"):
        confirm_parameter(office, version)


def test_another_hat_of_the_same_person_is_no_second_person(office):
    with loading():
        hat = Hat.objects.create(
            committee=office.committee,
            user_id=office.user_id,
            role=Role.OFFICE_STAFF,
            starts=date(2022, 1, 1),
        )
    with pytest.raises(Refused, match="另一位同事"):
        confirm_parameter(Seat.of(hat), drafted(office))


def test_a_change_voids_the_confirmations(office, colleague):
    version = confirm_parameter(colleague, drafted(office))
    assert version.state == VersionState.CONFIRMED
    version = redraft_parameter(office, version, value="8", unit="wd", **INPUTS)
    assert (version.state, version.value, version.second_by_id) == (VersionState.DRAFT, "8 wd", None)
    with pytest.raises(Refused, match="还差1人"):
        publish_parameter(office, version)


def test_who_changes_the_draft_is_the_first_person_then(office, colleague):
    version = redraft_parameter(colleague, drafted(office), value="8", unit="wd", **INPUTS)
    assert version.first_by_id == colleague.user_id
    assert confirm_parameter(office, version).state == VersionState.CONFIRMED


def test_a_confirmation_can_be_withdrawn_until_publication(office, colleague):
    version = confirm_parameter(colleague, drafted(office))
    version = withdraw_confirmation(office, version)
    assert (version.state, version.first_by_id, version.second_by_id) == (
        VersionState.DRAFT, colleague.user_id, None,
    )  # fmt: skip
    with pytest.raises(Refused, match="还没有确认过"):
        withdraw_confirmation(office, version)
    assert confirm_parameter(office, version).state == VersionState.CONFIRMED


def test_with_no_confirmation_left_two_are_missing(office, colleague):
    version = withdraw_confirmation(office, drafted(office))
    assert version.confirmations == 0
    version = confirm_parameter(colleague, version)
    assert (version.confirmations, version.state) == (1, VersionState.DRAFT)


def test_published_and_discarded_versions_stay_as_they_are(office, colleague):
    done = published(office, colleague)
    gone = discard_parameter(office, drafted(office, key="assign.receipt_wd", value="4", unit=""))
    assert gone.state == VersionState.DISCARDED
    for version in (done, gone):
        for press in (confirm_parameter, withdraw_confirmation, publish_parameter, discard_parameter):
            with pytest.raises(Refused, match="已经发布或删除"):
                press(colleague, version)
        with pytest.raises(Refused, match="已经发布或删除"):
            redraft_parameter(office, version, value="8", unit="wd", **INPUTS)


def test_after_discarding_a_new_draft_may_be_made(office):
    discard_parameter(office, drafted(office))
    assert drafted(office).state == VersionState.DRAFT
    with pytest.raises(Refused, match="已有一份"):
        drafted(office, value="9")


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"value": "0"}, "value", "1–60"),
        ({"value": ""}, "value", "1–60"),
        ({"unit": "y"}, "value", "单位"),
        ({"value": "5"}, "value", "和现行值一样"),
        ({"effective_from": MONDAY - timedelta(days=1)}, "effective_from", "不能早于今天"),
        ({"basis": "  "}, "basis", "写明依据"),
    ],
)
def test_wrong_inputs_are_refused_by_field(office, more, field, said):
    with pytest.raises(Refused, match=said) as refusal:
        drafted(office, **more)
    assert refusal.value.field == field
    assert not ParameterVersion.objects.exists()


def test_today_is_not_too_early(office, colleague):
    assert published(office, colleague, effective_from=MONDAY).state == VersionState.PUBLISHED


def test_a_day_that_passed_while_waiting_is_refused_at_publication(office, colleague, on):
    version = confirm_parameter(colleague, drafted(office))
    on(date(2022, 7, 2))
    with pytest.raises(Refused, match="不能早于今天"):
        publish_parameter(office, version)


def test_limits_are_checked_again_at_publication(office, colleague):
    longer = confirm_parameter(
        colleague, drafted(office, key="proposal.max_chars.warn", value="1900", unit="")
    )
    published(office, colleague, key="proposal.max_chars", value="1800", unit="", effective_from=MONDAY)
    with pytest.raises(Refused, match="不能大于“提案全文字数上限”"):
        publish_parameter(office, longer)


def test_an_unknown_parameter_is_refused(office):
    with pytest.raises(Refused, match="没有这个参数"):
        drafted(office, key="no.such")


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.OFFICE_STAFF, Role.SYSTEM)])
def test_only_the_office_sets_parameters(office, seat, role):
    version = drafted(office)
    with pytest.raises(PermissionDenied):
        drafted(seat(role), key="assign.receipt_wd", value="4", unit="")
    with pytest.raises(Http404):
        confirm_parameter(seat(role), version)


def test_another_committees_office_cannot_reach_the_draft(office, other_city):
    version = drafted(office)
    with pytest.raises(Http404):
        confirm_parameter(directory.seat(other_city, Role.OFFICE_STAFF), version)


def test_the_draft_lies_on_the_offices_desk_until_published(office, colleague):
    def open_codes():
        rows = Todo.objects.filter(label="rules.parameterversion", closed__isnull=True)
        return list(rows.values_list("key", "code"))

    version = drafted(office)
    assert open_codes() == [("role:office_staff", "administration.confirm_parameter")]
    version = confirm_parameter(colleague, version)
    assert open_codes() == [("role:office_staff", "administration.publish_parameter")]
    publish_parameter(office, version)
    assert open_codes() == []


def test_every_step_is_in_the_trail(office, colleague):
    published(office, colleague)
    codes = (
        Entry.objects.filter(label="rules.parameterversion").order_by("number").values_list("code", flat=True)
    )
    assert list(codes) == [
        "administration.draft_parameter",
        "administration.confirm_parameter",
        "administration.publish_parameter",
    ]


def test_running_clocks_keep_their_length_unless_chosen(issued, shipped, office, colleague):
    _by_reply(shipped)
    common = {"key": "handle.reply", "value": "2", "unit": "m", "effective_from": MONDAY}
    published(office, colleague, **common)
    assert set(Clock.objects.filter(rule__length="handle.reply").values_list("basis", flat=True)) == {"3 m"}


def test_running_clocks_take_the_new_length_at_once_where_chosen(issued, shipped, office, colleague):
    _by_reply(shipped)
    common = {"key": "handle.reply", "value": "2", "unit": "m", "effective_from": MONDAY, "reach": "running"}
    version = published(office, colleague, **common)
    assert version.reached_on == MONDAY
    clock = Clock.objects.filter(rule__length="handle.reply")[0]
    assert (clock.basis, clock.due_on) == ("2 m", date(2022, 8, 8))


def _by_reply(city):
    rule = ClockRule.objects.get(committee=city, code="plans-task-due")
    with loading():
        rule.length = "handle.reply"
        rule.save()
        for clock in Clock.objects.filter(rule=rule):
            clock.basis, clock.moves, clock.due_on = "3 m", [], date(2022, 9, 6)
            clock.save()
