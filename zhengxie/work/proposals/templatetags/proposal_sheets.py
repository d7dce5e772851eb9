"""The sheets of the examination in templates: `{% load proposal_sheets %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms.boundfield import BoundField

from zhengxie.work.proposals.forms.review import one_sheet

register = template.Library()


@register.simple_tag(takes_context=True)
def sheet(context: Mapping[str, Any]) -> dict[str, BoundField]:
    """`{% sheet as sheet %}{% field sheet.opinion %}`: the fields of all buttons of the page."""
    return one_sheet(context["forms"], context.get("posted_form"))
