"""The door: account and password, then the code. checklist 5-8, 14, 17, 18, 34, 66."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.work.administration.accounts.conftest import GOOD, enrol
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.accounts import second_factor
from zhengxie.foundation.accounts.models import SignInSession, User
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, writing
from zhengxie.work.administration.entrance import NOT_OPENED

Knock = Callable[..., Any]
Settled = Callable[..., User]


def logged() -> list[tuple[str, bool]]:
    """Events of the log by code and success."""
    return [(entry.code.partition(".")[2], entry.ok) for entry in Entry.objects.order_by("id")]


def test_a_right_password_leads_to_the_desk(door: Knock, settled: Settled) -> None:
    settled(Role.OFFICE_STAFF)
    answer = door()
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"].startswith("/todos")
    assert logged() == [("sign_in", True), ("wear_hat", True)]


def test_it_leads_back_to_the_page_asked_for(door: Knock, settled: Settled, client: Client) -> None:
    settled(Role.OFFICE_STAFF)
    first = client.get("/messages/")
    assert first["Location"] == "/sign-in/?next=%2Fmessages%2F"
    assert door(to="?next=%2Fmessages%2F").request["PATH_INFO"] == "/messages/"


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"]
)
def test_it_never_leads_out_of_the_platform(door: Knock, settled: Settled, wanted: str) -> None:
    settled(Role.OFFICE_STAFF)
    assert door(to=f"?next={wanted}").request["PATH_INFO"].startswith("/todos")


def test_wrong_unknown_disabled_and_locked_read_the_same(
    door: Knock, settled: Settled, client: Client
) -> None:
    user = settled(Role.OFFICE_STAFF)
    pages = [door("limou", "wrong"), door("nobody", "wrong")]
    User.objects.filter(pk=user.pk).update(is_active=False)
    pages.append(door())
    User.objects.filter(pk=user.pk).update(is_active=True)
    for _ in range(5):
        door("limou", "wrong")
    pages.append(door())
    for page in pages:
        assert page.status_code == 422
        assert NOT_OPENED in page.content.decode()
        assert "有误：" in page.content.decode()
    assert ("sign_in_locked", False) in logged()


def test_what_was_typed_is_not_in_the_log(door: Knock, city: Committee) -> None:
    door("my-secret-as-name", "my-secret")
    assert not Entry.objects.filter(detail__contains="my-secret").exists()
    entry = Entry.objects.get()
    assert (entry.actor, entry.ok, entry.address, entry.chain) == ("未知账号", False, "127.0.0.1", city.pk)


def test_empty_fields_say_the_repair(client: Client, city: Committee) -> None:
    page = client.post("/sign-in/", {"username": "", "password": ""}).content.decode()
    assert "请填写账号，一般是您的手机号。" in page
    assert "请填写密码。" in page


def test_the_typed_name_stays_the_password_does_not(door: Knock, city: Committee) -> None:
    page = door("limou", "my-wrong-one").content.decode()
    assert 'value="limou"' in page
    assert "my-wrong-one" not in page


def test_the_door_names_whom_to_call(client: Client, city: Committee) -> None:
    with writing():
        city.contact_name, city.contact_phone = "委员联络科 孙某", "0000-1234567"
        city.save()
    page = client.get("/sign-in/")
    assert "委员联络科 孙某" in page.content.decode()
    assert 'href="tel:0000-1234567"' in page.content.decode()
    assert page["Cache-Control"] == "no-store"


def test_password_managers_and_pasting_work(client: Client, city: Committee) -> None:
    page = client.get("/sign-in/").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page and 'autocomplete="off"' not in page


def test_with_a_dynamic_code_the_password_alone_opens_nothing(
    door: Knock, settled: Settled, client: Client
) -> None:
    enrol(settled(Role.OFFICE_STAFF))
    assert door().request["PATH_INFO"] == "/sign-in/code/"
    assert client.get("/todos/").status_code == 302
    assert not SignInSession.objects.filter(user_id__isnull=False).exists()


def test_the_code_opens(door: Knock, settled: Settled, client: Client) -> None:
    user = settled(Role.OFFICE_STAFF)
    enrol(user)
    door(to="?next=/messages/")
    code = second_factor.current_code(user.second_factor)
    wrong = client.post("/sign-in/code/", {"code": f"{(int(code) + 1) % 1_000_000:06}"})
    assert wrong.status_code == 422
    assert "最新的 6 位数字" in wrong.content.decode()
    answer = client.post("/sign-in/code/", {"code": code}, follow=True)
    assert answer.request["PATH_INFO"] == "/messages/"
    assert ("sign_in_code", False) in logged() and ("sign_in_code", True) in logged()


def test_a_code_does_not_open_a_second_time(door: Knock, settled: Settled, client: Client) -> None:
    user = settled(Role.OFFICE_STAFF)
    enrol(user)
    code = second_factor.current_code(user.second_factor)
    door()
    client.post("/sign-in/code/", {"code": code})
    other = Client()
    door(browser=other)
    assert other.post("/sign-in/code/", {"code": code}).status_code == 422


def test_the_code_page_without_a_password_leads_to_the_door(client: Client, city: Committee) -> None:
    assert client.get("/sign-in/code/")["Location"] == "/sign-in/"


def test_codes_are_limited_like_passwords(door: Knock, settled: Settled, client: Client) -> None:
    user = settled(Role.OFFICE_STAFF)
    enrol(user)
    door()
    code = second_factor.current_code(user.second_factor)
    for n in range(1, 6):
        client.post("/sign-in/code/", {"code": f"{(int(code) + n) % 1_000_000:06}"})
    assert client.post("/sign-in/code/", {"code": code}).status_code == 422


def test_the_key_from_before_sign_in_is_dead(door: Knock, settled: Settled, client: Client) -> None:
    enrol(settled(Role.OFFICE_STAFF))
    door()
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    user = User.objects.get()
    client.post("/sign-in/code/", {"code": second_factor.current_code(user.second_factor)})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert not SignInSession.objects.filter(session_key=before).exists()


def test_signing_out_kills_the_session_on_the_server(door: Knock, settled: Settled, client: Client) -> None:
    settled(Role.OFFICE_STAFF)
    door()
    old = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = client.post("/sign-out/")
    assert answer["Location"] == "/sign-in/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    replayed = Client()
    replayed.cookies[settings.SESSION_COOKIE_NAME] = old
    assert replayed.get("/todos/")["Location"].startswith("/sign-in/")
    assert logged()[-1] == ("sign_out", True)


def test_signing_out_needs_a_post_with_token(settled: Settled, door: Knock) -> None:
    settled(Role.OFFICE_STAFF)
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/sign-out/").status_code == 405
    assert strict.post("/sign-out/").status_code == 403


def test_an_ended_session_moves_the_whole_page_of_an_htmx_call(client: Client, city: Committee) -> None:
    page = "http://testserver/messages/"
    answer = client.get("/todos/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL=page, HTTP_REFERER=page)
    assert answer["HX-Redirect"] == "/sign-in/?next=%2Fmessages%2F"


def test_an_expired_password_must_be_changed_first(
    door: Knock, settled: Settled, clock: Callable[..., None]
) -> None:
    settled(Role.OFFICE_STAFF)
    clock(days=90, minutes=1)
    answer = door(password=GOOD)
    assert answer.request["PATH_INFO"] == "/sign-in/first/"
    assert "您的密码已到期" in answer.content.decode()


def test_from_ten_days_before_the_person_is_told(
    door: Knock, settled: Settled, clock: Callable[..., None]
) -> None:
    settled(Role.OFFICE_STAFF)
    clock(days=79, minutes=1)
    assert "天到期" not in door().content.decode()
    clock(days=1)
    assert "您的密码还有 10 天到期" in door().content.decode()


def test_an_idle_administrator_is_out_after_a_quarter_of_an_hour(
    door: Knock, settled: Settled, clock: Callable[..., None], client: Client
) -> None:
    user = settled(Role.SYSTEM_ADMINISTRATOR)
    enrol(user)
    door()
    client.post("/sign-in/code/", {"code": second_factor.current_code(user.second_factor)})
    clock(minutes=14)
    assert client.get("/accounts/").status_code == 200
    clock(minutes=15, seconds=1)
    assert client.get("/accounts/").status_code == 302


def test_the_cookie_is_http_only_and_same_site(door: Knock, settled: Settled, client: Client) -> None:
    settled(Role.OFFICE_STAFF)
    door()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
