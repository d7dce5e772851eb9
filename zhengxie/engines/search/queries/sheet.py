"""All hits as an Excel file."""

from django.utils import timezone

from zhengxie.engines.search.queries.find import MOST, Results, find
from zhengxie.engines.search.queries.pages import counted
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit import chain
from zhengxie.foundation.documents.table import workbook
from zhengxie.foundation.pages.findable import Findable, Sought

TITLE = "搜索结果"
COLUMNS = ("类型", "标题", "编号、人员等", "状态", "日期")


def sheet_of(seat: Seat, words: str, sought: Sought, kind: Findable | None, told: str, address: str) -> bytes:
    """The workbook of what is found, MOST lines at most. `told`: words and filters; the trail keeps where it
    was asked."""
    results = find(seat, words, sought, kind.code if kind else "", size=MOST)
    rows = [
        (
            hit.kind.label,
            hit.shown.title,
            hit.shown.note,
            hit.shown.sign and hit.shown.sign.label,
            hit.shown.on,
        )
        for hit in results.hits[:MOST]
    ]
    chain.record(seat, "pages.export", title=TITLE, note=f"{len(rows)}行 {address}")
    return workbook(TITLE, COLUMNS, rows, note=f"{told}；{_amount(results)}；{timezone.localdate()}")


def _amount(results: Results) -> str:
    number = f"共{counted(results.total)}条"
    return f"{number}，这里是前{MOST}条" if results.total > MOST else number
