"""Hats: the security administrator's writes. domain/02 §6, checklist 15, 25, 26, 30."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import ADMINISTRATORS, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts import sign_in
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.directory.models import Body, Member, Unit
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.accounts import require_another_administrator
from zhengxie.work.administration.queries.accounts import NEEDS_BODY, NEEDS_MEMBER, NEEDS_UNIT, clashing_hats


@action(creates=Hat)
def grant_hat(
    seat: Seat,
    hat: Hat,
    *,
    user: User,
    role: str,
    member: Member | None,
    unit: Unit | None,
    body: Body | None,
    starts: date,
    ends: date | None,
) -> None:
    """授予身份：三员互斥；需要委员、单位或机构的身份必须指明。结束该账号的登录。"""
    _require_place(role, member, unit, body)
    if ends is not None and ends < starts:
        raise Refused("结束日期不能早于开始日期，请改正。", field="ends")
    if user.committee_id != seat.committee.pk:
        raise Refused("这个账号由另一个机关管理，不能在这里授予身份。")
    _require_no_clash(user, role, starts, ends)
    _require_new(seat, user, role, (member, unit, body))
    hat.user, hat.role, hat.starts, hat.ends = user, role, starts, ends
    hat.member = member if role in NEEDS_MEMBER else None
    hat.unit = unit if role in NEEDS_UNIT else None
    hat.body = body if role not in NEEDS_UNIT | ADMINISTRATORS else None
    sign_in.end_sessions([user.pk])


@action
def revoke_hat(seat: Seat, hat: Hat, *, reason: str) -> None:
    """收回身份：从今天起不再有效，立即结束登录；同类管理员至少保留一个。"""
    today = timezone.localdate()
    if hat.ends is not None and hat.ends < today:
        raise Refused("这个身份已经结束。")
    if hat.starts <= today:
        require_another_administrator(seat.committee, hat.role, hat.user)
    hat.ends = today - timedelta(days=1)
    sign_in.end_sessions([hat.user_id])


def _require_place(role: str, member: Member | None, unit: Unit | None, body: Body | None) -> None:
    label = Role(role).label
    if role in NEEDS_MEMBER and member is None:
        raise Refused(f"“{label}”要对应一位委员，请选择委员。", field="member")
    if role in NEEDS_UNIT and unit is None:
        raise Refused(f"“{label}”要属于一个单位，请选择单位。", field="unit")
    if role in NEEDS_BODY and body is None:
        raise Refused(f"“{label}”要属于一个专委会、科室或活动组，请选择机构。", field="body")


def _require_new(
    seat: Seat, user: User, role: str, places: tuple[Member | None, Unit | None, Body | None]
) -> None:
    """No hat twice; a member is one person, so nobody else may wear the same."""
    member, unit, body = places
    running = Hat.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=timezone.localdate()), committee=seat.committee
    )
    same = running.filter(user=user, role=role)
    if same.filter(member=member, unit=unit, body=body).exists():
        raise Refused(f"{user.real_name}已有这个身份，不用重复授予。", field="role")
    if member is not None and role in NEEDS_MEMBER:
        other = running.filter(member=member).exclude(user=user).select_related("user").first()
        if other is not None:
            raise Refused(f"{member.name}的委员身份已由账号{other.user}使用，请先收回。", field="member")


def _require_no_clash(user: User, role: str, starts: date, ends: date | None) -> None:
    other = next(iter(clashing_hats(user, role, starts, ends)), None)
    if other is not None:
        raise Refused(
            f"{user.real_name}已有“{other.get_role_display()}”身份。系统、安全、审计三种管理员互斥，"
            "也不能兼任业务身份，请另建账号由另一人担任。",
            field="role",
        )
