"""Columns of this room's lists."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from zhengxie.engines.clocks.queries import judge_for
from zhengxie.engines.duties.models import FactKind
from zhengxie.foundation.directory.models import Committee, Member
from zhengxie.foundation.pages.listing import Column
from zhengxie.foundation.pages.templatetags.zx import due, state
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.rules import LOOKS
from zhengxie.work.administration.queries.directory.members import (
    body_names,
    post_name,
    printed_name,
)

BY_STROKES = "（按姓氏笔画为序）"


def file_columns(year: str) -> list[Column]:
    """Who, where, and how many facts of each kind. No column sorts, and the sector does not stand beside the
    counts, so that nobody counts by it. domain/06, restraint; 02 §2"""
    asked = f"?year={year}" if year.isascii() and year.isdigit() else ""

    def address(member: Member) -> str:
        return reverse("duty_file", args=[member.pk]) + asked

    counts = [Column(str(label), f"count_{code}", css="zx-num") for code, label in FactKind.choices]
    return [
        Column("姓名", printed_name, css="c-title zx-nw", url=address),
        Column("委员证号", "member_no"),
        Column("政协职务", post_name),
        Column("所在机构", body_names),
        *counts,
    ]


def objection_columns(committee: Committee) -> list[Column]:
    """Who asks, about what, since when, by when, with what result."""
    judge: Callable[[Any], Any] = judge_for(committee)

    def asker(objection: Objection) -> str:
        return printed_name(objection.member)

    def sign(objection: Objection) -> SafeString:
        return state(objection.get_state_display(), *LOOKS[objection.state])

    def left(objection: Any) -> str:
        return due(judge(objection.due)) if objection.due else "—"

    return [
        Column("委员", asker, css="c-title zx-nw", url=lambda o: str(o.get_absolute_url())),
        Column("所指记录", "subject"),
        Column("类别", "get_kind_display"),
        Column("提出日期", "raised_on", sort="raised_on", css="zx-nw"),
        Column("状态", "get_state_display", cell=sign),
        Column("答复期限", "due", cell=left, css="zx-nw"),
        Column("答复日期", "answered_on", css="zx-nw"),
        Column("需更正之处", "text", sheet_only=True),
        Column("答复", "answer", sheet_only=True),
    ]
