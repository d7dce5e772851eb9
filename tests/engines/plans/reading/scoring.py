"""Compares a reading with a reference tree (workplan-reference/1): what was found, what was invented."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ALIKE = 0.8


@dataclass(frozen=True)
class Score:
    """Shares (0..1) and lists of titles that tell what went wrong."""

    sections: float
    items: float
    recall: float
    kinds: float
    timing: float
    topics: float
    missed: list[str]
    invented: list[str]
    wrong_issues: set[str]


def load(path: Path) -> dict[str, Any]:
    """A reference tree from its file."""
    tree: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tree


def plain(words: str | None) -> str:
    """Words without marks, blanks and differences of width."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words or ""))


def likeness(a: str, b: str) -> float:
    """1 for equal words, over 0.6 when one holds the other, else the share of common pairs if above 0.8."""
    a, b = plain(a), plain(b)
    if min(len(a), len(b)) < 2:
        return float(bool(a) and a == b)
    short, long = sorted((a, b), key=len)
    if short in long:
        return 0.6 + 0.4 * len(short) / len(long)
    pairs = [{w[i : i + 2] for i in range(len(w) - 1)} for w in (short, long)]
    share = len(pairs[0] & pairs[1]) / min(map(len, pairs))
    return share if share >= ALIKE else 0.0


def score(reference: dict[str, Any], reading: dict[str, Any]) -> Score:
    """The score of a reading (the form of `to_json`)."""
    wanted, found = _tasks(reference), _tasks(reading)
    partner = _partners(wanted, found)
    core = [i for i, t in enumerate(wanted) if t["grade"] == "core"]
    hits = [i for i in core if i in partner]
    right = [i for i in hits if found[partner[i]]["kind"] in (wanted[i]["kind"], *wanted[i]["kind_also"])]
    timed = [i for i in hits if wanted[i]["timing"]]
    on_time = [i for i in timed if _same_time(wanted[i]["timing"], found[partner[i]]["timing"])]
    topics = [x for i in core for x in wanted[i]["topics"]]
    read = {plain(x) for t in found for x in t["topics"]}
    issues = {plain(x) for t in wanted for x in t["issues"]}
    return Score(
        sections=_heads(reference["sections"], reading["sections"]),
        items=_heads(_items(reference), _items(reading)),
        recall=_share(len(hits), len(core)),
        kinds=_share(len(right), len(hits)),
        timing=_share(len(on_time), len(timed)),
        topics=_share(sum(plain(x) in read for x in topics), len(topics)),
        missed=[wanted[i]["title"] for i in core if i not in partner],
        invented=[t["title"] for t in found if not any(_task_likeness(w, t) for w in wanted)],
        wrong_issues={plain(x) for t in found for x in t["issues"]} ^ issues,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _items(tree: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for section in tree["sections"] for item in section["items"]]


def _tasks(tree: dict[str, Any]) -> list[dict[str, Any]]:
    return [task for item in _items(tree) for task in item["tasks"]]


def _task_likeness(a: dict[str, Any], b: dict[str, Any]) -> float:
    keys = [[*t["topics"], t["title"], t["evidence"]] for t in (a, b)]
    return max(likeness(x, y) for x in keys[0] for y in keys[1])


def _partners(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
    """Wanted task → found task, the most alike first, each used once."""
    edges = [(_task_likeness(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)]
    partner: dict[int, int] = {}
    for value, i, j in sorted(edges, reverse=True):
        if value and i not in partner and j not in partner.values():
            partner[i] = j
    return partner


def _same_time(wanted: str, read: str | None) -> bool:
    return any(likeness(w, r) for w in wanted.split(";") for r in (read or "").split("；"))


def _heads(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> float:
    left = [(plain(f["number"]), plain(f["title"])) for f in found]
    named = [(plain(w["number"]), plain(w["title"])) for w in wanted if w["number"] or w["title"]]
    hits = 0
    for number, title in named:
        match = next((f for f in left if (f[1].startswith(title) if title else f[0] == number)), None)
        if match:
            left.remove(match)
            hits += 1
    return _share(hits, len(named))
