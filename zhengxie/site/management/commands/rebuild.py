"""`zhengxie rebuild`: make every book equal to its objects; nothing should be left to do."""

from typing import Any

from django.core.management.base import BaseCommand

from zhengxie.foundation.workflow.books import rebuild


class Command(BaseCommand):
    """Prints what was added and removed by book; all zero where no reconciliation was forgotten."""

    help = "按对象重建待办等派生记录。"

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a book."""
        for name, (added, removed) in rebuild().items():
            self.stdout.write(f"{name}：新增 {added}，去掉 {removed}")
