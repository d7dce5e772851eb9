"""Results as a table to read and as JSON to compare."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.figures import Line
from bench.pages import LABELS

NAMES = (
    "页面",
    "客户",
    "次/秒",
    "离散",
    "中位 ms",
    "p95 ms",
    "比最轻页",
    "查询",
    "查询 ms",
    "处理器 ms",
    "内存 MB",
    "KB",
)
SOME = "—"


def machine() -> dict[str, Any]:
    """What the figures depend on: no names, no folders."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [text.partition(":")[2].strip() for text in lines if text.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cpu": models[0] if models else platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 1024**3),
        "system": platform.system(),
        "python": platform.python_version(),
        "granian": version("granian"),
    }


def rows_of(lines: Sequence[Line]) -> list[list[str]]:
    """The lines of the table as text."""
    return [
        [
            LABELS[one.page],
            str(one.clients),
            f"{one.rate:.1f}",
            f"{one.spread:.0%}",
            f"{one.p50:.1f}",
            f"{one.p95:.1f}",
            f"{one.ratio:.2f}",
            SOME if one.queries is None else str(one.queries),
            SOME if one.sql is None else f"{one.sql:.1f}",
            f"{one.cpu:.1f}",
            f"{one.rss:.0f}",
            f"{one.kilobytes:.1f}",
        ]
        for one in lines
    ]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Markdown; the first column is text, the others are figures."""
    written = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in written)


def document(found: dict[str, Any], lines: Sequence[Line]) -> str:
    """The page kept beside the JSON."""
    at = found["machine"]
    words = [
        f"# {found['size']} 件提案，{found['version']}",
        "",
        f"{found['date']}{'，' + found['label'] if found['label'] else ''}。"
        f"{at['cpu']}，{at['cores']} 核，内存 {at['memory_gb']} GB，{at['system']}；"
        f"Python {at['python']}，Django {found['django']}，granian {at['granian']}。",
        f"{found['runs']} 轮取中位数；服务和客户在同一台机器上，服务为默认的进程数；"
        f"开始时系统负载 {found['load']}。",
        f"结束时网站服务 {found['processes']} 个进程，常驻 {found['rss_mb']} MB"
        f"（共用部分只算一次为 {found['pss_mb']} MB）。",
        "",
        table(NAMES, rows_of(lines)),
        "",
        "离散是各轮次/秒的（最大－最小）÷中位数。比最轻页是同一轮、同样客户数下中位时间之比。"
        "写和提交只计 POST 的时间，次/秒计打开表单和 POST 一对。查询是第三次打开时在进程内数的。",
        "处理器是网站服务为一次请求用去的处理器时间（写和提交是打开表单和 POST 一对），"
        "别的程序争用时比中位时间可靠。"
        "内存是网站服务各进程常驻之和在各轮中的最大值。",
        "",
    ]
    return "\n".join(words)


def keep(folder: Path, found: dict[str, Any], lines: Sequence[Line]) -> Path:
    """Write both files; of the same day, database, size and label the last one stays."""
    parts = [found["date"], found["database"], str(found["size"]), found["label"]]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{'-'.join(part for part in parts if part)}.json"
    whole = {**found, "pages": [asdict(one) for one in lines]}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    path.with_suffix(".md").write_text(document(found, lines), encoding="utf-8")
    return path
