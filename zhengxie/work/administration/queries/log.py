"""Reading the audit log of one committee, and turning it into files. checklist 33, 39."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.audit.queries import entries_of
from zhengxie.foundation.workflow.forms import FORMS
from zhengxie.work.administration.events import EVENTS, label_of

HEADINGS = [
    ("number", "序号"),
    ("at", "时间"),
    ("actor", "账号"),
    ("actor_id", "账号编号"),
    ("role", "身份"),
    ("on_behalf", "代办"),
    ("address", "来源地址"),
    ("code", "事件代码"),
    ("event", "事件"),
    ("ok", "结果"),
    ("label", "对象类型"),
    ("object_id", "对象编号"),
    ("title", "对象"),
    ("request_id", "请求编号"),
    ("detail", "内容"),
    ("digest", "摘要"),
]
# What one file may hold: it is made in memory.
MOST_EXPORTED = 100_000
TOO_MANY = f"一次最多导出 {MOST_EXPORTED:,} 条，请先用日期缩小范围，再分次导出。"
# Excel computes what begins so. checklist 63
RISKY = ("=", "+", "-", "@", "\t", "\0")


@dataclass(frozen=True)
class Change:
    """One field before and after."""

    field: str
    before: str
    after: str


def entries(seat: Seat) -> QuerySet[Entry]:
    """The log of the seat's committee, the newest first."""
    return entries_of([seat.committee.pk])


def cut(rows: QuerySet[Entry], values: dict[str, Any]) -> QuerySet[Entry]:
    """The entries that fit the filters: q, code, ok, since, until (both days included)."""
    if "q" in values:
        words = values["q"]
        near = Q(actor__icontains=words) | Q(title__icontains=words) | Q(address__startswith=words)
        rows = rows.filter(near | Q(request_id=words) | Q(detail__icontains=words))
    if "code" in values:
        rows = rows.filter(code=values["code"])
    if "ok" in values:
        rows = rows.filter(ok=values["ok"] == "1")
    return _between(rows, values.get("since"), values.get("until"))


def _between(rows: QuerySet[Entry], since: date | None, until: date | None) -> QuerySet[Entry]:
    """By the day in the entry's own text, which begins with the date of the committee's time zone."""
    if since:
        rows = rows.filter(at__gte=since.isoformat())
    return rows.filter(at__lt=f"{until.isoformat()}U") if until else rows


def event_choices() -> list[tuple[str, str]]:
    """Every event that can stand in the log, by label."""
    labels = {**{code: verb.label for code, verb in VERBS.items()}, **EVENTS}
    return [("", "全部事件"), *sorted(labels.items(), key=lambda pair: pair[0])]


def changes_of(entry: Entry) -> list[Change]:
    """Before → after of each field."""
    found = json.loads(entry.detail).get("changes", {})
    words = _field_words(entry.label)
    return [Change(words.get(name, name), _plain(pair[0]), _plain(pair[1])) for name, pair in found.items()]


def inputs_of(entry: Entry) -> list[tuple[str, str]]:
    """What was typed, and the note."""
    detail = json.loads(entry.detail)
    form = FORMS.get(entry.code)
    words = {name: str(field.label or name) for name, field in form.base_fields.items()} if form else {}
    words = {"user": "账号", "initial_password": "初始密码", **_field_words(entry.label), **words}
    found = [(words.get(name, name), _plain(value)) for name, value in detail.get("inputs", {}).items()]
    return [*found, ("说明", detail["note"])] if detail.get("note") else found


def moment_of(entry: Entry) -> str:
    """When, with the offset: 2022-03-05 09:31:07 +08:00."""
    return f"{entry.at[:10]} {entry.at[11:19]} {entry.at[-6:]}"


def as_csv(rows: Iterable[Entry]) -> Iterator[str]:
    """The entries as lines of a table that Excel opens, with a mark of its encoding."""
    yield "\ufeff" + _line([heading for _, heading in HEADINGS])
    for entry in rows:
        yield _line([_safe(value) for value in as_row(entry).values()])


def as_json_lines(rows: Iterable[Entry]) -> Iterator[str]:
    """The entries as one JSON object a line."""
    for entry in rows:
        yield json.dumps({**as_row(entry), "detail": json.loads(entry.detail)}, ensure_ascii=False) + "\n"


def as_row(entry: Entry) -> dict[str, Any]:
    """All columns of an entry by name, in the order of HEADINGS."""
    found = {name: getattr(entry, name, "") for name, _ in HEADINGS}
    return {**found, "event": label_of(entry.code), "ok": "成功" if entry.ok else "失败"}


def _field_words(label: str) -> dict[str, str]:
    """The Chinese words for the fields of a kind of object; nothing for a kind that is gone."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return {}
    return {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}


def _line(values: list[Any]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(values)
    return text.getvalue()


def _safe(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RISKY) else text


def _plain(value: Any) -> str:
    if value is None or value == "":
        return "（空）"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
