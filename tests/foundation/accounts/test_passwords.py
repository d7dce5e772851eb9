"""Password policy, history, age, initial passwords. checklist 2-4, 10, 11."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.foundation.accounts.conftest import GOOD
from zhengxie.foundation.accounts import passwords
from zhengxie.foundation.accounts.common_passwords import common_passwords, is_common
from zhengxie.foundation.accounts.hashers import PBKDF2SM3PasswordHasher
from zhengxie.foundation.accounts.models import PasswordHistory, User
from zhengxie.foundation.accounts.passwords import Age


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("Ab1-", "至少 10"),
        ("Yun-duo8-", "至少 10"),
        ("yunduopiao123", "三种"),
        ("YUNDUOPIAO123", "三种"),
        ("yunduopiaoguo", "三种"),
        ("1357924680--", "三种"),
        ("Yun-WANGMOU-8", "账号或单位"),
        ("Zhengxie-8-Yun", "账号或单位"),
        ("Shifanshizhengxie9", "账号或单位"),
        ("政协-Yun-duo-8", "账号或单位"),
        ("Yun-13800000001", "手机号"),
        ("Yun-0000001-piao", "手机号"),
        ("Password@123", "太常见"),
        ("Admin@123456", "太常见"),
        ("Woaini1314520!", ""),
        ("Qwertyuiop123!", ""),
        ("P@ssw0rd2024", "太常见"),
        ("Beijing@2026", "太常见"),
        ("Zhangsan123456!", "太常见"),
        ("Aa123456789", "太常见"),
        ("Y" + "un-duo8-" * 17, "最多 128"),
        ("Yun-duo8-" * 7 + "x", ""),
        ("春天的云朵飘过Abc", ""),
        (GOOD, ""),
    ],
)
def test_what_the_policy_says(user: User, password: str, word: str) -> None:
    user.set_password("Something-else-9")
    found = " ".join(passwords.faults(user, password))
    assert word in found if word else not found


def test_a_long_password_is_not_cut(user: User) -> None:
    long = "Yun-duo8-" * 8
    passwords.change_password(user, long)
    assert user.check_password(long)
    assert not user.check_password(long[:-1])


def test_the_list_of_common_passwords_is_long_and_made_by_rule() -> None:
    assert len(common_passwords()) >= 3000
    assert all(
        is_common(word) for word in ("123456", "qwerty", "1qaz2wsx", "Zhengxie_2022!", "199001", "woaini520")
    )
    assert not is_common("yun-duo-piao-guo")


def test_the_other_profile_asks_for_length_only(user: User, settings: Settings) -> None:
    settings.PASSWORD_PROFILE = "asvs"
    assert passwords.faults(user, "yunduopiaoguo") == []
    assert passwords.faults(user, "yunduopiao")
    assert passwords.days_left(user, "staff", timezone.now() + timedelta(days=900)) is None


def test_the_last_five_are_not_taken_again(user: User) -> None:
    taken = [f"Yun-duo{n}-Piao" for n in range(6)]
    for password in taken:
        passwords.change_password(user, password)
    assert passwords.faults(user, taken[0]) == []
    assert all("前 5 次" in passwords.faults(user, password)[0] for password in taken[1:])
    assert PasswordHistory.objects.filter(user=user).count() == 5


@pytest.mark.parametrize(
    ("kind", "days", "age"),
    [
        ("staff", 79, Age.FRESH),
        ("staff", 80, Age.ENDING),
        ("staff", 89, Age.ENDING),
        ("staff", 90, Age.ENDED),
        ("administrator", 90, Age.ENDED),
        ("member", 90, Age.FRESH),
        ("member", 180, Age.ENDED),
    ],
)
def test_age(user: User, kind: str, days: int, age: Age) -> None:
    passwords.change_password(user, GOOD)
    assert passwords.age_of(user, kind, timezone.now() + timedelta(days=days, minutes=1)) == age


def test_an_initial_password_is_random_and_passes_the_policy(user: User) -> None:
    made = {passwords.random_password() for _ in range(20)}
    assert len(made) == 20
    assert all(passwords.faults(user, one) == [] for one in made)


@pytest.fixture
def beginner(user: User) -> User:
    passwords.set_initial_password(user, "Abcd-efg3-hjkm")
    user.save()
    return user


def test_an_initial_password_must_be_changed_and_works_once(beginner: User) -> None:
    assert beginner.must_change_password
    assert passwords.spend_initial_password(beginner)
    assert not passwords.spend_initial_password(beginner)


def test_an_initial_password_ends_after_a_day(beginner: User, clock: Callable[..., None]) -> None:
    clock(hours=24, seconds=1)
    assert not passwords.spend_initial_password(beginner)


def test_changing_it_makes_the_account_an_ordinary_one(beginner: User) -> None:
    passwords.change_password(beginner, GOOD)
    assert not beginner.must_change_password
    assert beginner.initial_expires_at is None


def test_the_profile_sm_stores_with_sm3(
    user: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PBKDF2SM3PasswordHasher.iterations == 600_000
    monkeypatch.setattr(PBKDF2SM3PasswordHasher, "iterations", 1000)
    settings.PASSWORD_HASHERS = ["zhengxie.foundation.accounts.hashers.PBKDF2SM3PasswordHasher"]
    user.set_password(GOOD)
    assert user.password.startswith("pbkdf2_sm3$1000$")
    assert user.check_password(GOOD)
    assert not user.check_password(GOOD + "x")


def test_stored_with_argon2_and_upgraded_at_sign_in(user: User, settings: Settings) -> None:
    user.set_password(GOOD)
    user.save()
    assert user.password.startswith("md5$")
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    assert passwords.check_or_waste_time(user, GOOD)
    assert User.objects.get(pk=user.pk).password.startswith("argon2$argon2id$")
