"""`python -m bench.growth A.json B.json`: how the figures of bench.search grow from the one to the other."""

import argparse
import json
from pathlib import Path
from typing import Any

from bench.report import table

HEADS = ("引擎", "什么", "前", "后", "后÷前")
KEYS = {"p50": "中位 ms", "p95": "p95 ms"}
OF_ALL = {"rss_mb": "查完 MB", "own_mb": "其中自有 MB", "size_mb": "索引 MB"}


def grown(first: dict[str, Any], second: dict[str, Any]) -> list[list[str]]:
    """Rows of what both have measured."""
    before = {one["name"]: _figures(one) for one in first["engines"]}
    rows = []
    for one in second["engines"]:
        for what, now in _figures(one).items():
            then = before.get(one["name"], {}).get(what)
            if then:
                rows.append([one["label"], what, f"{then:.1f}", f"{now:.1f}", f"{now / then:.2f}"])
    return rows


def _figures(one: dict[str, Any]) -> dict[str, float]:
    found = {f"{row['kind']} {name}": row[key] for row in one["rows"] for key, name in KEYS.items()}
    return found | {name: one[key] for key, name in OF_ALL.items()}


def main() -> None:
    """Prints a table."""
    words = argparse.ArgumentParser(description="比较两次搜索的测量，例如 1,000 件和 100,000 件。")
    words.add_argument("first", type=Path)
    words.add_argument("second", type=Path)
    chosen = words.parse_args()
    first, second = (json.loads(path.read_text(encoding="utf-8")) for path in (chosen.first, chosen.second))
    for name, found in (("前", first), ("后", second)):
        print(f"{name}：{found['size']} 件，{found['database']}，{found['date']}")
    print(table(HEADS, grown(first, second)))


if __name__ == "__main__":
    main()
