"""`zhengxie list_moves [--json]`: every move of every machine, without database or secret."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhengxie.site.columns import aligned
from zhengxie.site.moves import all_rows

HEADINGS = ["机器", "办理", "由", "到", "谁可以办", "时限"]


class Command(BaseCommand):
    """Prints a table, or with --json an array of objects: room, machine, verb, from, to, roles, limit."""

    help = "列出全部状态变化：谁可以办、从哪到哪、时限多长。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """--json."""
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 数组")

    def handle(self, *args: Any, **options: Any) -> None:
        """To stdout."""
        rows = all_rows()
        if options["json"]:
            words = json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1)
        else:
            table = [[r.move.machine, r.move.label, r.source, r.target, r.who, r.limit] for r in rows]
            words = aligned([HEADINGS, *table])
        sys.stdout.write(words + "\n")
