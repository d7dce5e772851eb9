"""Who keeps accounts, hats, settings and the log: three administrators, each their part. domain/02 §6.

The system seat presses what break-glass and the daily job need. Verbs that 02 only implies (looking at the
list, resetting, restoring) stand with the administrator whose work they are.
"""

from django.db.models import QuerySet

from zhengxie.foundation.access.policy import restricted, role, scope, verb
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import User

SYSTEM_ADMINISTRATOR = role(Role.SYSTEM_ADMINISTRATOR)
SECURITY_ADMINISTRATOR = role(Role.SECURITY_ADMINISTRATOR)
AUDIT_ADMINISTRATOR = role(Role.AUDIT_ADMINISTRATOR)
CLOCK = role(Role.SYSTEM)

verb(
    "administration.view_accounts",
    who=SYSTEM_ADMINISTRATOR | SECURITY_ADMINISTRATOR,
    label="查看账号",
    story="none",
)
verb("administration.create_account", who=SYSTEM_ADMINISTRATOR | CLOCK, label="建立账号", story="none")
verb(
    "administration.edit_account",
    who=SYSTEM_ADMINISTRATOR,
    label="修改账号资料",
    story="none",
    page="edit_account",
)
verb("administration.disable_account", who=SYSTEM_ADMINISTRATOR | CLOCK, label="停用账号", story="none")
verb("administration.enable_account", who=SYSTEM_ADMINISTRATOR, label="恢复账号", story="none")
verb("administration.reset_password", who=SYSTEM_ADMINISTRATOR, label="重置密码", story="none")
verb("administration.reset_second_factor", who=SYSTEM_ADMINISTRATOR, label="解除动态口令", story="none")
verb("administration.end_sessions", who=SYSTEM_ADMINISTRATOR, label="结束登录", story="none")
verb("administration.end_all_sessions", who=SYSTEM_ADMINISTRATOR, label="结束全部登录", story="none")
verb("administration.edit_settings", who=SYSTEM_ADMINISTRATOR, label="系统设置", story="none")
verb(
    "administration.grant_hat",
    who=SECURITY_ADMINISTRATOR | CLOCK,
    label="授予身份",
    story="none",
    page="grant_hat",
)
verb("administration.revoke_hat", who=SECURITY_ADMINISTRATOR, label="收回身份", story="none")
verb("administration.read_log", who=AUDIT_ADMINISTRATOR, label="查看审计日志", story="none")
verb("administration.verify_log", who=AUDIT_ADMINISTRATOR, label="校验审计日志", story="none")
verb("administration.break_glass", who=CLOCK, label="应急恢复账号", story="none")


@scope(User)
def visible_accounts(seat: Seat) -> QuerySet[User]:
    """Accounts are the system and the security administrator's; everyone else sees the own one."""
    if seat.role in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR):
        return User.objects.all()
    return User.objects.filter(pk__in=[seat.user_id])


def masked_phone(value: str) -> str:
    """138****0001. checklist 50."""
    return f"{value[:3]}****{value[-4:]}" if len(value) >= 9 else "****"


restricted(User, ["phone"], reveal="administration.edit_account", mask=masked_phone)
