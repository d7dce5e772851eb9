"""What a person sees of the own account."""

from dataclasses import dataclass
from datetime import datetime

from zhengxie.foundation.accounts import sign_in
from zhengxie.foundation.accounts.models import SecondFactor, SignInSession, User


@dataclass(frozen=True)
class OwnSession:
    """One browser in which the account is signed in."""

    handle: str
    device: str
    address: str
    started: datetime | None
    last_seen: datetime | None
    current: bool


def own_sessions(user: User, current_key: str | None) -> list[OwnSession]:
    """The living sessions of the account, the newest first."""
    return [_own_session(row, current_key) for row in sign_in.sessions_of(user.pk)]


def enrolment_of(user: User) -> SecondFactor | None:
    """The dynamic code that was begun and not confirmed yet."""
    return SecondFactor.objects.filter(user=user, confirmed_at=None).select_related("user").first()


def _own_session(row: SignInSession, current_key: str | None) -> OwnSession:
    return OwnSession(
        handle=sign_in.handle_of(row),
        device=device_of(row.agent),
        address=row.address,
        started=row.started,
        last_seen=row.last_seen,
        current=row.session_key == current_key,
    )


def device_of(agent: str) -> str:
    """A browser's own description as a few words: 手机 微信, 电脑 Chrome."""
    phone = any(word in agent for word in ("Mobile", "Android", "iPhone"))
    names = (
        ("MicroMessenger", "微信"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("QIHU", "360"),
        ("360", "360"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    )
    browser = next((name for mark, name in names if mark in agent), "浏览器")
    return f"{'手机' if phone else '电脑'} {browser}"
