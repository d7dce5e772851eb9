"""Rows of cells (tabs between them) read as tasks: which column says what.

A merged cell arrives either empty (only the first row of the merge holds the words) or repeated in every row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhengxie.engines.plans.reading.bodies import is_body
from zhengxie.engines.plans.reading.folding import Page
from zhengxie.engines.plans.reading.labels import CO, FORM, IGNORED, LEAD, TIME, TOPIC, role_of_heading
from zhengxie.engines.plans.reading.timing import whole_time
from zhengxie.engines.plans.reading.tree import Span

NUMBER, GROUP, NOTE = "number", "group", "note"
_HEADINGS: list[tuple[str, re.Pattern[str]]] = [
    (NUMBER, re.compile(r"序号|编号|项次|序|号")),
    (TIME, re.compile(r".*(?:时间|时限|月份|期限|进度|日期|季度)(?:安排|要求|节点|进度)?|完成时限")),
    (
        IGNORED,
        re.compile(
            r".*(?:领导|责任人|联系人|备注|说明|成果|目标|要求|地点|参加人员|参加范围|措施|电话|"
            r"出席|对象|标准|进展|完成情况).*"
        ),
    ),
    (
        CO,
        re.compile(
            r".*(?:配合|协办|协作|协助|会办)(?:单位|部门|委室|科室|方)?.{0,4}|"
            r".*(?:参与|参加|协商|支持)(?:单位|部门|委室|科室|方).{0,4}"
        ),
    ),
    (
        LEAD,
        re.compile(
            r".*(?:牵头|责任|承办|主办|负责|组织|实施|落实|执行).*|.*(?:单位|部门|委室|专委会|"
            r"专门委员会)"
        ),
    ),
    (FORM, re.compile(r".*(?:形式|方式|类型|类别|种类|载体)")),
    (
        TOPIC,
        re.compile(r".*(?:议题|课题|题目|选题|主题|内容|任务|事项|项目|工作|活动|名称|安排|举措|要点).*"),
    ),
    (
        GROUP,
        re.compile(
            r".*(?:街道|乡镇|镇街|板块|领域|分类|条线|界别|部分|模块|层面|区域|地区|季度).*|"
            r"项目类别|类别"
        ),
    ),
]
# Headings that, when several look like the task, mean the group above it.
_WIDE = re.compile(
    r"类别|类型|板块|领域|分类|重点工作|工作项目|一级|大类|项目类|指标|条线|工作类|部分|"
    r"工作领域"
)
_MOST_CELLS = 200
_RULE = re.compile(r"[-:： ]*")
_SPACES = re.compile(r" {2,}")


@dataclass
class Row:
    """One line of a table: spans of its cells by role; a missing cell is not in the mapping."""

    cells: dict[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class Columns:
    """The columns a heading named: spans of the headings, roles by number; later blocks may share them."""

    heads: tuple[Span, ...]
    roles: dict[int, str]


@dataclass
class Table:
    """A table with its rows; `wide` is the heading of the group column, if there is one."""

    rows: list[Row] = field(default_factory=list)
    group_heading: str = ""
    task_heading: str = ""
    time_first: bool = False
    columns: Columns | None = None


def is_row(words: str) -> bool:
    """True for a folded line that consists of cells."""
    if words.count("\t") > _MOST_CELLS or words.count("|") > _MOST_CELLS:
        return False
    return "\t" in words.rstrip() or words.count("|") >= 2 or len(_SPACES.split(words.strip())) >= 3


def table_of(page: Page, lines: list[Span], above: Columns | None = None) -> Table | None:
    """The table that a block of rows makes, or None when its columns cannot be told apart.

    `above` are the columns of the table before it, which a block without a heading may continue.
    """
    mark = separator(page.shadow[slice(*lines[0])])
    cells = [_cells(page, span, mark) for span in lines]
    columns, rows = _headed(page, cells)
    if columns is None and above and _continues(cells, above):
        columns = above
    if columns is None and mark == "  ":
        return None
    roles = columns.roles if columns else _guess(page, rows)
    if TOPIC not in roles.values() or not (rows or columns):
        return None
    table = _table(page, list(columns.heads) if columns else [], roles, rows)
    table.columns = columns
    return table


def _continues(rows: list[list[Span]], above: Columns) -> bool:
    """True when the rows have the number of cells of the table before (empty last cells may lack)."""
    width = max(map(len, rows))
    return len(above.heads) - 2 <= width <= len(above.heads)


def _headed(page: Page, cells: list[list[Span]]) -> tuple[Columns | None, list[list[Span]]]:
    """The columns that the first row, or the first two rows together, name; and the rows below."""
    roles = _roles([_words(page, c) for c in cells[0]])
    if len(cells) > 2 and _is_second_heading(page, cells[0], cells[1]):
        heads = _two_rows(page, cells[0], cells[1])
        both = _roles([words for _, words in heads])
        if TOPIC in both.values():
            return Columns(tuple(span for span, _ in heads), both), cells[2:]
    return (Columns(tuple(cells[0]), roles), cells[1:]) if roles else (None, cells)


def _is_second_heading(page: Page, first: list[Span], second: list[Span]) -> bool:
    """True for a row that only divides the headings above it: empty, equal or heading cells."""
    own = 0
    for i, span in enumerate(second):
        words = _words(page, span)
        if not words or (i < len(first) and words == _words(page, first[i])):
            continue
        if heading_role(words) is None:
            return False
        own += 1
    return own > 0 and sum(bool(_words(page, c)) for c in first) > 1


def _two_rows(page: Page, first: list[Span], second: list[Span]) -> list[tuple[Span, str]]:
    """Each column's heading (the lower one where there are two) and the words that tell its role."""
    out: list[tuple[Span, str]] = []
    upper = ""
    for i in range(max(len(first), len(second))):
        high = first[i] if i < len(first) else None
        low = second[i] if i < len(second) else None
        high_words = _words(page, high) if high else ""
        low_words = _words(page, low) if low else ""
        upper = high_words or (upper if low_words else "")
        if low and low_words and low_words != high_words:
            joined = upper + low_words
            out.append((low, joined if heading_role(joined) else low_words))
        else:
            out.append((high or low or (0, 0), high_words))
    return out


def separator(words: str) -> str:
    """What divides the cells of a row: a tab, | or two blanks."""
    if "\t" in words.rstrip():
        return "\t"
    return "|" if words.count("|") >= 2 else "  "


def _cells(page: Page, span: Span, mark: str) -> list[Span]:
    start, end = span
    words = page.shadow[start:end]
    if mark == "  ":
        edges = [(m.start(), m.end()) for m in _SPACES.finditer(words)]
    else:
        edges = [(i, i + 1) for i, c in enumerate(words) if c == mark]
    cuts = [0, *(x for edge in edges for x in edge), len(words)]
    cells = [(start + a, start + b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    if mark == "|":
        cells = cells[1:-1] if words.strip().startswith("|") else cells
    return [_trim(page, cell) for cell in cells]


def _trim(page: Page, cell: Span) -> Span:
    words = page.shadow[slice(*cell)]
    left = len(words) - len(words.lstrip())
    return cell[0] + left, max(cell[0] + left, cell[1] - (len(words) - len(words.rstrip())))


def _words(page: Page, span: Span) -> str:
    return page.shadow[span[0] : span[1]].strip()


def heading_role(words: str) -> str | None:
    """What a column with this heading holds, or None when the words are no heading."""
    bare = re.sub(r"[\s（][^）]*）?|\s", "", words) if "（" in words else re.sub(r"\s", "", words)
    if not bare or len(bare) > 12:
        return None
    for role, form in _HEADINGS:
        if form.fullmatch(bare):
            return role
    return role_of_heading(bare)


def _roles(heads: list[str]) -> dict[int, str]:
    """Column number → role, when the words are those of a heading row; else an empty mapping."""
    known = {i: role for i, head in enumerate(heads) if (role := heading_role(head))}
    filled = sum(bool(h) for h in heads)
    if filled < 2 or len(known) < max(2, filled - 1) or any(whole_time(h) for h in heads):
        return {}
    return _one_task_column(known, heads)


def _one_task_column(known: dict[int, str], heads: list[str]) -> dict[int, str]:
    leads = [i for i, role in known.items() if role == LEAD]
    first = next((i for i in leads if re.search(r"牵头|主办|承办", heads[i])), leads[0] if leads else 0)
    known.update({i: CO for i in leads if i != first})
    tasks = [i for i, role in known.items() if role == TOPIC]
    if len(tasks) > 1:
        narrow = [i for i in tasks if not _WIDE.search(heads[i])] or tasks
        task = narrow[-1] if _WIDE.search(heads[tasks[0]]) else narrow[0]
        for i in tasks:
            known[i] = TOPIC if i == task else GROUP if i < task and GROUP not in known.values() else NOTE
    elif not tasks:
        free = [i for i, role in known.items() if role in (FORM, GROUP)]
        if free:
            known[free[-1]] = TOPIC
    return known


def _guess(page: Page, rows: list[list[Span]]) -> dict[int, str]:
    """Roles by content when there are no headings: times, bodies, numbers; the longest is the task."""
    if not rows:
        return {}
    roles: dict[int, str] = {}
    width = max(len(row) for row in rows)
    columns = [[w for row in rows if i < len(row) and (w := _words(page, row[i]))] for i in range(width)]
    for i, column in enumerate(columns):
        role = _content_role(column)
        if role and role not in roles.values():
            roles[i] = role
    rest = [i for i in range(width) if i not in roles and columns[i]]
    if rest:
        task = max(rest, key=lambda i: sum(map(len, columns[i])) / len(columns[i]))
        roles[task] = TOPIC
        before = [i for i in rest if i < task]
        if before:
            roles[before[-1]] = GROUP
    return roles


def _content_role(column: list[str]) -> str | None:
    if not column:
        return None
    most = len(column) * 0.6
    if sum(bool(re.fullmatch(r"[\d一二三四五六七八九十]+[.、]?", w)) for w in column) >= most:
        return NUMBER
    if sum(whole_time(w) is not None for w in column) >= most:
        return TIME
    return LEAD if sum(is_body(w) for w in column) >= most else None


def _table(page: Page, heads: list[Span], roles: dict[int, str], rows: list[list[Span]]) -> Table:
    by_role = {role: i for i, role in roles.items()}
    if GROUP not in by_role and by_role.get(FORM, 99) < by_role[TOPIC]:
        # A column of forms in front of the tasks groups them (专题协商: three rows).
        roles = {i: GROUP if role == FORM else role for i, role in roles.items()}
        by_role[GROUP] = by_role.pop(FORM)
    table = Table(time_first=by_role.get(TIME, 99) < by_role[TOPIC])
    for role, name in ((GROUP, "group_heading"), (TOPIC, "task_heading")):
        if heads and role in by_role and by_role[role] < len(heads):
            setattr(table, name, _words(page, heads[by_role[role]]))
    for cells in rows:
        found = {role: cells[i] for i, role in roles.items() if i < len(cells) and _words(page, cells[i])}
        if found and not _repeats_heading(page, found, [_words(page, h) for h in heads]):
            table.rows.append(Row(found))
    return table


def _repeats_heading(page: Page, found: dict[str, Span], heads: list[str]) -> bool:
    """A heading row printed again on the next page, or a line of dashes."""
    words = [_words(page, span) for span in found.values()]
    if all(_RULE.fullmatch(w) for w in words):
        return True
    return len(words) > 1 and all(w in heads if heads else heading_role(w) for w in words)
