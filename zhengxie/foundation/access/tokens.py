"""Tokens: made for one hat, shown once, good for ninety days; whom one lets in, and why another does not.

A token opens exactly what the hat's seat opens, never more. checklist 6, 15, 25
"""

import os
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from zhengxie.foundation.access.models import Hat, Token
from zhengxie.foundation.access.roles import ADMINISTRATORS
from zhengxie.foundation.accounts.crypto import keyed_hash, keyed_hashes
from zhengxie.foundation.directory.models import Host

LIFE = timedelta(days=90)
MOST_OF_A_HAT = 10
PREFIX = "zx_"
LONGEST = 200  # characters that are looked at; a real one has 67

UNKNOWN = "令牌无效。请核对，或登录后在“我的账号 › 接口令牌”重新生成。"
EXPIRED = "令牌已到期。请登录后在“我的账号 › 接口令牌”重新生成。"
REVOKED = "令牌已作废。请登录后在“我的账号 › 接口令牌”重新生成。"
DISABLED = "账号已停用，令牌不能再用。"
UNFINISHED = "账号要先登录并修改密码，令牌才能使用。"
ENDED = "令牌对应的身份已结束或还没有开始，不能再用。"
ELSEWHERE = "令牌不属于这个网址的机关。"


def new_token() -> str:
    """A token nobody can guess: 256 bits."""
    return PREFIX + os.urandom(32).hex()


def digest_of(text: str) -> str:
    """What is stored of a token."""
    return keyed_hash(f"token {text}")


def find(text: str) -> Token | None:
    """The token behind what a program has sent, with all that its seat needs; None where there is none."""
    digests = keyed_hashes(f"token {text[:LONGEST]}")
    rows = Token.objects.select_related(
        "hat__user", "hat__committee", "hat__member", "hat__unit", "hat__body"
    )
    return rows.filter(digest__in=digests).first()


def fault_of(token: Token, on: date, host: str) -> str:
    """Why the token opens nothing now, as a sentence; "" where it does. `host`: without the port."""
    hat: Hat = token.hat
    faults = (
        (token.revoked is not None, REVOKED),
        (token.expires < on, EXPIRED),
        (not hat.user.is_active, DISABLED),
        (hat.user.must_change_password, UNFINISHED),
        (hat.starts > on or (hat.ends is not None and hat.ends < on), ENDED),
        (hat.role in ADMINISTRATORS, ENDED),
        (_is_anothers(host, hat.committee_id), ELSEWHERE),
    )
    return next((text for wrong, text in faults if wrong), "")


def _is_anothers(host: str, committee: int) -> bool:
    known = Host.objects.filter(name=host).values_list("committee_id", flat=True)
    return any(owner != committee for owner in known)


def note_use(token: Token, on: date) -> None:
    """Remember the day; written once a day at most."""
    if token.last_used != on:
        Token.objects.filter(pk=token.pk).update(last_used=on)


def revoke_all(user_ids: Iterable[int]) -> int:
    """Void every token of the accounts, as when an administrator ends their sessions; returns how many."""
    rows = Token.objects.filter(hat__user_id__in=list(user_ids), revoked__isnull=True)
    return rows.update(revoked=timezone.now())
