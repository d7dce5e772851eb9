"""`python -m bench.run --data FOLDER`: measure the pages of a loaded platform; see README.md."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench import report
from bench.browsing import Refused
from bench.copying import copied
from bench.driving import Clients
from bench.figures import Line, Turn, line
from bench.inside import MEMBERS
from bench.pages import NOOP, PAGES
from bench.serving import ZHENGXIE, Server, served

RESULTS = Path(__file__).resolve().parent / "results"
WARMING = 24  # requests of each page before the first run: every worker has seen every page
Turns = dict[tuple[str, int], list[Turn]]


def main() -> None:
    """Everything happens on a copy, which is gone at the end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    words = _words()
    load = round(os.getloadavg()[0], 1)  # of the last minute: whatever else ran took its share of the cores
    with copied(words.data) as env, tempfile.TemporaryFile() as log:
        ticked = _prepare(env)
        inside = json.loads(_child(env, [sys.executable, "-m", "bench.inside"]))
        try:
            with served(env, log) as server:
                lines, found = _measure(server, inside, words)
        except Refused as refusal:
            raise SystemExit(f"这次测量作废：{refusal}\n{_end_of(log)}") from refusal
    whole = {**found, **_about(words, inside), "first_tick_s": ticked, "load": load}
    path = report.keep(words.out, whole, lines)
    say(report.table(report.NAMES, report.rows_of(lines)))
    say(f"已写入 {path.name} 和 {path.with_suffix('.md').name}")


def _words() -> argparse.Namespace:
    words = argparse.ArgumentParser(
        description="测量页面；DATABASE_URL 指向 PostgreSQL 时量它，否则量 SQLite。"
    )
    words.add_argument("--data", type=Path, required=True, help="bench.load 载入过的数据目录，不会改动")
    words.add_argument("--label", default="", help="结果文件名后面的字样")
    words.add_argument("--clients", default="1,8", type=_numbers, help="客户数，默认 1,8")
    words.add_argument("--runs", default=3, type=int, help="轮数，默认 3")
    words.add_argument("--requests", default=200, type=int, help="每页每轮的请求数，默认 200；写和提交是一半")
    words.add_argument("--seconds", default=10.0, type=float, help="每页每轮最多多少秒，默认 10")
    words.add_argument("--out", type=Path, default=RESULTS, help="结果目录")
    found = words.parse_args()
    found.data = found.data.resolve()
    if max(found.clients) > MEMBERS:
        words.error(f"客户数最多 {MEMBERS}")
    return found


def _numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


def _prepare(env: dict[str, str]) -> float:
    """Bring the copy up to this version; do the day's tick now, not beside the first pages."""
    _child(env, [*ZHENGXIE, "upgrade"])
    begun = time.monotonic()
    _child(env, [*ZHENGXIE, "tick"])
    return round(time.monotonic() - begun, 1)


def _child(env: dict[str, str], command: Sequence[str]) -> bytes:
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} 没有成功：\n{done.stderr.decode()[-3000:]}")
    return done.stdout


def _measure(
    server: Server, inside: dict[str, Any], words: argparse.Namespace
) -> tuple[list[Line], dict[str, Any]]:
    clients = Clients(server, inside["seats"], inside["paths"], words.seconds)
    most = max(words.clients)
    clients.sign_in(most)
    say(f"{inside['version']}，{inside['proposals']} 件提案；暖机")
    for page in PAGES:
        clients.measure(page, most, WARMING)
    turns: Turns = {}
    for run in range(words.runs):
        say(f"第 {run + 1} 轮")
        _one_run(clients, words, turns)
    noops = {count: turns[NOOP, count] for count in words.clients}
    counted = inside["queries"]
    lines = [
        line(page.name, count, turns[page.name, count], noops[count], counted.get(page.name))
        for page in PAGES
        for count in words.clients
    ]
    memory = {"processes": server.count(), "rss_mb": round(server.rss()), "pss_mb": round(server.pss())}
    return lines, memory


def _one_run(clients: Clients, words: argparse.Namespace, turns: Turns) -> None:
    """Reading first, with every number of clients; then writing, and handing in what was written."""
    for writes, count in [(False, n) for n in words.clients] + [(True, n) for n in words.clients]:
        for page in [page for page in PAGES if page.writes == writes]:
            requests = words.requests // 2 if page.writes else words.requests
            turn = clients.measure(page, count, requests)
            turns.setdefault((page.name, count), []).append(turn)
            say(f"  {page.label}，{count} 个客户：{turn.rate:.1f} 次/秒，中位 {turn.p50:.1f} ms")


def _about(words: argparse.Namespace, inside: dict[str, Any]) -> dict[str, Any]:
    """What was measured, when and on what."""
    noted = words.data / "bench.json"
    size = json.loads(noted.read_text())["size"] if noted.exists() else inside["proposals"]
    kept = {name: inside[name] for name in ("database", "version", "django", "proposals")}
    about = {"date": date.today().isoformat(), "label": words.label, "size": size, "runs": words.runs}
    return {**about, **kept, "requests": words.requests, "machine": report.machine()}


def _end_of(log: Any) -> str:
    """What the server said last."""
    log.seek(0)
    return str(log.read().decode(errors="replace"))[-2000:]


def say(line: str) -> None:
    """To whoever waits."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
