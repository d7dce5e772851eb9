"""The figures of a session's proposals: names, rows, numbers. Formulas: domain/03 section 11, last paragraph.

Every figure is a set of rows, so that it can always be opened; numbers are counted from the same rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Value

from zhengxie.engines.cases.lifecycle import FINAL, AssignmentState
from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.engines.cases.queries import figures as cases
from zhengxie.engines.cases.queries.limits import late, with_reply_day
from zhengxie.engines.cases.queries.pages import is_soon
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session
from zhengxie.work.proposals.kinds import CODE
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.queries import register as proposals

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Name:
    """What a figure is called; `of`: the figures that it is a share of; `is_alarm`: red where it is not 0."""

    label: str
    unit: str = "件"
    of: tuple[str, ...] = ()
    is_alarm: bool = False


PART = "个承办件"  # one unit's part of a case
NAMES: dict[str, Name] = {
    "received": Name("提案收到"),
    "filed": Name("立案", of=("received",)),
    "declined": Name("不予立案"),
    "pending": Name("待审查"),
    "returned": Name("退回修改"),
    "to_assign": Name("待交办"),
    "assigned": Name("交办"),
    "answered": Name("已答复", of=("assigned",)),
    # The formula's share is of all assigned ones, of which most may not be due yet: the other stands beside.
    "on_time": Name("按期答复", of=("answered", "assigned")),
    "overdue": Name("超期未答复", is_alarm=True),
    "closed": Name("办结", of=("assigned",)),
    "feedback_due": Name("应收评价表", "份"),
    "feedback_returned": Name("收回评价表", "份", of=("feedback_due",)),
    "rework": Name("再次办理", PART, is_alarm=True),
    "soon": Name("一周内到期", PART),
}
# How a share says what it is a share of.
BASES = {"received": "占收到", "assigned": "占交办", "answered": "占已答复", "feedback_due": "占应收"}
# Figures of one unit's assignments.
OF_UNIT = ("handled", "answered", "closed", "overdue", "feedback_returned")


def rows_in(seat: Seat, session: Session) -> dict[str, QuerySet[Any]]:
    """{figure: rows} that the seat may see: proposals, cases, or assignments of cases."""
    parts = cases.answering_in(seat, session, CODE)
    handed_in = proposals.figures(seat, session)
    found: dict[str, QuerySet[Any]] = {
        **handed_in,
        **cases.figures(seat, session, CODE),
        "pending": handed_in["pending"].exclude(state=ProposalState.RETURNED),
        "rework": parts.filter(state=AssignmentState.REWORK),
        "soon": parts.exclude(state__in=FINAL).filter(is_soon()),
    }
    return {name: found[name] for name in NAMES}


def rows_of_unit(seat: Seat, session: Session, unit_id: int) -> dict[str, QuerySet[Assignment]]:
    """{figure: answering assignments} of one unit that the seat may see."""
    parts = cases.answering_in(seat, session, CODE).filter(unit_id=unit_id)
    returned = cases.figures(seat, session, CODE)["feedback_returned"]
    return {
        "handled": parts,
        "answered": parts.filter(answered_on__isnull=False),
        "closed": parts.filter(state__in=FINAL),
        "overdue": with_reply_day(parts).filter(late()),
        "feedback_returned": returned.filter(unit_id=unit_id),
    }


def counts_of(rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """{figure: number}, all in one query."""
    counted = [
        query.order_by().values(figure=Value(name)).annotate(n=Count("pk")) for name, query in rows.items()
    ]
    found = dict(counted[0].union(*counted[1:], all=True).values_list("figure", "n"))
    return {name: found.get(name, 0) for name in rows}


def with_details(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With all that a line of the list shows, whatever the rows are."""
    if rows.model is Case:
        return rows.prefetch_related("assignments__unit").order_by("opened_on", "number", "id")
    if rows.model is Assignment:
        return rows.select_related("case", "unit").order_by("case__number", "id")
    return rows.select_related("session__term").order_by("submitted_on", "id")
