"""The numbers Word draws itself (一、 （一） 1.): they stand in numbering.xml, not in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_LARGEST = 9_999
_CN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"


@dataclass
class Level:
    """One level of a list: its format, its pattern (“%1、”) and its first number."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    style: str = ""


@dataclass
class Numbers:
    """All lists of a document and the counters while it is read from top to bottom."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level a style is tied to within a list, 0 when it is tied to none."""
        levels = self.levels.get(self.abstract_of.get(number_id, ""), {})
        return next((i for i, level in levels.items() if level.style == style), 0)

    def next(self, number_id: str, at: int) -> str:
        """Count one paragraph of the list and return its number as Word would show it."""
        abstract = self.abstract_of.get(number_id)
        if abstract is None or not 0 <= at < LEVELS:
            return ""
        levels = self.levels.get(abstract, {})
        counters = self.counters.setdefault(abstract, [None] * LEVELS)
        self._restart(number_id, counters)
        level = levels.get(at, Level())
        before = counters[at]
        counters[at] = level.start if before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            counters[deeper] = None
        return _render(level, levels, counters)

    def _restart(self, number_id: str, counters: list[int | None]) -> None:
        if number_id in self.started:
            return
        self.started.add(number_id)
        for at, first in self.overrides.get(number_id, {}).items():
            counters[at] = first - 1
            for deeper in range(at + 1, LEVELS):
                counters[deeper] = None


def read_numbers(root: Element | None) -> Numbers:
    """The lists of numbering.xml; empty when the document has none."""
    numbers = Numbers()
    if root is None:
        return numbers
    links = {}
    for abstract in root.iter(f"{W}abstractNum"):
        name = abstract.get(f"{W}abstractNumId", "")
        numbers.levels[name] = dict(map(_level, abstract.findall(f"{W}lvl")))
        for tag in ("styleLink", "numStyleLink"):
            link = abstract.find(f"{W}{tag}")
            if link is not None:
                links[tag, link.get(f"{W}val", "")] = name
    for (tag, style), name in links.items():
        source = links.get(("styleLink", style))
        if tag == "numStyleLink" and source and not numbers.levels[name]:
            numbers.levels[name] = numbers.levels[source]
    for num in root.findall(f"{W}num"):
        _read_num(num, numbers)
    return numbers


def _read_num(num: Element, numbers: Numbers) -> None:
    number_id = num.get(f"{W}numId", "")
    abstract = _value(num, "abstractNumId")
    numbers.abstract_of[number_id] = abstract
    for override in num.findall(f"{W}lvlOverride"):
        at = _int(override.get(f"{W}ilvl"), 0)
        own = override.find(f"{W}lvl")
        if own is not None:
            # The list gets levels of its own, so that other lists keep theirs.
            private = f"{abstract}/{number_id}"
            numbers.levels.setdefault(private, dict(numbers.levels.get(abstract, {})))[at] = _level(own)[1]
            numbers.abstract_of[number_id] = private
        first = _value(override, "startOverride")
        if first:
            numbers.overrides.setdefault(number_id, {})[at] = _int(first, 1)


def _level(element: Element) -> tuple[int, Level]:
    level = Level(
        form=_value(element, "numFmt") or "decimal",
        pattern=_value(element, "lvlText"),
        start=_int(_value(element, "start"), 1),
        style=_value(element, "pStyle"),
    )
    return _int(element.get(f"{W}ilvl"), 0), level


def _value(element: Element, tag: str) -> str:
    child = element.find(f"{W}{tag}")
    return child.get(f"{W}val", "") if child is not None else ""


def _int(words: str | None, default: int) -> int:
    return int(words) if words and re.fullmatch(r"\d{1,6}", words) else default


def _render(level: Level, levels: dict[int, Level], counters: list[int | None]) -> str:
    if level.form == "none":
        return re.sub(r"%\d", "", level.pattern)
    if level.form == "bullet":
        return "• "

    def one(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        own = levels.get(at, Level())
        value = counters[at] if 0 <= at < LEVELS else None
        return number_words(own.start if value is None else value, own.form)

    return re.sub(r"%([1-9])", one, level.pattern)


def number_words(value: int, form: str) -> str:
    """A number in one of Word's formats; unknown formats are decimal."""
    value = min(max(value, 0), _LARGEST)
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
    ):
        return _counting(value, _CN, "十百千")
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _counting(value, _LEGAL, "拾佰仟")
    if form in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_CN[int(c)] for c in str(value))
    if form in ("decimalEnclosedCircleChinese", "decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2474 + value - 1)
    if form == "ideographEnclosedCircle" and 1 <= value <= 10:
        return chr(0x3220 + value - 1)
    if form in ("upperLetter", "lowerLetter") and value:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return str(value)


def _counting(value: int, digits: str, units: str) -> str:
    words = ""
    text = str(value)
    for at, digit in enumerate(text):
        place = len(text) - at - 1
        if digit != "0":
            words += digits[int(digit)] + (units[place - 1] if place else "")
        elif words and words[-1] not in "零〇" and text[at:].strip("0"):
            words += "零"
    words = words or digits[0]
    return words[1:] if 10 <= value <= 19 and units[0] == "十" else words
