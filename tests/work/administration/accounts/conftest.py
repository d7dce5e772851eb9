"""Accounts that sign in through the pages, and the three administrators."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import directory
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts import second_factor
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.accounts.notice import confirm_notice
from zhengxie.foundation.directory.models import Committee, writing

GOOD = "Yun-duo8-Piao"
NEXT = "Shan-shui9-Hua"


@pytest.fixture(autouse=True)
def hashed_at_once(quick_passwords: None) -> None:
    """Passwords cost nothing here."""


@pytest.fixture
def settled(city: Committee) -> Callable[..., User]:
    """Call it with roles for an account that has finished its first sign-in."""

    def make(*roles: Role, name: str = "limou", owner: Committee | None = None, **place: Any) -> User:
        home = owner or city
        user = User(committee=home, username=name, real_name="李某", password_changed_at=timezone.now())
        user.set_password(GOOD)
        user.save()
        confirm_notice(user)
        with writing():
            for role in roles:
                Hat.objects.create(committee=home, user=user, role=role, starts=directory.BEGIN, **place)
        return user

    return make


@pytest.fixture
def door(client: Client) -> Callable[..., Any]:
    """Type name and password at the door; returns the last answer after all redirects."""

    def knock(
        name: str = "limou", password: str = GOOD, *, browser: Client | None = None, to: str = ""
    ) -> Any:
        typed = {"username": name, "password": password}
        return (browser or client).post(f"/sign-in/{to}", typed, follow=True)

    return knock


@pytest.fixture
def administrators(city: Committee) -> dict[str, Seat]:
    """A seat of each of the three."""
    return {
        "system": directory.seat(city, Role.SYSTEM_ADMINISTRATOR),
        "security": directory.seat(city, Role.SECURITY_ADMINISTRATOR),
        "audit": directory.seat(city, Role.AUDIT_ADMINISTRATOR),
    }


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Call it with timedelta arguments to move the time of Django forward."""
    real, moved = timezone.now, [timedelta()]
    monkeypatch.setattr("django.utils.timezone.now", lambda: real() + moved[0])

    def forward(**parts: Any) -> None:
        moved[0] += timedelta(**parts)

    return forward


def account_of(seat: Seat) -> User:
    """The account behind a seat."""
    return User.objects.get(pk=seat.user_id or 0)


def hat_of(seat: Seat) -> Hat:
    """The hat behind a seat."""
    return Hat.objects.get(pk=seat.hat_id or 0)


def enrol(user: User) -> None:
    """Give the account a confirmed dynamic code whose current step is unused."""
    factor = second_factor.begin_enrolment(user)
    factor.confirmed_at = timezone.now()
    factor.save()
