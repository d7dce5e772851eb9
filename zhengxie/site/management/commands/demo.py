"""`zhengxie demo`: the demo committee, once a data folder; prints the accounts."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from zhengxie.engines.clocks import seeds
from zhengxie.engines.search import frequency, vocabularies
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules import shipping
from zhengxie.foundation.workflow.actions import loading
from zhengxie.site.columns import aligned
from zhengxie.site.demo.accounts import FILE, make_accounts, write_accounts
from zhengxie.site.demo.directory import make_committee
from zhengxie.site.demo.plan import make_plan
from zhengxie.site.demo.proposals import make_proposals


class Command(BaseCommand):
    """Load the demo where nothing is yet; say who may sign in."""

    help = "建立演示政协，并列出演示账号。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses a production data folder and one that holds a committee that is not the demo."""
        if not settings.DEMO:
            raise CommandError("正式运行的数据目录不能载入演示数据。")
        if not Committee.objects.exists():
            self._load()
        elif not settings.DEMO_MARK.exists():
            raise CommandError("这个数据目录里已有别的数据，不能载入演示数据。请换一个目录（DATA=…）。")
        self._list(settings.DATA / FILE)

    def _list(self, table: Path) -> None:
        # It is written last of all: without it a former loading was broken off half-way.
        if not table.exists():
            raise CommandError("上次建立演示数据时中断了，内容不全。请用 RESET=1 重新建立。")
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
        longest = max(map(len, rows))
        sys.stdout.write(f"演示账号（也在 {FILE} 中，仅本人可读）：\n")
        sys.stdout.write(aligned([[*row, *[""] * (longest - len(row))] for row in rows]) + "\n")

    def _load(self) -> None:
        today = timezone.localdate()
        settings.DEMO_MARK.touch()
        with loading():
            committee = make_committee(today)
            seeds.ship(committee)
            shipping.ship(committee)
            vocabularies.ship(committee)
            lines = make_accounts(committee)
        make_proposals(committee, today)
        make_plan(committee, today)
        frequency.fold()  # what was loaded is found alike at once, not after the next tick
        write_accounts(settings.DATA / FILE, lines)
