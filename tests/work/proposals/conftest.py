"""A committee with a member who proposes, proposal staff and a panel; days stand still."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import proposals
from tests.factories.proposals import Cast
from zhengxie.engines.clocks.models import Clock
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.models import Todo
from zhengxie.work.proposals.models import Proposal

MONDAY = date(2022, 6, 6)  # long after the plenary of January: proposals are interim
PLENARY = date(2022, 1, 11)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`on(day)`: from now on it is ten o'clock of that day; it begins on Monday 6 June 2022."""

    def stand(day: date) -> None:
        moment = timezone.make_aware(datetime.combine(day, time(10)))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand(MONDAY)
    return stand


@pytest.fixture
def people(city: Committee, on: Callable[[date], None]) -> Cast:
    return proposals.cast(city)


@pytest.fixture
def neighbours(other_city: Committee, on: Callable[[date], None]) -> Cast:
    """The same of another committee."""
    return proposals.cast(other_city)


def todos_of(proposal: Proposal) -> set[tuple[str, str, date | None]]:
    """(seat key, verb, day) of the proposal's open to-dos."""
    rows = Todo.objects.filter(label="proposals.proposal", object_id=str(proposal.pk), closed__isnull=True)
    return set(rows.values_list("key", "code", "due"))


def clocks_of(proposal: Proposal) -> dict[str, tuple[str, date]]:
    """(state, due day) of the proposal's last clock of each rule."""
    rows = Clock.objects.filter(object_label="proposals.proposal", object_id=str(proposal.pk)).order_by("pk")
    return {clock.rule.code: (clock.state, clock.due_on) for clock in rows.select_related("rule")}


def told(seat: Seat) -> list[str]:
    """The texts of the messages that the seat's user has, newest first."""
    from zhengxie.foundation.notices.messages import messages_of

    return list(messages_of(seat).values_list("text", flat=True))


def refused_of(error: Any) -> tuple[str, str | None]:
    """The sentence of a refusal and its field."""
    return str(error.value.text), error.value.field
