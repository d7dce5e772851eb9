"""Reading a file of texts (JSON lines) for the command `similar`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .reading import Text

LONGEST_LINE = 1_000_000
MOST_LINES = 20_000
LISTED = ("problem", "suggestions")  # may come paragraph by paragraph
SHAPE = '{"id": …, "title": …, "problem": …, "suggestions": …}'


class UnreadableTexts(Exception):
    """The file cannot be used; the message names the line and the repair."""


def read_texts(path: Path) -> list[Text]:
    """The texts of a file; blank lines are skipped, problem and suggestions may be missing."""
    texts: list[Text] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        place = f"{path.name} 第 {number} 行"
        text = _text(place, line)
        if text.id in lines:
            raise UnreadableTexts(f"{place}的 id「{text.id}」与第 {lines[text.id]} 行重复。请改成不同的 id。")
        lines[text.id] = number
        texts.append(text)
        if len(texts) > MOST_LINES:
            raise UnreadableTexts(f"{path.name} 超过 {MOST_LINES} 件。请分成几个文件。")
    if not texts:
        raise UnreadableTexts(f"{path.name} 是空的。请每行写一件：{SHAPE}。")
    return texts


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableTexts(f"打不开文件 {path.name}，请检查文件名和权限。") from error
    lines = []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        place = f"{path.name} 第 {number} 行"
        if len(line) > LONGEST_LINE:
            raise UnreadableTexts(f"{place}超过 {LONGEST_LINE} 字节。请检查是否漏了换行。")
        if b"\0" in line:
            raise UnreadableTexts(f"{place}含有空字符（NUL）。请用纯文本重新导出。")
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise UnreadableTexts(f"{place}不是 UTF-8 编码。请把文件另存为 UTF-8。") from error
    return lines


def _text(place: str, line: str) -> Text:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableTexts(f"{place}不是完整的 JSON。请每行写一件：{SHAPE}。") from error
    if not isinstance(row, dict):
        raise UnreadableTexts(f"{place}应是一个 JSON 对象：{SHAPE}。")
    for key, label in (("id", "编号"), ("title", "标题")):
        if not _words(place, row, key).strip():
            raise UnreadableTexts(f"{place}缺少 {key}（{label}）。请补上。")
    parts = (_words(place, row, key) for key in ("id", "title", "problem", "suggestions"))
    return Text(*parts)


def _words(place: str, row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    several = value if isinstance(value, list) and key in LISTED else [value]
    if any(isinstance(one, bool) or not isinstance(one, str | int) for one in several):
        raise UnreadableTexts(
            f"{place}的 {key} 应是一段文字{'，或几段文字的数组' if key in LISTED else ''}。请改正。"
        )
    words = "\n".join(map(str, several))
    if "\0" in words:
        raise UnreadableTexts(f"{place}的 {key} 含有空字符（NUL）。请删去。")
    # Half of a surrogate pair (a broken emoji) can be neither read nor printed.
    return words.encode("utf-8", "replace").decode("utf-8")
