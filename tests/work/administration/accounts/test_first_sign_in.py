"""The first sign-in: at most 3 pages and 5 fields, each error says the repair. checklist 4, 7, 49."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.work.administration.accounts.conftest import NEXT
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.accounts import notice, passwords, second_factor
from zhengxie.foundation.accounts.crypto import fingerprint
from zhengxie.foundation.accounts.models import NoticeConsent, User
from zhengxie.foundation.audit.models import Entry

Settled = Callable[..., User]
INITIAL = "Abcd-efg3-hjkm"
# A changed notice asks everyone again: change VERSION in accounts/notice.py together with this digest.
NOTICE = {"2026-1": "sha256:6021cf06504ff9293443f55c27aa404267c882f12886ab1668edc0014773da5c"}


@pytest.fixture
def beginner(settled: Settled) -> Callable[..., User]:
    """An account as the administrators leave it: initial password, hat, nothing confirmed."""

    def make(*roles: Role, **place: Any) -> User:
        user = settled(*roles, **place)
        NoticeConsent.objects.all().delete()
        passwords.set_initial_password(user, INITIAL)
        user.save()
        return user

    return make


def fields(page: Any) -> int:
    """Inputs that the person fills in."""
    return len(re.findall(r'<input(?![^>]*type="hidden")', page.content.decode()))


def test_two_pages_and_four_fields(client: Client, beginner: Callable[..., User]) -> None:
    beginner(Role.OFFICE_STAFF)
    first = client.get("/sign-in/")
    second = client.post("/sign-in/", {"username": "limou", "password": INITIAL}, follow=True)
    assert second.request["PATH_INFO"] == "/sign-in/first/"
    assert fields(first) + fields(second) == 4
    typed = {"new_password": NEXT, "repeated_password": NEXT, "agreed": "on"}
    done = client.post("/sign-in/first/", typed, follow=True)
    assert done.request["PATH_INFO"].startswith("/todos")
    user = User.objects.get(username="limou")
    assert user.check_password(NEXT) and not user.must_change_password
    assert NoticeConsent.objects.filter(user=user, version=notice.VERSION).exists()
    codes = [entry.code.partition(".")[2] for entry in Entry.objects.order_by("id")]
    assert codes == ["sign_in", "confirm_notice", "change_password", "wear_hat"]


def test_the_text_is_large(client: Client, beginner: Callable[..., User]) -> None:
    beginner(Role.OFFICE_STAFF)
    pages = [client.get("/sign-in/")]
    pages.append(client.post("/sign-in/", {"username": "limou", "password": INITIAL}, follow=True))
    for page in pages:
        assert 'class="zx-member"' in page.content.decode(), "the skeleton whose text is 18 px"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"new_password": NEXT, "repeated_password": NEXT}, "请阅读告知书后按"),
        ({"new_password": NEXT, "repeated_password": NEXT + "x", "agreed": "on"}, "两次填写的新密码不一样"),
        (
            {"new_password": "short", "repeated_password": "short", "agreed": "on"},
            "密码至少 10 个字符，现在是 5 个",
        ),
        ({"new_password": INITIAL, "repeated_password": INITIAL, "agreed": "on"}, "最近用过这个密码"),
        ({"agreed": "on"}, "请填写新密码。"),
    ],
)
def test_each_error_says_the_repair(
    client: Client, beginner: Callable[..., User], typed: dict[str, str], sentence: str
) -> None:
    beginner(Role.OFFICE_STAFF)
    client.post("/sign-in/", {"username": "limou", "password": INITIAL})
    page = client.post("/sign-in/first/", typed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not NoticeConsent.objects.exists()


def test_nothing_opens_before_it_is_finished(client: Client, beginner: Callable[..., User]) -> None:
    beginner(Role.OFFICE_STAFF)
    client.post("/sign-in/", {"username": "limou", "password": INITIAL})
    for path in ("/todos/", "/", "/messages/", "/my-account/", "/my-account/password/"):
        answer = client.get(path, follow=True)
        assert answer.request["PATH_INFO"] == "/sign-in/first/", path


def test_an_initial_password_opens_once(client: Client, beginner: Callable[..., User]) -> None:
    beginner(Role.OFFICE_STAFF)
    client.post("/sign-in/", {"username": "limou", "password": INITIAL})
    again = Client().post("/sign-in/", {"username": "limou", "password": INITIAL})
    assert "这个初始密码已经用过" in again.content.decode()


def test_a_role_that_needs_a_code_is_led_to_enrolment_from_every_page(
    client: Client, beginner: Callable[..., User]
) -> None:
    user = beginner(Role.LIAISON_STAFF)
    client.post("/sign-in/", {"username": "limou", "password": INITIAL})
    typed = {"new_password": NEXT, "repeated_password": NEXT, "agreed": "on"}
    third = client.post("/sign-in/first/", typed, follow=True)
    assert third.request["PATH_INFO"] == "/sign-in/second-factor/"
    for path in ("/todos/", "/", "/messages/", "/my-account/"):
        assert client.get(path, follow=True).request["PATH_INFO"] == "/sign-in/second-factor/", path
    page = third.content.decode()
    assert "<svg" in page and second_factor.key_text(user.second_factor) in page
    assert "现在的密码" not in page, "it was typed a moment ago"
    wrong = client.post("/sign-in/second-factor/", {"code": "12345"})
    assert wrong.status_code == 422
    code = second_factor.current_code(user.second_factor)
    done = client.post("/sign-in/second-factor/", {"code": code}, follow=True)
    assert done.request["PATH_INFO"].startswith("/todos")


@pytest.mark.parametrize(
    "role",
    [
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
        Role.LIAISON_STAFF,
        Role.INFO_EDITOR,
        Role.SECRETARY_GENERAL,
    ],
)
def test_roles_that_must_have_a_code(
    client: Client, settled: Settled, door: Callable[..., Any], role: Role
) -> None:
    settled(role)
    assert door().request["PATH_INFO"] == "/sign-in/second-factor/"


def test_members_need_none(client: Client, settled: Settled, door: Callable[..., Any]) -> None:
    settled(Role.MEMBER)
    assert door().request["PATH_INFO"].startswith("/todos")


def test_a_new_version_of_the_notice_asks_again(
    settled: Settled, door: Callable[..., Any], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = settled(Role.OFFICE_STAFF)
    monkeypatch.setattr(notice, "VERSION", "2099-1")
    page = door()
    assert page.request["PATH_INFO"] == "/sign-in/first/"
    assert "新密码" not in page.content.decode()
    done = client.post("/sign-in/first/", {"agreed": "on"}, follow=True)
    assert done.request["PATH_INFO"].startswith("/todos")
    assert NoticeConsent.objects.filter(user=user).count() == 2


def test_the_version_changes_with_the_text() -> None:
    text = render_to_string("administration/sign_in_notice.html", {})
    assert NOTICE[notice.VERSION] == fingerprint(text.encode())
    for part in ("谁在处理", "为什么", "有哪些", "保存多久", "您的权利", "联系谁"):
        assert part in text
