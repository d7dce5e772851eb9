"""`zhengxie break_glass`: the way back in, on the server only. checklist 4, 30.

Restores an account with an initial password, without dynamic code and lock, or makes the first administrators
of a new installation. Everything it does is an action of the system seat and stands in the audit log.
"""

from argparse import ArgumentParser
from getpass import getuser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from zhengxie.foundation.access.roles import ADMINISTRATORS
from zhengxie.foundation.access.seat import system_seat
from zhengxie.foundation.accounts.models import User, normal_username
from zhengxie.foundation.accounts.passwords import random_password
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions import accounts, accounts_hats


class Command(BaseCommand):
    """Prints the initial password, which works once and for 24 hours."""

    help = "应急恢复一个账号，或为新安装的平台建立管理员（只在服务器上执行，写入审计日志）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom, why, and what must be made anew."""
        parser.add_argument("username", help="账号")
        parser.add_argument("--reason", required=True, help="原因，写入审计日志")
        parser.add_argument("--committee", help="机关代码；平台只有一个机关时可以不写")
        parser.add_argument("--create", metavar="姓名", help="没有这个账号时新建，写使用人姓名")
        parser.add_argument("--role", choices=sorted(ADMINISTRATORS), help="同时授予的管理员身份")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; a refusal is said in one sentence."""
        try:
            user, password = restore(options)
        except Refused as refused:
            raise CommandError(refused.text) from refused
        self.stdout.write(f"账号 {user.username}（{user.real_name}）已可登录，初始密码：{password}")
        self.stdout.write("初始密码 24 小时内有效，只能用一次，登录后须修改，并重新启用动态口令。")


def restore(options: dict[str, Any]) -> tuple[User, str]:
    """The account and its new initial password."""
    committee = committee_of(options["committee"])
    seat, password = system_seat(committee), random_password()
    why = f"{options['reason']}（服务器用户 {getuser()}）"
    user = User.objects.filter(committee=committee, username=normal_username(options["username"])).first()
    if user is None:
        user = create(options, committee, password)
    else:
        restoring: Any = accounts.break_glass
        user = restoring(seat, user, reason=why, initial_password=password)
    if options["role"]:
        place = {"member": None, "unit": None, "body": None, "starts": timezone.localdate(), "ends": None}
        accounts_hats.grant_hat(seat, user=user, role=options["role"], **place)
    return user, password


def create(options: dict[str, Any], committee: Committee, password: str) -> User:
    """A new account; refused where no name was given."""
    if not options["create"]:
        raise CommandError("没有这个账号。要新建，请加 --create 姓名。")
    made = {"username": options["username"], "real_name": options["create"], "phone": ""}
    account: User = accounts.create_account(system_seat(committee), **made, initial_password=password)
    return account


def committee_of(code: str | None) -> Committee:
    """The committee of the code, or the only one."""
    found = list(Committee.objects.filter(code=code) if code else Committee.objects.all()[:2])
    if len(found) != 1:
        raise CommandError("请用 --committee 写明机关代码。" if not code else f"没有代码为 {code} 的机关。")
    return found[0]
