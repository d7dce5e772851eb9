"""Lines become a tree of nodes: parts, points, deeper points, tables and labelled lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhengxie.engines.plans.reading.folding import Page
from zhengxie.engines.plans.reading.joining import Line
from zhengxie.engines.plans.reading.labels import (
    CO,
    IGNORED,
    LEAD,
    TIME,
    TOPIC,
    Label,
    labels_in,
    starts_with_label,
)
from zhengxie.engines.plans.reading.markers import (
    CHINESE,
    DECIMAL,
    DECIMAL_IN_BRACKETS,
    HEADING_BELOW,
    HEADING_TOP,
    PART,
    Marker,
    is_period_heading,
    marker_of,
    number_value,
)
from zhengxie.engines.plans.reading.tables import Columns, Table, is_row, separator, table_of
from zhengxie.engines.plans.reading.tree import Span

LONGEST_TITLE = 45
LONGEST_HEADING = 80
LONGEST_BARE_HEADING = 28
_TITLE_END = re.compile(r"[。！；]|：(?=.)")
# A first sentence that begins like this is already part of the text.
_NO_TITLE = re.compile(r"(?:[上中下]旬|\d{1,2}月|[一二三四]季度|[上下]半年|年[初底])")
_TITLE_GAP = re.compile(r"^([\u4e00-\u9fff、，“”]{4,25}) {2,}(?=\S{8})")
_LEAF_RANK = 20
_ANNEX = re.compile(r"\s*附(?:件|表)?\s*\d{0,2}\s*：")
_ANNEX_LINE = re.compile(r"\s*\d{1,2}\s*[.、][^。；，\t]{2,40}")
_DATE_LINE = re.compile(
    r"\s*(?:20\d\d|二[〇○零0]..)\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\s*(?:印发)?\s*"
)
_SENT_TO = re.compile(
    r"\s*(?:抄送|抄报|主送|报送|发送)\s*：|[^，。；：]{2,40}?\s+\d{4}年\d{1,2}月\d{1,2}日\s*印发\s*$"
)
_SIGNER = re.compile(r"\s*[\u4e00-\u9fff ]{2,36}(?:委员会|办公室|办公厅|研究室|委|室|党组)\s*")
_REMARK = re.compile(r"\s*(?:备注|附注|注|说明)\s*：")
_WORK_HEADING = re.compile(
    r"(?!.*(?:如下|以下|下列|现将))[\u4e00-\u9fff]{2,10}(?:工作|任务|事项|活动|会议|安排)："
)
_DUTY_ROLES = frozenset([LEAD, CO, TIME, IGNORED])


@dataclass
class Node:
    """A numbered or titled piece of the plan with what stands under it; spans are offsets of the page."""

    rank: int
    number: str = ""
    title: Span = (0, 0)
    body: list[Span] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def has_title(self) -> bool:
        return self.title[1] > self.title[0]

    @property
    def is_leaf(self) -> bool:
        return not (self.body or self.children or self.tables)


class Outline:
    """Builds the tree line by line; `root` holds what stands before the first heading in its body."""

    def __init__(self, page: Page, lines: list[Line]) -> None:
        self.page = page
        self.root = Node(-1)
        self._stack = [self.root]
        self._lines = lines
        self._starts = _starts(lines)
        self._levels: set[int] = set()
        self._no_table_before = 0
        self._columns: Columns | None = None
        self._ranks = _ranks_used(page, self._starts, lines)
        self.passed_over: list[Span] = []

    def build(self, first: int) -> Node:
        """The root node of the lines from index `first` on."""
        self._levels = {line.heading for line in self._lines[first:] if line.heading}
        at = first
        while at < len(self._lines):
            skipped = self._passed_over(at)
            self.passed_over += [self._span(i) for i in range(at, at + skipped)]
            at += skipped or self._take(at)
        _raise_labels(self.root)
        return self.root

    def _passed_over(self, at: int) -> int:
        """How many lines from here are a list of annexes, a signature or a distribution note."""
        words = self._words(at)
        if _ANNEX.match(words):
            upto = at + 1
            while upto < len(self._lines) and _ANNEX_LINE.fullmatch(self._words(upto)):
                upto += 1
            return upto - at
        if _REMARK.match(words) or _DATE_LINE.fullmatch(words) or _SENT_TO.match(words):
            return 1
        signs = at + 1 < len(self._lines) and _DATE_LINE.fullmatch(self._words(at + 1))
        return 1 if signs and _SIGNER.fullmatch(words) else 0

    def _words(self, at: int) -> str:
        return self.page.shadow[slice(*self._span(at))]

    def _span(self, at: int) -> Span:
        return self._starts[at], self._starts[at] + len(self._lines[at].text)

    def _take(self, at: int) -> int:
        start, end = self._span(at)
        words = self.page.shadow[start:end]
        if at >= self._no_table_before and is_row(words) and not _is_numbered_heading(words):
            block = self._rows_from(at)
            table = table_of(self.page, block, self._columns)
            if table:
                self._columns = table.columns or self._columns
                self._stack[-1].tables.append(table)
                return len(block)
            self._no_table_before = at + len(block)
        marker = marker_of(words)
        inner = start + (marker.end if marker else 0)
        if starts_with_label(self.page.shadow[inner:end]):
            self._take_labels(marker, inner, end)
        elif marker and not (marker.rank == CHINESE and _is_sentence_start(words)):
            self._open(marker, inner, end)
        elif self._is_heading(at, words):
            self._open(Marker(self._heading_rank(at, words), "", 0), start, end)
        else:
            self._stack[-1].body.append((start, end))
        return 1

    def _rows_from(self, at: int) -> list[Span]:
        """The spans of the rows that follow each other from a line on."""
        mark = separator(self.page.shadow[slice(*self._span(at))])
        block = []
        for i in range(at, len(self._lines)):
            words = self.page.shadow[slice(*self._span(i))]
            if not is_row(words) or separator(words) != mark:
                break
            block.append(self._span(i))
        return block

    def _take_labels(self, marker: Marker | None, start: int, end: int) -> None:
        if marker:
            self._pop_to(marker.rank)
        for label in labels_in(self.page.shadow[start:end]):
            placed = Label(label.role, start + label.start, start + label.end, start + label.label_start)
            if placed.role == TOPIC and placed.end > placed.start:
                self._topic(placed)
            else:
                self._stack[-1].labels.append(placed)

    def _topic(self, label: Label) -> None:
        self._pop_to(_LEAF_RANK)
        self._push(Node(_LEAF_RANK, "", (label.start, label.end)))

    def _open(self, marker: Marker, start: int, end: int) -> None:
        marker = self._beside(marker)
        title, body = _title_and_body(self.page, marker, start, end)
        self._pop_to(marker.rank)
        self._push(Node(marker.rank, marker.number, title, [body] if body[1] > body[0] else []))

    def _beside(self, marker: Marker) -> Marker:
        """（6） after 5. without a （1） before it is a slip for 6.: it ranks beside the point above it."""
        above = next((n for n in reversed(self._stack) if n.rank <= marker.rank), self.root)
        value, before = number_value(marker.number), number_value(above.number)
        if (
            marker.rank == DECIMAL_IN_BRACKETS
            and above.rank == DECIMAL
            and value
            and before
            and value > before > 0
        ):
            return Marker(DECIMAL, marker.number, marker.end)
        return marker

    def _push(self, node: Node) -> None:
        self._stack[-1].children.append(node)
        self._stack.append(node)

    def _pop_to(self, rank: int) -> None:
        while self._stack[-1].rank >= rank:
            self._stack.pop()

    def _is_heading(self, at: int, words: str) -> bool:
        if self._lines[at].heading or is_period_heading(words):
            return True
        bare = words.strip()
        if at + 1 < len(self._lines) and _WORK_HEADING.fullmatch(bare) and self._numbered(at + 1):
            return True
        if (
            not 2 <= len(bare) <= LONGEST_BARE_HEADING
            or bare[0] in "（-"
            or re.search(r"[。；：！，]$|\d{4}年\d+月\d+日$|。", bare)
        ):
            return False
        if at + 1 >= len(self._lines) or self._lines[at + 1].heading:
            return False
        next_words = self.page.shadow[slice(*self._span(at + 1))]
        if marker_of(next_words) or starts_with_label(next_words) or is_row(next_words):
            return True
        return len(next_words) > max(24, len(bare) + 8) and next_words.rstrip()[-1:] in "。；，：！）"

    def _numbered(self, at: int) -> bool:
        return marker_of(self._words(at)) is not None

    def _heading_rank(self, at: int, words: str) -> int:
        level = self._lines[at].heading
        if level:
            return HEADING_TOP if level == min(self._levels, default=level) else HEADING_BELOW
        return HEADING_BELOW if CHINESE in self._ranks or PART in self._ranks else HEADING_TOP


def span_of(node: Node) -> Span:
    """From the first to the last character of a node and of what stands under it."""
    spans = [s for s in (node.title, *node.body) if s[1] > s[0]]
    spans += [span_of(child) for child in node.children]
    if not spans:
        return 0, 0
    return min(s[0] for s in spans), max(s[1] for s in spans)


def _raise_labels(node: Node) -> None:
    """A line 责任单位：…… behind the last of several points speaks for all of them."""
    for child in node.children:
        _raise_labels(child)
    if len(node.children) < 2 or node.rank < 0:
        return
    *before, last = node.children
    if last.labels and not any(map(_is_labelled, before)) and {x.role for x in last.labels} <= _DUTY_ROLES:
        node.labels += last.labels
        last.labels = []


def _is_labelled(node: Node) -> bool:
    return bool(node.labels) or any(map(_is_labelled, node.children))


def _starts(lines: list[Line]) -> list[int]:
    at, out = 0, []
    for line in lines:
        out.append(at)
        at += len(line.text) + 1
    return out


def _ranks_used(page: Page, starts: list[int], lines: list[Line]) -> set[int]:
    found = set()
    for start, line in zip(starts, lines, strict=True):
        marker = marker_of(page.shadow[start : start + min(len(line.text), 60)])
        if marker:
            found.add(marker.rank)
    return found


def _is_numbered_heading(words: str) -> bool:
    """“一、<tab>标题”: the tab only follows the number."""
    marker = marker_of(words)
    return bool(marker) and marker is not None and "\t" not in words[marker.end :].strip()


def _is_sentence_start(words: str) -> bool:
    return bool(re.match(r"[一二三四五六七八九十]{1,3}，", words.strip())) and len(words) > LONGEST_TITLE


def _title_and_body(page: Page, marker: Marker, start: int, end: int) -> tuple[Span, Span]:
    """Divide the words after a mark into title and body; a long single sentence is all body."""
    # A bracket set aside at the end is a row of commas and does not count.
    end_of_words = start + len(page.shadow[start:end].rstrip("， "))
    words = page.shadow[start:end_of_words]
    gap = _TITLE_GAP.match(words)
    if gap:
        return (start, start + gap.end(1)), (start + gap.end(), end)
    stop = next((m for m in _TITLE_END.finditer(words) if not page.depth[start + m.start()]), None)
    limit = LONGEST_HEADING if marker.rank <= CHINESE else LONGEST_TITLE
    if stop is None or not words[stop.end() :].strip():
        bare = stop.start() if stop else len(words)
        whole = bare <= limit if stop is None else bare <= 30 or marker.rank <= CHINESE and bare <= limit
        return ((start, start + bare), (end, end)) if whole else ((start, start), (start, end))
    if stop.group() == "；" or _NO_TITLE.match(words):
        return (start, start), (start, end)
    colon_too_far = stop.group() == "：" and stop.start() > 22
    is_sentence = marker.rank > CHINESE and words[: stop.start()].rstrip("， ").count("，") >= 2
    if stop.start() > limit or colon_too_far or is_sentence:
        return (start, start), (start, end)
    return (start, start + stop.start()), (start + stop.end(), end)
