"""`zhengxie tick`: deadlines and reminders of the day; `--every 300` keeps on running beside the server."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from zhengxie.engines.clocks.tick import Ticked, tick
from zhengxie.site.statistics import refresh_statistics
from zhengxie.site.supervision import Stopped, stop_signals


class Command(BaseCommand):
    help = "巡检一次：参数生效、到期处理、发送提醒、写审计锚点；每个政协每天只做一次，可以反复运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_mutually_exclusive_group()
        kinds.add_argument("--once", action="store_true", help="只巡检一次（不写也是一次）")
        kinds.add_argument("--every", type=int, metavar="秒", help="每隔这么多秒巡检一次，直到停止")

    def handle(self, *args: Any, **options: Any) -> None:
        every = options["every"]
        if every is None:
            result = self.tick()
            if result is not None and result.failed:
                raise CommandError(f"巡检没有做完：{'、'.join(result.failed)}。原因见日志，下次巡检会再试。")
            return
        if every < 1:
            raise CommandError("--every 要写大于0的秒数。")
        self.keep_ticking(every)

    def keep_ticking(self, every: int) -> None:
        """Tick, sleep, tick; a failure of the database waits for the next turn."""
        with stop_signals():
            try:
                while True:
                    self.tick()
                    connections.close_all()
                    time.sleep(every)
            except Stopped:
                return

    def tick(self) -> Ticked | None:
        """One round; on the first of a day the database's own figures are brought up to date."""
        result = tick()
        if result is not None and result.done:
            refresh_statistics()
        self.say(result)
        return result

    def say(self, result: Ticked | None) -> None:
        if result is None:
            self.stdout.write("另一个节点正在巡检。")
        elif result.done or result.failed:
            self.stdout.write(f"巡检完成 {len(result.done)} 个，未完成 {len(result.failed)} 个。")
        self.stdout.flush()
