"""Two administrators of a kind are taken away at the same moment: one stays. checklist 30, PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from tests.factories import directory
from tests.work.administration.accounts.conftest import account_of, hat_of
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.accounts import disable_account
from zhengxie.work.administration.actions.accounts_hats import grant_hat, revoke_hat

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*acts: Callable[[], Any]) -> list[bool]:
    """Do all at the same moment; which of them were not refused."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> bool:
        try:
            barrier.wait()
            act()
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def three(administrators: dict[str, Seat]) -> dict[str, Seat]:
    return administrators


@pytest.mark.parametrize("round_", range(5))
def test_two_disabled_at_once(three: dict[str, Seat], round_: int) -> None:
    system, first = three["system"], account_of(three["audit"])
    second = account_of(directory.seat(system.committee, Role.AUDIT_ADMINISTRATOR))
    done = together(
        lambda: disable_account(system, first, reason="调离"),
        lambda: disable_account(system, second, reason="调离"),
    )
    assert sorted(done) == [False, True]


@pytest.mark.parametrize("round_", range(5))
def test_one_disabled_while_the_other_loses_the_hat(three: dict[str, Seat], round_: int) -> None:
    first = account_of(three["audit"])
    second = hat_of(directory.seat(three["system"].committee, Role.AUDIT_ADMINISTRATOR))
    done = together(
        lambda: disable_account(three["system"], first, reason="调离"),
        lambda: revoke_hat(three["security"], second, reason="调离"),
    )
    assert sorted(done) == [False, True]


@pytest.mark.parametrize("round_", range(5))
def test_two_exclusive_hats_granted_at_once(
    three: dict[str, Seat], settled: Callable[..., Any], round_: int
) -> None:
    user = settled()
    place = {"member": None, "unit": None, "body": None, "starts": directory.BEGIN, "ends": None}
    done = together(
        lambda: grant_hat(three["security"], user=user, role=Role.AUDIT_ADMINISTRATOR, **place),
        lambda: grant_hat(three["security"], user=user, role=Role.OFFICE_STAFF, **place),
    )
    assert sorted(done) == [False, True]
    assert user.hats.count() == 1
