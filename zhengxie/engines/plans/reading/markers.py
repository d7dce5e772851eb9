"""Numbering marks at the start of a line: 一、 （一） 1. （1） ① and what ranks above what."""

from __future__ import annotations

import re
from dataclasses import dataclass

PART, HEADING_TOP, CHINESE, CHINESE_IN_BRACKETS = 0, 1, 2, 4
HEADING_BELOW, DECIMAL, DECIMAL_DEEP, DECIMAL_IN_BRACKETS, CIRCLED, BULLET = 5, 6, 7, 8, 9, 10

_CN = "一二三四五六七八九十百零〇两壹贰叁肆伍陆柒捌玖拾"
# A number before one of these is a date or an amount, not a numbering mark.
_NOT_UNIT = r"(?![年月日号个次项场届类种件期家名万亿元%、\d])"

_FORMS: list[tuple[int, re.Pattern[str]]] = [
    (PART, re.compile(rf"(第[{_CN}\d]{{1,3}}(?:部分|章|编|篇|板块))[、.：，\s]*")),
    (CHINESE_IN_BRACKETS, re.compile(rf"(（\s*[{_CN}]{{1,3}}\s*）)[、.，\s]*")),
    (CHINESE_IN_BRACKETS, re.compile(r"([㈠-㈩])[、.，\s]*")),
    (CHINESE_IN_BRACKETS, re.compile(rf"(第[{_CN}\d]{{1,3}}[节条])[、.：，\s]+")),
    (CHINESE_IN_BRACKETS, re.compile(rf"(第[{_CN}]{{1,2}})[、.：，]\s*")),
    (CHINESE, re.compile(rf"([{_CN}]{{1,3}})\s*[、.][、.\s]*")),
    (CHINESE, re.compile(rf"([{_CN}]{{1,3}})[，\s]\s*(?=[\u4e00-\u9fff])(?![{_CN}])")),
    (
        DECIMAL_DEEP,
        re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[、.]\s*|\s+|(?=[\u4e00-\u9fff]))" + _NOT_UNIT),
    ),
    (DECIMAL, re.compile(r"(\d{1,3})\s*[.、][、.\s]*(?!\d)")),
    (DECIMAL, re.compile(r"(\d{1,2})(?:\s+|，\s*)(?=[\u4e00-\u9fff“《*])" + _NOT_UNIT)),
    (DECIMAL, re.compile(r"([⒈-⒛])\s*")),
    (DECIMAL_IN_BRACKETS, re.compile(r"(（\s*\d{1,3}\s*）|\d{1,2}）)[、.，\s]*")),
    (DECIMAL_IN_BRACKETS, re.compile(r"([⑴-⒇])\s*")),
    (CIRCLED, re.compile(r"([①-⑳❶-❿])[、.\s]*")),
    (BULLET, re.compile(r"([•●○■□◆◇▪▲►★※·])\s*")),
    (BULLET, re.compile(r"([-*+])[ \t]+(?=\S)")),
]

# What any of these marks can begin with; most lines begin otherwise and are passed over quickly.
_FIRST = re.compile(rf"[第（㈠-㈩{_CN}\d⒈-⒛⑴-⒇①-⑳❶-❿•●○■□◆◇▪▲►★※·*+-]")
_MONTH = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})月(?:份)?"
_PERIOD = (
    rf"(?:{_MONTH}(?:\s*[-~至到、]\s*{_MONTH})*|\d{{1,2}}[-~至]\d{{1,2}}月(?:份)?|"
    rf"第?[一二三四1-4]季度|[上下]半年|全年|年初|年底)"
)
_DASHES = {ord(c): "-" for c in "—–－~～"}
_PERIOD_HEADING = re.compile(
    rf"(?:\d{{4}}年)?\s*({_PERIOD})(?:工作|重点|主要|任务|安排|要点|活动)*\s*[：]?\s*$"
)
_PERIOD_THEN_TEXT = re.compile(
    rf"\s*(?:\d{{4}}年)?{_PERIOD}(?:工作|重点|主要|任务|安排|要点|活动)*\s*[：:]\s*(?=\S)"
)


@dataclass(frozen=True)
class Marker:
    """A numbering mark: its rank (small = high in the outline), its words, where the text after it begins."""

    rank: int
    number: str
    end: int


def marker_of(line: str) -> Marker | None:
    """The mark a folded line begins with, or None; offsets count from the start of `line`."""
    start = len(line) - len(line.lstrip())
    if not _FIRST.match(line, start):
        return None
    for rank, form in _FORMS:
        match = form.match(line, start)
        if match and match.end() < len(line):
            return Marker(rank, clean_number(match.group(1)), match.end())
    return None


def clean_number(mark: str) -> str:
    """The mark without stray blanks, bullets as ""."""
    bare = re.sub(r"\s+", "", mark)
    return "" if re.fullmatch(r"[•●○■□◆◇▪▲►★※·*+-]", bare) else bare


def period_before_colon(line: str) -> int:
    """Where the text begins in a line such as 三月：召开……, or 0 when it does not begin so."""
    match = _PERIOD_THEN_TEXT.match(line.translate(_DASHES))
    return match.end() if match else 0


def is_period_heading(line: str) -> bool:
    """True for a line that is nothing but a month, a quarter or a half year."""
    return bool(_PERIOD_HEADING.match(line.strip()))


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}


def number_value(mark: str) -> int | None:
    """The value of a mark such as 十二, （三） or 12; None when it has none."""
    bare = re.sub(r"[（）第部分章编篇节条板块\s]", "", mark)
    if bare.isascii() and bare.isdigit():
        return int(bare)
    if not bare or any(c not in _DIGITS and c != "十" for c in bare):
        return None
    if "十" not in bare:
        return _DIGITS[bare] if len(bare) == 1 else None
    tens, _, ones = bare.partition("十")
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
