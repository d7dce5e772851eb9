"""时限规则."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.engines.clocks.models import ClockRule
from zhengxie.engines.clocks.queries import rules_with_counts
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.clock_rules import FORMS, AddClockRuleForm
from zhengxie.work.administration.queries import clock_rules as queries

Answer = tuple[str, dict[str, Any]]
TITLE = "时限规则"
COLUMNS = (
    Column("名称", "label", sort="label", css="c-title", url=lambda rule: str(rule.get_absolute_url())),
    Column("事项", lambda rule: queries.RuleWords(rule).object),
    Column("开始于", lambda rule: queries.RuleWords(rule).starts),
    Column("结束于", lambda rule: queries.RuleWords(rule).stops),
    Column("时长", lambda rule: queries.RuleWords(rule).length),
    Column("正在计时", "running_count", css="zx-num"),
    Column("状态", lambda rule: "启用" if rule.is_active else "停用"),
)


@page("administration.edit_clock_rules")
def clock_rules(request: SeatRequest) -> HttpResponse | Answer:
    """All clock rules."""
    empty = "还没有时限规则。"
    listing = Listing(request, rules_with_counts(request.seat), COLUMNS, title=TITLE, empty=empty)
    return listing.answer(
        "administration/rules/clock_rules.html", {"crumbs": _crumbs(), "types": queries.object_choices()}
    )


@page("administration.edit_clock_rules", forms=FORMS)
def clock_rule(request: SeatRequest, key: int) -> Answer:
    """One rule: words, form, 试算, 停用."""
    rule = get_object_or_404(visible(request.seat, ClockRule), pk=key)
    return "administration/rules/clock_rule.html", {
        "title": rule.label,
        "object": rule,
        "words": queries.RuleWords(rule),
        "caught": queries.caught_by(request.seat, rule) if rule.is_active else [],
        "crumbs": [*_crumbs(reverse("clock_rules")), (rule.label, "")],
    }


@page("administration.add_clock_rule", forms=(AddClockRuleForm,))
def new_clock_rule(request: SeatRequest, object_label: str) -> Answer:
    """A new rule for one type of objects."""
    if object_label not in dict(queries.object_choices()):
        raise Http404
    return "administration/rules/new_clock_rule.html", {
        "title": "新增时限规则",
        "object": ClockRule(committee=request.seat.committee, object_label=object_label),
        "object_words": queries.object_words(object_label),
        "crumbs": [*_crumbs(reverse("clock_rules")), ("新增", "")],
    }


def _crumbs(url: str = "") -> list[tuple[str, str]]:
    return [("首页", "/"), ("参数与时限", reverse("parameters")), (TITLE, url)]
