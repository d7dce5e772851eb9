"""Accounts: the system administrator's writes. domain/02 §6, checklist 1, 4, 12, 15, 26, 30."""

from contextlib import suppress

from django.urls import reverse
from django.utils import timezone

from zhengxie.foundation.access import tokens
from zhengxie.foundation.access.roles import ADMINISTRATORS, Role
from zhengxie.foundation.access.seat import Seat, system_seat
from zhengxie.foundation.accounts import passwords, second_factor, sign_in, throttle
from zhengxie.foundation.accounts.models import User, normal_username
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.messages import tell
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.queries.accounts import hats_today, other_administrators, unused_accounts


@action(creates=User, hides=("initial_password",))
def create_account(
    seat: Seat, user: User, *, username: str, real_name: str, phone: str, initial_password: str
) -> None:
    """建立账号：只有初始密码，没有任何身份；身份由安全管理员授予。"""
    if User.objects.filter(username=normal_username(username)).exists():
        raise Refused(f"账号“{username}”已经有人用过（停用的也不能再用），请换一个。", field="username")
    user.username, user.real_name, user.phone = username, real_name, phone
    passwords.set_initial_password(user, initial_password)


@action
def edit_account(seat: Seat, user: User, *, real_name: str, phone: str) -> None:
    """修改姓名和手机。手机留空表示不改。"""
    user.real_name = real_name
    user.phone = phone or user.phone


@action
def disable_account(seat: Seat, user: User, *, reason: str) -> None:
    """停用账号：立即结束登录；同类管理员至少保留一个。"""
    if not user.is_active:
        raise Refused("这个账号已经停用。")
    if user.pk == seat.user_id:
        raise Refused("不能停用自己正在使用的账号，请由另一位系统管理员办理。")
    for hat in hats_today(user):
        require_another_administrator(seat.committee, hat.role, user)
    user.is_active = False
    user.disabled_on = timezone.now()
    user.disabled_reason = reason
    _end_access([user.pk])


@action(hides=("initial_password",))
def enable_account(seat: Seat, user: User, *, initial_password: str) -> None:
    """恢复停用的账号，重新发初始密码。"""
    if user.is_active:
        raise Refused("这个账号没有停用，不需要恢复。")
    user.is_active, user.disabled_on, user.disabled_reason = True, None, ""
    passwords.set_initial_password(user, initial_password)


@action(hides=("initial_password",))
def reset_password(seat: Seat, user: User, *, initial_password: str) -> None:
    """重置密码：发一次性初始密码，结束登录，解除锁定，并告知本人。"""
    if not user.is_active:
        raise Refused("这个账号已经停用，请先恢复。")
    if user.pk == seat.user_id:
        # The new password would be shown to a session that has just ended.
        raise Refused("自己的密码请在“我的账号”中修改，不能在这里重置。")
    passwords.set_initial_password(user, initial_password)
    throttle.release(user.username)
    _end_access([user.pk])
    _tell_owner(seat, user, "您的密码已由系统管理员重置。如果不是您要求的，请马上致电机关办公室。")


@action
def reset_second_factor(seat: Seat, user: User, *, reason: str) -> None:
    """解除动态口令（手机遗失等），下次登录重新启用。其他管理员的口令只能在服务器上用 break_glass 解除。"""
    if any(hat.role in ADMINISTRATORS for hat in hats_today(user)):
        raise Refused("管理员的动态口令不能在页面上解除，请在服务器上执行 zhengxie break_glass。")
    if not second_factor.has_second_factor(user):
        raise Refused("这个账号没有启用动态口令。")
    second_factor.remove_second_factor(user)
    _end_access([user.pk])
    _tell_owner(seat, user, "您的动态口令已由系统管理员解除，下次登录时请重新启用。")


@action
def end_sessions(seat: Seat, user: User) -> None:
    """结束一个账号的全部登录，作废它的接口令牌。"""
    _end_access([user.pk])


@action
def end_all_sessions(seat: Seat, committee: Committee, *, reason: str) -> None:
    """结束本机关全部账号的登录，作废它们的接口令牌，本人除外。"""
    others = User.objects.filter(committee=committee).exclude(pk__in=[seat.user_id])
    _end_access(list(others.values_list("pk", flat=True)))


@action
def edit_settings(
    seat: Seat,
    committee: Committee,
    *,
    contact_name: str,
    contact_phone: str,
    icp: str,
    police_record: str,
    website_id: str,
) -> None:
    """系统设置：忘记密码时的联系人，页脚的备案信息。"""
    committee.contact_name, committee.contact_phone = contact_name, contact_phone
    committee.icp, committee.police_record, committee.website_id = icp, police_record, website_id


@action(hides=("initial_password",))
def break_glass(seat: Seat, user: User, *, reason: str, initial_password: str) -> None:
    """应急恢复（只在服务器上）：恢复账号，发初始密码，解除动态口令和锁定，结束登录。"""
    user.is_active, user.disabled_on, user.disabled_reason = True, None, ""
    passwords.set_initial_password(user, initial_password)
    second_factor.remove_second_factor(user)
    throttle.release(user.username)
    _end_access([user.pk])


def _end_access(user_ids: list[int]) -> None:
    """Nobody who was in stays in: neither a browser nor a program. checklist 15"""
    sign_in.end_sessions(user_ids)
    tokens.revoke_all(user_ids)


def require_another_administrator(committee: Committee, role: str, user: User) -> None:
    """Refuse where `user` is the last active administrator of the kind. checklist 30"""
    if role not in ADMINISTRATORS:
        return
    if not other_administrators(committee, role, user.pk, timezone.localdate()).exists():
        label = Role(role).label
        raise Refused(f"{user.real_name}是最后一位{label}，请先授予另一个账号{label}身份。")


def _tell_owner(seat: Seat, user: User, text: str) -> None:
    tell(seat.committee, [f"user:{user.pk}"], text, reverse("my_account"))


def disable_unused(committee: Committee) -> int:
    """停用 180 天未登录和身份已全部结束的账号（每日任务）；最后一位管理员保留。返回停用的个数。"""
    done = 0
    for user in unused_accounts(committee, timezone.now()):
        with suppress(Refused):
            disable_account(system_seat(committee), user, reason="180天未登录或身份已全部结束")
            done += 1
    return done
