"""Columns of the lists of proposals."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils import timezone

from zhengxie.engines.cases.queries.labels import label_for
from zhengxie.engines.clocks.queries import judge_for
from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.listing import Column
from zhengxie.foundation.pages.templatetags.zx import due
from zhengxie.foundation.rules.codes import code_labels
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.desk import FIRST
from zhengxie.work.proposals.queries.signs import sign_of

Words = Callable[[Proposal], str]


def number(row: Proposal) -> str:
    """The filing number, before there is one the receipt number."""
    return row.number_text or row.receipt_no


def chip(row: Proposal) -> str:
    """The state as icon and word."""
    return sign_of(row).chip


def handling(seat: Seat) -> Column:
    """办理: the case's state as this seat may read it."""

    def words(row: Proposal) -> str:
        return label_for(seat, row.case).label if row.case else ""

    def shown(row: Proposal) -> str:
        return label_for(seat, row.case).chip if row.case else "—"

    return Column("办理", words, cell=shown)


def themes(seat: Seat) -> Words:
    """The theme in words."""
    words = _labels(seat, CodeListName.PROPOSAL_THEME)
    return lambda row: words().get(row.theme, row.theme)


def fields(seat: Seat) -> Words:
    """The handling field in words."""
    words = _labels(seat, CodeListName.PROPOSAL_FIELD)
    return lambda row: words().get(row.field, row.field)


def _labels(seat: Seat, name: str) -> Callable[[], dict[str, str]]:
    """Read once, and not at all where the column stands in the Excel file only."""
    return cache(lambda: code_labels(seat.committee, name))


def deadline(seat: Seat) -> Column:
    """时限 of the most urgent clock, judged by the committee's calendar."""
    judge = judge_for(seat.committee)

    def shown(row: Any) -> str:
        return due(judge(row.due_on)) if row.due_on else "—"

    return Column("时限", lambda row: row.due_on, sort="due_on", cell=shown)


def register_columns(seat: Seat) -> list[Column]:
    """Of the register."""
    return [
        Column("编号", number, sort="number", css="zx-nw"),
        Column("案由", "title", sort="title", css="c-title", url=lambda p: p.get_absolute_url()),
        Column("提案者", "proposer", sort="proposer"),
        Column("渠道", "get_channel_display", sort="channel", css="zx-nw"),
        Column("类别", themes(seat), sort="theme", css="zx-nw"),
        Column("状态", "get_state_display", sort="state", cell=chip),
        handling(seat),
        deadline(seat),
        Column("提交日期", "submitted_on", sort="submitted_on", css="zx-nw"),
        Column("流水号", "receipt_no", sheet_only=True),
        Column("提案号", "number_full", sheet_only=True),
        Column("届次", lambda p: p.session.label if p.session else "", sheet_only=True),
        Column("种类", "get_kind_display", sheet_only=True),
        Column("办理领域", fields(seat), sheet_only=True),
        Column("审查决定日期", "decided_on", sheet_only=True),
    ]


def desk_columns(seat: Seat, stage: str) -> list[Column]:
    """Of a queue; the title leads to the sheet where the seat may fill it, else to the proposal."""
    code, page = (
        ("proposals.pass_to_panel", "proposal_review")
        if stage == FIRST
        else ("proposals.file", "proposal_panel")
    )
    fills = allowed(seat, code)

    def address(row: Proposal) -> str:
        return reverse(page, args=[row.pk]) if fills else row.get_absolute_url()

    return [
        Column("流水号", "receipt_no", sort="receipt_no", css="zx-nw"),
        Column("案由", "title", sort="title", css="c-title", url=address),
        Column("提案者", "proposer", sort="proposer"),
        Column("渠道", "get_channel_display", sort="channel", css="zx-nw"),
        Column("类别", themes(seat), sort="theme", css="zx-nw"),
        Column("退回", lambda p: f"{p.times_returned}次" if p.times_returned else "", css="zx-nw"),
        Column("状态", "get_state_display", sort="state", cell=chip),
        deadline(seat),
        Column("提交日期", "submitted_on", sort="submitted_on", css="zx-nw"),
    ]


def late_css(row: Any) -> str:
    """Overdue rows have a red edge."""
    return "is-over" if row.due_on and row.due_on < timezone.localdate() else ""
