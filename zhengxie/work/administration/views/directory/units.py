"""Units outside the committee."""

from typing import Any

from django.shortcuts import get_object_or_404

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.directory.models import Unit
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import Answer, page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.directory.filters import UnitFilters
from zhengxie.work.administration.forms.directory.form import address_of
from zhengxie.work.administration.forms.directory.units import AddUnitForm
from zhengxie.work.administration.queries.directory.rows import dated_facts
from zhengxie.work.administration.views.directory.frame import FORM, LIST, adding, buttons, crumbs, links

COLUMNS = [
    Column("单位", "name", css="c-title", url=address_of),
    Column("类型", "get_kind_display"),
    Column("职责", "duties", css="zx-small"),
    Column("联系人", "contact_name"),
    Column("联系电话", "contact_phone"),
]


@page("administration.edit_directory")
def unit_list(request: SeatRequest) -> Answer:
    """Units in directory order."""
    rows = visible(request.seat, Unit).order_by("kind", "order", "pk")
    listing = Listing(request, rows, COLUMNS, title="单位", filters=UnitFilters, unit="家")
    acts = links(
        request.seat,
        ("新增单位", "directory_unit_add", "administration.add_unit"),
        ("导入单位", "directory_units_import", "administration.import_units"),
    )
    return listing.answer(LIST, {"crumbs": crumbs(("单位", "")), "acts": acts})


@page("administration.edit_directory")
def unit_page(request: SeatRequest, key: int) -> tuple[str, dict[str, Any]]:
    """One unit."""
    unit = get_object_or_404(visible(request.seat, Unit), pk=key)
    contact = f"{unit.contact_name} {unit.contact_phone}".strip()
    facts = [("类型", unit.get_kind_display()), ("简称", unit.short_name), ("代码", unit.code)]
    facts += [("职责", unit.duties), ("联系人", contact)]
    context = dated_facts(request.seat, unit, facts, "启用日期", "停用日期")
    acts = buttons(request.seat, unit, ["edit_unit", "reopen_unit" if unit.valid_to else "end_unit"])
    places = crumbs(("单位", "directory_units"), (unit.name, ""))
    return "administration/directory/row.html", {**context, "acts": acts, "crumbs": places}


@page("administration.add_unit", forms=(AddUnitForm,))
def unit_add(request: SeatRequest) -> tuple[str, dict[str, Any]]:
    """A new unit."""
    return FORM, adding("新增单位", "单位", "directory_units")
