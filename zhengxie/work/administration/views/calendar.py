"""工作日历."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from zhengxie.engines.clocks.models import DayCalendar
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.calendar import FORMS
from zhengxie.work.administration.queries import calendar as queries


@page("administration.edit_calendar", forms=FORMS)
def calendar(request: SeatRequest, year: int | None = None) -> tuple[str, dict[str, Any]]:
    """A year by months; the day form; the next year."""
    shown = year or timezone.localdate().year
    found = queries.calendar_for(request.seat)
    if found is None or not found.first_year <= shown <= found.last_year + 1:
        raise Http404
    crumbs = [("首页", "/"), ("参数与时限", reverse("parameters")), ("工作日历", "")]
    return "administration/rules/calendar.html", {
        "title": "工作日历",
        "crumbs": crumbs,
        **_year(found, shown),
    }


def _year(found: DayCalendar, shown: int) -> dict[str, Any]:
    return {
        "object": found,
        "year": shown,
        "tabs": _years(found.first_year, found.last_year, shown),
        "months": queries.months_of(found, shown),
        "office_days": queries.office_days(found, shown),
        "is_known": shown <= found.last_year,
        "next_year": found.last_year + 1,
        "may_seed": queries.may_seed(found),
        "warning": _warning(found.last_year, shown),
    }


def _years(first: int, last: int, shown: int) -> list[dict[str, Any]]:
    years = range(max(first, last - 4), last + 2)
    tabs = sorted({*years, shown})
    return [{"label": f"{y}年", "url": reverse("calendar", args=[y]), "current": y == shown} for y in tabs]


def _warning(last: int, shown: int) -> str:
    if shown > last:
        return f"{shown}年的放假安排还没有录入，这一年的到期日暂按周末推算，录入后会重新计算。"
    if timezone.localdate().year >= last:
        return (
            f"放假安排只录入到{last}年，{last + 1}年的到期日暂按周末推算。国务院办公厅通知发布后请及时录入。"
        )
    return ""
