"""Results of engines as tables to read and as JSON to compare."""

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench.corpus import VARIANTS
from bench.engines.asking import ALIKE
from bench.report import SOME, machine, table

PACKAGES = ("django", "psycopg", "rjieba", "jieba", "tantivy", "datasketch", "scikit-learn", "numpy", "scipy")
BUILT = (
    "引擎",
    "建立 s",
    "件/秒",
    "倍",
    "建立时 MB",
    "索引 MB",
    "倍",
    "打开 s",
    "查完 MB",
    "其中自有 MB",
    "倍",
)
ASKED = ("引擎", "查什么", "次数", "中位 ms", "离散", "倍", "p95 ms", "倍", "找到（中位）", "召回", "准确")
LOOKED = ("引擎", "次数", "中位 ms", "离散", "倍", "p95 ms", "倍", *VARIANTS)
NOTE = (
    "倍：除以本系统（提案工作人员）的同一个数。离散：各轮中位时间的（最大－最小）÷中位数，"
    "超过 25% 的数字不要当真。\n"
    "召回、准确：每种前二十次查询逐一与通读全部文字的结果相比，取平均。"
    "相近：改写过的文字，前五个里有原件的（括号里是排第一的）。\n"
    "索引 MB 不含文字本身。查完 MB 是查完全部问题以后那一个进程的常驻内存，"
    "自有是其中不属于文件映射的；数据库服务的内存不在内。"
)


def about(size: int, words: str, runs: int) -> dict[str, Any]:
    """What the figures depend on; called before anything is measured."""
    from django.db import connection

    found = {"sqlite": sqlite3.sqlite_version}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            found["postgresql"] = cursor.fetchone()[0].split()[0]
            cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
            found["datctype"] = cursor.fetchone()[0]
    return {
        "date": date.today().isoformat(),
        "size": size,
        "words": words,
        "database": connection.vendor,
        "runs": runs,
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "machine": machine(),
        "versions": found,
    }


def keep(folder: Path, about: dict[str, Any], name: str, engines: Sequence[dict[str, Any]]) -> Path:
    """Write both files; of the same day, database, size and words the last one stays."""
    words = "" if about["words"] == "invented" else about["words"]
    parts = (about["date"], name, about["database"], str(about["size"]), words)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{'-'.join(filter(None, parts))}.json"
    rated = [one | {"ratios": ratios(one, engines[0])} for one in engines]
    whole = {**about, "engines": rated}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    path.with_suffix(".md").write_text(document(whole), encoding="utf-8")
    return path


def ratios(one: dict[str, Any], own: dict[str, Any]) -> dict[str, float]:
    """Each figure by the same one of the first engine."""
    pairs = {key: (one.get(key), own.get(key)) for key in ("seconds", "size_mb", "rss_mb")}
    others = {row["kind"]: row for row in own["rows"]}
    for row in one["rows"]:
        for key in ("p50", "p95"):
            pairs[f"{row['kind']} {key}"] = (row[key], others.get(row["kind"], {}).get(key))
    return {key: round(mine / base, 3) for key, (mine, base) in pairs.items() if mine is not None and base}


def document(whole: dict[str, Any]) -> str:
    """The page kept beside the JSON."""
    at, engines = whole["machine"], whole["engines"]
    libraries = "，".join(f"{name} {number}" for name, number in whole["versions"].items())
    words = {"invented": "虚构", "real": "词典里常用"}[whole["words"]]
    parts = [
        f"# 搜索和相近，{whole['size']} 件，{whole['database']}",
        f"{whole['date']}。{at['cpu']}，{at['cores']} 核，内存 {at['memory_gb']} GB，{at['system']}；"
        f"Python {whole['python']}，{libraries}。\n"
        f"文字每件 800 字，用{words}的词；{whole['runs']} 轮取中位数；开始时系统负载 {whole['load']}。",
        *_own_steps(whole),
        table(BUILT, [_built(one, whole["size"]) for one in engines]),
        table(ASKED, [cells for one in engines for cells in _asked(one)]),
        table(LOOKED, [cells for one in engines for cells in _looked(one)]),
        NOTE,
    ]
    return "\n\n".join(parts) + "\n"


def _own_steps(whole: dict[str, Any]) -> list[str]:
    rows = [
        [name, f"{took:.1f}", f"{whole['size'] / took:.0f}" if took else SOME]
        for name, took in whole.get("built", {}).items()
    ]
    return [table(("本系统的载入和建立", "s", "件/秒"), rows)] if rows else []


def _times(value: float | None) -> str:
    return SOME if value is None else f"{value:.3g}"


def _built(one: dict[str, Any], size: int) -> list[str]:
    seconds, ratio = one["seconds"], one["ratios"]
    return [
        one["label"],
        f"{seconds:.1f}",
        f"{size / seconds:.0f}" if seconds else SOME,
        _times(ratio.get("seconds")),
        SOME if one["building_mb"] is None else str(one["building_mb"]),
        f"{one['size_mb']:.0f}",
        _times(ratio.get("size_mb")),
        f"{one['open']:.1f}",
        str(one["rss_mb"]),
        str(one["own_mb"]),
        _times(ratio.get("rss_mb")),
    ]


def _timed(one: dict[str, Any], row: dict[str, Any]) -> list[str]:
    kind, ratio = row["kind"], one["ratios"]
    return [
        str(row["asked"]),
        f"{row['p50']:.2f}",
        f"{row['spread']:.0%}",
        _times(ratio.get(f"{kind} p50")),
        f"{row['p95']:.2f}",
        _times(ratio.get(f"{kind} p95")),
    ]


def _asked(one: dict[str, Any]) -> list[list[str]]:
    found = []
    for row in one["rows"]:
        exact = one.get("exact", {}).get(row["kind"])
        judged = [f"{value:.3f}" for value in exact] if exact else [SOME, SOME]
        if row["kind"] != ALIKE:
            found.append([one["label"], row["kind"], *_timed(one, row), str(row["found"]), *judged])
    return found


def _looked(one: dict[str, Any]) -> list[list[str]]:
    near = one.get("hits", {})
    cells = [
        f"{near[kind]['near']:.3f}（{near[kind]['first']:.3f}）" if kind in near else SOME
        for kind in VARIANTS
    ]
    return [[one["label"], *_timed(one, row), *cells] for row in one["rows"] if row["kind"] == ALIKE]
