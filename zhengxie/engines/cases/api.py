"""Reading cases and assignments by program. A proposer's form is never read here. domain/03 §7, §12.2"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from zhengxie.engines.cases.models import Assignment, Case, Contact, Promise
from zhengxie.engines.cases.queries.labels import label_for
from zhengxie.engines.cases.queries.letters import UNIT_ROLES
from zhengxie.engines.cases.queries.pages import VIEWS, cases_of, unit_assignments, with_parts
from zhengxie.engines.clocks.queries import due_of
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.pages.api import (
    READS,
    READS_ONE,
    DueOut,
    Named,
    PageQuery,
    SearchQuery,
    State,
    asking,
    due_out,
    shows_state,
    sliced,
    state_of,
    words_of,
)

router = Router(tags=["cases"])
LABEL = "cases.assignment"


class AssignmentOut(Schema):
    """One unit's part."""

    id: int = Field(title="交办件编号")
    unit: Named = Field(title="承办单位")
    role: str = Field(title="分工代码", description="sole 独办，lead 主办，co 会办，separate 分办")
    role_label: str = Field(title="分工")
    state: State = Field(title="状态")
    version: int = Field(title="版次")
    delivered_on: date = Field(title="交办日期")
    received_on: date | None = Field(title="签收日期")
    issued_on: date | None = Field(title="答复发出日期")
    closed_on: date | None = Field(title="办结日期")
    due: list[DueOut] = Field(title="正在计时的时限")
    url: str = Field(title="页面地址")
    answer_url: str | None = Field(title="答复页面", description="答复发出以后才有")


class ItemOut(Schema):
    """One numbered suggestion."""

    id: int = Field(title="建议编号", description="拟答复时填在 answers 的 item")
    number: int = Field(title="序号")
    text: str = Field(title="内容")


class CaseOut(Schema):
    """A case in a list."""

    id: int = Field(title="案卷编号")
    number: str = Field(title="编号")
    title: str = Field(title="案由")
    session: str | None = Field(title="届次")
    state: State = Field(title="状态", description="按办得最慢的答复单位")
    version: int = Field(title="版次")
    opened_on: date = Field(title="立案日期")
    assigned_on: date | None = Field(title="交办日期")
    closed_on: date | None = Field(title="办结日期")
    overdue: bool = Field(title="已超期")
    url: str = Field(title="页面地址")


class CaseDetail(CaseOut):
    """A case with its suggestions and units."""

    items: list[ItemOut] = Field(title="建议")
    assignments: list[AssignmentOut] = Field(title="交办件")


class ContactOut(Schema):
    """One consultation with the proposer."""

    id: int = Field(title="面商记录编号")
    on: date = Field(title="日期")
    way: str = Field(title="方式")
    confirmed_on: date | None = Field(title="提案者确认日期")
    objection: str = Field(title="提案者说明的不符之处")


class PromiseOut(Schema):
    """One promise of an answer."""

    id: int = Field(title="承诺编号")
    text: str = Field(title="承诺事项")
    due: date = Field(title="完成时限")
    state: State = Field(title="状态")
    version: int = Field(title="版次")


class AssignmentDetail(AssignmentOut):
    """One unit's part with what it has to answer."""

    case: CaseOut = Field(title="案卷")
    items: list[ItemOut] = Field(title="建议")
    contacts: list[ContactOut] = Field(title="面商记录")
    promises: list[PromiseOut] = Field(title="承诺")


class Cases(Schema):
    """A page of cases."""

    total: int = Field(title="总数")
    items: list[CaseOut] = Field(title="本页")


class Assignments(Schema):
    """A page of assignments."""

    total: int = Field(title="总数")
    items: list[AssignmentOut] = Field(title="本页")


class CaseQuery(SearchQuery):
    """Which cases."""

    state: Literal["", "to_assign", "assigned", "closed"] = Field("", title="状态")


class AssignmentQuery(PageQuery):
    """Which assignments."""

    view: Literal["", "receive", "hand", "wait", "soon", "over", "co", "closed"] = Field(
        "", title="范围", description="；".join(f"{code} {label}" for code, (label, _) in VIEWS.items())
    )
    case: int | None = Field(None, ge=1, le=2**63 - 1, title="案卷编号")


@router.get(
    "/cases", response={200: Cases, **READS}, summary="办理清单", operation_id="cases", url_name="cases"
)
def cases(request: HttpRequest, query: Query[CaseQuery]) -> Any:
    """看得到的案卷，新立案的在前。"""
    seat = asking(request, "cases.view")
    rows, words = cases_of(seat), words_of(seat, query)
    rows = rows.filter(state=query.state) if query.state else rows
    rows = rows.filter(title__icontains=words) | rows.filter(number__icontains=words) if words else rows
    total, found = sliced(rows, query, with_parts)
    return Cases(total=total, items=[CaseOut(**_case(seat, case)) for case in found])


@router.get(
    "/cases/{int:key}",
    response={200: CaseDetail, **READS_ONE},
    summary="一件案卷",
    operation_id="case",
    url_name="case",
)
def case(request: HttpRequest, key: int) -> Any:
    """案卷的建议、承办单位和时限。"""
    seat = asking(request, "cases.view")
    found = get_object_or_404(with_parts(cases_of(seat)), pk=key)
    parts = assignments_out(seat, found.committee, found.assignments.all())
    return CaseDetail(items=_items(found.items.all()), assignments=parts, **_case(seat, found))


@router.get(
    "/cases/assignments",
    response={200: Assignments, **READS},
    summary="交办件",
    operation_id="assignments",
    url_name="assignments",
)
def assignments(request: HttpRequest, query: Query[AssignmentQuery]) -> Any:
    """承办单位读到的是本单位的交办件，其他身份读到看得到的全部。"""
    seat = asking(request, "cases.view")
    rows = unit_assignments(seat) if seat.roles & UNIT_ROLES else visible(seat, Assignment)
    rows = VIEWS[query.view][1](rows) if query.view else rows
    rows = rows.filter(case_id=query.case) if query.case else rows
    total, found = sliced(rows.select_related("unit").order_by("-id"), query)
    return Assignments(total=total, items=assignments_out(seat, seat.committee, found))


@router.get(
    "/cases/assignments/{int:key}",
    response={200: AssignmentDetail, **READS_ONE},
    summary="一个交办件",
    operation_id="assignment",
    url_name="assignment",
)
def assignment(request: HttpRequest, key: int) -> Any:
    """要答复的建议、面商记录、承诺和时限。"""
    seat = asking(request, "cases.view")
    task = get_object_or_404(_with_all(visible(seat, Assignment)), pk=key)
    [part] = assignments_out(seat, seat.committee, [task])
    whole = get_object_or_404(with_parts(cases_of(seat)), pk=task.case_id)
    return AssignmentDetail(
        **part.model_dump(),
        case=CaseOut(**_case(seat, whole)),
        items=_items(task.items.all()),
        contacts=[_contact(row) for row in task.contacts.all()],
        promises=[_promise(seat, row) for row in task.promises.all()],
    )


def assignments_out(seat: Seat, committee: Committee, tasks: Iterable[Assignment]) -> list[AssignmentOut]:
    """Assignments as this seat reads them, with their running limits; four queries, whatever the number."""
    rows = list(tasks)
    dues = due_of(committee, LABEL, [task.pk for task in rows])
    return [_assignment(seat, task, due_out(dues.get(str(task.pk), ()))) for task in rows]


def _with_all(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    contacts = Prefetch("contacts", Contact.objects.order_by("on", "id"))
    promises = Prefetch("promises", Promise.objects.order_by("due", "id"))
    return rows.select_related("unit", "committee").prefetch_related("items", contacts, promises)


def sign_shown(seat: Seat, obj: Any) -> tuple[str, str]:
    """The state as this seat may read it."""
    sign = label_for(seat, obj)
    return sign.code, sign.label


shows_state(Case, sign_shown)
shows_state(Assignment, sign_shown)


def case_state(seat: Seat, case: Case) -> State:
    """The state of a case for this seat."""
    code, label = sign_shown(seat, case)
    return State(code=code, label=label)


def _case(seat: Seat, case: Any) -> dict[str, Any]:
    plain = ("id", "number", "title", "version", "opened_on", "assigned_on", "closed_on")
    return {
        **{name: getattr(case, name) for name in plain},
        "session": case.session.label if case.session else None,
        "state": case_state(seat, case),
        "overdue": bool(case.is_over),
        "url": case.get_absolute_url(),
    }


def _items(rows: Iterable[Any]) -> list[ItemOut]:
    return [ItemOut(id=row.pk, number=row.number, text=row.text) for row in rows]


def _assignment(seat: Seat, task: Assignment, due: list[DueOut]) -> AssignmentOut:
    plain = ("id", "role", "version", "delivered_on", "received_on", "issued_on", "closed_on")
    code, label = sign_shown(seat, task)
    answer = reverse("answer", args=[task.pk]) if task.issued_on and task.is_answering else None
    return AssignmentOut(
        **{name: getattr(task, name) for name in plain},
        unit=Named(id=task.unit_id, name=task.unit.name),
        role_label=task.get_role_display(),
        state=State(code=code, label=label),
        due=due,
        url=task.get_absolute_url(),
        answer_url=answer,
    )


def _contact(row: Contact) -> ContactOut:
    way, confirmed = row.get_way_display(), row.confirmed_on
    return ContactOut(id=row.pk, on=row.on, way=way, confirmed_on=confirmed, objection=row.objection)


def _promise(seat: Seat, row: Promise) -> PromiseOut:
    state = state_of(seat, row) or State(code=row.state, label=row.state)
    return PromiseOut(id=row.pk, text=row.text, due=row.due, state=state, version=row.version)
