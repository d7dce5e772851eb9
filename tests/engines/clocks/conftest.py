"""A committee with shipped rules and a small plan; days that stand still."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from tests.factories import directory
from zhengxie.engines.clocks.seeds import ship
from zhengxie.engines.plans.actions.plans import issue
from zhengxie.engines.plans.models import Item, Plan, Section, Task
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.workflow.actions import loading

MONDAY = date(2022, 6, 6)


@pytest.fixture
def on(monkeypatch):
    """`on(date)`: from now on it is ten o'clock of that day."""

    def stand(day):
        moment = timezone.make_aware(datetime.combine(day, time(10)))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand(MONDAY)
    return stand


@pytest.fixture
def shipped(city):
    """The committee with its calendar and the shipped clock rules."""
    with loading():
        ship(city)
    return city


@pytest.fixture
def office(seat):
    return seat(Role.OFFICE_STAFF)


@pytest.fixture
def plan(shipped):
    """A draft with three tasks: one due on 30 June, one on 15 July, one without a day."""
    body = directory.body(shipped)
    leader = directory.member(shipped, "李某", "002")
    with loading():
        made = Plan.objects.create(committee=shipped, year=2022, title="2022年工作要点")
        section = Section.objects.create(plan=made, order=1, title="协商")
        item = Item.objects.create(section=section, order=1, title="协商议政")
        days = [date(2022, 6, 30), date(2022, 7, 15), None]
        for order, due in enumerate(days, start=1):
            Task.objects.create(
                committee=shipped, plan=made, item=item, order=order, number=f"1.{order}",
                title=f"召开第{order}次会议", lead_body=body, leader=leader, due=due,
            )  # fmt: skip
    return made


@pytest.fixture
def issued(on, plan, office):
    """The plan issued on Monday 6 June 2022."""
    return issue(office, plan, document_no="示政协发〔2022〕1号", issued_on=MONDAY)
