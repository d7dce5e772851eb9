"""One committee and one account, made without the pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.directory.models import Committee, writing

GOOD = "Yun-duo8-Piao"


@pytest.fixture(autouse=True)
def quick_hasher(settings: Settings) -> None:
    """What passwords cost is measured in one test; the others need not wait for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def committee(db: None) -> Committee:
    with writing():
        return Committee.objects.create(code="sfs", name="政协示范市委员会", short_name="示范市政协")


@pytest.fixture
def user(committee: Committee) -> User:
    made = User(committee=committee, username="wangmou", real_name="王某", phone="13800000001")
    made.set_password(GOOD)
    made.save()
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Call it with timedelta arguments to move the time of Django forward."""
    real, moved = timezone.now, [timedelta()]
    monkeypatch.setattr("django.utils.timezone.now", lambda: real() + moved[0])

    def forward(**parts: Any) -> None:
        moved[0] += timedelta(**parts)

    return forward
