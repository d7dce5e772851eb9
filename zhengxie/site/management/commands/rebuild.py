"""`zhengxie rebuild [book …]`: make books equal to their objects; nothing should be left to do."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from zhengxie.engines.search.models import Text
from zhengxie.engines.search.renewal import INDEX, TREE, renew
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.books import book_names, rebuild

SEARCH = "search"
STAGES = {"texts": "核对文字", "index": "建立索引", "counts": "统计字对"}
EVERY = {"counts": 500_000}  # a line is said after so many, of the other stages after
OFTEN = 5_000


class Command(BaseCommand):
    """Prints what was added and removed by book; all zero where no reconciliation was forgotten."""

    help = "按对象重建待办、搜索等派生记录；只写 search 时连索引一起重建，中断后再运行会接着做。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which books; all without."""
        parser.add_argument("books", nargs="*", metavar="账册", help=f"{'、'.join(book_names())}；不写是全部")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a book. The index of the search is built anew only where it is named."""
        wanted = options["books"]
        unknown = [name for name in wanted if name not in book_names()]
        if unknown:
            raise CommandError(f"没有账册“{'、'.join(unknown)}”；可以写：{'、'.join(book_names())}。")
        if Committee._meta.db_table not in connection.introspection.table_names():
            raise CommandError(
                f"{settings.DATA} 里还没有数据，请核对 ZHENGXIE_DATA，或先运行 zhengxie upgrade。"
            )
        rest = [name for name in wanted if name != SEARCH]
        totals = rebuild(rest) if rest or not wanted else {}
        if SEARCH in wanted:
            try:
                totals[SEARCH] = renew(self.progress(options["verbosity"]))
            except KeyboardInterrupt as stop:
                raise CommandError("已中断。再运行 zhengxie rebuild search，会接着做。") from stop
        for name, (added, removed) in totals.items():
            self.stdout.write(f"{name}：新增 {added}，去掉 {removed}")

    def progress(self, verbosity: int) -> Any:
        """Says now and then how far each stage has come, of how many where that is known."""
        done: dict[str, int] = {}
        whole: dict[str, int] = {}

        def say(stage: str, number: int) -> None:
            if stage == TREE:
                if verbosity and not number:
                    self.stdout.write("整理索引，十万件约需两分钟")
                    self.stdout.flush()
                return
            before, done[stage] = done.get(stage, 0), done.get(stage, 0) + number
            every = EVERY.get(stage, OFTEN)
            if stage == INDEX and stage not in whole:
                whole[stage] = Text.objects.count()
            if verbosity and (done[stage] // every > before // every or not before):
                of = f"／{whole[stage]}" if stage in whole else ""
                self.stdout.write(f"{STAGES[stage]}：{done[stage]}{of}")
                self.stdout.flush()

        return say
