"""Reading proposals by program: what is written, how far it is, who handles it by when. domain/03 §12"""

from datetime import date
from typing import Any, Literal

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from zhengxie.engines.cases.api import AssignmentOut, assignments_out, case_state
from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.engines.clocks.queries import due_of
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.api import (
    READS,
    READS_ONE,
    DueOut,
    Named,
    SearchQuery,
    State,
    asking,
    due_out,
    sliced,
    words_of,
)
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.detail import labels_of
from zhengxie.work.proposals.queries.register import one_of, search

router = Router(tags=["proposals"])


class ProposalOut(Schema):
    """A proposal in a list."""

    id: int = Field(title="提案编号", description="本接口用的编号，不是提案号")
    title: str = Field(title="案由")
    state: State = Field(title="状态")
    version: int = Field(title="版次")
    proposer: str = Field(title="提案者")
    session: str | None = Field(title="届次")
    channel: str = Field(title="渠道", description="session 会议提案，interim 平时提案")
    receipt_no: str = Field(title="流水号", description="提交后才有")
    number: int | None = Field(title="提案号", description="立案后才有")
    number_full: str = Field(title="提案号全称")
    submitted_on: date | None = Field(title="提交日期")
    decided_on: date | None = Field(title="审查决定日期")
    url: str = Field(title="页面地址")


class ProposalCase(Schema):
    """How the filed proposal is handled."""

    id: int = Field(title="案卷编号")
    state: State = Field(title="办理状态")
    assigned_on: date | None = Field(title="交办日期")
    closed_on: date | None = Field(title="办结日期")
    assignments: list[AssignmentOut] = Field(title="承办单位")


class ProposalDetail(ProposalOut):
    """A proposal with its text and its way."""

    situation: str = Field(title="情况")
    analysis: str = Field(title="分析")
    suggestions: list[str] = Field(title="建议")
    theme: str = Field(title="类别（主题）")
    field: str = Field(title="类别（办理领域）")
    wished_units: list[Named] = Field(title="建议承办单位")
    revision_points: list[str] = Field(title="需修改之处", description="退回修改时有")
    decline_reason: str = Field(title="不予立案情形")
    due: list[DueOut] = Field(title="正在计时的时限")
    case: ProposalCase | None = Field(title="办理", description="立案后才有")


class Proposals(Schema):
    """A page of proposals."""

    total: int = Field(title="总数")
    items: list[ProposalOut] = Field(title="本页")


class ProposalQuery(SearchQuery):
    """Which proposals."""

    state: Literal[
        "", "draft", "submitted", "under_first_review", "returned", "under_panel", "filed", "declined"
    ] = Field("", title="状态")
    session: int | None = Field(None, ge=1, le=2**63 - 1, title="届次编号")


@router.get(
    "/proposals",
    response={200: Proposals, **READS},
    summary="提案清单",
    operation_id="proposals",
    url_name="proposals",
)
def proposals(request: HttpRequest, query: Query[ProposalQuery]) -> Any:
    """看得到的提案，新的在前：委员是自己的（含草稿），承办单位是交给它办的，审查的人是全部已提交的。"""
    seat = asking(request, "proposals.view")
    rows, words = one_of(seat), words_of(seat, query)
    rows = rows.filter(state=query.state) if query.state else rows
    rows = rows.filter(session_id=query.session) if query.session else rows
    total, found = sliced((search(rows, words) if words else rows).order_by("-id"), query)
    return Proposals(total=total, items=[ProposalOut(**_plain(one)) for one in found])


@router.get(
    "/proposals/{int:key}",
    response={200: ProposalDetail, **READS_ONE},
    summary="一件提案",
    operation_id="proposal",
    url_name="proposal",
)
def proposal(request: HttpRequest, key: int) -> Any:
    """提案的内容、审查结果、承办单位、办理状态和时限。"""
    seat = asking(request, "proposals.view")
    found = get_object_or_404(one_of(seat), pk=key)
    labels = labels_of(found)
    reasons = [part for part in (labels.decline, found.decline_text) if part]
    return ProposalDetail(
        **_plain(found),
        situation=found.situation,
        analysis=found.analysis,
        suggestions=[row.text for row in found.suggestions.all()],
        theme=labels.theme,
        field=labels.field,
        wished_units=[Named(id=unit.pk, name=unit.name) for unit in found.wished_units.all()],
        revision_points=found.revision_points.splitlines(),
        decline_reason="：".join(reasons),
        due=due_out(due_of(found.committee, "proposals.proposal", [found.pk]).get(str(found.pk), ())),
        case=_case(seat, found),
    )


def _plain(one: Proposal) -> dict[str, Any]:
    plain = ("id", "title", "version", "proposer", "channel", "receipt_no", "number", "number_full")
    days = ("submitted_on", "decided_on")
    return {
        **{name: getattr(one, name) for name in (*plain, *days)},
        "state": State(code=one.state, label=one.get_state_display()),
        "session": one.session.label if one.session else None,
        "url": one.get_absolute_url(),
    }


def _case(seat: Seat, one: Proposal) -> ProposalCase | None:
    """The case as this seat sees it; nothing where it does not."""
    if not one.case_id:
        return None
    parts = Prefetch("assignments", Assignment.objects.select_related("unit").order_by("unit__order", "id"))
    case = visible(seat, Case).filter(pk=one.case_id).prefetch_related(parts).first()
    if case is None:
        return None
    return ProposalCase(
        id=case.pk,
        state=case_state(seat, case),
        assigned_on=case.assigned_on,
        closed_on=case.closed_on,
        assignments=assignments_out(seat, one.committee, case.assignments.all()),
    )
