"""Encryption of columns, keyed hashes and digests. checklist 42-44."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from pytest_django import Settings

from zhengxie.foundation.accounts import crypto
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.accounts.rotation import rotate

OLD, NEW = "old-key-" * 5, "new-key-" * 5


@pytest.fixture(params=["standard", "sm"])
def profile(request: pytest.FixtureRequest, settings: Settings) -> str:
    settings.CRYPTO_PROFILE = request.param
    settings.FIELD_KEYS, settings.AUDIT_KEYS = [OLD], [OLD]
    return str(request.param)


def test_round_trip(profile: str) -> None:
    value = crypto.encrypt("13800000001 示范市人民路")
    assert crypto.decrypt(value) == "13800000001 示范市人民路"
    assert value.startswith({"standard": "a256gcm:", "sm": "sm4gcm:"}[profile])
    assert "13800000001" not in value
    assert crypto.encrypt("13800000001 示范市人民路") != value


def test_empty_stays_empty(profile: str) -> None:
    assert crypto.encrypt("") == crypto.decrypt("") == crypto.keyed_hash("") == ""


def test_a_changed_value_is_refused(profile: str) -> None:
    value = crypto.encrypt("13800000001")
    other = "B" if value[-2] != "B" else "C"
    with pytest.raises(crypto.Undecryptable):
        crypto.decrypt(value[:-2] + other + value[-1])


@pytest.mark.parametrize("value", ["13800000001", "a256gcm:", "a256gcm:00000000:AAAA", "des:00000000:AAAA"])
def test_what_was_never_encrypted_is_refused(profile: str, value: str) -> None:
    with pytest.raises(crypto.Undecryptable):
        crypto.decrypt(value)


def test_values_of_the_other_profile_stay_readable(settings: Settings) -> None:
    settings.FIELD_KEYS, settings.CRYPTO_PROFILE = [OLD], "standard"
    value = crypto.encrypt("王某")
    settings.CRYPTO_PROFILE = "sm"
    assert crypto.decrypt(value) == "王某"
    assert not crypto.is_current(value)


def test_a_new_key_reads_old_values_while_the_old_key_is_listed(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    value, mark = crypto.encrypt("王某"), crypto.keyed_hash("王某")
    settings.FIELD_KEYS = [NEW, OLD]
    assert crypto.decrypt(value) == "王某"
    assert mark in crypto.keyed_hashes("王某")
    assert crypto.keyed_hash("王某") != mark
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(crypto.Undecryptable):
        crypto.decrypt(value)


def test_keyed_hash_needs_the_key_and_fits_the_column(profile: str, settings: Settings) -> None:
    mark = crypto.keyed_hash("13800000001")
    assert mark == crypto.keyed_hash("13800000001")
    assert mark != crypto.keyed_hash("13800000002")
    assert len(mark) <= 64
    settings.FIELD_KEYS = [NEW]
    assert crypto.keyed_hash("13800000001") != mark


def test_link_digest_depends_on_both_parts(profile: str) -> None:
    digest = crypto.link_digest("ab", "c")
    assert crypto.link_holds(digest, "ab", "c")
    assert not crypto.link_holds(digest, "a", "bc")
    assert not crypto.link_holds(digest, "ab", "d")
    assert not crypto.link_holds("", "ab", "c")


def test_fingerprint_names_its_algorithm(profile: str) -> None:
    assert crypto.fingerprint(b"x").startswith({"standard": "sha256:", "sm": "sm3:"}[profile])


def test_the_database_holds_no_phone_number(user: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user WHERE id = %s", [user.pk])
        stored = cursor.fetchone()[0]
    assert "13800000001" not in stored
    assert User.objects.get(pk=user.pk).phone == "13800000001"


def test_an_encrypted_column_cannot_be_compared(user: User) -> None:
    with pytest.raises(FieldError):
        User.objects.filter(phone="13800000001").exists()


def test_rotation_renews_every_value(user: User, settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    user.save()
    settings.FIELD_KEYS = [NEW, OLD]
    assert rotate() == 1
    assert rotate() == 0
    settings.FIELD_KEYS = [NEW]
    assert User.objects.get(pk=user.pk).phone == "13800000001"
