"""A reading as unsent input of the check page: it is no plan before it is confirmed."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils import timezone

from zhengxie.engines.plans.forms.plans import ReadForm
from zhengxie.engines.plans.forms.tree import bodies_for
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.engines.plans.reading import Entry, PlanTree, UnreadablePlan, difference, open_plan
from zhengxie.engines.plans.tree import Row, Tree, tree_of_reading
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.drafts import save_draft

PASTED = "粘贴的文字.txt"


def keep_reading(seat: Seat, form: ReadForm, path: str) -> bool:
    """Read what the form holds and keep it as unsent input of a new plan; False with an error on the form."""
    read = _read(form)
    if read is None:
        return False
    tree = tree_of_reading(read, list(bodies_for(seat)))
    name, year = _name_of(form), read.year or timezone.localdate().year
    title = (read.title or f"{year}年工作要点")[:120]
    extra = {"title": title, "year": year, "source_name": name[:120], "source_text": read.text}
    save_draft(seat.user_id or 0, path, "plans.draft", posted(tree, extra, read.unused))
    return True


def keep_rereading(seat: Seat, form: ReadForm, plan: Plan, path: str) -> bool:
    """The same for a stored plan: tasks that mean the same keep their records, the rest is new or gone."""
    read = _read(form)
    if read is None:
        return False
    tree = tree_of_reading(read, list(bodies_for(seat)))
    _match(tree, plan)
    code = "plans.amend" if plan.is_issued else "plans.revise"
    extra = {
        "title": plan.title,
        "year": plan.year,
        "source_name": _name_of(form)[:120],
        "source_text": read.text,
    }
    save_draft(seat.user_id or 0, path, code, posted(tree, extra, read.unused))
    return True


def _name_of(form: ReadForm) -> str:
    file = form.cleaned_data.get("file")
    return str(file.name) if file else PASTED


def _read(form: ReadForm) -> PlanTree | None:
    file = form.cleaned_data.get("file")
    data = file.read() if file else form.cleaned_data["text"].encode()
    try:
        return open_plan(_name_of(form), data)
    except UnreadablePlan as refusal:
        form.add_error("file" if file else "text", str(refusal))
        return None


def _match(tree: Tree, plan: Plan) -> None:
    """Give each row the task that it means; what the office has set on it stays."""
    stored = list(plan.tasks.exclude(state="dropped").select_related("item__section", "lead_body"))
    names = {h["key"]: h for h in tree.heads}
    fresh = [Entry(r["title"], r["kind"], item_title=names[r["head"]]["title"]) for r in tree.tasks]
    for change in difference([_entry(t) for t in stored], fresh):
        if change.old_index is None or change.new_index is None:
            continue
        row, task = tree.tasks[change.new_index], stored[change.old_index]
        row["task"] = task.pk
        row["lead_body"] = row["lead_body"] or task.lead_body
        row["due"] = row["due"] or task.due


def _entry(task: Task) -> Entry:
    return Entry(task.title, task.kind, item_title=task.item.title)


def posted(tree: Tree, extra: Mapping[str, Any], unused: Sequence[tuple[int, int]]) -> QueryDict:
    """The fields of the check page as a browser would post them."""
    data = QueryDict(mutable=True)
    for name, value in extra.items():
        data[name] = _text(value)
    data["unused"] = json.dumps(unused)
    for name, rows in (("heads", tree.heads), ("tasks", tree.tasks)):
        data[f"{name}-count"] = str(len(rows))
        for i, row in enumerate(rows):
            _put(data, f"{name}-{i}", row)
    return data


def _put(data: QueryDict, prefix: str, row: Row) -> None:
    for name, value in row.items():
        data[f"{prefix}-{name}"] = _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
