"""Reading the files of the command `suggest_units`: a unit directory (yaml) and matters (JSON lines)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .answers import Duties
from .cutting import duties_of

LONGEST_LINE = 1_000_000
SHAPE = '{"id": …, "title": …, "summary": …}'
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableInput(Exception):
    """The file cannot be used; the message names the place and the repair."""


@dataclass(frozen=True)
class Matter:
    """One line of the file."""

    id: str
    title: str
    summary: str


def read_units(path: Path) -> tuple[Duties, ...]:
    """The units of a directory file: `units:`, each with code, name, duties."""
    try:
        content = yaml.load(_text(path), Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else ""
        raise UnreadableInput(f"{path.name} {where}不合 YAML 格式。请检查缩进和冒号。") from error
    entries = content.get("units") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not entries:
        raise UnreadableInput(f"{path.name} 里没有 units 清单。请在 units: 下面每个单位写一条。")
    units = tuple(_unit(path.name, number, entry) for number, entry in enumerate(entries, 1))
    _no_repeats((f"{path.name} 第 {number} 个单位", unit.code) for number, unit in enumerate(units, 1))
    return units


def _unit(file: str, number: int, entry: Any) -> Duties:
    place = f"{file} 第 {number} 个单位"
    if not isinstance(entry, dict):
        raise UnreadableInput(f"{place}应有 code、name、duties 三项。请照别的单位补上。")
    values = {}
    for key, label in (("code", "代码"), ("name", "名称"), ("duties", "职责")):
        value = entry.get(key)
        if not isinstance(value, str | int) or not str(value).strip():
            raise UnreadableInput(f"{place}（{entry.get('name') or '无名'}）缺少 {key}（{label}）。请补上。")
        values[key] = str(value).strip()
    return Duties(values["code"], values["name"], duties_of(values["duties"]))


def read_matters(path: Path) -> list[Matter]:
    """The matters of a file of JSON lines; blank lines are skipped."""
    matters, places = [], []
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            matters.append(_matter(f"{path.name} 第 {number} 行", line))
            places.append((f"{path.name} 第 {number} 行", matters[-1].id))
    if not matters:
        raise UnreadableInput(f"{path.name} 是空的。请每行写一件：{SHAPE}。")
    _no_repeats(iter(places))
    return matters


def _matter(place: str, line: str) -> Matter:
    if len(line) > LONGEST_LINE:
        raise UnreadableInput(f"{place}超过一百万字。请只放标题和摘要。")
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"{place}不是完整的 JSON。请检查引号和括号，每件占一行。") from error
    if not isinstance(entry, dict):
        raise UnreadableInput(f"{place}应是一个对象。请写成 {SHAPE}。")
    identity = entry.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int) or not str(identity).strip():
        raise UnreadableInput(f"{place}缺少 id。请给每件一个不同的 id。")
    title: Any = entry.get("title")
    summary: Any = entry.get("summary", "")
    if isinstance(summary, list) and all(isinstance(one, str) for one in summary):
        summary = "\n".join(summary)
    for key, value in (("title", title), ("summary", summary)):
        if not isinstance(value, str):
            raise UnreadableInput(f"{place}（id {identity}）缺少 {key}，或不是文字。请补上。")
    if not (title + summary).strip():
        raise UnreadableInput(f"{place}（id {identity}）的 title 和 summary 都是空的。请至少写一项。")
    return Matter(str(identity), title, summary)


def _no_repeats(named: Iterator[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for place, name in named:
        if name in seen:
            raise UnreadableInput(f"{place}的「{name}」与{seen[name]}重复。请改成不同的。")
        seen[name] = place


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableInput(f"打不开文件 {path.name}，请检查文件名和权限。") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path.name} 不是 UTF-8 编码。请另存为 UTF-8 再试。") from error
