"""How often an identity may be tried: 5 in 15 minutes from one network, 20 in 30 minutes for one account.

Two limits are needed at once (checklist 5), and the same ones for codes and re-entered passwords (6).
Each try is written down before it is judged and taken back when it was right. So of many tries at the same
moment no more get through than of tries one after the other; no lock and no transaction is needed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from zhengxie.foundation.accounts.addresses import network_of
from zhengxie.foundation.accounts.crypto import keyed_hash
from zhengxie.foundation.accounts.models import Attempt, normal_username

PAIR_LIMIT = 5
PAIR_WINDOW = timedelta(minutes=15)
ACCOUNT_LIMIT = 20
ACCOUNT_WINDOW = timedelta(minutes=30)
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Try:
    """One announced try. `refused`: it must not be judged, the account or the pair is locked."""

    attempt: Attempt | None
    account: str
    network: str

    @property
    def refused(self) -> bool:
        """True where a lock holds."""
        return self.attempt is None


def announce(username: str, address: str) -> Try:
    """Write the try down and say whether it may be judged. Tries under a lock do not make it longer."""
    account, network, now = account_key(username), network_of(address), timezone.now()
    if _locked(account, network, now):
        return Try(None, account, network)
    attempt = Attempt.objects.create(account=account, network=network, created=now)
    pair, whole = _counts(account, network, now)
    if pair > PAIR_LIMIT or whole > ACCOUNT_LIMIT:
        attempt.delete()
        return Try(None, account, network)
    return Try(attempt, account, network)


def failed(one: Try) -> bool:
    """The judged try was wrong. True where this was the one that locks."""
    if one.attempt is None:
        return False
    now = timezone.now()
    pair, whole = _counts(one.account, one.network, now)
    if pair >= PAIR_LIMIT:
        one.attempt.pair_locked_until = now + PAIR_WINDOW
    if whole >= ACCOUNT_LIMIT:
        one.attempt.account_locked_until = now + ACCOUNT_WINDOW
    one.attempt.save()
    return pair >= PAIR_LIMIT or whole >= ACCOUNT_LIMIT


def succeeded(one: Try) -> None:
    """The judged try was right: the pair starts anew; what others tried on the account stays counted."""
    Attempt.objects.filter(account=one.account, network=one.network).delete()


def release(username: str) -> None:
    """Forget all tries on an account (its password was reset by the administrator)."""
    Attempt.objects.filter(account=account_key(username)).delete()


def account_key(username: str) -> str:
    """What stands for a typed login name: people type passwords there, so it is never stored as it is."""
    return keyed_hash(f"attempt {normal_username(username)[:200]}")


def forget_old(now: datetime) -> int:
    """Delete tries of more than a day ago; returns how many."""
    return Attempt.objects.filter(created__lt=now - KEPT).delete()[0]


def _locked(account: str, network: str, now: datetime) -> bool:
    pair = Q(network=network, pair_locked_until__gt=now)
    return Attempt.objects.filter(pair | Q(account_locked_until__gt=now), account=account).exists()


def _counts(account: str, network: str, now: datetime) -> tuple[int, int]:
    """Tries (from this network, from anywhere) within their windows and since the last lock ended."""
    tries = Attempt.objects.filter(account=account)
    of_pair = tries.filter(network=network)
    pair_since = _since(of_pair.aggregate(at=Max("pair_locked_until"))["at"], now - PAIR_WINDOW)
    whole_since = _since(tries.aggregate(at=Max("account_locked_until"))["at"], now - ACCOUNT_WINDOW)
    return of_pair.filter(created__gt=pair_since).count(), tries.filter(created__gt=whole_since).count()


def _since(lock_ended: datetime | None, window_start: datetime) -> datetime:
    return max(lock_ended, window_start) if lock_ended else window_start
