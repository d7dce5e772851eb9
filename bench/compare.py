"""`python -m bench.compare A.json B.json`: how the time of each page grows from the one to the other."""

import argparse
import json
from pathlib import Path
from typing import Any

from bench.pages import CREATE, LABELS
from bench.report import table

GROWTH = 1.5  # at most, of the pages of GROWING with one client
GROWING = ("list", "detail", CREATE)
MOST = {"list": 20.0, "detail": 20.0, CREATE: 20.0, "dashboard": 100.0}  # ms, with one client
HEADS = ("页面", "客户", "中位 ms（前）", "中位 ms（后）", "后÷前", "目标")


def compared(first: dict[str, Any], second: dict[str, Any]) -> list[list[str]]:
    """Rows of the pages that both have measured; the aims are those of issue 4, for the second."""
    before = {(one["page"], one["clients"]): one["p50"] for one in first["pages"]}
    rows = []
    for one in second["pages"]:
        page, clients, now = one["page"], one["clients"], one["p50"]
        if (page, clients) in before:
            ratio = now / before[page, clients]
            figures = [str(clients), f"{before[page, clients]:.1f}", f"{now:.1f}", f"{ratio:.2f}"]
            rows.append([LABELS[page], *figures, _judged(page, now, ratio) if clients == 1 else ""])
    return rows


def _judged(page: str, p50: float, ratio: float) -> str:
    words = []
    if page in MOST:
        words.append(f"≤{MOST[page]:.0f} ms {'是' if p50 <= MOST[page] else '否'}")
    if page in GROWING:
        words.append(f"≤{GROWTH} 倍 {'是' if ratio <= GROWTH else '否'}")
    return "；".join(words)


def main() -> None:
    """Prints a table."""
    words = argparse.ArgumentParser(description="比较两次测量，通常是 1,000 件和 100,000 件。")
    words.add_argument("first", type=Path)
    words.add_argument("second", type=Path)
    chosen = words.parse_args()
    first, second = (json.loads(path.read_text(encoding="utf-8")) for path in (chosen.first, chosen.second))
    print(f"前：{first['size']} 件，{first['version']}，{first['date']}")
    print(f"后：{second['size']} 件，{second['version']}，{second['date']}\n")
    print(table(HEADS, compared(first, second)))


if __name__ == "__main__":
    main()
