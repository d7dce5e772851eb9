"""From a node of the outline to its tasks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zhengxie.engines.plans.reading.acts import is_gathering, may_be_act
from zhengxie.engines.plans.reading.bodies import Duty, is_body
from zhengxie.engines.plans.reading.drafts import Act, Setting, make, set_timing
from zhengxie.engines.plans.reading.folding import Page
from zhengxie.engines.plans.reading.kinds import (
    MEETING,
    OTHER,
    SUBJECT_KINDS,
    SUPERVISION,
    kind_of,
    kind_of_contexts,
)
from zhengxie.engines.plans.reading.labels import CO, FORM, LEAD, TIME, TOPIC
from zhengxie.engines.plans.reading.markers import DECIMAL, marker_of
from zhengxie.engines.plans.reading.notes import Note, apply, give, within
from zhengxie.engines.plans.reading.outline import Node, span_of
from zhengxie.engines.plans.reading.reader import sentence_tasks
from zhengxie.engines.plans.reading.sentences import clauses, sentences
from zhengxie.engines.plans.reading.tables import GROUP, Row, Table
from zhengxie.engines.plans.reading.timing import whole_time
from zhengxie.engines.plans.reading.topics import documents_in, to_issue
from zhengxie.engines.plans.reading.tree import Item, Span, TaskDraft

_SUBJECT_HEADING = re.compile(r"议题|课题|题目|选题|主题|协商|视察|调研|监督|评议")
_SUBJECT_END = re.compile(r"(?:调研|考察|视察|协商|协商会|协商座谈会|监督|评议|协商议政)(?:活动|会|工作)?$")
_ASKS = re.compile(r"(?:就|围绕|聚焦|针对|对|组织|邀请|由|赴|开展|专题|视察|听取|督办|每|全年|[上下]半年|\d)")
_CONCRETE = re.compile(r"(?:召开|举办|举行|制定|出台|印发|修订|编印|出版|赴|走访|成立|选派|聘请)")
_BUILDS = re.compile(r"(?:探索)?(?:建立|组建|设立|创建).{2,}(?:制度|机制|平台|台账|档案|[站室组库])$")
_QUOTED_SUBJECT = re.compile(r"“[^”]{5,80}”(?:的?(?:情况|工作|问题|项目|落实情况|执行情况|实施情况))?")
_AGENDA_TITLE = re.compile(r"议题(?:为|是|有|包括)?$|议程$")
_ANNOUNCES = re.compile(r"(?:议题|课题|选题|题目)(?:分别)?(?:是|为|包括|有|如下)?$")
_SUBJECT_LINE = re.compile(r"(?!.*(?:目标|要求|原则|目的|重点|意义))[^：，。；]{2,30}：([^：，。；]{5,45})")
_HELD = re.compile(
    r".{0,24}?(?:召开|举行|举办|开展|组织|进行|安排)(?:不少于|至少)?(?:[\d一二两三四]+[次场期])?(?:左右|以上)?"
)
_MARKS = " \t，。；：、,.;:"


def _is_bare_subject(words: str) -> bool:
    """True for a subject such as 完善托育服务体系 that only looks like an act."""
    return not _CONCRETE.match(words) and not _ASKS.match(words)


@dataclass(frozen=True)
class _Shared:
    """Words of a row that merged cells may share with the rows below."""

    group: str
    lead: str
    form: str
    timing: str


class NodeReader:
    """Reads nodes of one page; collects the spans of sentences that became no task in `unused`."""

    def __init__(self, page: Page, year: int | None, notes: list[Note] | None = None) -> None:
        self.page = page
        self.year = year
        self.notes = notes or []
        self.unused: list[Span] = []

    def words(self, span: Span) -> str:
        """The folded words of a span."""
        return self.page.shadow[span[0] : span[1]]

    def trimmed(self, span: Span) -> Span:
        """The span without marks at its edges (also without brackets that were set aside)."""
        words = self.words(span)
        left = len(words) - len(words.lstrip(_MARKS))
        return span[0] + left, max(span[0] + left, span[1] - (len(words) - len(words.rstrip(_MARKS))))

    def text_of(self, span: Span) -> str:
        """The original words of a span as one line."""
        start, end = self.trimmed(span)
        return re.sub(r"\s+", " ", self.page.text[start:end])

    def node_tasks(self, node: Node, setting: Setting) -> list[TaskDraft]:
        """All tasks of a node and of what stands under it."""
        setting = setting.under(*self._forms(node))
        inner = setting.under(self.words(node.title)) if node.has_title else setting
        announced = node.has_title and bool(_ANNOUNCES.search(self.words(node.title)))
        tasks: list[TaskDraft] = []
        for span in node.body:
            first = replace(inner, announced=True) if announced and not tasks else inner
            tasks += self.text_tasks(span, first)
        for table in node.tables:
            tasks += [t for _, found in self.table_tasks(table, inner) for t in found]
        tasks += self._lines_of_subjects(node, inner, tasks)
        below = inner.under(self._lead_in(node))
        for child in node.children:
            tasks += self.node_tasks(child, below)
        tasks = self._named_meeting(node, inner, tasks)
        tasks += self._untitled_subject(node, setting, tasks)
        tasks += self._title_tasks(node, setting, [] if self._sums_up(node) else tasks)
        tasks += self._unknown_act(node, setting, tasks)
        tasks.sort(key=lambda t: (t.start, t.end))
        if not node.children:
            # Brackets on the spot come before what a label further up says.
            apply(self.page, within(self.notes, self.region(node)), node, Item(tasks=tasks), self.year)
        give(tasks, self.duty(node), self.year)
        return tasks

    def region(self, node: Node) -> Span:
        """From the first character of a node to the end of its last line, brackets behind it included."""
        start, end = span_of(node)
        line_end = self.page.text.find("\n", end)
        return start, line_end if line_end >= 0 else len(self.page.text)

    def _lead_in(self, node: Node) -> str:
        """The clause before a colon that announces what stands under the node (“议题为：”)."""
        words = self.words(node.body[-1]).rstrip() if node.body else ""
        return re.split(r"[。；]", words)[-1] if words.endswith("：") else ""

    def text_tasks(self, span: Span, setting: Setting) -> list[TaskDraft]:
        """The tasks of running text."""
        out: list[TaskDraft] = []
        for start, end in sentences(self.page, *span):
            found = sentence_tasks(self.page, start, end, setting)
            setting = replace(setting, announced=False) if setting.announced else setting
            if not found and self.words((start, end)).strip(_MARKS):
                self.unused.append(self.trimmed((start, end)))
            out += found
        return out

    def table_tasks(self, table: Table, setting: Setting) -> list[tuple[str, list[TaskDraft]]]:
        """The tasks of a table, gathered under the words of its group column ("" when it has none)."""
        out: list[tuple[str, list[TaskDraft]]] = []
        group, lead, form, month, seen = "", "", "", "", ""
        for row in table.rows:
            own = self._cell(row, GROUP)
            lead = self._cell(row, LEAD) or ("" if own or not group else lead)
            group = own or group
            if not out or (own and own != out[-1][0]):
                out.append((group, []))
            topic = self._cell(row, TOPIC)
            form = self._cell(row, FORM) or form
            month = self._cell(row, TIME) or (month if table.time_first else "")
            if topic and topic != seen:
                shared = _Shared(group, lead, form, month)
                out[-1][1].extend(self._row_tasks(table, row, shared, setting))
            seen = topic or seen
        return out

    def _row_tasks(self, table: Table, row: Row, cells: _Shared, setting: Setting) -> list[TaskDraft]:
        span = self.trimmed(row.cells[TOPIC])
        inner = setting.under(self._form_of_row(cells.form, setting), cells.group, table.task_heading)
        pieces = [self.trimmed(s) for s in sentences(self.page, *span)]
        found = [t for s in pieces for t in sentence_tasks(self.page, *s, inner)]
        marks = [marker_of(self.words(s)) for s in pieces]
        if len(found) < len(pieces) > 1 and all(marks):
            # “1.甲；2.乙” in one cell: each is a task.
            spans = [(a + m.end, b) for (a, b), m in zip(pieces, marks, strict=True) if m]
            found = [self._whole(s, inner, True, []) for s in spans]
        elif len(found) < 2:
            subject = bool(cells.form) or self._lists_subjects(table, setting)
            found = [self._whole(span, inner, subject, found)]
        co = self._cell(row, CO)
        for task in found:
            if cells.timing and not (len(found) > 1 and task.timing):
                set_timing(task, cells.timing.strip(_MARKS), self.year)
            task.body = cells.lead or task.body or (cells.group if is_body(cells.group) else "") or co
        return found

    def _form_of_row(self, form: str, setting: Setting) -> str:
        """In a plan of oversight alone, 视察 or 问卷 in the column of forms is only its manner."""
        headings = setting.all_contexts
        mixed = any(re.search("协商|调研|视察", h) for h in headings)
        return "" if not mixed and kind_of_contexts(headings) == SUPERVISION else form

    def _lists_subjects(self, table: Table, setting: Setting) -> bool:
        """True when the cells of a table are subjects: its column or, without one, its heading says so."""
        if table.task_heading:
            return bool(_SUBJECT_HEADING.search(table.task_heading))
        return kind_of_contexts(setting.contexts) in SUBJECT_KINDS

    def _whole(self, span: Span, setting: Setting, subject: bool, found: list[TaskDraft]) -> TaskDraft:
        """One task for the whole span, whether or not it has a verb."""
        words = self.words(span)
        issued = bool(to_issue(self.page, documents_in(self.page, *span), *span))
        kind = self._kind(words, setting.all_contexts, subject, issued)
        title = found[0].title if found and len(words) > 60 else self.text_of(span)
        act = Act(span[0], span[1], span[0])
        draft = make(self.page, act, span, setting, title=title)
        draft.kind = kind
        draft.check = draft.check or ("没有看出工作类别，请核对" if kind == OTHER else "")
        return draft

    def _kind(self, words: str, contexts: list[str], subject: bool, issued: bool) -> str:
        end = _SUBJECT_END.search(words)
        if not subject or issued:
            return kind_of(words, issued, contexts)
        own = kind_of(end.group(), False, []) if end else None
        return own or kind_of_contexts(contexts) or kind_of(words, issued, contexts)

    def _title_tasks(self, node: Node, setting: Setting, below: list[TaskDraft]) -> list[TaskDraft]:
        span = self.trimmed(node.title)
        if not node.has_title or span[1] <= span[0]:
            return []
        found = sentence_tasks(self.page, *span, setting)
        if below and self._is_quoted_subject(span, setting) and not any(t.topics for t in below):
            return [self._whole(span, setting, True, [])]
        if below:
            known = {words for t in below for words in (*t.topics, *t.issues)}
            if any(t.topics or t.kind in SUBJECT_KINDS for t in below):
                found = [
                    t
                    for t in found
                    if t.issues
                    or t.topics
                    or t.kind == MEETING
                    and _AGENDA_TITLE.search(self.words(span))
                    or _BUILDS.match(t.title)
                ]
            kinds = {t.kind for t in below}
            named = [
                t
                for t in found
                if t.issues
                or (t.kind == MEETING and _AGENDA_TITLE.search(self.words(span)))
                or t.kind not in kinds
                and (t.topics and len(t.topics[0]) > 5 or _CONCRETE.match(t.title))
                or _BUILDS.match(t.title)
            ]
            return [t for t in named if not known & {*t.topics, *t.issues}]
        headings = setting.all_contexts if node.labels else setting.contexts
        subject = kind_of_contexts(headings) in SUBJECT_KINDS
        if found and not (subject and len(found) < 2 and _is_bare_subject(self.words(span))):
            return found
        if node.labels or (subject and self._is_long_enough(node, span)):
            return [self._whole(span, setting, True, found)]
        if node.is_leaf:
            self.unused.append(span)
        return []

    def _is_long_enough(self, node: Node, span: Span) -> bool:
        """Longer than the name of a form of work (会议监督); deep in a list four characters will do."""
        words = self.words(span)
        return len(words) > 5 or (
            len(words) > 3 and node.rank >= DECIMAL and kind_of_contexts([words]) is None
        )

    def _is_quoted_subject(self, span: Span, setting: Setting) -> bool:
        named = _QUOTED_SUBJECT.fullmatch(self.words(span))
        return bool(named) and kind_of_contexts(setting.contexts) in SUBJECT_KINDS

    def _untitled_subject(self, node: Node, setting: Setting, below: list[TaskDraft]) -> list[TaskDraft]:
        """A numbered subject too long to be a title, in a list of subjects."""
        if below or not node.number or len(node.body) != 1 or node.children:
            return []
        if node.has_title:
            return self._subject_behind(node, setting)
        if kind_of_contexts(setting.contexts) not in SUBJECT_KINDS:
            return []
        return [self._whole(self.trimmed(node.body[0]), setting, True, [])]

    def _subject_behind(self, node: Node, setting: Setting) -> list[TaskDraft]:
        """“县长与委员专题协商：加快园区扩容”: the title says what is done, the text its subject."""
        span = self.trimmed(node.body[0])
        words, title = self.words(span), self.words(node.title)
        if not _SUBJECT_END.search(title) or not 4 <= len(words) <= 50 or re.search("[。；，]", words):
            return []
        return [self._whole(span, setting.under(title), True, [])]

    def _lines_of_subjects(self, node: Node, setting: Setting, found: list[TaskDraft]) -> list[TaskDraft]:
        """Lines such as “科技界别：破解维权难” below a heading that says what is done with them."""
        if found or len(node.body) < 2 or kind_of_contexts(setting.contexts) not in SUBJECT_KINDS:
            return []
        spans = [self.trimmed(s) for s in node.body]
        hits = [_SUBJECT_LINE.fullmatch(self.words(s)) for s in spans]
        if not all(hits):
            return []
        return [
            self._whole((a + m.start(1), b), setting, True, [])
            for (a, b), m in zip(spans, hits, strict=True)
            if m
        ]

    def _sums_up(self, node: Node) -> bool:
        """True when the text under a subject speaks of the whole list (“以上课题……”)."""
        return bool(node.body) and bool(re.match(r"(?:以上|上述)", self.words(node.body[0]).strip()))

    def _unknown_act(self, node: Node, setting: Setting, below: list[TaskDraft]) -> list[TaskDraft]:
        """A numbered sentence whose verb no list knows: better one task to check than none."""
        if below or setting.strict or node.rank < DECIMAL or node.children or node.tables:
            return []
        spans = [node.title] if node.has_title else []
        spans = [self.trimmed(s) for s in (*spans, *node.body)]
        if len(spans) != 1 or not may_be_act(self.words(spans[0])):
            return []
        draft = self._whole(spans[0], setting, False, [])
        draft.check = "没有认出动词，请核对是否为任务"
        return [draft]

    def _named_meeting(self, node: Node, setting: Setting, below: list[TaskDraft]) -> list[TaskDraft]:
        """“主席会议：每月召开1次” is one meeting, named by the title; other tasks of the text stay."""
        title = self.trimmed(node.title)
        if not node.has_title or not node.body or not is_gathering(self.words(title)):
            return below
        first = next(iter(clauses(self.page, *node.body[0])), None)
        held = _HELD.fullmatch(self.words((first.start, first.end))) if first else None
        if first is None or held is None:
            return below
        act = Act(title[0], first.end, title[0])
        draft = make(self.page, act, (title[0], first.end), setting, title=self.text_of(title))
        return [draft, *(t for t in below if t.start >= first.end)]

    def _cell(self, row: Row, role: str) -> str:
        span = row.cells.get(role)
        return self.text_of(span) if span else ""

    def _forms(self, node: Node) -> list[str]:
        return [self.words((x.start, x.end)) for x in node.labels if x.role == FORM]

    def duty(self, node: Node) -> Duty:
        """What the labelled lines under a node say about bodies and time; else a month in its title."""
        values = {
            role: "；".join(self.text_of((x.start, x.end)) for x in node.labels if x.role == role)
            for role in (LEAD, CO, TIME)
        }
        timing = values[TIME]
        if not timing and node.has_title:
            timing = whole_time(self.words(node.title)) or ""
        return Duty(values[LEAD], values[CO], timing)
