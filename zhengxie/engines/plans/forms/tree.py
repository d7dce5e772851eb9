"""The check page's form: heads and task rows, posted as one."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone

from zhengxie.engines.plans.actions.plans import amend, draft, revise
from zhengxie.engines.plans.lifecycle import TaskState
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.engines.plans.task_kinds import TaskKind
from zhengxie.engines.plans.tree import Mark, marks, tree_of_plan
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body
from zhengxie.foundation.directory.queries import valid_on
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.rows import Rows


class WordsField(forms.CharField):
    """A list of texts in one hidden input (JSON), as the reading found them."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        """The list as JSON."""
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The JSON as list of short texts; anything else is no list."""
        try:
            found = json.loads(value) if value else []
        except json.JSONDecodeError:
            found = []
        return [str(text)[:200] for text in found[:50]] if isinstance(found, list) else []


class HeadRow(forms.Form):
    """A section or item of the tree."""

    keep_blank = True  # a table's rows have sections without a title
    key = forms.CharField(label="键", max_length=20, widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label="层次", choices=[("section", "部分"), ("item", "要点")], widget=forms.HiddenInput
    )
    number = forms.CharField(label="序号", max_length=20, required=False)
    title = forms.CharField(label="标题", max_length=200, required=False)


class TaskRow(forms.Form):
    """One task of the tree."""

    task = forms.IntegerField(label="任务编号", required=False, widget=forms.HiddenInput)
    head = forms.CharField(
        label="所属要点", max_length=20, error_messages={"required": "请选择这条任务归入哪项要点"}
    )
    title = forms.CharField(label="任务", max_length=200, error_messages={"required": "请填写任务名称"})
    kind = forms.ChoiceField(label="类别", choices=TaskKind.choices, initial=TaskKind.OTHER)
    lead_body = forms.ModelChoiceField(
        label="牵头委室", queryset=Body.objects.none(), required=False, empty_label="牵头委室"
    )
    due = forms.DateField(
        label="时限", required=False, error_messages={"invalid": "时限请填成 2022-06-30 这样的日期"}
    )
    timing = forms.CharField(label="原文时间", max_length=120, required=False, widget=forms.HiddenInput)
    topics = WordsField(label="课题", required=False)
    documents = WordsField(label="涉及文件", required=False)
    issues = WordsField(label="要制发的文件", required=False)
    responsible = forms.CharField(
        label="原文责任单位", max_length=200, required=False, widget=forms.HiddenInput
    )
    evidence_text = forms.CharField(label="原文依据", required=False, widget=forms.HiddenInput, strip=False)
    evidence_start = forms.IntegerField(label="原文起点", required=False, widget=forms.HiddenInput)
    check = forms.CharField(label="需核对", max_length=200, required=False, widget=forms.HiddenInput)
    checked = forms.BooleanField(label="已核对", required=False)
    leave_out = forms.BooleanField(label="不要这条", required=False)

    def clean(self) -> dict[str, Any]:
        """What the reader was unsure of must be looked at before it is stored; what is left out, not."""
        data = super().clean() or {}
        if data.get("leave_out"):
            self.errors.clear()
        elif data.get("check") and not data.get("checked"):
            self.add_error("checked", f"还没有核对：{data['check']}")
        return data


def bodies_for(seat: Seat) -> Any:
    """Bodies that may lead a task now."""
    return visible(seat, Body).filter(valid_on(timezone.localdate()))


def task_row(seat: Seat) -> type[forms.Form]:
    """TaskRow with the seat's own bodies; they are read once, not once a row."""
    bodies = bodies_for(seat)
    shown = [("", "牵头委室"), *((b.pk, b.short_name) for b in bodies)]

    class SeatTaskRow(TaskRow):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            field: Any = self.fields["lead_body"]
            field.queryset = bodies
            field.widget.choices = shown

    return SeatTaskRow


def one_newline(text: str) -> str:
    """Browsers post line ends as two characters; the offsets of the reading count one."""
    return text.replace("\r\n", "\n")


def _listed(value: Any) -> list[str]:
    """The texts of a WordsField, from the object or from what the page sent."""
    return value if isinstance(value, list) else WordsField().to_python(value)


@dataclass(frozen=True)
class Numbered:
    """A task row with its number on the page, which also stands in the original."""

    number: int
    row: forms.BaseForm
    note: str

    def value(self, name: str) -> Any:
        """What stands in a field of the row."""
        return self.row[name].value()

    @property
    def facts(self) -> list[str]:
        """What else was read, in words: time and body of the source, topics, documents to be issued."""
        found = [f"原文时间：{self.value('timing')}"] if self.value("timing") else []
        found += [f"原文责任单位：{self.value('responsible')}"] if self.value("responsible") else []
        topics, issues = _listed(self.value("topics")), _listed(self.value("issues"))
        found += ["课题：" + "、".join(f"“{name}”" for name in topics)] if topics else []
        return found + (["要制发：" + "".join(f"《{name}》" for name in issues)] if issues else [])

    @property
    def open_check(self) -> str:
        """The sentence that still has to be looked at; empty when ticked."""
        return "" if self.value("checked") in ("on", True) else str(self.value("check") or "")


class TreeForm(ActionForm):
    """What the three tree forms share."""

    source_name = forms.CharField(label="原文件名", max_length=120, required=False, widget=forms.HiddenInput)
    source_text = forms.CharField(label="原文", required=False, widget=forms.HiddenInput, strip=False)
    heads = Rows(HeadRow, label="部分和要点", spare=0, row_word="第{}个标题")
    tasks = Rows(TaskRow, label="任务", error_messages={"required": "至少要有一条任务。"})

    def prepare(self) -> None:
        """Give the rows the seat's bodies."""
        field: Any = self.fields["tasks"]
        field.use(task_row(self.seat))

    def clean_source_text(self) -> str:
        """With the line ends that the offsets count."""
        return one_newline(self.cleaned_data["source_text"])

    def clean_tasks(self) -> list[dict[str, Any]]:
        """The rows that are wanted, with the fields that are stored."""
        rows: list[dict[str, Any]] = self.cleaned_data["tasks"]
        wanted = [r for r in rows if not r["leave_out"]]
        if not wanted:
            raise forms.ValidationError("所有任务都勾了“不要这条”，没有可以保存的任务。")
        for row in wanted:
            row["evidence_text"] = one_newline(row["evidence_text"])
        return [{k: v for k, v in r.items() if k not in ("leave_out", "checked", "check")} for r in wanted]

    @cached_property
    def numbered(self) -> list[Numbered]:
        """The task rows in the order shown, numbered from 1."""
        bound: Any = self["tasks"]
        stored = self._stored
        return [Numbered(n, row, _note(row, stored)) for n, row in enumerate(bound.rows, 1)]

    @cached_property
    def outline(self) -> list[tuple[forms.BaseForm, list[Numbered]]]:
        """Heads in order, each item with its rows; rows without a known item come last under None's place."""
        bound: Any = self["heads"]
        by_head: dict[str, list[Numbered]] = {}
        for numbered in self.numbered:
            by_head.setdefault(str(numbered.value("head") or ""), []).append(numbered)
        return [(head, by_head.get(str(head["key"].value()), [])) for head in bound.rows]

    @property
    def loose(self) -> list[Numbered]:
        """Rows that belong to no head yet: freshly added ones."""
        known = {str(head["key"].value()) for head, _ in self.outline}
        return [n for n in self.numbered if str(n.value("head") or "") not in known]

    @property
    def item_choices(self) -> list[tuple[str, str]]:
        """(key, words) of the items, for choosing where a task belongs."""
        items = [head for head, _ in self.outline if head["level"].value() == "item"]
        return [(str(h["key"].value()), f"{h['number'].value()}　{h['title'].value()}") for h in items]

    @cached_property
    def source(self) -> str:
        """The original beside the tree: what is being checked, else what the plan was read from."""
        if self.is_bound and self.data.get("source_text"):
            return one_newline(str(self.data["source_text"]))
        return str(getattr(self.object, "source_text", "") or "")

    @property
    def marks(self) -> list[Mark]:
        """The original cut into pieces, each evidence with the number of its row."""
        names = ("evidence_start", "evidence_text", "check")
        rows = [{**{name: n.value(name) for name in names}, "check": n.open_check} for n in self.numbered]
        for row in rows:
            start = str(row["evidence_start"] if row["evidence_start"] is not None else "")
            row["evidence_start"] = int(start) if start.isascii() and start.isdigit() else None
            row["evidence_text"] = one_newline(str(row["evidence_text"] or ""))
        return marks(self.source, rows, self._unused)

    @property
    def _unused(self) -> list[tuple[int, int]]:
        text = self.data.get("unused", "") if self.is_bound else ""
        found = SPANS.fullmatch(text[:MOST_UNUSED])
        numbers = [int(n) for n in re.findall(r"[0-9]{1,7}", text)] if found else []
        return list(zip(numbers[::2], numbers[1::2], strict=True))

    @property
    def unused_text(self) -> str:
        """The spans of unused sentences, to be posted again."""
        return json.dumps(self._unused)

    @property
    def open_checks(self) -> list[int]:
        """Numbers of the rows that still have to be looked at."""
        return [n.number for n in self.numbered if n.open_check]

    @cached_property
    def _stored(self) -> dict[str, Task]:
        if not isinstance(self.object, Plan):
            return {}
        return {str(t.pk): t for t in self.object.tasks.exclude(state="dropped").select_related("lead_body")}

    @property
    def gone(self) -> list[Task]:
        """Stored tasks that no row stands for: they would be taken out."""
        kept = {str(n.value("task") or "") for n in self.numbered}
        left_out = [task for key, task in self._stored.items() if key not in kept]
        return [task for task in left_out if task.state not in STAYING]

    @property
    def chips(self) -> list[tuple[str, str]]:
        """What the head of the page says: (words, colour group)."""
        words = [n.note for n in self.numbered]
        counted = [
            (len(self.numbered), "{}条任务", "green"),
            (len(self.open_checks), "需核对{}处", "ochre"),
            (len(self._unused), "未归入{}句", "grey"),
            (words.count("新增"), "新增{}条", "blue"),
            (words.count("有改动"), "改动{}条", "ochre"),
            (len(self.gone), "去掉{}条", "red"),
        ]
        return [(text.format(n), group) for n, text, group in counted if n]


def _note(row: forms.BaseForm, stored: dict[str, Task]) -> str:
    """新增 or 有改动 against the stored plan; nothing for a new plan."""
    if not stored:
        return ""
    task = stored.get(str(row["task"].value() or ""))
    if task is None:
        return "新增"
    lead = str(task.lead_body_id or "")
    now = (str(row["title"].value() or ""), str(row["kind"].value() or ""), _key(row["lead_body"].value()))
    due = str(row["due"].value() or "")
    same = now == (task.title, task.kind, lead) and due == (task.due.isoformat() if task.due else "")
    return "" if same else "有改动"


def _key(value: Any) -> str:
    return str(value.pk if isinstance(value, Body) else value or "")


def year_field() -> forms.IntegerField:
    """The year of a plan."""
    wrong = {"invalid": "年度请填四位数字，如 2022"}
    return forms.IntegerField(label="年度", min_value=1990, max_value=2100, error_messages=wrong)


class DraftForm(TreeForm):
    """Store what was checked as a draft plan."""

    action = draft
    title = forms.CharField(label="标题", max_length=120)
    year = year_field()
    field_order = ["title", "year"]

    @property
    def button_label(self) -> str:
        """With the number of tasks that it makes."""
        return f"建立{len(self.numbered)}条任务"

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """Nothing: the reading fills a new plan."""
        return {}


# Spans of unused sentences come back with the page: [[0, 12], [40, 61]]
SPANS = re.compile(r"\[(\[[0-9]{1,7}, [0-9]{1,7}\](, )?)*\]")
MOST_UNUSED = 100_000
# An amendment never takes these out; they are kept without a row.
STAYING = (TaskState.DONE_TO_CONFIRM, TaskState.CLOSED)


class StoredTreeForm(TreeForm):
    """A tree form over a stored plan."""

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """The plan's present tree."""
        if not isinstance(obj, Plan):
            return {}
        tree = tree_of_plan(obj)
        source = {"source_name": obj.source_name, "source_text": obj.source_text}
        return {"title": obj.title, "year": obj.year, **source, "heads": tree.heads, "tasks": tree.tasks}


class ReviseForm(StoredTreeForm):
    """Change the tree of a plan that is not issued."""

    action = revise
    model = Plan
    button = "保存修改"
    title = forms.CharField(label="标题", max_length=120)
    year = year_field()


class AmendForm(StoredTreeForm):
    """Make a new edition of an issued plan."""

    action = amend
    model = Plan
    button = "修订为新版本"
    reason = forms.CharField(
        label="修订原因", max_length=200, error_messages={"required": "请写明修订原因和批准的会议"}
    )
    on = forms.DateField(label="修订日期")
    document_no = forms.CharField(label="文号", max_length=60, required=False)
