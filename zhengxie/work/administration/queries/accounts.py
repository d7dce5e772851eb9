"""Reading accounts and hats for their pages and for the steps of signing in. checklist 7, 12, 13, 16."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import ADMINISTRATORS, MEMBER_ROLES, Role
from zhengxie.foundation.access.seat import Seat, hats_of
from zhengxie.foundation.accounts.models import SecondFactor, User
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.directory.queries import within
from zhengxie.foundation.pages.buttons import buttons

# The three administrators, and whoever sees another person's sensitive fields (members.view_sensitive,
# opinions.view_reporter). domain/02 §6, checklist 7
SECOND_FACTOR_ROLES = ADMINISTRATORS | {Role.LIAISON_STAFF, Role.INFO_EDITOR, Role.SECRETARY_GENERAL}
UNUSED_AFTER = timedelta(days=180)

NEEDS_MEMBER = MEMBER_ROLES
NEEDS_UNIT = frozenset({Role.UNIT_SUBMITTER, Role.INSPECTOR, Role.UNIT_OFFICER, Role.UNIT_LEADER})
NEEDS_BODY = frozenset({Role.CONVENER, Role.COMMITTEE_STAFF, Role.COMMITTEE_HEAD})


def accounts(seat: Seat) -> QuerySet[User]:
    """The accounts that the seat keeps, each with `has_factor`, its hats of today in `hats_today`."""
    factors = SecondFactor.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)
    return visible(seat, User).annotate(has_factor=Exists(factors))


def with_hats(rows: QuerySet[User]) -> QuerySet[User]:
    """The accounts with what they wear today in `hats_worn`, in one more query."""
    worn = _hats_on(timezone.localdate()).select_related("unit", "body")
    return rows.prefetch_related(Prefetch("hats", queryset=worn, to_attr="hats_worn"))


def named(rows: QuerySet[User], words: str) -> QuerySet[User]:
    """Accounts whose login name or real name holds the words."""
    return rows.filter(Q(username__icontains=words) | Q(real_name__icontains=words))


def hats_today(user: User) -> list[Hat]:
    """What the account may wear today."""
    return list(hats_of(user.pk, timezone.localdate()))


def hats_kept(seat: Seat, user: User) -> QuerySet[Hat]:
    """The hats of an account in the seat's committee, ended ones too, the newest first."""
    return (
        visible(seat, Hat)
        .filter(user=user)
        .select_related("member", "unit", "body")
        .order_by("-starts", "-id")
    )


def hats_to_wear(user: User, committee: Committee | None) -> list[Hat]:
    """The hats offered at sign-in; a known host offers those of its own committee."""
    found = hats_today(user)
    return [hat for hat in found if committee is None or hat.committee_id == committee.pk]


# Buttons of an account's page: verb, and when it makes sense.
_ACCOUNT_VERBS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("grant_hat", lambda user: user.is_active),
    ("edit_account", lambda user: True),
    ("reset_password", lambda user: user.is_active),
    ("reset_second_factor", lambda user: user.is_active and user.has_factor),
    ("end_sessions", lambda user: user.is_active),
    ("disable_account", lambda user: user.is_active),
    ("enable_account", lambda user: not user.is_active),
)


def account_verbs(seat: Seat, user: User) -> list[tuple[str, str]]:
    """(label, address) of what the seat may do with the account now."""
    codes = [f"administration.{name}" for name, sensible in _ACCOUNT_VERBS if sensible(user)]
    return [(button.label, button.url) for button in buttons(seat, user, codes)]


def kind_of(roles: Iterable[str]) -> str:
    """Which limits hold: those of administrator, staff or member, the strictest of the roles."""
    found = {Role(role) for role in roles}
    if found & ADMINISTRATORS:
        return "administrator"
    return "member" if found and found <= MEMBER_ROLES else "staff"


def idle_seconds(role: str) -> int:
    """After how long a session with this hat ends."""
    return int(settings.IDLE_SECONDS[kind_of([role])])


def sessions_allowed(role: str) -> int:
    """How many sessions an account may have at once with this hat."""
    allowed = settings.SESSIONS_PER_ACCOUNT
    return int(allowed.get(kind_of([role]), allowed["other"]))


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Whether one of the roles must not be worn without a dynamic code."""
    return bool({Role(role) for role in roles} & SECOND_FACTOR_ROLES)


def unused(rows: QuerySet[User], now: datetime) -> QuerySet[User]:
    """Active accounts that nobody has used for 180 days."""
    before = now - UNUSED_AFTER
    return rows.filter(
        Q(last_login__lt=before) | Q(last_login__isnull=True, created__lt=before), is_active=True
    )


def without_hat(rows: QuerySet[User], day: date) -> QuerySet[User]:
    """Active accounts that can do nothing: no hat yet, or all ended (a term is over, a person left)."""
    return rows.filter(is_active=True).exclude(Exists(_hats_on(day).filter(user=OuterRef("pk"))))


def unused_accounts(committee: Committee, now: datetime) -> QuerySet[User]:
    """What the daily job disables: unused accounts of a committee, and those whose hats have all ended."""
    rows = User.objects.filter(committee=committee)
    ended = without_hat(rows, timezone.localdate(now)).filter(hats__ends__lt=timezone.localdate(now))
    return (unused(rows, now) | ended).distinct()


def other_administrators(committee: Committee, role: str, user_id: int, day: date) -> QuerySet[Hat]:
    """Hats of a kind of administrator that other active accounts wear on the day.

    The committee is locked first, until the end of the action: of two that take one away at once, the second
    sees what the first has left."""
    Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    rows = _hats_on(day).filter(committee=committee, role=role, user__is_active=True)
    return rows.exclude(user_id=user_id)


def clashing_hats(user: User, role: str, starts: date, ends: date | None) -> list[Hat]:
    """Hats that nobody may hold beside `role` in that time: an administrator wears nothing else.

    The account stays locked until the end of the action: two grants at once cannot pass each other."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    rows = Hat.objects.filter(user=user).filter(Q(ends__isnull=True) | Q(ends__gte=starts))
    if ends is not None:
        rows = rows.filter(starts__lte=ends)
    if role not in ADMINISTRATORS:
        rows = rows.filter(role__in=ADMINISTRATORS)
    return list(rows)


def sole_committee() -> Committee | None:
    """The committee of a deployment that has only one: before sign-in the host may not tell."""
    found = list(Committee.objects.all()[:2])
    return found[0] if len(found) == 1 else None


def _hats_on(day: date) -> QuerySet[Hat]:
    return Hat.objects.filter(within(day))
