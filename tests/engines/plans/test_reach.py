"""Whom a task reaches, and whose names it may carry."""

import pytest
from django.http import Http404

from tests.conftest import SeatMaker
from tests.engines.plans.conftest import City, broken_down, task_of
from tests.factories import directory as make
from zhengxie.engines.plans.actions import tasks as verbs
from zhengxie.engines.plans.models import Plan
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.queries import open_todos


def test_a_body_of_another_committee_among_the_helpers_is_not_found(
    issued: Plan, office: Seat, town: City, other_city: Committee
) -> None:
    task = task_of(issued, "2.1")
    with pytest.raises(Http404):
        verbs.break_down(office, task, **broken_down(town, co_bodies=[make.body(other_city)]))
    assert task_of(issued, "2.1").lead_body is None


def test_the_to_do_lies_only_with_those_of_the_body_who_may_report(
    issued: Plan, office: Seat, town: City, seat: SeatMaker
) -> None:
    task = verbs.break_down(office, task_of(issued, "2.1"), **broken_down(town))
    staff = seat(Role.COMMITTEE_STAFF, body=town.economy)
    head = seat(Role.COMMITTEE_HEAD, body=town.economy)
    editor = seat(Role.INFO_EDITOR, body=town.economy)
    found = [open_todos(who).filter(object_id=str(task.pk)).count() for who in (staff, head, editor)]
    assert found == [1, 1, 0]
