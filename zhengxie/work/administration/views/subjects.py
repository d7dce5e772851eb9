"""主题词."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.subjects import SUBJECT_FORMS, SubjectFilters
from zhengxie.work.administration.queries import subjects as queries


def columns(kept: dict[str, str]) -> tuple[Column, ...]:
    """The columns; the links keep what the list is searched for."""
    return (
        Column(
            "主题",
            "name",
            sort="name",
            css="c-title",
            url=lambda s: f"?{urlencode({'pick': s.pk, **kept})}",
        ),
        Column("常用说法", "words"),
        Column("只作参考的说法", "weak", sheet_only=True),
        Column("对应职责（主办）", "duties"),
        Column("对应职责（会办）", "co", sheet_only=True),
        Column("状态", lambda s: "在用" if s.is_used else "停用", css="zx-nw"),
    )


@page("administration.edit_subjects", forms=SUBJECT_FORMS)
def subjects(request: SeatRequest) -> HttpResponse | tuple[str, dict[str, Any]]:
    """All subjects; the picked one, or a new one, stands on a page of its own."""
    subject = queries.subject_for(request.seat, request.GET.get("pick", ""))
    kept = {name: request.GET[name] for name in ("q", "state") if request.GET.get(name)}
    about: dict[str, Any] = {"title": "主题词", "unit": "个", "empty": "还没有主题词。"}
    rows = queries.subjects_of(request.seat)
    listing = Listing(request, rows, columns(kept), filters=SubjectFilters, **about)
    context = {"object": subject, "kept": kept, **pieces(request, subject.pk is not None, kept)}
    context["unknown"] = queries.unknown_duties(request.seat, subject)
    return listing.answer("administration/rules/subjects.html", context)


def pieces(request: SeatRequest, is_picked: bool, kept: dict[str, str]) -> dict[str, Any]:
    """Which of the two is shown, and the way there; 参数与时限 is not open to everybody."""
    alone = is_picked or "new" in request.GET or request.method == "POST"
    whole = f"{reverse('subjects')}?{urlencode(kept)}" if kept else reverse("subjects")
    opens = allowed(request.seat, "administration.edit_parameters")
    crumbs = [("首页", "/"), ("参数与时限", reverse("parameters") if opens else "")]
    last = [("主题词", whole), ("修改" if is_picked else "新增", "")] if alone else [("主题词", "")]
    return {"alone": alone, "list_url": whole, "crumbs": crumbs + last}
