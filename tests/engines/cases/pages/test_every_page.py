"""Every page in every situation opens for whom it is, with few queries, and says what comes next."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.conftest import ClientMaker
from tests.factories import cases
from tests.factories.cases import CaseTown
from tests.house.watching import queries
from zhengxie.engines.cases.models import Assignment, Case

pytestmark = pytest.mark.django_db
MOST = 15


def to_assign(town: CaseTown) -> Assignment:
    """Another case waits for its units."""
    cases.case_to_assign(town, number=77)
    return cases.delivered(town)


SITUATIONS: dict[str, Callable[[CaseTown], Assignment]] = {
    "to assign": to_assign,
    "delivered": cases.delivered,
    "received": cases.received,
    "handled": cases.handled,
    "with co-unit": lambda town: cases.met(town, cases.lead_and_co(town)),
    "met": cases.met,
    "written": cases.written,
    "submitted": cases.submitted,
    "replied": lambda town: cases.replied(town, promise=True),
    "rework": lambda town: cases.in_rework(town, promise=True),
    "following": cases.following,
    "kept": cases.kept,
}
OF_TASK = ("assignment", "reply_edit", "reply_audit", "answer", "judge")


def addresses(task: Assignment) -> list[str]:
    """Every page about the assignment, its case and its promises, and the lists."""
    found = [reverse(name, args=[task.pk]) for name in OF_TASK]
    found += [reverse(name, args=[task.case_id]) for name in ("case", "case_assign")]
    found += [reverse("case_assign", args=[c.pk]) for c in Case.objects.filter(state="to_assign")[:1]]
    found += [promise.get_absolute_url() for promise in task.promises.all()[:1]]
    return found + [reverse(n) for n in ("unit_home", "cases", "assignment_desk", "audit_desk")]


@pytest.mark.parametrize("name", SITUATIONS)
def test_it_opens_within_the_bound(name: str, town: CaseTown, client_of: ClientMaker) -> None:
    task = SITUATIONS[name](town)
    seats = (
        town.staff,
        town.inspector,
        town.officer,
        town.leader,
        town.co_officer,
        town.proposer,
        town.panel,
    )
    wrong: list[Any] = []
    opened = set()
    for seat in seats:
        browser = client_of(seat)
        for address in addresses(task):
            with queries() as seen:
                answer = browser.get(address)
            if answer.status_code == 200:
                opened.add(address)
            if answer.status_code not in (200, 403, 404) or len(seen) > MOST:
                wrong.append((address, str(seat.role), answer.status_code, len(seen)))
    assert wrong == []
    assert reverse("assignment", args=[task.pk]) in opened
