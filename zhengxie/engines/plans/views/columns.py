"""Columns of the plan lists."""

from collections.abc import Sequence
from typing import Any

from zhengxie.engines.plans.queries.board import Line
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
        line.progress.percent,
        line.sign.label,
        line.evidence,
    ]
