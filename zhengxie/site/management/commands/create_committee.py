"""`zhengxie create_committee`: the first step of a real installation, on the server only."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from zhengxie.engines.clocks import seeds
from zhengxie.engines.search import vocabularies
from zhengxie.foundation.audit.chain import record
from zhengxie.foundation.directory.models import Committee, Host, Sector, Term
from zhengxie.foundation.rules import shipping
from zhengxie.foundation.workflow.actions import loading
from zhengxie.site.demo.directory import FOLDED, SECTORS


class Command(BaseCommand):
    """Makes the committee with term, default sectors, calendar and deadlines. Accounts of the administrators
    come from break_glass, each with a password that works once."""

    help = "为正式运行建立一个政协委员会（届、默认界别、工作日历、时限规则）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Names and term."""
        parser.add_argument("code", help="代码，如 shifan")
        parser.add_argument("name", help="全称，如 政协示范市委员会")
        parser.add_argument("--short-name", required=True, help="简称，如 示范市政协")
        parser.add_argument("--term", type=int, required=True, help="届，如 14")
        parser.add_argument("--host", help="访问这个政协的域名")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses a code that is taken; says what to do next."""
        if Committee.objects.filter(code=options["code"]).exists():
            raise CommandError(f"代码 {options['code']} 已经用过，请换一个。")
        committee = make(options)
        record(None, "site.create_committee", committee=committee, title=committee.name)
        self.stdout.write(f"已建立 {committee.name}。下一步建立三名管理员，每人一条命令：")
        for role in ("system_administrator", "security_administrator", "audit_administrator"):
            words = f"--committee {committee.code} --create 姓名 --role {role} --reason 初次安装"
            self.stdout.write(f"  zhengxie break_glass 账号 {words}")


def make(options: dict[str, Any]) -> Committee:
    """The committee and what every committee starts with."""
    with loading():
        committee = Committee(code=options["code"], name=options["name"], short_name=options["short_name"])
        committee.save()
        if options["host"]:
            Host(committee=committee, name=options["host"]).save()
        Term(committee=committee, number=options["term"], starts=timezone.localdate()).save()
        for number, name in enumerate(SECTORS, 1):
            Sector(committee=committee, number=number, name=name, fold=name in FOLDED).save()
        seeds.ship(committee)
        shipping.ship(committee)
        vocabularies.ship(committee)
    return committee
