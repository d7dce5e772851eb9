"""What a number pattern may hold: pure functions. domain/03 section 4

A pattern is text with places in braces: `{term}{session}-R{n:04}` gives 142-R0017.
"""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

# place → (what it stands for, an example); rooms hand in exactly these.
PLACES: dict[str, tuple[str, Any]] = {
    "n": ("顺序号，自动递增", 17),
    "term": ("第几届，写作数字", 14),
    "session": ("第几次会议，写作数字", 2),
    "届": ("第几届，写作汉字", "十四"),
    "次": ("第几次会议，写作汉字", "二"),
}
WIDTH = re.compile(r"0[1-9]")
MOST = 40  # characters of a written number
# Numbers of these series must differ from session to session by themselves.
WHOLE = ("proposal.receipt", "proposal.filing_full")


def faults_of(code: str, pattern: str) -> list[str]:
    """What is wrong with a pattern of the series, in Chinese; empty where it will do."""
    try:
        places = [
            (name, form, turn) for _, name, form, turn in Formatter().parse(pattern) if name is not None
        ]
    except ValueError:
        return ["花括号没有成对，请检查每个“{”后面都有“}”"]
    found = [fault for name, form, turn in places for fault in _place_faults(name, form or "", turn)]
    names = {name for name, _, _ in places}
    if "n" not in names:
        found.append("缺少顺序号{n}，编号会重复")
    if code in WHOLE and not (names & {"term", "届"} and names & {"session", "次"}):
        found.append("缺少届和次，换届换次以后编号会重复，请加上{term}{session}或{届}届{次}次")
    if not found and len(example(pattern)) > MOST:
        found.append(f"写出的编号超过{MOST}个字，请缩短")
    return found


def _place_faults(name: str, form: str, turn: str | None) -> list[str]:
    if name not in PLACES:
        known = "、".join(f"{{{place}}}" for place in PLACES)
        return [f"不认识{{{name}}}，可用的有{known}"]
    numeric = isinstance(PLACES[name][1], int)
    if turn or (form and not (numeric and WIDTH.fullmatch(form))):
        return [f"{{{name}}}的写法不对，补零请写成{{n:03}}这样"]
    return []


def example(pattern: str, given: Mapping[str, Any] | None = None) -> str:
    """How a number of a faultless pattern looks: with the given values, or with those of the table."""
    return pattern.format(**({place: value for place, (_, value) in PLACES.items()} | dict(given or {})))


def in_words(pattern: str) -> str:
    """The pattern for readers: 〔届〕〔次〕-R〔4位顺序号〕; what cannot be read stays as it is."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return pattern
    return "".join(
        text + (_place_in_words(name, form or "") if name else "") for text, name, form, _ in parts
    )


def _place_in_words(name: str, form: str) -> str:
    word = {"n": "顺序号", "term": "届", "session": "次"}.get(name, name)
    return f"〔{form.lstrip('0')}位{word}〕" if form else f"〔{word}〕"
