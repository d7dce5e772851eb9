"""A town with a case; days stand still. What a test asks of it: desks, clocks, messages, trail."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.clocks.models import Clock
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.messages import messages_of
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.refusals import Refused

MONDAY = date(2022, 3, 7)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`on(day)`: from now on it is ten o'clock of that day; it begins on Monday 7 March 2022."""

    def stand(day: date) -> None:
        moment = timezone.make_aware(datetime.combine(day, time(10)))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand(MONDAY)
    return stand


@pytest.fixture
def town(city: Committee, on: Callable[[date], None]) -> CaseTown:
    return cases.case_town(city)


@pytest.fixture
def other_town(other_city: Committee, on: Callable[[date], None]) -> CaseTown:
    """The same people in another committee; nothing of ours is theirs."""
    return cases.case_town(other_city)


def todos_of(obj: Any) -> set[tuple[str, str]]:
    """(seat key, verb) of the object's open to-dos."""
    rows = Todo.objects.filter(label=obj._meta.label_lower, object_id=str(obj.pk), closed__isnull=True)
    return set(rows.values_list("key", "code"))


def clocks_of(obj: Any) -> dict[str, tuple[str, date]]:
    """(state, due day) of the object's last clock of each rule."""
    rows = Clock.objects.filter(object_label=obj._meta.label_lower, object_id=str(obj.pk)).order_by("pk")
    return {clock.rule.code: (clock.state, clock.due_on) for clock in rows.select_related("rule")}


def told(seat: Seat) -> list[str]:
    """The texts of the messages that the seat's user has, newest first."""
    return list(messages_of(seat).values_list("text", flat=True))


def entries(code: str, obj: Any = None) -> int:
    """How many entries of the verb (on the object) the trail has."""
    rows = Entry.objects.filter(code=code, ok=True)
    return rows.filter(object_id=str(obj.pk)).count() if obj is not None else rows.count()


def refused_of(error: Any) -> str:
    """The sentence of a refusal."""
    return str(error.value.text)


def forbidden(town: CaseTown, who: str, act: Any, *args: Any, **inputs: Any) -> None:
    """Each of the named seats is refused."""
    for name in who.split():
        with pytest.raises(PermissionDenied):
            act(getattr(town, name), *args, **inputs)


def refusals(act: Any, *args: Any, given: Iterable[dict[str, Any]]) -> list[tuple[str | None, str]]:
    """(field, sentence) of the refusal that each set of inputs meets."""
    found = []
    for inputs in given:
        with pytest.raises(Refused) as error:
            act(*args, **inputs)
        found.append((error.value.field, error.value.text))
    return found
