"""Every action with every role, and on a second committee's objects. checklist 24, 25, 32."""

import typing
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.factories.towns import Town
from zhengxie.foundation.access.policy import VERBS, allowed, has_scope
from zhengxie.foundation.access.roles import ADMINISTRATORS, Role
from zhengxie.foundation.access.seat import Seat, system_seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.workflow.actions import ACTIONS

CODES = sorted(c for c in ACTIONS if c.partition(".")[0] not in ("tests", "sample"))


def model_of(code: str) -> Any:
    """What an action is about: the annotation of its second parameter."""
    return list(typing.get_type_hints(ACTIONS[code].body).values())[1]


def outcome(seat: Seat, code: str, obj: Any) -> str:
    """Call the action without inputs: permission is asked before the body would miss them."""
    try:
        ACTIONS[code](seat) if ACTIONS[code].creates is not None else ACTIONS[code](seat, obj)
    except (PermissionDenied, Http404) as error:
        return type(error).__name__
    except Exception as error:
        return f"reached the body: {error}"
    return "was done"


def every_seat(town: Town) -> list[Seat]:
    return [*town.seats.values(), system_seat(town.committee)]


def test_whoever_may_not_is_refused_and_recorded(here: Town) -> None:
    before, refused, found = Entry.objects.count(), 0, []
    for code in CODES:
        obj = None if ACTIONS[code].creates is not None else here.of(model_of(code))
        for seat in [s for s in every_seat(here) if not allowed(s, code, obj)]:
            refused += 1
            told = outcome(seat, code, obj)
            found += [] if told in ("PermissionDenied", "Http404") else [f"{code} by {seat.role} {told}"]
    assert found == []
    assert Entry.objects.filter(ok=False).count() == Entry.objects.count() - before == refused


def test_nobody_reaches_another_town(here: Town, there: Town) -> None:
    before, found = Entry.objects.filter(chain=there.committee.pk).count(), []
    for code in [c for c in CODES if ACTIONS[c].creates is None]:
        obj = there.of(model_of(code))
        may = [s for s in every_seat(here) if allowed(s, code)]
        for seat in may[:2] or every_seat(here)[:1]:
            told = outcome(seat, code, obj)
            found += [] if told == "Http404" else [f"{code} by {seat.role} {told}"]
    assert found == []
    assert Entry.objects.filter(chain=there.committee.pk).count() == before


def test_every_model_of_an_action_has_a_scope() -> None:
    models = {model_of(code) for code in CODES if ACTIONS[code].creates is None}
    assert [m for m in models if not has_scope(m)] == []


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_decide_nothing(role: Role, here: Town) -> None:
    """checklist 25"""
    pressed = {code for code in CODES if allowed(here.seats[role], code)}
    assert {code.partition(".")[0] for code in pressed} <= {"administration"}


def test_administrators_do_not_share_their_verbs(here: Town) -> None:
    """checklist 26: making an account and giving it rights are separate acts."""
    looking = {"administration.view_accounts", "pages.view", "pages.export"}
    holders = {
        c: [r for r in sorted(ADMINISTRATORS) if allowed(here.seats[r], c)] for c in VERBS if c not in looking
    }
    assert {c: found for c, found in holders.items() if len(found) > 1} == {}
