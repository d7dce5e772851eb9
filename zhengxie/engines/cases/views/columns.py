"""Columns of the lists, and of their Excel files."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from zhengxie.engines.cases.models import Case, UnitRole
from zhengxie.engines.cases.queries.course import NAMES, course_of
from zhengxie.engines.cases.queries.desk import short
from zhengxie.engines.cases.queries.labels import label_for
from zhengxie.engines.cases.queries.pages import next_of
from zhengxie.engines.clocks.queries import judge_for
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.pages.listing import Column
from zhengxie.foundation.pages.templatetags.zx import due


def people(case: Case) -> str:
    """To whom the answer goes."""
    return "、".join(str(whom) for whom in case.addressees.all())


def leads(case: Case) -> str:
    """Units that answer."""
    return "、".join(short(part.unit) for part in case.assignments.all() if part.is_answering)


def helpers(case: Case) -> str:
    """Co-units."""
    return "、".join(short(part.unit) for part in case.assignments.all() if not part.is_answering)


class Limits:
    """The column of deadlines: what is due next, when, how many days are left."""

    def __init__(self, committee: Committee) -> None:
        self.judge = judge_for(committee)  # calendar and parameters are read once

    def words(self, case: Any) -> str:
        """书面答复 2022-06-07 剩92天."""
        limit = next_of(case)
        if limit is None:
            return ""
        day, label = limit
        return f"{label} {day:%Y-%m-%d} {self.judge(day).standing.words}"

    def cell(self, case: Any) -> str:
        """Days and date, below them what is due."""
        limit = next_of(case)
        if limit is None:
            return "—"
        return format_html(
            '<span>{}<span class="zx-date">{}</span></span>', due(self.judge(limit[0])), limit[1]
        )


def case_columns(seat: Seat) -> list[Column]:
    """The list of cases."""
    limits = Limits(seat.committee)
    return [
        Column("编号", "number", sort="number", css="zx-nw"),
        Column("案由", "title", css="c-title", url=lambda case: case.get_absolute_url()),
        Column("提案者", people),
        Column("主办、独办、分办", leads),
        Column("会办", helpers),
        Column(
            "状态", lambda case: label_for(seat, case).label, cell=lambda case: label_for(seat, case).chip
        ),
        Column("下一时限", limits.words, cell=limits.cell),
        Column("交办日期", "assigned_on", sort="assigned_on", css="zx-nw"),
    ]


def unit_columns(seat: Seat) -> list[Column]:
    """The unit's list as a file: who, how far, what is missing, by when."""
    steps = [Column(name, _step(code), sheet_only=True) for code, name in NAMES]
    return [
        Column("编号", lambda task: task.case.number),
        Column("案由", lambda task: task.case.title),
        Column("分工", "get_role_display"),
        Column("状态", lambda task: label_for(seat, task).label),
        *steps,
        Column("还缺", _missing),
        Column("下一时限", "next_due"),
        Column("时限名称", "next_label"),
        Column("经办人", "officer"),
    ]


def _step(code: str) -> Callable[[Any], str]:
    return lambda task: course_of(task).of(code).words


def _missing(task: Any) -> str:
    step = course_of(task).missing
    return step.name if step else "不缺"


def desk_columns() -> list[Column]:
    """The assignment desk as a file."""
    return [
        Column("编号", "number"),
        Column("案由", "title"),
        Column("提案者", people),
        Column("独办、主办、分办", lambda case: _proposed(case, answering=True)),
        Column("会办", lambda case: _proposed(case, answering=False)),
        Column("立案日期", "opened_on"),
    ]


def _proposed(case: Case, *, answering: bool) -> str:
    rows = [row for row in case.proposed.all() if (row.role != UnitRole.CO) == answering]
    return "、".join(f"{short(row.unit)}" for row in rows)


def _audit_url(task: Any) -> str:
    return reverse("reply_audit", args=[task.pk])


def audit_columns() -> list[Column]:
    """Answers that wait for their audit."""
    return [
        Column("编号", lambda task: task.case.number, sort="case__number", css="zx-nw"),
        Column("案由", lambda task: task.case.title, css="c-title", url=_audit_url),
        Column("承办单位", lambda task: short(task.unit), sort="unit__order"),
        Column("办理结果", "reply_class"),
        Column("轮次", lambda task: "再次办理" if task.round > 1 else "首次"),
        Column("送审时间", "reply_submitted", sort="reply_submitted", css="zx-nw"),
        Column("审核时限", "next_due", sort="next_due", css="zx-nw"),
    ]
