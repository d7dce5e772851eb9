"""How dates, names, rates and numbers are printed: pure functions behind the filters of `zx`."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from django.utils import timezone

WEEKDAYS: Final = "一二三四五六日"
IDEOGRAPHIC_SPACE: Final = "\u3000"
NOTHING: Final = "—"


def local(value: date | datetime | None) -> date | datetime | None:
    """The value in the time zone of the committee; dates stay as they are."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def cn_date(value: date | datetime | None) -> str:
    """A date in running text: 2022年3月5日."""
    day = local(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def cn_day(value: date | datetime | None) -> str:
    """A date of this year: 3月5日; of any other year: 2028年3月5日."""
    day = local(value)
    if not day:
        return ""
    return f"{day.month}月{day.day}日" if day.year == timezone.localdate().year else cn_date(day)


def cn_time(value: date | datetime | None) -> str:
    """Date and 24-hour time in running text: 2022年3月5日 09:31."""
    moment = local(value)
    if isinstance(moment, datetime):
        return f"{cn_date(moment)} {moment:%H:%M}"
    return cn_date(moment)


def day(value: date | datetime | None) -> str:
    """A date in a table: 2022-03-05; a dash where there is none."""
    found = local(value)
    return f"{found:%Y-%m-%d}" if found else NOTHING


def day_time(value: date | datetime | None) -> str:
    """Date and time in a table: 2022-03-05 09:31."""
    moment = local(value)
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}"
    return day(moment)


def weekday(value: date | datetime | None) -> str:
    """星期三."""
    found = local(value)
    return f"星期{WEEKDAYS[found.weekday()]}" if found else ""


def two_char(name: object) -> str:
    """A name of two characters gets an ideographic space between them, as in printed name lists."""
    text = str(name or "").strip()
    if len(text) == 2 and all("\u3400" <= character <= "\u9fff" for character in text):
        return text[0] + IDEOGRAPHIC_SPACE + text[1]
    return text


def rate(part: object, whole: object) -> str:
    """One decimal, rounded half up, without the percent sign; empty when the whole is nothing."""
    try:
        numerator, denominator = Decimal(str(part)), Decimal(str(whole))
    except InvalidOperation:
        return ""
    if denominator <= 0:
        return ""
    exact = numerator * 100 / denominator
    return str(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def percent(part: object, whole: object) -> str:
    """A rate with what it is made of: 56.3%（9/16）; a dash when the whole is nothing."""
    found = rate(part, whole)
    return f"{found}%（{part}/{whole}）" if found else f"{NOTHING}（{part}/{whole}）"


def count(value: object) -> str:
    """A whole number with thousands marks: 1,024."""
    try:
        return f"{int(str(value)):,}"
    except ValueError:
        return str(value)


def money(value: object) -> str:
    """An amount: 12,345.00 元."""
    try:
        amount = Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return NOTHING
    return f"{amount:,.2f} 元"


def mask(phone: object) -> str:
    """A telephone number with its middle hidden: 138****5678, 0000-****567."""
    text = str(phone or "").strip()
    area, dash, number = text.rpartition("-")
    if len(number) >= 11:
        return f"{area}{dash}{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"
    if len(number) >= 5:
        return f"{area}{dash}{'*' * (len(number) - 3)}{number[-3:]}"
    return "*" * len(text)


def file_size(value: object) -> str:
    """A file size in words of an office: 356 KB, 1.2 MB."""
    try:
        size = int(str(value))
    except ValueError:
        return NOTHING
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{Decimal(size) / 1024 / 1024:.1f} MB"
