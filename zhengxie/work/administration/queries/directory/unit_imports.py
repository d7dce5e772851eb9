"""Units from a table: found again by code, else by name."""

import re
from typing import Any

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit, UnitKind
from zhengxie.foundation.directory.names import pinyin_index
from zhengxie.foundation.documents.table import Heading, Kind
from zhengxie.work.administration.queries.directory.imports import (
    ImportRows,
    PlannedRow,
    Result,
    refuse_doubles,
)
from zhengxie.work.administration.queries.directory.rows import label_of

DETAILS = ("kind", "name", "short_name", "duties", "order", "contact_name", "contact_phone")


def unit_headings(seat: Seat) -> list[Heading]:
    """The columns of the template."""
    return [
        Heading("name", "单位名称", required=True, also=("单位", "名称"), max_length=60),
        Heading(
            "kind", "类型", choices={label: value for value, label in UnitKind.choices}, note="空着为承办单位"
        ),
        Heading("code", "代码", also=("单位代码",), max_length=30, note="字母、数字；空着由系统编"),
        Heading("short_name", "简称", max_length=20),
        Heading("duties", "职责", also=("职责分工", "主要职责"), max_length=2000, note="用于推荐承办单位"),
        Heading("order", "顺序", Kind.WHOLE, also=("序号",), note="名录顺序，数字小的在前"),
        Heading("contact_name", "联系人", max_length=30),
        Heading("contact_phone", "联系电话", also=("电话",), max_length=30),
    ]


def plan_units(seat: Seat, given: ImportRows) -> list[PlannedRow]:
    """What each row would do. An empty cell leaves what is there."""
    units = list(Unit.objects.filter(committee=seat.committee))
    by_code = {unit.code: unit for unit in units}
    by_name = {unit.name: unit for unit in units}
    planned = [_planned(number, values, by_code, by_name) for number, values in given.rows]
    refuse_doubles(planned, "name", "单位名称")
    refuse_doubles(planned, "code", "代码")
    _give_codes([row for row in planned if row.result == Result.NEW], set(by_code))
    return planned


def _planned(
    number: int, values: dict[str, Any], by_code: dict[str, Unit], by_name: dict[str, Unit]
) -> PlannedRow:
    code, name = values.get("code") or "", values["name"]
    row = PlannedRow(number, name, Result.NEW, values=values)
    if code and not re.fullmatch(r"[A-Za-z0-9_-]+", code):
        row.result, row.reason = Result.WRONG, f"“代码”{code}只能用字母、数字和-_"
        return row
    target, namesake = by_code.get(code) if code else by_name.get(name), by_name.get(name)
    if code and namesake is not None and namesake is not target:
        row.result, row.reason = Result.WRONG, f"“代码”名录中{name}的代码是{namesake.code}，与表中{code}不符"
    elif target is not None:
        changed = [label for label, was in _differences(target, values) if was]
        row.target = target
        row.result = Result.CHANGED if changed else Result.SAME
        row.reason = "修改" + "、".join(changed) if changed else ""
    return row


def _differences(unit: Unit, values: dict[str, Any]) -> list[tuple[str, bool]]:
    found = []
    for name in DETAILS:
        value = values.get(name)
        is_new = value not in (None, "") and value != getattr(unit, name)
        found.append((label_of(Unit, name), is_new))
    return found


def _give_codes(rows: list[PlannedRow], taken: set[str]) -> None:
    taken = taken | {row.values["code"] for row in rows if row.values.get("code")}
    for row in rows:
        if not row.values.get("code"):
            row.values = {**row.values, "code": _free_code(row.name, taken)}
            taken.add(row.values["code"])


def _free_code(name: str, taken: set[str]) -> str:
    """Initials of the name, with a number behind where they are taken."""
    words = [word for word in pinyin_index(name).split() if word.isascii()]
    initials = re.sub(r"[^a-z0-9]", "", words[1] if len(words) > 1 else "")[:20] or "unit"
    number = 1
    while (code := initials if number == 1 else f"{initials}{number}") in taken:
        number += 1
    return code
