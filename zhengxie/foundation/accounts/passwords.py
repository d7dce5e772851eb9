"""Password policy, history, age and initial passwords. checklist 2-4, 10, 11.

Two profiles (setting PASSWORD_PROFILE), because 等保 and ASVS contradict each other: `djbh` asks for kinds of
characters and periodic change, `asvs` forbids both.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from zhengxie.foundation.accounts.common_passwords import is_common
from zhengxie.foundation.accounts.models import PasswordHistory, User

SHORTEST = {"djbh": 10, "asvs": 12}
LONGEST = 128
KINDS = 3
REMEMBERED = 5
INITIAL_LIFE = timedelta(hours=24)
# 10 days before the change is forced, at 80 of 90 days, the person is told.
WARNING_DAYS = 10
MAX_DAYS = {"administrator": 90, "staff": 90, "member": 180}
_ORGANISATION = ("zhengxie", "cppcc", "政协", "履职")
# Without 0 O o 1 l I: an initial password is read out over the telephone.
_UPPER, _LOWER, _DIGITS = "ABCDEFGHJKMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789"


def faults(user: User, password: str) -> list[str]:
    """What is wrong with a new password, each sentence saying the repair; empty where it may be taken."""
    found = [_length(password), _kinds(password), _names(user, password)]
    if is_common(password):
        found.append("这个密码太常见，容易被猜到，请换一个。")
    if not any(found) and _was_used(user, password):
        found.append(f"最近用过这个密码，请换一个与前 {REMEMBERED} 次都不同的。")
    return [fault for fault in found if fault]


def rules_in_words() -> str:
    """The policy in one sentence, shown before the person types."""
    if _profile() == "asvs":
        return f"至少 {SHORTEST['asvs']} 个字符，可以是一句话，不要用常见密码、账号或单位名称。"
    return (
        f"至少 {SHORTEST['djbh']} 个字符，大写字母、小写字母、数字、符号至少用三种；"
        "不要用账号、手机号、单位名称或常见密码。"
    )


def change_password(user: User, password: str) -> None:
    """Take a new password that `faults` accepted. Other sessions end, because their proof no longer fits."""
    user.set_password(password)
    user.password_changed_at = timezone.now()
    user.must_change_password = False
    user.initial_expires_at = None
    user.save(update_fields=["password", "password_changed_at", "must_change_password", "initial_expires_at"])
    _remember(user)


def set_initial_password(user: User, password: str) -> None:
    """Take a `random_password` that works once, within 24 hours, and must be changed.

    Sets fields only: the caller's action saves the user.
    """
    user.set_password(password)
    user.password_changed_at = timezone.now()
    user.must_change_password = True
    user.initial_expires_at = timezone.now() + INITIAL_LIFE


def spend_initial_password(user: User) -> bool:
    """The initial password was used; a second use is refused. False where somebody used it just before."""
    now = timezone.now()
    unspent = User.objects.filter(pk=user.pk, initial_expires_at__gt=now)
    return unspent.update(initial_expires_at=now) == 1


def random_password() -> str:
    """Twelve random characters of three kinds in groups of four, 68 bits."""
    while True:
        text = "".join(secrets.choice(_UPPER + _LOWER + _DIGITS) for _ in range(12))
        if all(set(text) & set(kind) for kind in (_UPPER, _LOWER, _DIGITS)):
            return "-".join((text[:4], text[4:8], text[8:]))


def check_or_waste_time(user: User | None, password: str) -> bool:
    """Whether the password fits; an unknown account costs as much time as a known one."""
    if user is None or not user.has_usable_password():
        check_password(password, _nobody())
        return False
    return user.check_password(password)


class Age(StrEnum):
    FRESH = "fresh"
    ENDING = "ending"
    ENDED = "ended"


def age_of(user: User, kind: str, now: datetime) -> Age:
    """Whether the password must soon, or must now, be changed. `kind`: administrator, staff or member."""
    limit = days_left(user, kind, now)
    if limit is None or limit > WARNING_DAYS:
        return Age.FRESH
    return Age.ENDING if limit > 0 else Age.ENDED


def days_left(user: User, kind: str, now: datetime) -> int | None:
    """Days until the password must be changed; None where the profile asks for no change."""
    if _profile() == "asvs":
        return None
    changed = user.password_changed_at or user.created
    allowed: dict[str, int] = getattr(settings, "PASSWORD_DAYS", MAX_DAYS)
    return allowed[kind] - (now - changed).days


def _profile() -> str:
    return str(getattr(settings, "PASSWORD_PROFILE", "djbh"))


def _length(password: str) -> str:
    shortest = SHORTEST[_profile()]
    if len(password) < shortest:
        return f"密码至少 {shortest} 个字符，现在是 {len(password)} 个，请加长。"
    return f"密码最多 {LONGEST} 个字符，请缩短。" if len(password) > LONGEST else ""


def _kinds(password: str) -> str:
    if _profile() == "asvs":
        return ""
    signs = any(not (c.isascii() and c.isalnum()) for c in password)
    kinds = [any("A" <= c <= "Z" for c in password), any("a" <= c <= "z" for c in password)]
    kinds += [any("0" <= c <= "9" for c in password), signs]
    return "" if sum(kinds) >= KINDS else "大写字母、小写字母、数字、符号，请至少用三种。"


def _names(user: User, password: str) -> str:
    plain = password.lower()
    organisation = user.committee.short_name.lower()
    from pypinyin import lazy_pinyin  # its tables take a fifth of the start of every process

    words = {user.username.lower(), organisation, "".join(lazy_pinyin(organisation)), *_ORGANISATION}
    if any(len(word) >= 2 and word in plain for word in words):
        return "密码里不要有账号或单位名称，请换一个。"
    digits = "".join(c for c in user.phone if c.isdigit())
    if len(digits) >= 7 and digits[-7:] in plain:
        return "密码里不要有手机号，请换一个。"
    return ""


def _was_used(user: User, password: str) -> bool:
    before = PasswordHistory.objects.filter(user_id=user.pk)
    recent = list(before[:REMEMBERED].values_list("encoded", flat=True))
    return any(check_password(password, encoded) for encoded in {user.password, *recent})


def _remember(user: User) -> None:
    PasswordHistory.objects.create(user=user, encoded=user.password)
    kept = PasswordHistory.objects.filter(user=user)[:REMEMBERED].values_list("pk", flat=True)
    PasswordHistory.objects.filter(user=user).exclude(pk__in=list(kept)).delete()


@lru_cache(maxsize=4)
def _stranger(hashers: tuple[str, ...]) -> str:
    return make_password(secrets.token_hex(16))


def _nobody() -> str:
    return _stranger(tuple(settings.PASSWORD_HASHERS))
