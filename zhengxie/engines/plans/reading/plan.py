"""The reading of a whole plan: title, year, preamble, sections, items, tasks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from zhengxie.engines.plans.reading.bodies import Duty
from zhengxie.engines.plans.reading.cleaning import clean
from zhengxie.engines.plans.reading.drafts import Setting
from zhengxie.engines.plans.reading.folding import Page, fold
from zhengxie.engines.plans.reading.joining import Line
from zhengxie.engines.plans.reading.markers import BULLET, CHINESE_IN_BRACKETS, marker_of, number_value
from zhengxie.engines.plans.reading.nodes import NodeReader
from zhengxie.engines.plans.reading.notes import Note, apply, give, set_aside, within
from zhengxie.engines.plans.reading.outline import Node, Outline
from zhengxie.engines.plans.reading.tree import Item, PlanTree, Section, Span

_TITLE = re.compile(
    r"(?:要点|计划|安排|方案|清单|表|议题|打算|部署|目录|台账|分解|课题|意见|行事历|日历|日程|一览|思路|设想|规划|"
    r"工作|任务)(?:的?通知)?(?:（[^）]{1,20}）)?$"
)
_YEAR = re.compile(r"(20\d\d)(?:\s*年|年度|\s*-)?")
_CN_YEAR = re.compile(r"(二[〇○零0]二[〇○零一二三四五六七八九])年")
_NOT_TASKS = re.compile(
    r"^(?:年度?)?(?:总体要求|指导思想|总体思路|总要求|总体原则|基本原则|工作目标|主要目标|"
    r"目标任务|工作思路|基本思路)|工作回顾|工作总结|存在.{0,3}问题"
)
_STRICT = re.compile(
    r"^(?:工作要求|有关要求|几点要求|保障措施|组织保障|组织领导|相关要求|强化保障|"
    r"加强组织领导)"
)
_MOST_WARNINGS = 20


def read_plan(text: str) -> PlanTree:
    """Read a plan. Pure and deterministic; never raises, an unreadable text gives an empty tree."""
    lines = clean(text)
    page = fold("\n".join(line.text for line in lines))
    first, title = _find_title(lines)
    year = find_year(fold(title).shadow, page.shadow)
    page, notes = set_aside(page)
    outline = Outline(page, lines)
    root = outline.build(first)
    assembly = _Assembly(page, notes, title, year)
    tree = PlanTree(title=title, year=year, text=page.text, sections=assembly.sections(root))
    tree.preamble = assembly.preamble
    passed_over = [assembly.reader.trimmed(span) for span in outline.passed_over]
    tree.unused = _left_over(tree, assembly.reader.unused + passed_over)
    tree.warnings = _warnings(tree, root)
    return tree


def find_year(title: str, text: str) -> int | None:
    """The year the plan is for: the last one in the title, else the first one in the text."""
    for words, take_last in ((title, True), (text[:3000], False)):
        found = [int(y) for y in _YEAR.findall(words)]
        found = found or [2000 + _cn_digits(y) for y in _CN_YEAR.findall(words)]
        if found:
            return found[-1] if take_last else found[0]
    return None


def _cn_digits(words: str) -> int:
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "0": 0}
    return digits[words[2]] * 10 + digits[words[3]]


def _find_title(lines: list[Line]) -> tuple[int, str]:
    """The index of the first line after the title, and the title."""
    for at, line in enumerate(lines[:10]):
        words = fold(line.text[:100]).shadow.strip()
        if marker_of(words) or "\t" in line.text:
            break
        if line.heading and (at or any(other.heading == line.heading for other in lines[1:])):
            break
        if len(line.text) <= 60 and "。" not in words and "，" not in words and _TITLE.search(words):
            title = line.text.strip("《》 ")
            before = lines[at - 1].text if at else ""
            joined = (
                at
                and len(before) <= 40
                and re.search(r"(?:政协|委员会|办公室|委|室)$", before)
                and len(title) < 20
            )
            return at + 1, before + title if joined else title
    return 0, ""


class _Assembly:
    """Turns the outline into sections and items."""

    def __init__(self, page: Page, notes: list[Note], title: str, year: int | None) -> None:
        self.page = page
        self.notes = notes
        self.year = year
        self.title = fold(title).shadow
        self.reader = NodeReader(page, year, notes)
        self.preamble = ""

    def sections(self, root: Node) -> list[Section]:
        """The sections in the order of the text."""
        out: list[Section] = []
        setting = Setting([], self.year, plan=self.title)
        if not root.children and not root.tables:
            return self._prose(root, setting)
        self.preamble = " ".join(self.reader.text_of(span) for span in root.body)
        for table in root.tables:
            for group, tasks in self.reader.table_tasks(table, setting):
                out.append(Section("", group, [Item(tasks=tasks)]))
        if self._are_items(root.children):
            return [*out, Section("", "", [self._item(n, setting) for n in root.children])]
        return out + self._titled(root.children, setting)

    def _prose(self, root: Node, setting: Setting) -> list[Section]:
        item = Item(tasks=[t for span in root.body for t in self.reader.text_tasks(span, setting)])
        apply(self.page, within(self.notes, self.reader.region(root)), root, item, self.year)
        return [Section("", "", [item])] if item.tasks else []

    def _are_items(self, nodes: list[Node]) -> bool:
        """Points of one level only (1. 2. 3.) are items of a plan without parts."""
        if not nodes or min(n.rank for n in nodes) < CHINESE_IN_BRACKETS:
            return False
        divided = sum(any(child.rank < BULLET for child in n.children) for n in nodes)
        return divided * 2 < len(nodes)

    def _titled(self, nodes: list[Node], setting: Setting) -> list[Section]:
        out: list[Section] = []
        top = min((n.rank for n in nodes), default=0)
        for node in nodes:
            if node.rank == top:
                out.append(self._section(node, setting))
            else:
                if not out:
                    out.append(Section())
                out[-1].items.append(self._item(node, setting))
        return out

    def _section(self, node: Node, outer: Setting) -> Section:
        words = self.reader.words(node.title)
        section = Section(node.number, self.reader.text_of(node.title))
        if _NOT_TASKS.search(words):
            section.items = [
                Item(n.number, self.reader.text_of(n.title)) for n in node.children if n.rank < BULLET
            ]
            return section
        strict = bool(_STRICT.search(words))
        setting = replace(outer.under(words), strict=strict)
        points = [n for n in node.children if n.rank < BULLET]
        rest = Node(
            node.rank,
            "",
            node.title,
            node.body,
            node.labels,
            [],
            [n for n in node.children if n.rank >= BULLET],
        )
        section.items = self._table_items(node, setting)
        section.items += [self._item(n, setting) for n in points]
        if not any(i.tasks or i.title for i in section.items) or rest.body or rest.children:
            self._add_rest(section, rest, outer, strict)
        tasks = [t for i in section.items for t in i.tasks]
        give(tasks, self.reader.duty(node), self.year)
        for note in within(self.notes, (node.title[0], node.title[1] + 2)):
            give(tasks, note.duty, self.year)
        return section

    def _add_rest(self, section: Section, rest: Node, outer: Setting, strict: bool) -> None:
        """What stands directly under the section becomes an item without number and title."""
        if any(i.tasks for i in section.items):
            rest = Node(rest.rank, "", (0, 0), rest.body, rest.labels, [], rest.children)
            outer = outer.under(fold(section.title).shadow)
        item = Item(tasks=self.reader.node_tasks(rest, replace(outer, strict=strict)))
        self._finish(item, rest)
        if item.tasks:
            section.items.insert(0, item)

    def _table_items(self, node: Node, setting: Setting) -> list[Item]:
        return [
            Item(title=group, tasks=tasks)
            for table in node.tables
            for group, tasks in self.reader.table_tasks(table, setting)
        ]

    def _item(self, node: Node, setting: Setting) -> Item:
        item = Item(node.number, self.reader.text_of(node.title))
        item.tasks = self.reader.node_tasks(node, setting)
        duty = self.reader.duty(node)
        item.lead, item.co = duty.lead, duty.co
        self._finish(item, node)
        return item

    def _finish(self, item: Item, node: Node) -> None:
        apply(self.page, within(self.notes, self.reader.region(node)), node, item, self.year)
        give(item.tasks, Duty(item.lead, item.co), self.year)


def _left_over(tree: PlanTree, spans: list[Span]) -> list[Span]:
    """The spans that no task has taken after all, in order."""
    taken = sorted((t.start, t.end) for t in tree.tasks())
    starts = [start for start, _ in taken]
    out = []
    for start, end in sorted(set(spans)):
        before = bisect_right(starts, start) - 1
        overlaps = bisect_left(starts, end) > before + 1 or (before >= 0 and taken[before][1] > start)
        if end > start and not overlaps:
            out.append((start, end))
    return out


def _warnings(tree: PlanTree, root: Node) -> list[str]:
    out = []
    if not tree.title:
        out.append("没有找到标题，请在保存前填写")
    if tree.year is None:
        out.append("没有找到年度，时限无法换算成日期")
    _numbering(root, out)
    if len(out) > _MOST_WARNINGS:
        out = [*out[:_MOST_WARNINGS], "编号问题较多，其余不再列出"]
    return out


def _numbering(node: Node, out: list[str]) -> None:
    last: dict[int, int] = {}
    for child in node.children:
        value = number_value(child.number)
        before = last.get(child.rank)
        if value is not None and before is not None and value != before + 1 and value != 1:
            word = "重复" if value == before else "不连续"
            out.append(f"编号{word}：“{before}”之后是“{value}”，请核对原文有无遗漏")
        if value is not None:
            last[child.rank] = value
        _numbering(child, out)
