"""The steps of signing in, as functions: password, code, session, hat, end. checklist 5-8, 14-16.

They keep no log: the pages of `administration` record what came out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.utils import timezone

from zhengxie.foundation.accounts import passwords, second_factor, throttle
from zhengxie.foundation.accounts.addresses import client_address
from zhengxie.foundation.accounts.crypto import keyed_hash
from zhengxie.foundation.accounts.models import SignInSession, User, normal_username
from zhengxie.foundation.accounts.sessions import (
    ADDRESS_KEY,
    AGENT_KEY,
    HAT_KEY,
    IDLE_KEY,
    STARTED_KEY,
    ends_at,
)

# Between the password and the code, and to finish a first sign-in.
PENDING_LIFE = timedelta(minutes=5)
_PENDING = "pending_user"
_PENDING_AT = "pending_since"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


class Answer(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    DISABLED = "disabled"
    INITIAL_SPENT = "initial_spent"


@dataclass(frozen=True)
class Outcome:
    """What came of one proof. The page shows the same sentence for wrong, locked and disabled."""

    answer: Answer
    user: User | None = None
    locks: bool = False

    @property
    def right(self) -> bool:
        """True where the identity is proved."""
        return self.answer == Answer.RIGHT


def prove_password(username: str, password: str, address: str) -> Outcome:
    """Judge a login name and password; every way takes the time of one password check."""
    user = User.objects.filter(username=normal_username(username)).select_related("committee").first()
    one = throttle.announce(username, address)
    fits = passwords.check_or_waste_time(None if one.refused else user, password)
    if one.refused:
        return Outcome(Answer.LOCKED, user)
    if user is None or not fits:
        return Outcome(Answer.WRONG, user, throttle.failed(one))
    if not user.is_active:
        return Outcome(Answer.DISABLED, user, throttle.failed(one))
    throttle.succeeded(one)
    if user.initial_expires_at and not passwords.spend_initial_password(user):
        return Outcome(Answer.INITIAL_SPENT, user)
    return Outcome(Answer.RIGHT, user)


def prove_code(user: User, code: str, address: str) -> Outcome:
    """Judge the dynamic code, under the same limits as a password."""
    one = throttle.announce(f"code {user.pk}", address)
    if one.refused:
        return Outcome(Answer.LOCKED, user)
    if not second_factor.code_fits(user, code):
        return Outcome(Answer.WRONG, user, throttle.failed(one))
    throttle.succeeded(one)
    return Outcome(Answer.RIGHT, user)


def wait_for_code(request: HttpRequest, user: User) -> None:
    """The password was right; remember for five minutes whose code is awaited."""
    request.session.flush()
    request.session[_PENDING] = user.pk
    request.session[_PENDING_AT] = timezone.now().isoformat()


def awaited_user(request: HttpRequest) -> User | None:
    """Whose code is awaited in this browser; None after five minutes or without a right password before."""
    since = request.session.get(_PENDING_AT)
    if since is None or timezone.now() - datetime.fromisoformat(since) > PENDING_LIFE:
        return None
    users = User.objects.filter(pk=int(request.session[_PENDING]), is_active=True)
    return users.select_related("committee").first()


def begin_session(request: HttpRequest, user: User) -> None:
    """Sign in under a new session key, carrying nothing over from before."""
    request.session.flush()
    login(request, user, backend=_BACKEND)
    request.session[STARTED_KEY] = timezone.now().isoformat()
    request.session[ADDRESS_KEY] = client_address(request)
    request.session[AGENT_KEY] = str(request.META.get("HTTP_USER_AGENT", ""))[:200]


def wear_hat(request: HttpRequest, hat_id: int, *, idle_seconds: int, sessions: int) -> None:
    """Note the chosen hat with its idle limit, and end the oldest sessions above the number allowed."""
    request.session[HAT_KEY] = hat_id
    request.session[IDLE_KEY] = idle_seconds
    request.session.save()
    user_id = int(request.session["_auth_user_id"])
    kept = [row.session_key for row in sessions_of(user_id) if row.session_key != request.session.session_key]
    end_sessions([user_id], keep=[str(request.session.session_key), *kept[: max(sessions - 1, 0)]])


def end_session(request: HttpRequest) -> None:
    """Sign out: the row is deleted, the old key opens nothing."""
    logout(request)


def sessions_of(user_id: int) -> list[SignInSession]:
    """The living sessions of an account, the newest first."""
    now = timezone.now()
    rows = SignInSession.objects.filter(user_id=user_id).order_by("-started")
    return [row for row in rows if ends_at(row) > now]


def end_sessions(user_ids: Sequence[int], *, keep: Sequence[str] = ()) -> int:
    """End all sessions of the accounts but those with the kept keys; returns how many."""
    rows = SignInSession.objects.filter(user_id__in=user_ids).exclude(session_key__in=keep)
    return rows.delete()[0]


def end_own_session(user_id: int, handle: str) -> int:
    """End the one session of the account that `handle` names; returns 0 or 1."""
    keys = [row.session_key for row in sessions_of(user_id) if handle_of(row) == handle]
    return SignInSession.objects.filter(session_key__in=keys, user_id=user_id).delete()[0]


def handle_of(row: SignInSession) -> str:
    """A name for a session that may stand on a page; the key itself may not."""
    return keyed_hash(f"session {row.session_key}").partition(":")[2]


def forget_ended(now: datetime) -> int:
    """Delete rows of sessions that are over; returns how many. Run daily."""
    longest = now - timedelta(seconds=settings.ABSOLUTE_SECONDS)
    return SignInSession.objects.filter(last_seen__lt=longest).delete()[0]
