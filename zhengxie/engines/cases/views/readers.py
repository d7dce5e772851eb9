"""What everybody concerned reads: the case, the answer, a promise; and the proposer's own form."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.engines.cases.forms.feedback import GiveFeedbackForm
from zhengxie.engines.cases.forms.promises import ReportProgressForm
from zhengxie.engines.cases.queries import record, sheet
from zhengxie.engines.cases.queries.acts import case_codes, offered_on_promise
from zhengxie.engines.cases.queries.judging import judging_of
from zhengxie.engines.cases.queries.letters import letter_of
from zhengxie.engines.cases.queries.timeline import timeline
from zhengxie.engines.cases.views.trail import Answer, case_trail, skeleton, task_trail
from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.buttons import buttons
from zhengxie.foundation.pages.page import demand, page
from zhengxie.foundation.pages.requests import SeatRequest


@page("cases.view")
def case(request: SeatRequest, key: int) -> Answer:
    """One case: suggestions, units, timeline, who gets the answer, consents, story."""
    found = get_object_or_404(record.cases_for(request.seat), pk=key)
    context: dict[str, Any] = {"object": found, "title": str(found), "skeleton": skeleton(request.seat)}
    context["buttons"] = buttons(request.seat, found, case_codes(found))
    context["shows_consents"] = allowed(request.seat, "cases.view_list")
    context |= {"crumbs": case_trail(request.seat, found), "origin": record.origin_url(found)}
    return "cases/case.html", context | {"story": timeline(request.seat, found)}


@page("cases.view")
def answer(request: SeatRequest, key: int) -> Answer:
    """The answer as a letter, on the screen and on paper; never an unissued one to the proposer."""
    found = get_object_or_404(sheet.assignments_for(request.seat), pk=key)
    letter = letter_of(request.seat, found, request.GET.get("reply", ""))
    if letter is None:
        raise Http404("还没有可以看的答复")
    context = {"object": found, "title": letter.title, "letter": letter}
    context |= {"may_judge": _may(request.seat, found), "shows_stamps": sheet.is_inside(request.seat, found)}
    return "cases/answer.html", context | {"back_url": found.get_absolute_url()}


def _may(seat: Seat, found: Any) -> bool:
    return sheet.is_open_to_judge(found) and allowed(seat, "cases.give_feedback", found)


@page("cases.view_form", forms=(GiveFeedbackForm,))
def judge(request: SeatRequest, key: int) -> Answer:
    """评价答复: process and result apart, nothing chosen beforehand; later the author's own form alone."""
    found = get_object_or_404(sheet.assignments_for(request.seat), pk=key)
    demand(request, "cases.view_form", found)
    crumbs = task_trail(request.seat, found, ("评价答复", ""))
    context = {"object": found, "title": "评价答复", "crumbs": crumbs}
    context["back_url"] = found.get_absolute_url()
    return "cases/judge.html", context | {"shown": judging_of(request.seat, found)}


@page("cases.view", forms=(ReportProgressForm,))
def promise(request: SeatRequest, key: int) -> Answer:
    """One promise with its deadline and every report."""
    found = get_object_or_404(record.promises_for(request.seat), pk=key)
    offered = allowed(request.seat, "cases.report_progress", found) and bool(offered_on_promise(found))
    crumbs = task_trail(request.seat, found.assignment, (f"建议{found.item.number}的承诺", ""))
    context = {"object": found, "title": f"{found.assignment.case.number}　承诺", "crumbs": crumbs}
    context |= {"offered": offered, "back_url": reverse("assignment", args=[found.assignment_id])}
    return "cases/promise.html", context | {"skeleton": skeleton(request.seat)}
