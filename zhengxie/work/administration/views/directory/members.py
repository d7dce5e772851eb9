"""Members: the office's list, one member's file, the logged look at a contact, the roster for every seat."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.directory.models import Member
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import Answer, page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.directory.filters import MemberFilters, RosterFilters
from zhengxie.work.administration.forms.directory.form import address_of
from zhengxie.work.administration.forms.directory.members import AddMemberForm, ViewSensitiveForm
from zhengxie.work.administration.queries.directory import members as queries
from zhengxie.work.administration.views.directory.frame import FORM, LIST, adding, buttons, crumbs, links

BY_STROKES = "（按姓氏笔画为序）"
NAME, POST = Column("姓名", queries.printed_name, css="c-title zx-nw"), Column("政协职务", queries.post_name)
LIST_COLUMNS = [
    Column("姓名", queries.printed_name, css="c-title zx-nw", url=address_of),
    Column("委员证号", "member_no", sort="member_no"),
    Column("性别", "get_gender_display"),
    Column("界别", queries.sector_name),
    POST,
    Column("所在机构", queries.body_names),
    Column("工作单位", "employer"),
    Column("单位职务", "position"),
    Column("状态", "get_status_display"),
]
ROSTER_COLUMNS = [NAME, Column("界别", queries.sector_name), POST]
WAYS = (
    ("新增委员", "directory_member_add", "administration.add_member"),
    ("导入委员", "directory_members_import", "administration.import_members"),
)
ALWAYS = {"head": ["edit_member"], "contact": ["edit_contact"]}
SEATED = {**ALWAYS, "bodies": ["join_body", "leave_body"], "seat": ["change_post", "end_post"]}
ENDED = {**ALWAYS, "bodies": ["leave_body"], "seat": ["reopen_post"]}


@page("members.view_file")
def member_list(request: SeatRequest) -> Answer:
    """Members of the term by strokes, with search and filters."""
    rows = queries.members_of(request.seat)
    listing = Listing(request, rows, LIST_COLUMNS, title="委员名录", filters=MemberFilters, unit="人")
    listing.note = _order(request)
    context = {"crumbs": crumbs(("委员名录", "")), "acts": links(request.seat, *WAYS), "order": listing.note}
    return listing.answer(LIST, context)


@page("members.view_file")
def member_page(request: SeatRequest, key: int) -> tuple[str, dict[str, Any]]:
    """One member's file."""
    member = get_object_or_404(queries.members_of(request.seat), pk=key)
    places = SEATED if queries.is_seated(member) else ENDED
    acts = {place: buttons(request.seat, member, codes) for place, codes in places.items()}
    way = crumbs(("委员名录", "directory_members"), (member.name, ""))
    context = {"object": member, "title": member.name, "acts": acts, "crumbs": way}
    file = queries.member_file(request.seat, member)
    look = allowed(request.seat, "members.view_sensitive")
    return "administration/directory/member.html", {**context, "file": file, "may_look": look}


@page("administration.add_member", forms=(AddMemberForm,))
def member_add(request: SeatRequest) -> tuple[str, dict[str, Any]]:
    """A new member with the first seat."""
    return FORM, adding("新增委员", "委员名录", "directory_members")


@page("members.view_sensitive")
def member_contact(request: SeatRequest, key: int) -> HttpResponse:
    """One contact in clear, after a reason was given; the look is in the trail."""
    member = get_object_or_404(visible(request.seat, Member), pk=key)
    form = ViewSensitiveForm(request.POST or None, label_suffix="")
    found = form.look(request.seat, member) if request.method == "POST" else None
    context = {"object": member, "title": "查看联系方式", "form": form, "found": found}
    status = 422 if form.is_bound and found is None else 200
    context["crumbs"] = _way_to(member)
    return render(request, "administration/directory/contact.html", context, status=status)


@page("members.view_roster")
def roster(request: SeatRequest) -> Answer:
    """Name, sector and post of everyone who holds a seat today."""
    rows = queries.roster(request.seat, timezone.localdate())
    listing = Listing(request, rows, ROSTER_COLUMNS, title="委员名单", filters=RosterFilters, unit="人")
    listing.note = _order(request)
    skeleton = "pages/member.html" if request.seat.is_member else "pages/desk.html"
    context = {"crumbs": crumbs(("委员名单", "")), "order": _order(request), "skeleton": skeleton}
    return listing.answer("administration/directory/roster.html", context)


def _way_to(member: Member) -> list[tuple[str, str]]:
    before = crumbs(("委员名录", "directory_members"))
    return [*before, (member.name, address_of(member)), ("查看联系方式", "")]


def _order(request: SeatRequest) -> str:
    return "" if request.GET.get("sort") else BY_STROKES
