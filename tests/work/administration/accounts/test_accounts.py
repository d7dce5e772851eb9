"""The system administrator's accounts. checklist 1, 4, 12, 15, 26, 27, 30, 34."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.utils import timezone

from tests.factories import directory
from tests.work.administration.accounts.conftest import GOOD, account_of, enrol
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat, system_seat
from zhengxie.foundation.accounts import second_factor, sign_in
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, writing
from zhengxie.foundation.notices.models import Message
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions import accounts
from zhengxie.work.administration.queries import accounts as queries

Seats = dict[str, Seat]
Settled = Callable[..., User]
Knock = Callable[..., Any]


@pytest.fixture
def browser(administrators: Seats, client_of: Callable[..., Client]) -> Client:
    """The system administrator's."""
    return client_of(administrators["system"])


def create(browser: Client, **typed: str) -> Any:
    fields = {"do": "administration.create_account", "username": "zhaomou", "real_name": "赵某", "phone": ""}
    return browser.post("/accounts/new/", {**fields, **typed}, follow=True)


def initial_password(page: Any) -> str:
    found = re.search(r"初始密码 ([\w-]{14}) 只显示这一次", page.content.decode())
    assert found
    return found[1]


def test_a_new_account_can_do_nothing_until_it_has_a_hat(
    browser: Client, door: Knock, administrators: Seats
) -> None:
    password = initial_password(create(browser, phone="13800000009"))
    user = User.objects.get(username="zhaomou")
    assert user.committee == administrators["system"].committee
    assert user.must_change_password and user.phone == "13800000009"
    assert door("zhaomou", password).request["PATH_INFO"] == "/sign-in/first/"
    assert queries.hats_today(user) == []


def test_the_initial_password_is_shown_once_and_logged_never(browser: Client) -> None:
    page = create(browser)
    password = initial_password(page)
    again = browser.get(page.request["PATH_INFO"]).content.decode()
    assert password not in again
    assert not Entry.objects.filter(detail__contains=password).exists()
    entry = Entry.objects.get(code="administration.create_account")
    assert "13800000009" not in entry.detail


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"username": "limou"}, "已经有人用过"),
        ({"username": "LiMou"}, "已经有人用过"),
        ({"username": "李某"}, "账号用 4–60 个字母"),
        ({"username": ""}, "请填写账号"),
        ({"real_name": ""}, "请填写使用人的姓名"),
        ({"phone": "not a phone"}, "请填写手机或电话号码"),
    ],
)
def test_what_is_wrong_is_said(
    browser: Client, settled: Settled, typed: dict[str, str], sentence: str
) -> None:
    user = settled()
    user.is_active = False
    user.save()
    page = create(browser, **typed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not User.objects.filter(username="zhaomou").exists()


def test_extra_fields_are_ignored(browser: Client, administrators: Seats) -> None:
    create(browser, is_active="", committee="999", version="7", must_change_password="")
    user = User.objects.get(username="zhaomou")
    assert user.is_active and user.must_change_password and user.version == 1


def test_the_telephone_number_is_masked_and_kept(browser: Client, settled: Settled) -> None:
    user = settled()
    user.phone = "13812345678"
    user.save()
    for path in (f"/accounts/{user.pk}/", f"/accounts/{user.pk}/edit/", "/accounts/"):
        assert "13812345678" not in browser.get(path).content.decode()
    assert "138****5678" in browser.get(f"/accounts/{user.pk}/edit/").content.decode()
    typed = {"do": "administration.edit_account", "real_name": "李小某", "phone": "", "version": 1}
    browser.post(f"/accounts/{user.pk}/edit/", typed)
    user.refresh_from_db()
    assert (user.real_name, user.phone, user.version) == ("李小某", "13812345678", 2)


def test_disabling_ends_the_sessions_at_once(
    browser: Client, settled: Settled, door: Knock, client: Client
) -> None:
    user = settled(Role.OFFICE_STAFF)
    door()
    page = browser.get(f"/do/administration.disable_account/{user.pk}/")
    assert "账号名不能给别人用" in page.content.decode()
    typed = {"do": "administration.disable_account", "reason": "调离", "version": 1}
    browser.post(f"/do/administration.disable_account/{user.pk}/", typed)
    assert client.get("/todos/").status_code == 302
    user.refresh_from_db()
    assert (user.is_active, user.disabled_reason) == (False, "调离")
    assert door().status_code == 422
    assert Entry.objects.get(code="administration.disable_account").ok


def test_enabling_gives_a_new_initial_password(browser: Client, settled: Settled, door: Knock) -> None:
    user = settled(Role.OFFICE_STAFF)
    User.objects.filter(pk=user.pk).update(is_active=False)
    typed = {"do": "administration.enable_account", "version": 1}
    page = browser.post(f"/do/administration.enable_account/{user.pk}/", typed, follow=True)
    assert door().status_code == 422, "the old password is gone"
    assert door(password=initial_password(page)).request["PATH_INFO"] == "/sign-in/first/"


def test_resetting_frees_a_locked_account_and_tells_its_owner(
    browser: Client, settled: Settled, door: Knock
) -> None:
    user = settled(Role.OFFICE_STAFF)
    for _ in range(6):
        door("limou", "wrong")
    typed = {"do": "administration.reset_password", "version": 1}
    page = browser.post(f"/do/administration.reset_password/{user.pk}/", typed, follow=True)
    assert door(password=initial_password(page)).request["PATH_INFO"] == "/sign-in/first/"
    assert Message.objects.filter(user=user, text__contains="密码已由系统管理员重置").exists()


def test_a_lost_telephone(administrators: Seats, settled: Settled) -> None:
    user = settled(Role.LIAISON_STAFF)
    enrol(user)
    accounts.reset_second_factor(administrators["system"], user, reason="手机遗失")
    assert not second_factor.has_second_factor(user)
    with pytest.raises(Refused, match="没有启用"):
        accounts.reset_second_factor(administrators["system"], user, reason="手机遗失")


@pytest.mark.parametrize("role", [Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR])
def test_another_administrators_code_is_not_reset_on_a_page(
    administrators: Seats, settled: Settled, role: Role
) -> None:
    user = settled(role)
    enrol(user)
    with pytest.raises(Refused, match="break_glass"):
        accounts.reset_second_factor(administrators["system"], user, reason="手机遗失")
    assert second_factor.has_second_factor(user)


def test_ending_the_sessions_of_one_and_of_all(
    administrators: Seats, browser: Client, settled: Settled, door: Knock, client: Client
) -> None:
    user = settled(Role.OFFICE_STAFF)
    door()
    accounts.end_sessions(administrators["system"], user)
    assert client.get("/todos/").status_code == 302
    door()
    typed = {"do": "administration.end_all_sessions", "reason": "账号被盗用", "version": 1}
    answer = browser.post("/settings/end-all-sessions/", typed)
    assert answer["Location"] == "/settings/"
    assert client.get("/todos/").status_code == 302
    assert browser.get("/accounts/").status_code == 200, "the administrator's own session goes on"


def test_all_ends_at_the_border_of_the_committee(
    administrators: Seats, other_city: Committee, client_of: Callable[..., Client]
) -> None:
    foreign = client_of(directory.seat(other_city, Role.OFFICE_STAFF))
    seat = administrators["system"]
    accounts.end_all_sessions(seat, seat.committee, reason="账号被盗用")
    assert foreign.get("/todos/").status_code == 200


@pytest.mark.parametrize("kind", ["system", "security", "audit"])
def test_the_last_administrator_of_a_kind_cannot_be_disabled(
    administrators: Seats, city: Committee, kind: str
) -> None:
    seat = directory.seat(city, Role.SYSTEM_ADMINISTRATOR) if kind == "system" else administrators["system"]
    last = account_of(administrators[kind])
    if kind == "system":
        accounts.disable_account(administrators["system"], account_of(seat), reason="调离")
        seat = system_seat(city)
    with pytest.raises(Refused, match="最后一位"):
        accounts.disable_account(seat, last, reason="调离")
    assert User.objects.get(pk=last.pk).is_active


def test_with_a_second_one_the_first_can_be_disabled(administrators: Seats, city: Committee) -> None:
    directory.seat(city, Role.AUDIT_ADMINISTRATOR)
    first = account_of(administrators["audit"])
    accounts.disable_account(administrators["system"], first, reason="调离")
    assert not User.objects.get(pk=first.pk).is_active


def test_nobody_disables_the_own_account(administrators: Seats, city: Committee) -> None:
    directory.seat(city, Role.SYSTEM_ADMINISTRATOR)
    own = account_of(administrators["system"])
    with pytest.raises(Refused, match="自己"):
        accounts.disable_account(administrators["system"], own, reason="调离")


OTHERS = {Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR, *BUSINESS_ROLES}
WRITES: list[tuple[Any, dict[str, Any]]] = [
    (accounts.edit_account, {"real_name": "x", "phone": ""}),
    (accounts.disable_account, {"reason": "x"}),
    (accounts.enable_account, {"initial_password": "Abcd-efg3-hjkm"}),
    (accounts.reset_password, {"initial_password": "Abcd-efg3-hjkm"}),
    (accounts.reset_second_factor, {"reason": "x"}),
    (accounts.end_sessions, {}),
    (accounts.break_glass, {"reason": "x", "initial_password": "Abcd-efg3-hjkm"}),
]


@pytest.mark.parametrize(("write", "typed"), WRITES, ids=lambda value: getattr(value, "name", ""))
def test_no_other_role_writes_accounts(
    city: Committee, settled: Settled, write: Any, typed: dict[str, Any]
) -> None:
    user = settled()
    for role in sorted(OTHERS):
        with pytest.raises((PermissionDenied, Http404)):
            write(directory.seat(city, role), user, **typed)


def test_no_other_role_makes_accounts_or_changes_settings(city: Committee) -> None:
    typed = {"username": "zhaomou", "real_name": "x", "phone": "", "initial_password": "Abcd-efg3-hjkm"}
    numbers = {"icp": "", "police_record": "", "website_id": ""}
    make, settle, end = (accounts.create_account, accounts.edit_settings, accounts.end_all_sessions)
    for role in sorted(OTHERS):
        seat = directory.seat(city, role)
        with pytest.raises(PermissionDenied):
            make(seat, **typed)
        with pytest.raises(PermissionDenied):
            settle(seat, city, contact_name="x", contact_phone="1", **numbers)
        with pytest.raises(PermissionDenied):
            end(seat, city, reason="x")


@pytest.mark.parametrize(("write", "typed"), WRITES[:-1], ids=lambda value: getattr(value, "name", ""))
def test_another_committees_account_is_not_there(
    administrators: Seats, settled: Settled, other_city: Committee, write: Any, typed: dict[str, Any]
) -> None:
    user = settled(owner=other_city)
    with pytest.raises(Http404):
        write(administrators["system"], user, **typed)


@pytest.mark.parametrize(
    "path", ["/accounts/{}/", "/accounts/{}/edit/", "/do/administration.end_sessions/{}/"]
)
def test_another_committees_pages_answer_404(
    browser: Client, settled: Settled, other_city: Committee, path: str
) -> None:
    assert browser.get(path.format(settled(owner=other_city).pk)).status_code == 404


def test_the_list_holds_the_own_committee_and_its_filters(
    browser: Client, settled: Settled, other_city: Committee, clock: Callable[..., None]
) -> None:
    settled(Role.OFFICE_STAFF, name="diligent")
    settled(name="without-hat")
    settled(owner=other_city, name="foreign-one")
    page = browser.get("/accounts/").content.decode()
    assert "diligent" in page and "without-hat" in page and "foreign-one" not in page
    assert "diligent" not in browser.get("/accounts/?q=without").content.decode()
    page = browser.get("/accounts/?state=without_hat").content.decode()
    assert "without-hat" in page and "diligent" not in page
    assert "foreign-one" not in browser.get("/accounts/?export=xlsx").content.decode("latin-1")


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/{}/", "/accounts/new/"])
def test_pages_ask_the_database_a_bounded_number_of_times(
    browser: Client, settled: Settled, django_assert_max_num_queries: Any, path: str
) -> None:
    for n in range(30):
        user = settled(Role.OFFICE_STAFF, Role.RESEARCH_OFFICE, name=f"account-{n}")
    with django_assert_max_num_queries(15):
        assert browser.get(path.format(user.pk)).status_code == 200


def test_unused_for_180_days(city: Committee, settled: Settled) -> None:
    now = timezone.now()
    old, fresh, never = settled(name="old-one"), settled(name="fresh-one"), settled(name="never-one")
    User.objects.filter(pk=old.pk).update(last_login=now - timedelta(days=181))
    User.objects.filter(pk=fresh.pk).update(last_login=now - timedelta(days=179))
    User.objects.filter(pk=never.pk).update(created=now - timedelta(days=181))
    assert set(queries.unused(User.objects.filter(committee=city), now)) == {old, never}


def test_accounts_whose_hats_have_all_ended_are_listed_too(city: Committee, settled: Settled) -> None:
    ended, part = settled(Role.MEMBER, name="ended-one"), settled(Role.MEMBER, Role.CONVENER, name="part-one")
    settled(name="new-one")
    with writing():
        Hat.objects.filter(role=Role.MEMBER).update(ends=directory.BEGIN)
    found = queries.unused_accounts(city, timezone.now())
    assert list(found) == [ended]
    assert part not in found


def test_the_daily_job_disables_them_but_never_the_last_administrator(
    city: Committee, administrators: Seats, settled: Settled
) -> None:
    old = settled(Role.OFFICE_STAFF)
    User.objects.update(last_login=timezone.now() - timedelta(days=181))
    done = accounts.disable_unused(city)
    assert done == 1
    old.refresh_from_db()
    assert (old.is_active, old.disabled_reason) == (False, "180天未登录或身份已全部结束")
    assert User.objects.filter(hats__role=Role.AUDIT_ADMINISTRATOR, is_active=True).exists()


def test_settings_are_shown_at_the_door(browser: Client, client: Client) -> None:
    typed = {"do": "administration.edit_settings", "contact_name": "孙某", "contact_phone": "0000-1234567"}
    assert browser.post("/settings/", {**typed, "version": 1})["Location"] == "/settings/"
    page = client.get("/sign-in/").content.decode()
    assert "孙某" in page and "0000-1234567" in page
    assert browser.post("/settings/", {**typed, "contact_name": "", "version": 2}).status_code == 422


def test_two_administrators_at_once_do_not_overwrite_each_other(browser: Client, settled: Settled) -> None:
    user = settled()
    path, typed = (
        f"/accounts/{user.pk}/edit/",
        {"do": "administration.edit_account", "version": 1, "phone": ""},
    )
    browser.post(path, {**typed, "real_name": "李一"})
    late = browser.post(path, {**typed, "real_name": "李二"})
    assert late.status_code == 422
    assert "他人已先处理" in late.content.decode()
    assert User.objects.get(pk=user.pk).real_name == "李一"


def test_administrators_own_acts_are_in_the_log(
    browser: Client, administrators: Seats, settled: Settled
) -> None:
    accounts.end_sessions(administrators["system"], settled())
    entry = Entry.objects.get(code="administration.end_sessions")
    assert entry.actor_id == administrators["system"].user_id
    assert entry.role == "系统管理员"


def test_the_password_of_a_disabled_account_is_not_reset(administrators: Seats, settled: Settled) -> None:
    user = settled()
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(Refused, match="先恢复"):
        write: Any = accounts.reset_password
        write(administrators["system"], user, initial_password="Abcd-efg3-hjkm")
    assert User.objects.get(pk=user.pk).check_password(GOOD)
    assert sign_in.sessions_of(user.pk) == []
