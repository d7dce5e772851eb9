"""接口: what the hat may do by program, for the author of one. No outside host is asked for anything."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.site.api.fields import codes_of, kind_of, rows_of
from zhengxie.site.api.operations import Operation, operations_of

KINDS = {
    "rows": "数组（对象）",
    "keys": "数组（编号）",
    "codes": "数组（代码）",
    "key": "编号",
    "code": "代码",
    "yes_no": "true / false",
    "number": "数字",
    "whole": "整数",
    "moment": "时间",
    "day": "日期",
    "uuid": "UUID",
    "address": "网址",
    "text": "文字",
}
MOST_CODES = 12  # a longer list stands in the document
ROOMS = {
    "administration": "管理",
    "plans": "工作要点",
    "proposals": "提案",
    "cases": "交办办理",
    "performance": "履职档案",
}
READINGS = (
    ("/api/me", "令牌属于谁", "pages.view"),
    ("/api/todos", "待办", "pages.todos"),
    ("/api/proposals", "提案清单", "proposals.view"),
    ("/api/proposals/{key}", "一件提案", "proposals.view"),
    ("/api/cases", "办理清单", "cases.view"),
    ("/api/cases/{key}", "一件案卷", "cases.view"),
    ("/api/cases/assignments", "交办件", "cases.view"),
    ("/api/cases/assignments/{key}", "一个交办件", "cases.view"),
)


@dataclass(frozen=True)
class Line:
    """One field as a line of the table; `depth` 1 inside rows."""

    name: str
    label: str
    kind: str
    needed: bool
    note: str
    depth: int = 0


@dataclass(frozen=True)
class Shown:
    """One operation as the page shows it."""

    label: str
    path: str
    code: str
    about: str
    lines: list[Line]


@page("administration.make_token")
def operation_list(request: SeatRequest) -> tuple[str, dict[str, Any]]:
    """接口: the operations that this hat may use, room by room."""
    return "site/operations.html", {
        "title": "接口",
        "skeleton": "pages/member.html" if request.seat.is_member else "pages/desk.html",
        "crumbs": [("首页", "/"), ("我的账号", "/my-account/"), ("接口", "")],
        "groups": groups(operations_of(request.seat)),
        "readings": readings(request.seat),
    }


def readings(seat: Seat) -> list[tuple[str, str]]:
    """(address, what it gives) of what the seat may read."""
    return [(path, label) for path, label, code in READINGS if allowed(seat, code)]


def groups(found: Iterable[Operation]) -> list[tuple[str, list[Shown]]]:
    """(room's name, its operations)."""
    rooms: dict[str, list[Shown]] = {}
    for one in found:
        rooms.setdefault(one.form.action.room, []).append(shown(one))
    return [(ROOMS.get(room, room), lines) for room, lines in rooms.items()]


def shown(one: Operation) -> Shown:
    """An operation in words."""
    about = "" if one.creates else f"key：{one.model._meta.verbose_name}的编号"
    return Shown(one.verb.label, f"/api{one.path}", one.code, about, list(lines(one.fields, one.is_needed)))


def lines(fields: Mapping[str, forms.Field], needed: Callable[[str], bool], depth: int = 0) -> Iterator[Line]:
    """The fields, those of rows below them."""
    for name, field in fields.items():
        kind = KINDS[kind_of(field).name]
        yield Line(name, str(field.label or ""), kind, needed(name), note(field), depth)
        inner = rows_of(field)
        if inner:
            yield from lines(inner, _required_in(inner), depth + 1)


def _required_in(inner: Mapping[str, forms.Field]) -> Callable[[str], bool]:
    return lambda name: inner[name].required and inner[name].initial is None


def note(field: Any) -> str:
    """Length, codes and hint."""
    parts = [str(field.help_text).rstrip("。")] if field.help_text else []
    if getattr(field, "max_length", None):
        parts.append(f"最多{field.max_length}字")
    codes = list(codes_of(field))
    if codes:
        said = "；".join(f"{code} {label}" for code, label in codes[:MOST_CODES])
        parts.append(said + ("；……" if len(codes) > MOST_CODES else ""))
    return "。".join(parts)
