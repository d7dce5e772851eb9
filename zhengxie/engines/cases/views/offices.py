"""The offices' pages: assigning, auditing, the list of all cases."""

from typing import Any

from django.shortcuts import get_object_or_404

from zhengxie.engines.cases.forms.assigning import AssignForm, ProposeUnitsForm
from zhengxie.engines.cases.forms.filters import AdviceFilters, CaseFilters, DeskFilters
from zhengxie.engines.cases.forms.replies import IssueReplyForm, SendBackReplyForm, SendBackReworkForm
from zhengxie.engines.cases.queries import advising, auditing, desk, pages, sheet
from zhengxie.engines.cases.queries.record import origin_url
from zhengxie.engines.cases.views.columns import audit_columns, case_columns, desk_columns
from zhengxie.engines.cases.views.trail import HOME, Answer, case_trail, roots, task_trail
from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import demand, page
from zhengxie.foundation.pages.requests import SeatRequest

NO_CASES = "还没有案卷。提案立案以后列在这里，再交承办单位办理。"


@page("cases.view_list")
def cases(request: SeatRequest) -> Answer:
    """All cases that the seat may see, by state, unit, overdue."""
    rows, css = pages.cases_of(request.seat), pages.over_css
    columns, only = case_columns(request.seat), CaseFilters
    title, unit = "办理清单", "件"
    about: Any = {"title": title, "unit": unit, "empty": NO_CASES, "details": pages.with_parts}
    listing = Listing(request, rows, columns, filters=only, row_css=css, **about)
    return listing.answer("pages/list.html", {"crumbs": [*HOME, ("办理", "")]})


@page("cases.assign")
def assignment_desk(request: SeatRequest) -> Answer:
    """交办工作台: what waits for its units; wished and proposed ones beside each other, with their load."""
    rows, empty = desk.cases_to_assign(request.seat), "没有等待交办的提案。立案以后列在这里。"
    columns = desk_columns()
    listing = Listing(request, rows, columns, title="交办工作台", unit="件", filters=DeskFilters, empty=empty)
    matrix = None if request.GET.get("export") else desk.matrix_of(request.seat, list(listing.page))
    crumbs = [*roots(request.seat), ("交办", "")]
    return listing.answer("cases/desk.html", {"matrix": matrix, "crumbs": crumbs})


@page("cases.assign", forms=(ProposeUnitsForm, AssignForm))
def case_assign(request: SeatRequest, key: int) -> Answer:
    """Name the units of one case, then assign with the consents on record."""
    found = get_object_or_404(desk.cases_to_name(request.seat), pk=key)
    crumbs = case_trail(request.seat, found, ("交办", ""))
    context = {"object": found, "title": f"交办　{found}", "crumbs": crumbs, "origin": origin_url(found)}
    changes = "units" in request.GET and allowed(request.seat, "cases.propose_units", found)
    return "cases/assign.html", context | {"assign": desk.naming_of(request.seat, found, changes=changes)}


@page("cases.assign")
def case_advice(request: SeatRequest, key: int) -> Answer:
    """可以交给谁: a page of its own, which the page of assigning shows beside itself once it stands."""
    found: Any = get_object_or_404(advising.cases_to_advise(request.seat), pk=key)
    trail = case_trail(request.seat, found, ("建议", ""))
    units = advising.units_with_parts(request.seat, found)
    suggestion = advising.suggestion_for(request.seat, found, units)
    context = {"object": found, "title": "可以交给谁", "crumbs": trail, "suggestion": suggestion}
    context["presses"] = advising.presses_of(units, suggestion)
    context["proposes"] = allowed(request.seat, "cases.propose_units", found)
    return "cases/advice.html", context


ADVICE_COLUMNS = (
    Column("提案号", lambda a: a.case.number, css="zx-nw"),
    Column("案由", lambda a: a.case.title, css="c-title", url=lambda a: a.case.get_absolute_url()),
    Column("建议主办", lambda a: advising.named(a, leading=True)),
    Column("建议会办", lambda a: advising.named(a, leading=False)),
    Column("实际承办", lambda a: advising.handlers(a)),
    Column("采纳", lambda a: f"第{a.place}个" if a.place else "未采纳", sort="place", css="zx-nw"),
)


@page("cases.assign")
def unit_advice(request: SeatRequest) -> Answer:
    """The suggestions for the cases of a session, and which were followed."""
    rows = advising.advised_cases(request.seat)
    about: dict[str, Any] = {"title": "承办单位建议的采纳情况", "unit": "件"}
    empty = "还没有带建议的交办。交办以后列在这里。"
    listing = Listing(request, rows, ADVICE_COLUMNS, filters=AdviceFilters, empty=empty, **about)
    shares = advising.followed(listing.rows)
    crumbs = [*roots(request.seat), ("采纳情况", "")]
    return listing.answer("cases/advised.html", {"crumbs": crumbs, "followed": shares})


@page("cases.assign")
def audit_desk(request: SeatRequest) -> Answer:
    """答复审核: answers that wait, the most urgent first."""
    rows, empty = auditing.replies_to_audit(request.seat), "没有等待审核的答复。"
    listing = Listing(request, rows, audit_columns(), title="答复审核", unit="份", empty=empty)
    return listing.answer("pages/list.html", {"crumbs": [*roots(request.seat), ("答复审核", "")]})


@page("cases.issue_reply", forms=(IssueReplyForm, SendBackReplyForm, SendBackReworkForm))
def reply_audit(request: SeatRequest, key: int) -> Answer:
    """The checklist beside the answer; issue, or send back with the reason."""
    found = get_object_or_404(sheet.assignments_to_audit(request.seat), pk=key)
    demand(request, "cases.issue_reply", found)
    crumbs = task_trail(request.seat, found, ("答复审核", ""))
    context = {"object": found, "title": f"审核答复　{found.case}", "crumbs": crumbs}
    return "cases/reply_audit.html", context | {"shown": auditing.audit_of(found)}
