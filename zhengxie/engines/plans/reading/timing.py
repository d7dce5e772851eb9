"""Words for time: where they stand in a sentence, and the last day they mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from zhengxie.engines.plans.reading.folding import fold

_CN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"十一": 11, "十二": 12}
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_MONTH = rf"(?<![\d一二三四五六七八九十个]){_M}\s*月(?:份)?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])\s*[日号]"
_YEAR = r"(?:(?:20\d\d|本|今|当|明|次)\s*年度?\s*)?"
_LIMIT = r"(?:底|末|初|中旬|上旬|下旬|中)?(?:之前|以前|前|内|起|左右)?"
_QUARTER = r"(?:第?[一二三四1-4]|每|首|前[二三])(?:个)?季度"

_FORMS = [
    rf"{_YEAR}{_MONTH}(?:\s*{_DAY})?\s*(?:至|到|-+|~)\s*(?:次年|明年)?{_M}\s*月(?:份)?(?:\s*{_DAY})?{_LIMIT}",
    rf"{_YEAR}(?<![\d.]){_M}\s*(?:至|到|-+|~)\s*{_M}\s*月(?:份)?{_LIMIT}",
    rf"{_YEAR}{_MONTH}(?:[、和]{_M}\s*月(?:份)?)+{_LIMIT}",
    rf"{_YEAR}{_MONTH}\s*{_DAY}(?:之前|以前|前|起)?",
    rf"{_YEAR}{_MONTH}{_LIMIT}",
    rf"{_YEAR}{_QUARTER}(?:(?:、|至|-+|和){_QUARTER})*(?:度)?{_LIMIT}(?:一次)?",
    rf"{_YEAR}[上下]半年{_LIMIT}",
    r"(?:每|隔|逢)(?:个)?(?:两|二|双|单)?(?:个)?(?:季度|半年|月份?|季|周|年|"
    r"旬)(?:度)?(?:末|初)?(?:至少)?(?:\d+|[一二两三四]){0,2}(?:次|期|场|讲|堂|轮|批)?",
    r"(?:20\d\d|本|今|当|明)?年(?:底|末|中|内|初)(?:之前|以前|前)?",
    r"(?:常态化|经常性|定期|不定期|适时|全年|分期分批|按季度?|按月|逐月|逐季)(?:地)?",
    r"“?(?:元旦|春节|清明|五一|端午|七一|八一|中秋|国庆|全会|两会|闭会|汛|[春夏秋冬]季|供暖|节假日|高考|中考|开学)"
    r"(?:节|期|季)?”?(?:期间|前夕|前后|之前|前|后)",
    r"节(?:假?日)?前夕?",
    r"(?:全会|大会)(?:闭幕|结束)?后?(?:一|两|三)(?:个)?月内",
]
# Every word for time holds one of these; most clauses hold none and are passed over quickly.
_HINT = re.compile("[月季半年旬周期常定适按前后]")
_ANY = re.compile("|".join(f"(?:{form})" for form in _FORMS))
_WHOLE = re.compile(
    rf"\s*(?:拟|计划|预计|原则上|其中|时间)?(?:于|在|为|是)?\s*((?:{_ANY.pattern}))\s*(?:全部|分别|各|"
    rf"至少)?(?:[一两\d]+[次场期])?(?:完成|办结|印发|出台|报送|上报|开展|实施|持续推进|"
    rf"推进|进行|组织实施|组织开展|结束|公布|发布|建成|启动|提交|督办|召开|"
    rf"举办)?(?:[一两\d]+[次场期])?(?:到位|完毕|完成)?\s*"
)


@dataclass(frozen=True)
class When:
    """A time found in text: its words and its span there."""

    words: str
    start: int
    end: int


def times_in(text: str) -> list[When]:
    """Every word for time in a folded text, from left to right."""
    if not _HINT.search(text):
        return []
    return [When(m.group().strip(), m.start(), m.end()) for m in _ANY.finditer(text)]


def whole_time(text: str) -> str | None:
    """The words for time when the text says nothing else (“6月底前完成”), or None."""
    match = _WHOLE.fullmatch(text.strip("，。；：、 "))
    return match.group(1).strip() if match else None


def due_date(words: str, year: int | None) -> tuple[str | None, str]:
    """The last day that `words` allow in `year`, and a note when a person should check that reading.

    Returns an ISO date or None, and a short Chinese sentence or "".
    """
    if not words or year is None:
        return None, ""
    shown, words = words, fold(words).shadow
    year += _year_shift(words, year)
    if _no_such_day(words, year):
        return None, f"“{shown}”没有这一天，请核对时限"
    day = _from_month(words, year) or _from_period(words, year)
    if day is None:
        return None, ""
    if len(set(_PERIODS.findall(words))) > 1:
        return day.isoformat(), f"“{shown}”不止一个时间，按{day.month}月{day.day}日理解，请核对"
    return day.isoformat(), _note(shown, words, day)


# Several of them in one phrase mean several occasions; one date cannot say that.
_PERIODS = re.compile(r"上半年|下半年|[一二三四]季度")


def _no_such_day(words: str, year: int) -> bool:
    """31 February, 31 November, 29 February of an ordinary year, day 0."""
    found = re.search(rf"({_M})\s*月\s*(\d{{1,2}})\s*[日号]", words)
    month = _number(found.group(1)) if found else 0
    if found is None or not 1 <= month <= 12:
        return False
    return not 1 <= int(found.group(2)) <= calendar.monthrange(year, month)[1]


def _year_shift(words: str, year: int) -> int:
    explicit = re.search(r"(20\d\d)\s*年", words)
    if explicit:
        return int(explicit.group(1)) - year
    return 1 if re.search(r"次年|明年", words) else 0


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _CN.get(words, 0)


def _from_month(words: str, year: int) -> date | None:
    if re.match(r"每|隔|逢", words):
        return None
    months = list(re.finditer(rf"({_M})\s*月", words))
    if not months:
        return None
    month = _number(months[-1].group(1))
    if not 1 <= month <= 12:
        return None
    return _within(words[months[-1].end() :], year, month)


def _within(rest: str, year: int, month: int) -> date:
    last = calendar.monthrange(year, month)[1]
    day = re.match(r"份?\s*(\d{1,2})\s*[日号]", rest)
    if day:
        return date(year, month, min(max(int(day.group(1)), 1), last))
    for word, number in (("上旬", 10), ("中旬", 20), ("月初", 10), ("初", 10), ("中", 20)):
        if rest.startswith(word) or rest.startswith("份" + word):
            return date(year, month, number)
    return date(year, month, last)


def _from_period(words: str, year: int) -> date | None:
    quarter = re.findall(r"([一二三四1-4首])(?:个)?季度", words)
    if quarter:
        number = 1 if quarter[-1] == "首" else _number(quarter[-1])
        return _within("", year, number * 3)
    for pattern, month in (
        (r"上半年|年中", 6),
        (r"下半年|年底|年末|年内|全年", 12),
        (r"年初", 3),
        (r"七一前|七一之前", 6),
        (r"国庆前|国庆之前|中秋前", 9),
        (r"五一前", 4),
        (r"八一前", 7),
    ):
        if re.search(pattern, words):
            return _within("", year, month)
    return None


# Before a period: before its first day or its last? And days that only custom knows.
_VAGUE = re.compile(
    r"(?:季度|半年|月(?:份)?)(?:之前|以前|前)|年[初中]|月(?:份)?(?:初|中(?!旬))|七一|国庆|中秋|五一|八一|左右"
)


def _note(shown: str, words: str, day: date) -> str:
    if _VAGUE.search(words):
        return f"“{shown}”按{day.month}月{day.day}日理解，请核对"
    return ""
