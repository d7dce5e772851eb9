"""Accounts: one login name, one person, for ever. checklist 1."""

import pytest
from django.db import IntegrityError, transaction

from zhengxie.foundation.accounts.models import NeverDeleted, User


@pytest.mark.parametrize("again", ["wangmou", "WangMou", "ｗａｎｇｍｏｕ", " wangmou "])
def test_a_login_name_is_not_reused_after_disabling(user: User, again: str) -> None:
    user.is_active = False
    user.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        User(committee=user.committee, username=again, real_name="另一人").save()


def test_an_account_is_never_deleted(user: User) -> None:
    with pytest.raises(NeverDeleted):
        user.delete()


def test_an_account_by_itself_may_do_nothing(user: User) -> None:
    assert not user.has_perm("administration.create_account")
    assert not user.has_module_perms("accounts")
    assert not hasattr(user, "is_superuser")
