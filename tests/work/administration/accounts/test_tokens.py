"""Tokens on their owner's page: made, shown once, listed, voided. checklist 6, 15, 26"""

import logging
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
from tests.factories.programs import Program, token_for
from tests.work.administration.accounts.conftest import account_of, hat_of
from zhengxie.foundation.access import tokens
from zhengxie.foundation.access.models import Hat, Token
from zhengxie.foundation.access.roles import ADMINISTRATORS, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import SignInSession
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.models import Message
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.accounts import (
    disable_account,
    enable_account,
    end_all_sessions,
    end_sessions,
    reset_password,
)
from zhengxie.work.administration.actions.accounts_hats import revoke_hat
from zhengxie.work.administration.actions.tokens import make_token, revoke_token

Seats = dict[str, Seat]
MAKE = {"do": "administration.make_token", "name": "OA对接"}
SHOWN = re.compile(r"zx_[0-9a-f]{64}")


@pytest.fixture
def office(city: Committee) -> Seat:
    return directory.seat(city, Role.OFFICE_STAFF)


@pytest.fixture
def browser(office: Seat, client_of: Callable[..., Client]) -> Client:
    return client_of(office)


def opens(token: str) -> int:
    status: int = Program(token).get("me").status_code
    return status


def test_a_new_token_is_shown_once_and_kept_nowhere(
    browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = browser.post("/my-account/tokens/", MAKE)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    [token] = SHOWN.findall(answer.content.decode())
    assert opens(token) == 200
    assert not SHOWN.search(browser.get("/my-account/tokens/").content.decode())
    kept = Token.objects.get()
    assert kept.digest == tokens.digest_of(token)
    assert kept.expires == timezone.localdate() + timedelta(days=90)
    trail = " ".join(Entry.objects.values_list("detail", flat=True)) + " ".join(
        Entry.objects.values_list("title", flat=True)
    )
    sessions = " ".join(str(row.get_decoded()) for row in SignInSession.objects.all())
    everywhere = [trail, sessions, caplog.text, *Message.objects.values_list("text", flat=True)]
    assert not any(token in text or kept.digest in text for text in everywhere)


def test_sending_the_page_again_makes_no_second_one(browser: Client) -> None:
    browser.post("/my-account/tokens/", MAKE)
    answer = browser.post("/my-account/tokens/", MAKE)
    assert answer.status_code == 422
    assert "已经有一个有效的令牌" in answer.content.decode()
    assert Token.objects.count() == 1


def test_it_is_for_the_hat_that_is_worn(browser: Client, office: Seat) -> None:
    with loading():
        Hat.objects.create(
            committee=office.committee,
            user=account_of(office),
            role=Role.RESEARCH_OFFICE,
            starts=directory.BEGIN,
        )
    [token] = SHOWN.findall(browser.post("/my-account/tokens/", MAKE).content.decode())
    assert Token.objects.get().hat_id == office.hat_id
    assert Program(token).get("me").json()["role"] == "office_staff"


def test_the_owner_is_told(browser: Client, office: Seat) -> None:
    browser.post("/my-account/tokens/", MAKE)
    message = Message.objects.get(user=account_of(office))
    assert "接口令牌“OA对接”" in message.text
    assert message.url == "/my-account/tokens/"
    entry = Entry.objects.get(code="administration.make_token", ok=True)
    assert "OA对接" in entry.detail


def test_ten_living_ones_a_hat_are_enough(office: Seat) -> None:
    for n in range(10):
        make_token(office, name=f"程序{n}", digest=f"d{n}")
    with pytest.raises(Refused, match="最多10个"):
        make_token(office, name="再来", digest="d")
    revoke_token(office, Token.objects.get(name="程序0"))
    make_token(office, name="再来", digest="d")
    Token.objects.filter(name="程序1").update(expires=timezone.localdate() - timedelta(days=1))
    make_token(office, name="程序1", digest="e")


def test_voiding_on_the_page_works_at_once(browser: Client, office: Seat) -> None:
    token = token_for(office)
    key = Token.objects.get().pk
    assert f"/do/administration.revoke_token/{key}/" in browser.get("/my-account/tokens/").content.decode()
    answer = browser.post(f"/do/administration.revoke_token/{key}/", {"do": "administration.revoke_token"})
    assert answer["Location"] == "/my-account/tokens/"
    assert opens(token) == 401
    assert "已作废" in browser.get("/my-account/tokens/").content.decode()
    with pytest.raises(Refused, match="已经作废"):
        revoke_token(office, Token.objects.get())


def test_a_program_may_give_its_own_token_back(office: Seat) -> None:
    program, key = Program(token_for(office)), Token.objects.get().pk
    assert program.post(f"administration/{key}/revoke_token").status_code == 200
    assert program.get("me").status_code == 401


def test_nobody_sees_or_voids_another_persons(
    office: Seat, city: Committee, client_of: Callable[..., Client]
) -> None:
    token_for(office, name="别人的程序")
    other = directory.seat(city, Role.OFFICE_STAFF)
    assert "别人的程序" not in client_of(other).get("/my-account/tokens/").content.decode()
    with pytest.raises(Http404):
        revoke_token(other, Token.objects.get())


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_have_none(role: Role, city: Committee, client_of: Callable[..., Client]) -> None:
    seat = directory.seat(city, role)
    assert client_of(seat).get("/my-account/tokens/").status_code == 403
    with pytest.raises(PermissionDenied):
        make_token(seat, name="x", digest="x")
    assert opens(token_for(seat)) == 401, "not even one that got into the table"
    assert "接口令牌" not in client_of(seat).get("/my-account/").content.decode()


def test_the_own_account_leads_there(browser: Client) -> None:
    assert 'href="/my-account/tokens/"' in browser.get("/my-account/").content.decode()


def test_members_get_the_page_in_their_own_skeleton(
    city: Committee, client_of: Callable[..., Client]
) -> None:
    seat = directory.seat(city, Role.MEMBER, member=directory.member(city))
    assert 'class="zx-member"' in client_of(seat).get("/my-account/tokens/").content.decode()


@pytest.mark.parametrize("act", [disable_account, end_sessions, reset_password])
def test_what_an_administrator_ends_is_ended_for_programs_too(
    act: Any, office: Seat, administrators: Seats
) -> None:
    inputs = {
        "disable_account": {"reason": "调离"},
        "reset_password": {"initial_password": "Aa1-Bb2-Cc3-Dd4"},
    }
    token, user = token_for(office), account_of(office)
    act(administrators["system"], user, **inputs.get(act.name, {}))
    assert opens(token) == 401
    if act is disable_account:
        enable_account(administrators["system"], user, initial_password="Aa1-Bb2-Cc3-Dd4")
        assert opens(token) == 401, "restoring the account does not restore its tokens"


def test_ending_all_sessions_ends_all_tokens(office: Seat, administrators: Seats, city: Committee) -> None:
    token = token_for(office)
    end_all_sessions(administrators["system"], city, reason="被盗用")
    assert opens(token) == 401


def test_the_token_ends_with_its_hat(office: Seat, administrators: Seats) -> None:
    token = token_for(office)
    revoke_hat(administrators["security"], hat_of(office), reason="调离")
    assert opens(token) == 401
