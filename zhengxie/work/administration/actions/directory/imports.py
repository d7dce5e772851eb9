"""Import of members and units: every row through the verb that a page would press, all in one transaction."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import BodyDuty, Committee, EntryKind, Post, UnitKind
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.directory.contacts import edit_contact
from zhengxie.work.administration.actions.directory.members import add_member, edit_member
from zhengxie.work.administration.actions.directory.seats import change_post, join_body
from zhengxie.work.administration.actions.directory.units import add_unit, edit_unit
from zhengxie.work.administration.queries.directory import member_imports, unit_imports
from zhengxie.work.administration.queries.directory.imports import ImportRows, PlannedRow, Result, in_words


@action
def import_members(seat: Seat, committee: Committee, *, rows: ImportRows) -> None:
    """导入委员：先比对，整批无误才写入；再导入同一张表不产生变化。"""
    _write_all(seat, rows, member_imports.plan_members(seat, rows), _write_member)


@action
def import_units(seat: Seat, committee: Committee, *, rows: ImportRows) -> None:
    """导入单位：先比对，整批无误才写入；再导入同一张表不产生变化。"""
    _write_all(seat, rows, unit_imports.plan_units(seat, rows), _write_unit)


def _write_all(
    seat: Seat, rows: ImportRows, planned: list[PlannedRow], write: Callable[[Seat, PlannedRow], None]
) -> None:
    wrong = next((row for row in planned if row.result == Result.WRONG), None)
    if wrong is not None:
        raise Refused(f"第{wrong.number}行{wrong.reason}。名录在预览后有变动，请重新上传预览。")
    for row in planned:
        if row.result != Result.SAME:
            write(seat, row)
    rows.outcome = in_words(planned)


def _write_member(seat: Seat, row: PlannedRow) -> None:
    values = row.values
    texts: Any = {name: values.get(name) or "" for name in member_imports.DETAILS}
    if row.target is None:
        member = add_member(
            seat,
            term=values["term"],
            member_no=values["member_no"],
            name=row.name,
            sector=values["sector"],
            post=values.get("post") or Post.MEMBER,
            entry_kind=values.get("entry_kind") or EntryKind.TERM_CHANGE,
            starts=values["starts"],
            document_no=values.get("document_no") or "",
            **texts,
        )
    else:
        member = row.target
        kept: Any = {name: text or getattr(member, name) for name, text in texts.items()}
        if any(kept[name] != getattr(member, name) for name in kept):
            edit_member(
                seat,
                member,
                member_no=member.member_no,
                name=member.name,
                pinyin=member.pinyin,
                status=member.status,
                **kept,
            )
    _write_seat(seat, member, values)


def _write_seat(seat: Seat, member: Any, values: dict[str, Any]) -> None:
    if values.get("moves"):
        change_post(
            seat,
            member,
            sector=values["sector"],
            post=values["post"],
            starts=values["starts"],
            end_reason="表格导入的变动",
            document_no=values.get("document_no") or "",
        )
    for body in values["bodies"]:
        starts = values.get("starts") or timezone.localdate()
        join_body(seat, member, body=body, duty=BodyDuty.MEMBER, starts=starts)
    contacts: Any = {name: values.get(name) or "" for name in member_imports.CONTACTS}
    if any(value and value != getattr(member, name) for name, value in contacts.items()):
        edit_contact(seat, member, **contacts)


def _write_unit(seat: Seat, row: PlannedRow) -> None:
    values: Any = {name: row.values.get(name) for name in unit_imports.DETAILS}
    if row.target is None:
        values = {name: value or "" for name, value in values.items()}
        values |= {"kind": values["kind"] or UnitKind.HANDLING_UNIT, "order": values["order"] or 0}
        add_unit(seat, code=row.values["code"], valid_from=None, **values)
    else:
        unit = row.target
        kept: Any = {
            name: getattr(unit, name) if value in (None, "") else value for name, value in values.items()
        }
        edit_unit(seat, unit, valid_from=unit.valid_from, **kept)
