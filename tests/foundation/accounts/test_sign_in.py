"""Steps of signing in and the sessions they make. checklist 5, 13-16."""

from collections.abc import Callable
from time import process_time

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from tests.foundation.accounts.conftest import GOOD
from zhengxie.foundation.accounts import passwords, second_factor, sign_in, throttle
from zhengxie.foundation.accounts.models import SignInSession, User
from zhengxie.foundation.accounts.sessions import SessionStore
from zhengxie.foundation.accounts.sign_in import Answer


@pytest.fixture
def browser(rf: RequestFactory, user: User) -> HttpRequest:
    request = rf.post("/", HTTP_USER_AGENT="Chromium 120", REMOTE_ADDR="10.0.0.1")
    request.session = SessionStore()
    return request


def opened(key: str | None) -> SessionBase:
    """The session as the next request finds it."""
    return SessionStore(key)


def signed_in(request: HttpRequest, user: User, idle: int = 1800, sessions: int = 3) -> str:
    sign_in.begin_session(request, user)
    sign_in.wear_hat(request, 7, idle_seconds=idle, sessions=sessions)
    return str(request.session.session_key)


@pytest.mark.parametrize("name", ["wangmou", "WANGMOU", "ｗａｎｇｍｏｕ"])
def test_the_right_password_is_right(user: User, name: str) -> None:
    outcome = sign_in.prove_password(name, GOOD, "10.0.0.1")
    assert outcome.right
    assert outcome.user == user


def test_wrong_unknown_disabled_and_locked_are_told_apart_for_the_log_only(user: User) -> None:
    assert sign_in.prove_password("wangmou", "x", "10.0.0.1").answer == Answer.WRONG
    assert sign_in.prove_password("nobody", "x", "10.0.0.1").answer == Answer.WRONG
    user.is_active = False
    user.save()
    assert sign_in.prove_password("wangmou", GOOD, "10.0.0.1").answer == Answer.DISABLED


def test_a_locked_account_does_not_open_with_the_right_password(user: User) -> None:
    locks = [sign_in.prove_password("wangmou", "x", "10.0.0.1").locks for _ in range(5)]
    assert locks == [False] * 4 + [True]
    assert sign_in.prove_password("wangmou", GOOD, "10.0.0.1").answer == Answer.LOCKED
    assert sign_in.prove_password("wangmou", GOOD, "10.0.0.2").right


def test_an_unknown_account_takes_as_long_as_a_known_one(user: User, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    user.set_password(GOOD)
    user.save()
    for _ in range(5):
        throttle.failed(throttle.announce("wangmou", "10.0.9.9"))

    def seconds(name: str, address: str) -> float:
        begin = process_time()
        sign_in.prove_password(name, "wrong", address)
        return process_time() - begin

    ways = [("wangmou", "10.0.0.{}"), ("nobody", "10.0.0.{}"), ("wangmou", "10.0.9.9")]
    # The processor's time, taken in turn, the quickest of each: a busy machine does not decide.
    rounds = [[seconds(name, address.format(n)) for name, address in ways] for n in range(3)]
    known, unknown, locked = (min(times) for times in zip(*rounds, strict=True))
    assert abs(known - unknown) < 0.05
    assert abs(known - locked) < 0.05


def test_an_initial_password_opens_once(user: User) -> None:
    initial = passwords.random_password()
    passwords.set_initial_password(user, initial)
    user.save()
    assert sign_in.prove_password("wangmou", initial, "10.0.0.1").right
    assert sign_in.prove_password("wangmou", initial, "10.0.0.1").answer == Answer.INITIAL_SPENT


def test_codes_have_the_same_limit_as_passwords(user: User) -> None:
    factor = second_factor.begin_enrolment(user)
    code = second_factor.current_code(factor)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert [sign_in.prove_code(user, wrong, "10.0.0.1").answer for _ in range(6)] == [Answer.WRONG] * 5 + [
        Answer.LOCKED
    ]


def test_the_awaited_code_is_forgotten_after_five_minutes(
    browser: HttpRequest, user: User, clock: Callable[..., None]
) -> None:
    assert sign_in.awaited_user(browser) is None
    sign_in.wait_for_code(browser, user)
    assert sign_in.awaited_user(browser) == user
    clock(minutes=5, seconds=1)
    assert sign_in.awaited_user(browser) is None


def test_signing_in_takes_a_new_key_and_the_old_one_is_dead(browser: HttpRequest, user: User) -> None:
    browser.session["planted"] = 1
    browser.session.save()
    planted = browser.session.session_key
    key = signed_in(browser, user)
    assert key != planted
    assert "planted" not in opened(key)
    assert "planted" not in opened(planted)


def test_the_row_says_whose_session_it_is(browser: HttpRequest, user: User) -> None:
    row = SignInSession.objects.get(session_key=signed_in(browser, user))
    assert (row.user_id, row.hat_id, row.idle_seconds) == (user.pk, 7, 1800)
    assert (row.address, row.agent) == ("10.0.0.1", "Chromium 120")


def test_signing_out_kills_the_key(browser: HttpRequest, user: User) -> None:
    key = signed_in(browser, user)
    sign_in.end_session(browser)
    assert not SignInSession.objects.filter(session_key=key).exists()


@pytest.mark.parametrize("idle", [900, 1800, 7200])
def test_an_idle_session_ends(
    browser: HttpRequest, user: User, clock: Callable[..., None], idle: int
) -> None:
    key = signed_in(browser, user, idle)
    clock(seconds=idle - 10)
    assert "_auth_user_id" in opened(key)
    clock(seconds=idle - 10)
    assert "_auth_user_id" in opened(key), "being used keeps it alive"
    clock(seconds=idle + 1)
    assert "_auth_user_id" not in opened(key)
    assert not SignInSession.objects.filter(session_key=key).exists()


def test_a_used_session_ends_after_twelve_hours(
    browser: HttpRequest, user: User, clock: Callable[..., None], settings: Settings
) -> None:
    key = signed_in(browser, user, 7200)
    for _ in range(7):
        clock(minutes=100)
        assert "_auth_user_id" in opened(key)
    clock(minutes=21)
    assert "_auth_user_id" not in opened(key)


def test_without_a_hat_the_shortest_limit_holds(
    browser: HttpRequest, user: User, clock: Callable[..., None]
) -> None:
    sign_in.begin_session(browser, user)
    browser.session.save()
    clock(minutes=15, seconds=1)
    assert "_auth_user_id" not in opened(browser.session.session_key)


def test_reading_within_a_minute_writes_nothing(
    browser: HttpRequest, user: User, django_assert_num_queries: Callable[..., object]
) -> None:
    key = signed_in(browser, user)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert "_auth_user_id" in opened(key)


def test_the_oldest_session_above_the_limit_ends(
    rf: RequestFactory, user: User, clock: Callable[..., None]
) -> None:
    keys = []
    for _ in range(4):
        request = rf.post("/")
        request.session = SessionStore()
        keys.append(signed_in(request, user))
        clock(seconds=1)
    assert ["_auth_user_id" in opened(key) for key in keys] == [False, True, True, True]
    request = rf.post("/")
    request.session = SessionStore()
    signed_in(request, user, sessions=1)
    assert len(sign_in.sessions_of(user.pk)) == 1


def test_ending_others_keeps_the_own_one(rf: RequestFactory, user: User) -> None:
    requests = [rf.post("/") for _ in range(3)]
    keys = []
    for request in requests:
        request.session = SessionStore()
        keys.append(signed_in(request, user))
    assert sign_in.end_sessions([user.pk], keep=[keys[2]]) == 2
    assert ["_auth_user_id" in opened(key) for key in keys] == [False, False, True]


def test_a_handle_ends_one_session_of_its_owner_only(browser: HttpRequest, user: User) -> None:
    key = signed_in(browser, user)
    handle = sign_in.handle_of(SignInSession.objects.get(session_key=key))
    assert key not in handle
    assert sign_in.end_own_session(user.pk + 1, handle) == 0
    assert sign_in.end_own_session(user.pk, handle) == 1
