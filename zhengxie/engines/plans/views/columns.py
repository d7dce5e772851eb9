"""Columns of the plan lists."""

from collections.abc import Sequence
from typing import Any

from zhengxie.engines.plans.queries.board import Line
from zhengxie.engines.plans.queries.counting import RecordList
from zhengxie.foundation.pages.listing import Column

PLAN_COLUMNS = [
    Column("年度", "year", sort="year"),
    Column("标题", "title", css="c-title", url=lambda p: p.get_absolute_url()),
    Column("文号", "document_no"),
    Column("状态", "get_state_display", sort="state"),
    Column("版本", lambda p: f"第{p.edition}版"),
    Column("任务", "task_count", css="zx-num"),
    Column("已销号", "closed_count", css="zx-num"),
]

RECORD_COLUMNS = [
    Column("记录", "title", css="c-title", sort="title", url=lambda tally: tally.url),
    Column("日期", "on", sort="on", css="zx-nw"),
]


def record_tabs(found: RecordList, path: str, of_base: bool) -> list[dict[str, Any]]:
    """The two sides of a share: what counts, and of how many."""
    return [
        {"label": words, "url": f"{path}?of=base" if base else path, "current": base == of_base}
        for words, base in found.parts
    ]


HEADINGS = [
    "任务号",
    "部分",
    "要点",
    "任务",
    "类别",
    "牵头领导",
    "牵头委室",
    "责任人",
    "完成时限",
    "完成标准",
    "自动计数",
    "进度（%）",
    "状态",
    "佐证（条）",
]


def responsibility_rows(lines: Sequence[Line]) -> tuple[list[str], list[list[Any]]]:
    """(headings, rows) of the responsibility list (责任清单). domain/07 section 6"""
    return HEADINGS, [_row(line) for line in lines]


def _row(line: Line) -> list[Any]:
    task = line.task
    return [
        task.number,
        str(task.item.section),
        str(task.item),
        task.title,
        task.get_kind_display(),
        str(task.leader or ""),
        task.lead_body.name if task.lead_body else "",
        task.owner,
        task.due,
        task.target,
        "；".join(figure.text for figure in line.figures),
        line.progress.percent,
        line.sign.label,
        line.proofs,
    ]
