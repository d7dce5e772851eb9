"""Browsers that are signed in, without the cost of a password."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import SecondFactor, User
from zhengxie.foundation.accounts.notice import confirm_notice
from zhengxie.foundation.accounts.sessions import ADDRESS_KEY, HAT_KEY, IDLE_KEY, STARTED_KEY, SessionStore


def signed_in(seat: Seat, **options: Any) -> Client:
    """A test client whose session is the one that the sign-in page makes for the seat's hat."""
    client = Client(**options)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_key(seat)
    return client


def session_key(seat: Seat) -> str:
    """The key of a new session of the seat's account; nothing stands between it and the pages."""
    holder = User.objects.get(hats=seat.hat_id)
    finish_first_sign_in(holder)
    store = SessionStore()
    store[SESSION_KEY] = str(holder.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = holder.get_session_auth_hash()
    store[STARTED_KEY] = timezone.now().isoformat()
    store[ADDRESS_KEY] = "127.0.0.1"
    store[HAT_KEY] = seat.hat_id
    store[IDLE_KEY] = 1800
    store.create()
    return str(store.session_key)


def finish_first_sign_in(holder: User) -> None:
    """Notice read, second factor enrolled, password chosen: as after the first sign-in."""
    confirm_notice(holder)
    SecondFactor.objects.get_or_create(
        user=holder, defaults={"key": "00" * 20, "confirmed_at": timezone.now()}
    )
    User.objects.filter(pk=holder.pk).update(password_changed_at=timezone.now())
