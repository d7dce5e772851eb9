"""Columns of the lists behind figures, and of the Excel file of the whole page."""

from collections.abc import Iterable
from typing import Any

from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.engines.cases.queries.labels import label_for
from zhengxie.engines.clocks.queries import judge_for
from zhengxie.engines.plans.models import Item
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.listing import Column
from zhengxie.foundation.pages.templatetags.zx import due, progress
from zhengxie.outcomes.reports.queries.dashboard import Proposals
from zhengxie.outcomes.reports.queries.limits import DATED
from zhengxie.outcomes.reports.queries.records import Records
from zhengxie.work.proposals.queries.signs import sign_of

# Behind these stands what a proposer chose: their lists show no state, which might tell it. domain/03 §7
BLIND = ("feedback_due", "feedback_returned")


def columns_for(seat: Seat, name: str, found: Records) -> list[Column]:
    """The columns that fit the rows."""
    if found.rows.model is Item:
        return _of_items(found)
    if found.rows.model is Case:
        columns = _of_cases(seat)
    elif found.rows.model is Assignment:
        columns = _of_assignments(seat, with_state=name not in BLIND)
    else:
        columns = _of_proposals()
    return [*columns, *_limits(seat)] if name in DATED else columns


def _limits(seat: Seat) -> list[Column]:
    """What is due, when, and how many days are left; calendar and parameters are read once."""
    judge = judge_for(seat.committee)

    def left(row: Any) -> str:
        return due(judge(row.limit_on)) if row.limit_on else "—"

    def words(row: Any) -> str:
        return judge(row.limit_on).standing.words if row.limit_on else ""

    return [
        Column("到期事项", "limit_name"),
        Column("期限", "limit_on", sort="limit_on", cell=left, css="zx-nw"),
        Column("还剩", words, sheet_only=True),
    ]


def _url(row: Any) -> str:
    return str(row.get_absolute_url())


def _of_proposals() -> list[Column]:
    return [
        Column("编号", lambda p: p.number_text or p.receipt_no, css="zx-nw"),
        Column("案由", "title", sort="title", css="c-title", url=_url),
        Column("提案者", "proposer", sort="proposer"),
        Column("渠道", "get_channel_display", sort="channel"),
        Column("提交日期", "submitted_on", sort="submitted_on", css="zx-nw"),
        Column("状态", lambda p: sign_of(p).label, cell=lambda p: _chip(sign_of(p))),
    ]


def _of_cases(seat: Seat) -> list[Column]:
    def sign(case: Case) -> Any:
        return label_for(seat, case)

    return [
        Column("编号", "number", sort="number", css="zx-nw"),
        Column("案由", "title", sort="title", css="c-title", url=_url),
        Column("承办单位", _units),
        Column("交办日期", "assigned_on", sort="assigned_on", css="zx-nw"),
        Column("答复日期", _answered_on, css="zx-nw"),
        Column("办结日期", "closed_on", sort="closed_on", css="zx-nw"),
        Column("状态", lambda c: sign(c).label, cell=lambda c: _chip(sign(c))),
    ]


def _units(case: Any) -> str:
    return "、".join(str(part.unit) for part in case.assignments.all() if part.is_answering)


def _answered_on(case: Any) -> Any:
    """The day of the last answer, once every unit has answered."""
    days = [part.answered_on for part in case.assignments.all() if part.is_answering]
    return max(days) if days and all(days) else None


def _of_assignments(seat: Seat, *, with_state: bool) -> list[Column]:
    def sign(task: Assignment) -> Any:
        return label_for(seat, task)

    columns = [
        Column("编号", lambda a: a.case.number, sort="case__number", css="zx-nw"),
        Column("案由", lambda a: a.case.title, sort="case__title", css="c-title", url=_url),
        Column("承办单位", lambda a: str(a.unit), sort="unit__order"),
        Column("分工", "get_role_display", sort="role"),
        Column("交办日期", "delivered_on", sort="delivered_on", css="zx-nw"),
        Column("答复日期", "answered_on", sort="answered_on", css="zx-nw"),
    ]
    state_column = Column("状态", lambda a: sign(a).label, cell=lambda a: _chip(sign(a)))
    return [*columns, state_column] if with_state else columns


def _of_items(found: Records) -> list[Column]:
    lines = found.items or {}

    def board(item: Any) -> str:
        return f"{lines[item.pk].lines[0].task.plan.get_absolute_url()}?view=item&open={item.pk}"

    return [
        Column("要点", str, css="c-title", url=board),
        Column("牵头委室", lambda i: lines[i.pk].bodies),
        Column("任务", lambda i: len(lines[i.pk].counted), css="zx-num"),
        Column("最晚时限", lambda i: lines[i.pk].due, css="zx-nw"),
        Column("进度（%）", lambda i: lines[i.pk].percent, cell=lambda i: progress(lines[i.pk].percent)),
        Column("状态", lambda i: _word(lines[i.pk].sign), cell=lambda i: _chip(lines[i.pk].sign)),
    ]


def _word(sign: Any) -> str:
    return sign.label if sign else ""


def _chip(sign: Any) -> str:
    return sign.chip if sign else "—"


HEADINGS = ["范围", "项目", "数量", "说明"]


def sheet_rows(found: Proposals) -> Iterable[list[Any]]:
    """The page as rows: the whole session first, then unit by unit."""
    for figure in found.figures:
        yield ["全会", figure.label, _number(figure.value), figure.explained]
    for line in found.units:
        yield [line.name, "承办", line.handled, ""]
        yield [line.name, "已答复", line.answered, ""]
        yield [line.name, "办结", line.closed, line.closed_share.words]
        yield [line.name, "超期未答复", line.overdue, ""]
        yield [line.name, "办理过程满意率", line.satisfaction.process_words, line.satisfaction.basis]
        yield [line.name, "办理结果满意率", line.satisfaction.result_words, line.satisfaction.basis]


def _number(text: str) -> Any:
    return int(text) if text.isdigit() else text
