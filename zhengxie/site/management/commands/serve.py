"""`zhengxie serve`: the web server and the periodic work in the foreground; `./run start` runs it."""

import fcntl
import sys
import time
from http.client import HTTPConnection, HTTPException
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from zhengxie.site.supervision import Program, Stopped, keep_running, stop_all, stop_signals

HOST = "127.0.0.1"
START_LIMIT = 60  # seconds until the server has to answer
ZHENGXIE = [sys.executable, "-m", "zhengxie.site.cli"]


def server(port: int, workers: int) -> Program:
    """Granian with threads, behind it the WSGI application; whitenoise serves the static files."""
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--log-level", "warning"]
    sizes = ["--workers", str(workers), "--blocking-threads", "4"]
    return Program(
        "server", [sys.executable, "-m", "granian", *options, *sizes, "zhengxie.site.wsgi:application"]
    )


def companions() -> list[Program]:
    """What runs beside the server: deadlines, reminders and purges every five minutes."""
    return [Program("tick", [*ZHENGXIE, "tick", "--every", "300"])]


def answers(port: int) -> bool:
    """Whether a page comes back: the port is open before the application behind it is ready."""
    host = settings.ALLOWED_HOSTS[0].lstrip(".*") or HOST
    connection = HTTPConnection(HOST, port, timeout=START_LIMIT)
    try:
        connection.request(
            "GET", "/static/pages/favicon.svg", headers={"Host": host, "X-Forwarded-Proto": "https"}
        )
        return bool(connection.getresponse().status)
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


class Command(BaseCommand):
    help = "启动网站服务和定时任务；按 Ctrl-C 一起结束。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
        parser.add_argument("--workers", type=int, default=2, help="服务进程数，默认 2")
        parser.add_argument("--demo", action="store_true", help="先建库并载入演示政协")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"]:
            self.prepare_demo()
        settings.STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a folder that is not there
        web = server(options["port"], options["workers"])
        others = companions()
        with stop_signals():
            try:
                web.start()
                self.wait_for(web, options["port"])
                code = keep_running(web, others, self.say)
            except Stopped:
                self.say("正在结束… / Stopping ...")
                code = 0
            finally:
                stop_all([web, *others])
        if code:
            raise CommandError(f"服务异常结束（代码 {code}）。", returncode=1)

    def prepare_demo(self) -> None:
        """Tables, demo committee and accounts; nothing is loaded twice."""
        if not settings.DEMO:
            raise CommandError(
                "当前是正式环境（ZHENGXIE_MODE=production），不能启动演示。请去掉这个变量再试。"
            )
        call_command("upgrade")
        call_command("demo")
        if settings.DEMO_MARK.exists():
            # Held as long as this process lives: RESET=1 sees that the folder is in use.
            self.mark = settings.DEMO_MARK.open("rb")
            fcntl.flock(self.mark, fcntl.LOCK_SH)
        connections.close_all()

    def wait_for(self, web: Program, port: int) -> None:
        until = time.monotonic() + START_LIMIT
        while not answers(port):
            if web.code() is not None or time.monotonic() > until:
                raise CommandError(f"服务没有启动。请确认端口 {port} 空闲，或换一个端口：--port {port + 1}。")
            time.sleep(0.05)
        self.say(f"已启动 / Running: http://{HOST}:{port}/  （按 Ctrl-C 停止 / press Ctrl-C to stop）")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
