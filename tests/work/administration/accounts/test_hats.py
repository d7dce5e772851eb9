"""The security administrator's hats. checklist 15, 25, 26, 30."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.utils import timezone

from tests.factories import directory
from tests.work.administration.accounts.conftest import account_of, hat_of
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import ADMINISTRATORS, BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.accounts_hats import grant_hat, revoke_hat
from zhengxie.work.administration.queries.accounts import hats_today

Seats = dict[str, Seat]
Settled = Callable[..., User]


def grant(seat: Seat, user: User, role: str, **more: Any) -> Hat:
    place = {"member": None, "unit": None, "body": None, "starts": timezone.localdate(), "ends": None}
    hat: Hat = grant_hat(seat, user=user, role=role, **{**place, **more})
    return hat


@pytest.fixture
def security(administrators: Seats) -> Seat:
    return administrators["security"]


@pytest.fixture
def browser(security: Seat, client_of: Callable[..., Client]) -> Client:
    return client_of(security)


def test_granting_on_the_page(browser: Client, settled: Settled) -> None:
    user = settled()
    path = f"/accounts/{user.pk}/hats/new/"
    assert "授予后该账号已登录的设备全部退出" in browser.get(path).content.decode()
    typed = {"do": "administration.grant_hat", "role": Role.OFFICE_STAFF, "starts": "2022-01-01"}
    answer = browser.post(path, typed)
    assert answer["Location"] == f"/accounts/{user.pk}/"
    assert [hat.role for hat in hats_today(user)] == [Role.OFFICE_STAFF]
    entry = Entry.objects.get(code="administration.grant_hat")
    assert "accounts.user" in entry.detail


def test_the_system_administrator_grants_nothing(
    administrators: Seats, settled: Settled, client_of: Callable[..., Client]
) -> None:
    user = settled()
    with pytest.raises(PermissionDenied):
        grant(administrators["system"], user, Role.OFFICE_STAFF)
    page = client_of(administrators["system"]).get(f"/accounts/{user.pk}/").content.decode()
    assert "授予身份" not in page.replace("由安全管理员授予", "")


def test_no_business_role_grants_or_revokes(city: Committee, settled: Settled) -> None:
    user, hat = settled(), directory.hat(city, Role.RESEARCH_OFFICE)
    for role in sorted({Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR, *BUSINESS_ROLES}):
        with pytest.raises(PermissionDenied):
            grant(directory.seat(city, role), user, Role.OFFICE_STAFF)
        with pytest.raises((PermissionDenied, Http404)):
            revoke_hat(directory.seat(city, role), hat, reason="x")


@pytest.mark.parametrize("first", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("second", [*sorted(ADMINISTRATORS), Role.OFFICE_STAFF])
def test_an_administrator_wears_nothing_else(
    security: Seat, settled: Settled, first: Role, second: Role
) -> None:
    user = settled(first)
    with pytest.raises(Refused, match="互斥") as refused:
        grant(security, user, second)
    assert refused.value.field == "role"
    assert len(hats_today(user)) == 1


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_nobody_with_business_becomes_an_administrator(security: Seat, settled: Settled, role: Role) -> None:
    user = settled(Role.OFFICE_STAFF)
    with pytest.raises(Refused, match="互斥"):
        grant(security, user, role)


def test_also_not_from_a_later_day_on(security: Seat, settled: Settled) -> None:
    user = settled()
    later = timezone.localdate() + timedelta(days=30)
    grant(security, user, Role.AUDIT_ADMINISTRATOR, starts=later)
    with pytest.raises(Refused, match="互斥"):
        grant(security, user, Role.OFFICE_STAFF)
    grant(security, user, Role.OFFICE_STAFF, ends=later - timedelta(days=1))


@pytest.mark.parametrize(
    ("role", "field"),
    [
        (Role.MEMBER, "member"),
        (Role.CHAIR_LEVEL, "member"),
        (Role.UNIT_OFFICER, "unit"),
        (Role.INSPECTOR, "unit"),
        (Role.COMMITTEE_STAFF, "body"),
    ],
)
def test_a_hat_needs_its_place(
    security: Seat, settled: Settled, city: Committee, role: Role, field: str
) -> None:
    user = settled()
    with pytest.raises(Refused) as refused:
        grant(security, user, role)
    assert refused.value.field == field
    makers: dict[str, Any] = {"member": directory.member, "unit": directory.unit, "body": directory.body}
    place = makers[field](city)
    hat = grant(security, user, role, **{field: place})
    assert getattr(hat, field) == place


def test_a_place_of_another_committee_is_not_there(
    security: Seat, settled: Settled, other_city: Committee
) -> None:
    with pytest.raises(Http404):
        grant(security, settled(), Role.UNIT_OFFICER, unit=directory.unit(other_city))


def test_an_account_of_another_committee_gets_nothing(
    security: Seat, settled: Settled, other_city: Committee, browser: Client
) -> None:
    user = settled(owner=other_city)
    with pytest.raises(Refused, match="另一个机关"):
        grant(security, user, Role.OFFICE_STAFF)
    assert browser.get(f"/accounts/{user.pk}/hats/new/").status_code == 404


def test_the_end_is_not_before_the_beginning(security: Seat, settled: Settled) -> None:
    with pytest.raises(Refused, match="结束日期不能早于开始日期"):
        grant(security, settled(), Role.OFFICE_STAFF, starts=date(2022, 2, 1), ends=date(2022, 1, 1))


def test_granting_ends_the_sessions(
    security: Seat, settled: Settled, door: Callable[..., Any], client: Client
) -> None:
    user = settled(Role.OFFICE_STAFF)
    door()
    grant(security, user, Role.RESEARCH_OFFICE)
    assert client.get("/todos/").status_code == 302


def test_revoking_on_the_page_works_at_once(
    browser: Client, settled: Settled, door: Callable[..., Any], client: Client
) -> None:
    user = settled(Role.OFFICE_STAFF)
    door()
    hat = Hat.objects.get(user=user)
    path = f"/accounts/hats/{hat.pk}/revoke/"
    assert "收回后立即退出登录" in browser.get(path).content.decode()
    missing = browser.post(path, {"do": "administration.revoke_hat", "reason": "", "version": 1})
    assert "请写明原因" in missing.content.decode()
    typed = {"do": "administration.revoke_hat", "reason": "调离", "version": 1}
    assert browser.post(path, typed)["Location"] == f"/accounts/{user.pk}/"
    assert hats_today(user) == []
    assert client.get("/todos/").status_code == 302
    with pytest.raises(Refused, match="已经结束"):
        revoke_hat(directory.seat(user.committee, Role.SECURITY_ADMINISTRATOR), hat, reason="x")


def test_the_last_administrator_of_a_kind_keeps_the_hat(security: Seat, administrators: Seats) -> None:
    hat = hat_of(administrators["audit"])
    with pytest.raises(Refused, match="最后一位审计管理员"):
        revoke_hat(security, hat, reason="调离")
    own = hat_of(security)
    with pytest.raises(Refused, match="最后一位安全管理员"):
        revoke_hat(security, own, reason="调离")


def test_a_disabled_one_does_not_count_as_another(
    security: Seat, administrators: Seats, city: Committee
) -> None:
    other = directory.seat(city, Role.AUDIT_ADMINISTRATOR)
    User.objects.filter(pk=account_of(other).pk).update(is_active=False)
    hat = hat_of(administrators["audit"])
    with pytest.raises(Refused, match="最后一位"):
        revoke_hat(security, hat, reason="调离")


def test_revoking_a_foreign_hat_is_404(browser: Client, other_city: Committee, security: Seat) -> None:
    foreign = directory.hat(other_city, Role.OFFICE_STAFF)
    assert browser.get(f"/accounts/hats/{foreign.pk}/revoke/").status_code == 404
    with pytest.raises(Http404):
        revoke_hat(security, foreign, reason="x")
