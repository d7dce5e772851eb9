"""Sectors."""

from typing import Any

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.directory.models import Sector
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import Answer, page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.directory.filters import SectorFilters
from zhengxie.work.administration.forms.directory.form import address_of
from zhengxie.work.administration.forms.directory.sectors import AddSectorForm
from zhengxie.work.administration.queries.directory.members import members_in
from zhengxie.work.administration.queries.directory.rows import dated_facts
from zhengxie.work.administration.views.directory.frame import FORM, LIST, adding, buttons, crumbs, links

COLUMNS = [
    Column("序号", "number", sort="number", css="zx-num"),
    Column("界别", "name", css="c-title", url=address_of),
    Column("在任委员", members_in, css="zx-num"),
    Column("人员筛选", lambda row: "并入其他界别" if row.fold else "单列"),
    Column("启用日期", "valid_from"),
    Column("停用日期", "valid_to"),
]


@page("administration.edit_directory")
def sector_list(request: SeatRequest) -> Answer:
    """Sectors in their order."""
    holding = Count("seats", filter=Q(seats__ends__isnull=True))
    rows = visible(request.seat, Sector).annotate(holding=holding).order_by("number", "pk")
    listing = Listing(request, rows, COLUMNS, title="界别", filters=SectorFilters, unit="个")
    acts = links(request.seat, ("新增界别", "directory_sector_add", "administration.add_sector"))
    return listing.answer(LIST, {"crumbs": crumbs(("界别", "")), "acts": acts})


@page("administration.edit_directory")
def sector_page(request: SeatRequest, key: int) -> tuple[str, dict[str, Any]]:
    """One sector with its history."""
    sector = get_object_or_404(visible(request.seat, Sector), pk=key)
    facts = [("序号", sector.number), ("人员筛选", "并入其他界别" if sector.fold else "单列")]
    context = dated_facts(request.seat, sector, facts, "启用日期", "停用日期")
    acts = buttons(request.seat, sector, ["edit_sector", "end_sector"])
    places = crumbs(("界别", "directory_sectors"), (sector.name, ""))
    return "administration/directory/row.html", {**context, "acts": acts, "crumbs": places}


@page("administration.add_sector", forms=(AddSectorForm,))
def sector_add(request: SeatRequest) -> tuple[str, dict[str, Any]]:
    """A new sector."""
    return FORM, adding("新增界别", "界别", "directory_sectors")
