"""`zhengxie audit verify`: prove that no audit entry was changed, deleted, inserted or moved."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhengxie.foundation.audit.verify import anchor, verify


class Command(BaseCommand):
    """verify: exit code 1 and the first bad number a chain; anchor: note all heads outside the database."""

    help = "核验审计链（verify），或把链头记到库外锚点文件（anchor）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """The word after `audit`."""
        parser.add_argument("what", choices=["verify", "anchor"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was read, and fail loudly."""
        if options["what"] == "anchor":
            self.stdout.write(anchor(settings.AUDIT_ANCHORS))
            return
        anchors = settings.AUDIT_ANCHORS
        if not anchors.exists() or not anchors.read_text(encoding="utf-8").strip():
            self.stderr.write("没有库外锚点：末尾被整段删去的记录查不出来。请确认 zhengxie tick 在运行。")
        verdict = verify(anchors)
        for problem in verdict.problems:
            self.stderr.write(f"链 {problem.chain} 第 {problem.number} 条：{problem.text}")
        if not verdict.holds:
            raise CommandError("审计链不完整。")
        self.stdout.write(f"审计链完整：{verdict.chains} 条链，{verdict.entries} 条记录。")
