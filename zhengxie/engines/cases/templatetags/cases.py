"""Cases in the templates of any room: `{% load cases %}`. No room needs to import this one for it."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhengxie.engines.cases.models import Case
from zhengxie.engines.cases.queries.course import Step
from zhengxie.engines.cases.queries.desk import Load
from zhengxie.engines.cases.queries.labels import label_for
from zhengxie.engines.cases.queries.signs import promise_sign
from zhengxie.engines.cases.queries.way import summary_of, timeline_of
from zhengxie.foundation.pages.templatetags.zx import icon

register = template.Library()
STEP_ICONS = {"done": "done", "now": "half", "miss": "alert", "next": "ring"}
HEAVY = 0.85  # of the heaviest load in view: said in ochre


@register.simple_tag(takes_context=True)
def case_state(context: Mapping[str, Any], case: Any) -> SafeString:
    """`{% case_state case %}`: the state of a case as this seat is told it, icon and word."""
    return label_for(context["seat"], case).chip


@register.simple_tag(takes_context=True)
def assignment_state(context: Mapping[str, Any], task: Any) -> SafeString:
    """`{% assignment_state task %}`: the same of one unit's part."""
    return label_for(context["seat"], task).chip


@register.simple_tag
def promise_state(promise: Any) -> SafeString:
    """`{% promise_state promise %}`: the same of a promise."""
    return promise_sign(promise).chip


@register.inclusion_tag("cases/parts/timeline.html")
def case_timeline(case: Case) -> dict[str, Any]:
    """`{% case_timeline case %}`: what has happened and what will; two queries unless they are prefetched."""
    return {"entries": timeline_of(case)}


@register.inclusion_tag("cases/parts/summary.html", takes_context=True)
def case_summary(context: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """`{% case_summary case %}`: who has it, who helps, what is next by when."""
    return {"summary": summary_of(case), "case": case, "seat": context["seat"]}


@register.filter
def dial(number: str) -> str:
    """A written telephone number as a phone dials it: 010-6655 转 8012 → 010-6655,8012."""
    return re.sub(r"[^0-9+,-]", "", number.replace("转", ","))


@register.simple_tag
def step_sign(step: Step) -> SafeString:
    """One of the nine steps as a sign with its word for those who do not see it."""
    if step.state == "none":
        return format_html('<span aria-hidden="true">—</span><span class="zx-vh">{}</span>', step.words)
    return format_html('{}<span class="zx-vh">{}</span>', icon(STEP_ICONS[step.state]), step.words)


@register.simple_tag
def load_bar(load: Load, most: int) -> SafeString:
    """What a unit carries, against the heaviest one in view; the number stands above it."""
    width = round(100 * load.total / most) if most else 0
    css = "och" if load.total >= 4 and width >= HEAVY * 100 else "ink"
    return format_html(
        '<svg class="zx-prog" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="t" width="100" height="6"/><rect class="{}" width="{}" height="6"/></svg>',
        css,
        width,
    )
