"""What the page of results shows."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from zhengxie.engines.search.queries.find import MOST, Results
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Sought, kinds_for

SHORT = "只有一个字，文件里几乎处处都有，请至少写两个字。"
NOTHING = "没有可以查的文字，请写词语、编号或姓名。"
ADVICE = (
    "少写几个词，或者换一个说法；几个词之间用空格分开，要全部都有才算找到。",
    "要连在一起的词，请加上引号。",
    "姓名可以写汉字、拼音或声母。",
)
RELAX = "放宽上面的条件。"


def advice_for(sought: Sought) -> tuple[str, ...]:
    """What to try where nothing was found."""
    return (RELAX, *ADVICE) if sought.is_cut else ADVICE


def units_of(seat: Seat, units: Sequence[tuple[int, str]]) -> list[tuple[str, str]]:
    """(name, page of what it handles) of units that are perhaps meant."""
    pages = [(name, kind.of_unit(seat, key)) for key, name in units for kind in kinds_for(seat)]
    return [(name, url) for name, url in pages if url]


def counted(number: int) -> str:
    """1000+ where there are more than are counted."""
    return f"{MOST}+" if number > MOST else str(number)


def tabs_of(seat: Seat, results: Results, query: QueryDict) -> list[dict[str, Any]]:
    """One for each kind that was asked, and one for all."""
    kinds = [(k.code, k.label) for k in kinds_for(seat) if k.code in results.counts or k.code == results.kind]
    whole = sum(min(number, MOST + 1) for number in results.counts.values())
    rows = [("", "全部", whole), *((code, label, results.counts.get(code, 0)) for code, label in kinds)]
    return [
        {
            "label": label,
            "url": _address(query, code),
            "current": code == results.kind,
            "count": counted(number),
            "more": results.more(code) if not results.kind and results.page == 1 else 0,
        }
        for code, label, number in rows
    ]


def _address(query: Mapping[str, Any], kind: str) -> str:
    """The same search of another kind; its state filter is another one."""
    kept = {k: v for k, v in query.items() if k not in ("kind", "page", "state") and v}
    return f"?{urlencode({**kept, **({'kind': kind} if kind else {})})}"


def pages_of(results: Results) -> list[int]:
    """The pages around the one in view."""
    return [n for n in range(results.page - 2, results.page + 3) if 1 <= n <= results.pages]


def message_for(typed: str, results: Results) -> str:
    """Why nothing was looked for, where that is so."""
    if not typed or results.total or results.terms:
        return ""
    return SHORT if results.left_out else NOTHING
