"""The parameters in force on a day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories import directory
from tests.factories.parameters import publish
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.rules.models import ParameterVersion, VersionState
from zhengxie.foundation.rules.queries import rules_for
from zhengxie.foundation.rules.values import Duration
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


def test_without_versions_the_shipped_values_hold(city):
    rules = rules_for(city, date(2022, 1, 1))
    assert rules.days("handle.reply") == Duration(3, "m")
    assert rules.number("plan.slow_points") == 10
    assert rules.words("key.share") == "5%"
    assert rules.version_id("handle.reply") is None


def test_a_version_holds_from_its_day_on(city):
    version = publish(city, "handle.reply", "2 m", date(2023, 1, 1))
    assert rules_for(city, date(2022, 12, 31)).days("handle.reply") == Duration(3, "m")
    after = rules_for(city, date(2023, 1, 1))
    assert after.days("handle.reply") == Duration(2, "m")
    assert after.version_id("handle.reply") == version.pk
    assert after.since("handle.reply") == date(2023, 1, 1)


def test_the_later_version_wins_and_the_earlier_one_stays_readable(city):
    publish(city, "plan.slow_points", "15", date(2022, 1, 1))
    publish(city, "plan.slow_points", "20", date(2022, 6, 1))
    assert rules_for(city, date(2022, 5, 31)).number("plan.slow_points") == 15
    assert rules_for(city, date(2022, 6, 1)).number("plan.slow_points") == 20


@pytest.mark.parametrize("state", [VersionState.DRAFT, VersionState.CONFIRMED, VersionState.DISCARDED])
def test_what_is_not_published_does_not_hold(city, state):
    publish(city, "plan.slow_points", "15", date(2022, 1, 1), state=state)
    assert rules_for(city, date(2022, 2, 1)).number("plan.slow_points") == 10


def test_another_committee_keeps_its_own(city, other_city):
    publish(other_city, "plan.slow_points", "15", date(2022, 1, 1))
    assert rules_for(city, date(2022, 2, 1)).number("plan.slow_points") == 10


def test_a_version_of_a_key_that_is_gone_does_no_harm(city):
    publish(city, "old.key", "15", date(2022, 1, 1))
    assert "old.key" not in dict(rules_for(city, date(2022, 2, 1)))


def test_all_parameters_are_read_in_one_query(city, django_assert_num_queries):
    for year in range(2020, 2030):
        publish(city, "plan.slow_points", str(year - 2000), date(year, 1, 1))
    with django_assert_num_queries(1):
        rules = rules_for(city, date(2030, 1, 1))
        dict(rules)


def test_a_read_of_the_wrong_kind_is_an_error(city):
    rules = rules_for(city)
    with pytest.raises(TypeError):
        rules.number("handle.reply")
    with pytest.raises(TypeError):
        rules.number("quorum.sc.more_than")
    with pytest.raises(KeyError):
        rules.days("no.such")


def test_the_database_refuses_a_published_version_without_two_persons(city):
    person = directory.seat(city, Role.OFFICE_STAFF).user_id
    for second in (None, person):
        with pytest.raises(IntegrityError), transaction.atomic(), loading():
            ParameterVersion.objects.create(
                committee=city, key="plan.slow_points", value="15", effective_from=date(2022, 1, 1), basis="",
                state=VersionState.PUBLISHED, first_by_id=person, second_by_id=second,
            )  # fmt: skip


def test_the_database_keeps_one_draft_per_parameter(city):
    with pytest.raises(IntegrityError), transaction.atomic(), loading():
        for _ in range(2):
            ParameterVersion.objects.create(
                committee=city, key="plan.slow_points", value="15", effective_from=date(2022, 1, 1), basis="x"
            )
