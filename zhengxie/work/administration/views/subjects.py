"""主题词."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.subjects import SUBJECT_FORMS, SubjectFilters
from zhengxie.work.administration.queries import subjects as queries

COLUMNS = (
    Column("主题", "name", sort="name", css="c-title", url=lambda s: s.get_absolute_url()),
    Column("常用说法", "words"),
    Column("只作参考的说法", "weak", sheet_only=True),
    Column("对应职责（主办）", "duties"),
    Column("对应职责（会办）", "co", sheet_only=True),
    Column("状态", lambda s: "在用" if s.is_used else "停用", css="zx-nw"),
)


@page("administration.edit_subjects", forms=SUBJECT_FORMS)
def subjects(request: SeatRequest) -> HttpResponse | tuple[str, dict[str, Any]]:
    """All subjects, with the picked one (or a new one) at the side."""
    subject = queries.subject_for(request.seat, request.GET.get("pick", ""))
    about: dict[str, Any] = {"title": "主题词", "unit": "个", "empty": "还没有主题词。"}
    listing = Listing(request, queries.subjects_of(request.seat), COLUMNS, filters=SubjectFilters, **about)
    crumbs = [("首页", "/"), ("参数与时限", reverse("parameters")), ("主题词", "")]
    return listing.answer("administration/rules/subjects.html", {"object": subject, "crumbs": crumbs})
