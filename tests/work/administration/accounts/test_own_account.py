"""What a person changes about the own account. checklist 9, 13, 15, 34."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import directory
from tests.work.administration.accounts.conftest import GOOD, NEXT, account_of, enrol
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.accounts import second_factor, sign_in
from zhengxie.foundation.accounts.models import SecondFactor, User
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.models import Message
from zhengxie.work.administration.queries.accounts_own import device_of

Settled = Callable[..., User]
Knock = Callable[..., Any]


@pytest.fixture
def person(settled: Settled, door: Knock) -> User:
    user = settled(Role.OFFICE_STAFF)
    door()
    return user


def test_the_page_shows_devices_and_not_the_session_key(person: User, client: Client) -> None:
    page = client.get("/my-account/").content.decode()
    assert "（本机）" in page
    assert sign_in.sessions_of(person.pk)[0].session_key not in page


def test_members_get_it_in_their_own_skeleton(settled: Settled, door: Knock, client: Client) -> None:
    settled(Role.MEMBER)
    door()
    assert 'class="zx-member"' in client.get("/my-account/").content.decode()


def test_changing_the_password_ends_the_other_sessions(person: User, client: Client, door: Knock) -> None:
    other = Client()
    door(browser=other)
    typed = {"current_password": GOOD, "new_password": NEXT, "repeated_password": NEXT}
    assert client.post("/my-account/password/", typed)["Location"] == "/my-account/"
    assert client.get("/todos/").status_code == 200, "the own session goes on"
    assert other.get("/todos/").status_code == 302
    assert User.objects.get(pk=person.pk).check_password(NEXT)
    assert Message.objects.filter(user=person, text__contains="密码已修改").exists()
    assert Entry.objects.filter(code="administration.change_password", ok=True).exists()


def test_the_current_password_is_asked_again(person: User, client: Client) -> None:
    typed = {"current_password": "wrong", "new_password": NEXT, "repeated_password": NEXT}
    page = client.post("/my-account/password/", typed)
    assert page.status_code == 422
    assert "密码不对" in page.content.decode()
    assert User.objects.get(pk=person.pk).check_password(GOOD)
    assert Entry.objects.filter(code="administration.prove_again", ok=False).exists()


def test_asking_again_is_limited_like_the_door(person: User, client: Client) -> None:
    typed = {"current_password": "wrong", "new_password": NEXT, "repeated_password": NEXT}
    for _ in range(5):
        client.post("/my-account/password/", typed)
    assert client.post("/my-account/password/", {**typed, "current_password": GOOD}).status_code == 422


def test_nothing_changes_where_the_log_cannot_be_written(
    person: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("zhengxie.foundation.audit.chain.record", broken)
    typed = {"current_password": GOOD, "new_password": NEXT, "repeated_password": NEXT}
    with pytest.raises(RuntimeError):
        client.post("/my-account/password/", typed)
    assert User.objects.get(pk=person.pk).check_password(GOOD)


def test_a_person_may_use_a_dynamic_code(person: User, client: Client) -> None:
    client.post("/my-account/second-factor/begin/")
    factor = SecondFactor.objects.get(user=person)
    typed = {"code": second_factor.current_code(factor)}
    assert client.post("/sign-in/second-factor/", typed).status_code == 422, "the password is asked again"
    assert (
        client.post("/sign-in/second-factor/", {**typed, "current_password": GOOD})["Location"]
        == "/my-account/"
    )
    assert second_factor.has_second_factor(person)
    assert Message.objects.filter(user=person, text__contains="已启用动态口令").exists()


def test_and_stop_using_it(person: User, client: Client) -> None:
    enrol(person)
    assert client.post("/my-account/second-factor/drop/", {"current_password": "no"}).status_code == 422
    assert second_factor.has_second_factor(person)
    assert (
        client.post("/my-account/second-factor/drop/", {"current_password": GOOD})["Location"]
        == "/my-account/"
    )
    assert not second_factor.has_second_factor(person)


def test_a_role_that_needs_the_code_cannot_drop_it(city: Committee, client_of: Callable[..., Client]) -> None:
    seat = directory.seat(city, Role.LIAISON_STAFF)
    client = client_of(seat)
    user = account_of(seat)
    user.set_password(GOOD)
    user.save()
    client = client_of(seat)
    page = client.post("/my-account/second-factor/drop/", {"current_password": GOOD})
    assert page.status_code == 422
    assert "必须使用动态口令" in page.content.decode()
    assert second_factor.has_second_factor(user)


def test_ending_one_other_device_and_all_others(person: User, client: Client, door: Knock) -> None:
    browsers = [Client(), Client()]
    for browser in browsers:
        door(browser=browser)
    rows = sign_in.sessions_of(person.pk)
    newest = next(row for row in rows if row.session_key == browsers[1].session.session_key)
    client.post("/my-account/sessions/end/", {"handle": sign_in.handle_of(newest)})
    assert [browser.get("/todos/").status_code for browser in browsers] == [200, 302]
    client.post("/my-account/sessions/end/")
    assert browsers[0].get("/todos/").status_code == 302
    assert client.get("/todos/").status_code == 200


def test_another_persons_session_cannot_be_ended(
    person: User, client: Client, city: Committee, client_of: Callable[..., Client]
) -> None:
    seat = directory.seat(city, Role.RESEARCH_OFFICE)
    other = client_of(seat)
    foreign = sign_in.sessions_of(int(seat.user_id or 0))[0]
    client.post("/my-account/sessions/end/", {"handle": sign_in.handle_of(foreign)})
    assert other.get("/todos/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (iPhone; CPU) Mobile MicroMessenger/8.0", "手机 微信"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36", "电脑 Chrome"),
        ("", "电脑 浏览器"),
    ],
)
def test_devices_in_words(agent: str, device: str) -> None:
    assert device_of(agent) == device
