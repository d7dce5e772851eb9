"""Columns and filters of the to-do lists."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.deadlines import judge_for
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.pages.listing import Column, Filters
from zhengxie.foundation.pages.templatetags.zx import due


def verb_label(todo: Todo) -> str:
    """What must be pressed, in the words of the button."""
    row = VERBS.get(todo.code)
    return row.label if row else todo.code


def left(todo: Todo) -> str:
    """剩n天 / 今天到期 / 超期n天, counted in calendar days."""
    if todo.due is None:
        return "不限期"
    days = (todo.due - timezone.localdate()).days
    if days < 0:
        return f"超期{-days}天"
    return f"剩{days}天" if days else "今天到期"


class TodoFilters(Filters):
    """By urgency and by words."""

    hint = "标题或说明"

    when = forms.ChoiceField(
        label="时限", required=False, choices=[("", "全部时限"), ("over", "已超期"), ("week", "7天内到期")]
    )

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """Cut by the words of the title and by the due day."""
        today = timezone.localdate()
        if "q" in values:
            rows = rows.filter(Q(title__icontains=values["q"]) | Q(note__icontains=values["q"]))
        if values.get("when") == "over":
            rows = rows.filter(due__lt=today)
        if values.get("when") == "week":
            rows = rows.filter(due__range=(today, today + timedelta(days=7)))
        return rows


TITLE = Column("标题", "title", sort="title", css="c-title", url=lambda t: t.url)
DONE_COLUMNS = [
    Column("事项", verb_label, sort="code"),
    TITLE,
    Column("办理时间", "closed", sort="closed", css="zx-nw"),
]


def todo_columns(committee: Committee) -> list[Column]:
    """The columns of 待办, deadlines judged by the committee's calendar."""
    judge = judge_for(committee)
    return [
        Column("事项", verb_label, sort="code", css="zx-nw"),
        TITLE,
        Column("说明", "note"),
        Column("时限", left, sort="due", cell=lambda t: due(judge(t.due)) if t.due else "不限期"),
        Column("到期日", "due", sheet_only=True),
        Column("产生时间", "opened", sort="opened", css="zx-nw"),
    ]


def over_css(todo: Todo) -> str:
    """Over-due rows have a red edge."""
    return "is-over" if todo.due and todo.due < timezone.localdate() else ""


def no_css(todo: Todo) -> str:
    """Done ones have none."""
    return ""
