"""How often an identity may be tried. checklist 5, 6."""

from collections.abc import Callable

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from zhengxie.foundation.accounts import throttle
from zhengxie.foundation.accounts.addresses import client_address, network_of, within_networks
from zhengxie.foundation.accounts.models import Attempt

pytestmark = pytest.mark.django_db


def fail(times: int, name: str = "wangmou", address: str = "10.0.0.1") -> list[bool]:
    """Fail so often; the list says which try locked."""
    return [throttle.failed(throttle.announce(name, address)) for _ in range(times)]


def refused(name: str = "wangmou", address: str = "10.0.0.1") -> bool:
    one = throttle.announce(name, address)
    if one.attempt is not None:
        one.attempt.delete()
    return one.refused


def test_the_fifth_failure_locks_the_pair_for_a_quarter_of_an_hour(clock: Callable[..., None]) -> None:
    assert fail(4) == [False] * 4
    assert not refused()
    assert fail(1) == [True]
    assert refused()
    assert not refused(address="10.0.0.2")
    assert not refused(name="limou")
    clock(minutes=14)
    assert refused()
    clock(minutes=1, seconds=1)
    assert not refused()


def test_failures_spread_over_the_window_lock_as_long(clock: Callable[..., None]) -> None:
    for _ in range(4):
        fail(1)
        clock(minutes=3)
    fail(1)
    clock(minutes=14)
    assert refused()


def test_after_a_lock_counting_starts_anew(clock: Callable[..., None]) -> None:
    fail(5)
    clock(minutes=15, seconds=1)
    assert fail(4) == [False] * 4


def test_tries_under_a_lock_do_not_lengthen_it(clock: Callable[..., None]) -> None:
    fail(5)
    clock(minutes=14)
    fail(30)
    clock(minutes=1, seconds=1)
    assert not refused()


def test_twenty_failures_from_anywhere_lock_the_account(clock: Callable[..., None]) -> None:
    for n in range(19):
        fail(1, address=f"10.0.1.{n}")
    assert not refused(address="10.9.9.9")
    assert fail(1, address="10.0.1.200") == [True]
    assert refused(address="10.9.9.9")
    clock(minutes=29)
    assert refused(address="10.9.9.9")
    clock(minutes=1, seconds=1)
    assert not refused(address="10.9.9.9")


def test_a_right_try_frees_the_pair_but_not_what_others_tried() -> None:
    fail(4)
    fail(4, address="10.0.0.2")
    throttle.succeeded(throttle.announce("wangmou", "10.0.0.1"))
    assert fail(4) == [False] * 4
    assert Attempt.objects.filter(network="10.0.0.2").count() == 4


def test_tries_at_the_same_moment_do_not_slip_through() -> None:
    together = [throttle.announce("wangmou", "10.0.0.1") for _ in range(50)]
    assert sum(not one.refused for one in together) == 5


def test_one_ipv6_network_is_one_place() -> None:
    for n in range(5):
        fail(1, address=f"2001:db8:1:2::{n}")
    assert refused(address="2001:db8:1:2:ffff::1")
    assert not refused(address="2001:db8:1:3::1")


def test_spelling_of_the_name_does_not_help() -> None:
    fail(5)
    assert refused(name=" WangMou")
    assert refused(name="ｗａｎｇｍｏｕ")


def test_a_typed_name_is_not_stored() -> None:
    fail(1, name="my-password-by-mistake")
    assert "password" not in Attempt.objects.get().account


def test_resetting_frees_the_account() -> None:
    fail(5)
    throttle.release("wangmou")
    assert not refused()


def test_network_of() -> None:
    assert network_of("10.0.0.1") == network_of("::ffff:10.0.0.1") == "10.0.0.1"
    assert network_of("2001:db8::1") == "2001:db8::/64"
    assert network_of("unknown") == ""


def test_a_forwarded_address_is_believed_from_proxies_only(rf: RequestFactory, settings: Settings) -> None:
    request = rf.get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.5")
    assert client_address(request) == "10.0.0.9"
    settings.TRUSTED_PROXIES = ["10.0.0.0/24"]
    assert client_address(request) == "203.0.113.5"


def test_within_networks() -> None:
    assert within_networks("10.1.2.3", ["10.1.0.0/16"])
    assert not within_networks("10.2.2.3", ["10.1.0.0/16"])
    assert not within_networks("", ["10.1.0.0/16"])
