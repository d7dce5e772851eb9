"""Members from a table: found again by their number within the term. A change of seat needs its date."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import (
    Body,
    BodyMembership,
    EntryKind,
    Gender,
    Member,
    Post,
    SeatPeriod,
    Sector,
    Term,
)
from zhengxie.foundation.directory.queries import valid_on
from zhengxie.foundation.documents.table import Heading, Kind
from zhengxie.work.administration.queries.directory.imports import (
    ImportRows,
    PlannedRow,
    Result,
    refuse_doubles,
)
from zhengxie.work.administration.queries.directory.members import sectors_in_use, term_now
from zhengxie.work.administration.queries.directory.rows import label_of

DETAILS = ("gender", "birth_month", "employer", "position", "education", "expertise", "interests", "note")
CONTACTS = ("phone", "email", "address", "party_affiliation")
_FIRST_ENTRIES = {label: value for value, label in EntryKind.choices if value != EntryKind.CHANGED}


def member_headings(seat: Seat) -> list[Heading]:
    """The columns of the template; contacts only for those who may write them."""
    sectors = {sector.name: str(sector.pk) for sector in sectors_in_use(seat)}
    headings = [
        Heading("member_no", "委员证号", required=True, also=("证号",), max_length=20),
        Heading("name", "姓名", required=True, max_length=40),
        Heading("gender", "性别", required=True, choices={label: value for value, label in Gender.choices}),
        Heading("sector", "界别", required=True, choices=sectors),
        Heading("birth_month", "出生年月", Kind.MONTH, also=("出生日期",)),
        Heading(
            "post",
            "政协职务",
            also=("职务",),
            choices={label: value for value, label in Post.choices},
            note="空着为委员",
        ),
        Heading("entry_kind", "产生方式", choices=_FIRST_ENTRIES, note="空着为换届"),
        Heading("starts", "任职日期", Kind.DATE, note="空着为本届起始日期；变动界别或职务时填变动日期"),
        Heading("document_no", "文号", max_length=60),
        Heading("bodies", "所在机构", also=("专委会", "所在专委会"), note="名称或简称，几个之间用顿号"),
        Heading("employer", "工作单位", max_length=80),
        Heading("position", "单位职务", max_length=60),
        Heading("education", "学历", max_length=30),
        Heading("expertise", "专业特长", max_length=120),
        Heading("interests", "关注领域", max_length=120),
        Heading("note", "备注", max_length=200),
    ]
    return headings + (_contact_headings() if allowed(seat, "administration.edit_contact") else [])


def _contact_headings() -> list[Heading]:
    return [
        Heading("phone", "手机", also=("手机号", "手机号码"), max_length=20),
        Heading("email", "邮箱", also=("电子邮箱",), max_length=80),
        Heading("address", "通讯地址", max_length=120, note="单位或邮寄地址，不填家庭住址"),
        Heading("party_affiliation", "政治面貌", max_length=30),
    ]


@dataclass
class Known:
    """What the directory holds when the rows are compared."""

    term: Term
    members: dict[str, Member]
    sectors: dict[str, Sector]
    bodies: dict[str, Body]
    namesakes: dict[str, str]

    def bodies_of(self, text: str) -> tuple[list[Body], str]:
        """The bodies named in a cell, and the first name that is not known."""
        names = [
            n.strip() for n in text.replace("，", "、").replace(",", "、").replace("；", "、").split("、")
        ]
        strange = next((n for n in names if n and n not in self.bodies), "")
        return [self.bodies[n] for n in names if n in self.bodies], strange


def plan_members(seat: Seat, given: ImportRows) -> list[PlannedRow]:
    """What each row would do in the running term. An empty cell leaves what is there."""
    known = _known(seat)
    if known is None:
        reason = "还没有建本届，请先在“届和届次”里新建"
        return [PlannedRow(n, v["name"], Result.WRONG, reason, v) for n, v in given.rows]
    planned = [_planned(number, dict(values), known) for number, values in given.rows]
    refuse_doubles(planned, "member_no", "委员证号")
    return planned


def _known(seat: Seat) -> Known | None:
    term = term_now(seat)
    if term is None:
        return None
    today = timezone.localdate()
    seats = Prefetch(
        "seats", SeatPeriod.objects.filter(ends__isnull=True).order_by("-starts"), to_attr="open_seats"
    )
    inside = Prefetch("memberships", BodyMembership.objects.filter(ends__isnull=True), to_attr="inside")
    members = list(Member.objects.filter(term=term).prefetch_related(seats, inside))
    bodies = list(Body.objects.filter(valid_on(today), committee=seat.committee))
    return Known(
        term=term,
        members={m.member_no: m for m in members},
        sectors={str(s.pk): s for s in sectors_in_use(seat)},
        bodies={**{b.short_name: b for b in bodies}, **{b.name: b for b in bodies}},
        namesakes={m.name: m.member_no for m in members},
    )


def _planned(number: int, values: dict[str, Any], known: Known) -> PlannedRow:
    row = PlannedRow(number, values["name"], Result.NEW, values=values)
    bodies, strange = known.bodies_of(values.get("bodies") or "")
    values["bodies"] = bodies
    member = known.members.get(values["member_no"])
    if values["sector"] not in known.sectors:
        return _wrong(row, "“界别”已停用，请重新选择")
    values["sector"] = known.sectors[values["sector"]]
    starts, today = values.get("starts"), timezone.localdate()
    if starts and starts > today:
        return _wrong(row, f"“任职日期”{starts:%Y-%m-%d}晚于今天，请改正，或到当日再导入")
    if strange:
        return _wrong(row, f"“所在机构”没有“{strange}”，请先在机构名录里新增")
    if member is not None:
        return _update(row, member)
    values["term"] = known.term
    values["starts"] = values.get("starts") or known.term.starts
    twin = known.namesakes.get(row.name)
    row.reason = f"{values['sector']}，{Post(values.get('post') or Post.MEMBER).label}"
    if twin:
        row.reason += f"；名录中已有同名委员（证号{twin}），请确认不是同一人"
    return row


def _update(row: PlannedRow, member: Member) -> PlannedRow:
    if member.name != row.name:
        return _wrong(row, f"“委员证号”{member.member_no}是{member.name}，与表中姓名不符；改名请在委员页办理")
    row.target = member
    values, changed = (
        row.values,
        [label_of(Member, n) for n in (*DETAILS, *CONTACTS) if _differs(member, n, row.values)],
    )
    seats: list[SeatPeriod] = getattr(member, "open_seats", [])
    post = values.get("post") or (seats[0].post if seats else "")
    if seats and (seats[0].sector_id, seats[0].post) != (values["sector"].pk, post):
        starts = values.get("starts")
        if not starts or starts <= seats[0].starts:
            was = f"{seats[0].starts:%Y-%m-%d}"
            return _wrong(row, f"“任职日期”界别或职务与现任不同，请填变动日期（晚于{was}）")
        values["moves"] = True
        changed.append("界别或职务")
    memberships: list[BodyMembership] = getattr(member, "inside", [])
    inside = {m.body_id for m in memberships}
    values["bodies"] = [body for body in values["bodies"] if body.pk not in inside]
    if values["bodies"] and not seats:
        return _wrong(row, f"“所在机构”{member.name}没有在任的席位，不能加入机构，请空着")
    changed += [f"加入{body}" for body in values["bodies"]]
    values["post"] = post
    row.result = Result.CHANGED if changed else Result.SAME
    row.reason = "修改" + "、".join(changed) if changed else ""
    return row


def _differs(member: Member, name: str, values: dict[str, Any]) -> bool:
    value = values.get(name)
    return bool(value) and value != getattr(member, name)


def _wrong(row: PlannedRow, reason: str) -> PlannedRow:
    row.result, row.reason = Result.WRONG, reason
    return row
