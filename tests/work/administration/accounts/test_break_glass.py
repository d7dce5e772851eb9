"""The way back in, on the server only. checklist 4, 30."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories import directory
from tests.work.administration.accounts.conftest import enrol
from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.accounts import second_factor
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee

Settled = Callable[..., User]


def password_in(text: str) -> str:
    found = re.search(r"初始密码：(\S+)", text)
    assert found
    return found[1]


def test_a_disabled_administrator_without_a_telephone_gets_back_in(
    settled: Settled, door: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    user = settled(Role.SECURITY_ADMINISTRATOR)
    enrol(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    call_command("break_glass", "LiMou", reason="两位管理员同时离岗")
    password = password_in(capsys.readouterr().out)
    assert not second_factor.has_second_factor(user)
    assert door(password=password).request["PATH_INFO"] == "/sign-in/first/"
    entry = Entry.objects.get(code="administration.break_glass")
    assert entry.actor == "系统"
    assert "两位管理员同时离岗（服务器用户 " in entry.detail
    assert password not in entry.detail


def test_the_first_administrators_of_a_new_installation(
    city: Committee, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not User.objects.exists(), "no account exists after installation"
    call_command("break_glass", "anquan", reason="新装", create="吴某", role="security_administrator")
    user = User.objects.get(username="anquan")
    assert user.must_change_password
    assert [hat.role for hat in user.hats.all()] == [Role.SECURITY_ADMINISTRATOR]
    assert password_in(capsys.readouterr().out)
    codes = [entry.code for entry in Entry.objects.order_by("id")]
    assert codes == ["administration.create_account", "administration.grant_hat"]


def test_it_refuses_what_the_pages_refuse(settled: Settled) -> None:
    settled(Role.OFFICE_STAFF)
    with pytest.raises(CommandError, match="互斥"):
        call_command("break_glass", "limou", reason="x", role="audit_administrator")


def test_what_is_missing_is_said(city: Committee) -> None:
    with pytest.raises(CommandError, match="--create"):
        call_command("break_glass", "nobody", reason="x")
    with pytest.raises(CommandError, match="没有代码为 nowhere 的机关"):
        call_command("break_glass", "nobody", reason="x", committee="nowhere")
    directory.committee("linshui", "政协邻水市委员会")
    with pytest.raises(CommandError, match="--committee"):
        call_command("break_glass", "nobody", reason="x")


def test_no_role_can_press_it_on_a_page() -> None:
    pressers = {role for grant in VERBS["administration.break_glass"].who.grants for role in grant.roles}
    assert pressers == {Role.SYSTEM}
