"""Choosing and changing the hat; text size; staying signed in. checklist 13, 15, 16, 26, 31."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import directory
from tests.work.administration.accounts.conftest import enrol
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts import second_factor
from zhengxie.foundation.accounts.models import SignInSession, User
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Host, writing

Settled = Callable[..., User]
Knock = Callable[..., Any]


def seat_of(request: Any) -> Seat:
    """The seat that the middleware has set."""
    found: Seat = request.seat
    return found


def test_with_two_hats_the_person_chooses(settled: Settled, door: Knock, client: Client) -> None:
    settled(Role.OFFICE_STAFF, Role.RESEARCH_OFFICE)
    page = door()
    assert page.request["PATH_INFO"] == "/hats/"
    assert "办公室工作人员" in page.content.decode() and "研究室" in page.content.decode()
    assert client.get("/todos/").status_code == 302
    hat = Hat.objects.get(role=Role.RESEARCH_OFFICE)
    done = client.post("/hats/", {"hat": hat.pk}, follow=True)
    assert seat_of(done.wsgi_request).role == Role.RESEARCH_OFFICE


def test_the_hat_can_be_changed_later(settled: Settled, door: Knock, client: Client) -> None:
    settled(Role.OFFICE_STAFF, Role.MEMBER)
    door()
    for role, idle in ((Role.OFFICE_STAFF, 1800), (Role.MEMBER, 7200)):
        client.post("/hats/", {"hat": Hat.objects.get(role=role).pk})
        assert seat_of(client.get("/todos/").wsgi_request).role == role
        assert SignInSession.objects.get(user_id__isnull=False).idle_seconds == idle


def test_another_persons_hat_cannot_be_worn(
    settled: Settled, door: Knock, client: Client, city: Committee
) -> None:
    settled(Role.OFFICE_STAFF, Role.MEMBER)
    foreign = directory.hat(city, Role.SECRETARY_GENERAL)
    door()
    assert client.post("/hats/", {"hat": foreign.pk})["Location"] == "/hats/"
    assert client.get("/todos/").status_code == 302


def test_a_host_offers_the_hats_of_its_own_committee(
    settled: Settled, door: Knock, city: Committee, other_city: Committee
) -> None:
    user = settled(Role.OFFICE_STAFF)
    with writing():
        Hat.objects.create(committee=other_city, user=user, role=Role.INSPECTOR, starts=directory.BEGIN)
        Host.objects.create(committee=other_city, name="testserver")
    assert door().wsgi_request.seat.committee == other_city


def test_an_account_without_a_hat_can_do_nothing(settled: Settled, door: Knock, client: Client) -> None:
    settled()
    page = door()
    assert page.request["PATH_INFO"] == "/hats/"
    assert "还没有分配身份" in page.content.decode()
    for path in ("/todos/", "/messages/", "/my-account/", "/accounts/"):
        assert client.get(path, follow=True).request["PATH_INFO"] == "/hats/", path


def test_hats_out_of_date_are_not_offered(settled: Settled, door: Knock) -> None:
    user = settled(Role.OFFICE_STAFF)
    with writing():
        Hat.objects.filter(user=user).update(ends=directory.BEGIN)
    assert "还没有分配身份" in door().content.decode()


def test_administrators_come_from_named_networks_only(
    client: Client, settled: Settled, door: Knock, settings: Settings
) -> None:
    settings.ADMINISTRATOR_NETWORKS = ["10.1.0.0/16"]
    user = settled(Role.AUDIT_ADMINISTRATOR)

    enrol(user)
    door()
    page = client.post(
        "/sign-in/code/", {"code": second_factor.current_code(user.second_factor)}, follow=True
    )
    assert "只能在指定的网络地址使用" in page.content.decode()
    assert client.get("/log/").status_code == 302
    assert Entry.objects.filter(code="administration.wear_hat", ok=False).exists()
    settings.ADMINISTRATOR_NETWORKS = ["127.0.0.0/8"]
    client.post("/hats/", {"hat": Hat.objects.get().pk})
    assert client.get("/log/").status_code == 200


def test_three_sessions_at_most_and_one_for_an_administrator(settled: Settled, door: Knock) -> None:
    settled(Role.OFFICE_STAFF)
    browsers = [Client() for _ in range(4)]
    for browser in browsers:
        door(browser=browser)
    assert [browser.get("/todos/").status_code for browser in browsers] == [302, 200, 200, 200]


@pytest.mark.parametrize(("size", "stored"), [("l", "l"), ("xxl", "xxl"), ("", ""), ("enormous", "")])
def test_the_text_size_is_remembered(
    settled: Settled, door: Knock, client: Client, size: str, stored: str
) -> None:
    settled(Role.OFFICE_STAFF)
    door()
    answer = client.post("/text-size/", {"size": size, "next": "/messages/"})
    assert answer["Location"] == "/messages/"
    assert User.objects.get(username="limou").text_size == stored
    assert (f'data-size="{stored}"' in client.get("/messages/").content.decode()) is bool(stored)


def test_the_text_size_works_at_the_door_too(client: Client, city: Committee) -> None:
    client.post("/text-size/", {"size": "xl", "next": "//evil.example"})
    assert 'data-size="xl"' in client.get("/sign-in/").content.decode()


def test_staying_signed_in(settled: Settled, door: Knock, client: Client, clock: Callable[..., None]) -> None:
    settled(Role.OFFICE_STAFF)
    door()
    clock(minutes=29)
    assert client.post("/keep-alive/").status_code == 204
    clock(minutes=29)
    assert client.get("/todos/").status_code == 200
    clock(minutes=31)
    assert client.post("/keep-alive/").status_code == 302
