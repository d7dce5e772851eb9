"""One cell → one value. Raises ValueError with a Chinese half sentence that follows the name of the cell."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

from openpyxl.utils.datetime import from_excel

from zhengxie.foundation.documents.table.headings import Heading, Kind

_DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?: .*)?$|(\d{4})(\d\d)(\d\d)$")
_MONTH = re.compile(r"(\d{4})[年./-](\d{1,2})(?:月份?)?(?:[./-]\d{1,2}日?|\d{1,2}日)?$|(\d{4})(\d\d)$")
_YES = {"是": True, "有": True, "对": True, "√": True, "1": True, "y": True, "yes": True, "true": True}
_NO = {
    "否": False,
    "无": False,
    "不": False,
    "×": False,
    "0": False,
    "n": False,
    "no": False,
    "false": False,
    "": False,
}
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")
_GUARDED = ("'=", "'+", "'-", "'@", "'\t")


def text_of(cell: Any) -> str:
    """What a person sees in the cell: numbers without a needless fraction, dates as 2022-03-05, no outer
    spaces; the apostrophe that exports put before = + - @ is taken away again."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).replace("_x000D_", "").replace("\r", "").strip("\u3000 \t\n\u200b\ufeff\xa0")
    return text[1:] if text.startswith(_GUARDED) else text


def value_of(cell: Any, heading: Heading) -> Any:
    """The cell's value for the heading: str, int, bool, date, "YYYY-MM" or, when empty, "" or None.

    Raises ValueError for what does not fit."""
    text = text_of(cell)
    if text in _ERRORS:
        raise ValueError(f"是公式错误 {text}，请改成文字或数字")
    if not text:
        if heading.required:
            raise ValueError("没有填写")
        return (
            None if heading.kind in (Kind.WHOLE, Kind.DATE) else _NO[""] if heading.kind == Kind.YES else ""
        )
    if heading.choices:
        return _choice(text, heading)
    readers = {Kind.WHOLE: _whole, Kind.DATE: _day, Kind.MONTH: _month, Kind.YES: _yes, Kind.TEXT: _text}
    value = readers[heading.kind](cell, text)
    if heading.max_length and len(str(value)) > heading.max_length:
        raise ValueError(f"有{len(str(value))}字，最多{heading.max_length}字")
    return value


def _text(cell: Any, text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def _choice(text: str, heading: Heading) -> str:
    wanted = unicodedata.normalize("NFKC", text).replace(" ", "")
    for label, value in heading.choices.items():
        if unicodedata.normalize("NFKC", label).replace(" ", "") == wanted:
            return value
    listed = "、".join(list(heading.choices)[:12]) + ("等" if len(heading.choices) > 12 else "")
    raise ValueError(f"“{_short(text)}”不在可选范围内，可填：{listed}")


def _whole(cell: Any, text: str) -> int:
    digits = unicodedata.normalize("NFKC", text).replace(",", "")
    if not re.fullmatch(r"\d{1,9}", digits):
        raise ValueError(f"“{_short(text)}”不是整数")
    return int(digits)


def _yes(cell: Any, text: str) -> bool:
    found = {**_YES, **_NO}.get(unicodedata.normalize("NFKC", text).lower())
    if found is None:
        raise ValueError(f"“{_short(text)}”请改填“是”或“否”")
    return found


def _day(cell: Any, text: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if (
        isinstance(cell, int | float) and 15_000 <= cell <= 80_000
    ):  # an Excel day number without a date format
        moment = from_excel(cell)
        if isinstance(moment, datetime):
            return moment.date()
    found = _DAY.match(unicodedata.normalize("NFKC", text).replace(" 00:00", ""))
    if not found:
        raise ValueError(f"“{_short(text)}”不是日期，请写成 2022-03-05")
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{year}年{month}月{day}日不存在，请核对") from None


def _month(cell: Any, text: str) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m}"
    if isinstance(cell, float) and text.endswith(".1"):
        raise ValueError(f"“{text}”分不清是1月还是10月，请写成 {text[:4]}-01 或 {text[:4]}-10")
    found = _MONTH.match(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if not found:
        raise ValueError(f"“{_short(text)}”不是年月，请写成 1972-05")
    year, month = (int(part) for part in found.groups() if part)
    if not 1 <= month <= 12:
        raise ValueError(f"没有{month}月，请核对")
    return f"{year}-{month:02d}"


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
