"""The committee's own bodies."""

from typing import Any

from django.shortcuts import get_object_or_404

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.directory.models import Body
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import Answer, page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.directory.bodies import AddBodyForm
from zhengxie.work.administration.forms.directory.filters import BodyFilters
from zhengxie.work.administration.forms.directory.form import address_of
from zhengxie.work.administration.queries.directory.bodies import bodies_of, facts_of, people_of
from zhengxie.work.administration.queries.directory.rows import dated_facts
from zhengxie.work.administration.views.directory.frame import FORM, LIST, adding, buttons, crumbs, links

COLUMNS = [
    Column("机构", "name", css="c-title", url=address_of),
    Column("简称", "short_name"),
    Column("类型", "get_kind_display"),
    Column("委员", "inside", css="zx-num"),
    Column("联系人", "contact_name"),
    Column("联系电话", "contact_phone"),
    Column("撤销日期", "valid_to"),
]


@page("administration.edit_directory")
def body_list(request: SeatRequest) -> Answer:
    """Special committees, sections, activity groups in their order."""
    listing = Listing(
        request, bodies_of(request.seat), COLUMNS, title="内设机构", filters=BodyFilters, unit="个"
    )
    acts = links(request.seat, ("新增机构", "directory_body_add", "administration.add_body"))
    return listing.answer(LIST, {"crumbs": crumbs(("内设机构", "")), "acts": acts})


@page("administration.edit_directory")
def body_page(request: SeatRequest, key: int) -> tuple[str, dict[str, Any]]:
    """One body with the members in it."""
    body = get_object_or_404(visible(request.seat, Body), pk=key)
    context = dated_facts(request.seat, body, facts_of(body), "设立日期", "撤销日期")
    acts = buttons(request.seat, body, ["edit_body", "end_body"])
    places = crumbs(("内设机构", "directory_bodies"), (body.name, ""))
    more = {"acts": acts, "crumbs": places, "people": people_of(body)}
    return "administration/directory/row.html", {**context, **more}


@page("administration.add_body", forms=(AddBodyForm,))
def body_add(request: SeatRequest) -> tuple[str, dict[str, Any]]:
    """A new body."""
    return FORM, adding("新增机构", "内设机构", "directory_bodies")
