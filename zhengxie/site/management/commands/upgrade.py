"""`zhengxie upgrade`: tables, and what new versions ship to every committee. Safe to run again."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from zhengxie.engines.clocks import seeds
from zhengxie.engines.search import index, vocabularies
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules import shipping
from zhengxie.foundation.workflow.actions import loading
from zhengxie.site.statistics import refresh_statistics


class Command(BaseCommand):
    """What a committee has changed stays as it is; only what it does not have is added."""

    help = "升级数据库，并把新版本带来的时限规则、字典和编号规则补给每个政协。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Tables first, then each committee."""
        call_command("migrate", interactive=False, verbosity=0)
        with loading():
            for committee in Committee.objects.order_by("code"):
                seeds.ship(committee)
                shipping.ship(committee)
                vocabularies.ship(committee)
        if index.is_empty():
            call_command("rebuild", "search", verbosity=options["verbosity"])
        refresh_statistics()
