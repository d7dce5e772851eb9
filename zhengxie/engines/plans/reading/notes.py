"""Brackets that name who is responsible or until when; they are set aside before sentences are read."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from zhengxie.engines.plans.reading.bodies import Duty, read_note
from zhengxie.engines.plans.reading.drafts import set_timing
from zhengxie.engines.plans.reading.folding import Page
from zhengxie.engines.plans.reading.outline import Node
from zhengxie.engines.plans.reading.tree import Item, Span, TaskDraft


@dataclass(frozen=True)
class Note:
    """A bracket of the page (both marks included) and what it says."""

    start: int
    end: int
    duty: Duty


def set_aside(page: Page) -> tuple[Page, list[Note]]:
    """The page with such brackets turned into commas of the same length, and the brackets in order."""
    notes = []
    for mark, start, end in page.pairs:
        if mark == "（" and (duty := read_note(page.shadow[start + 1 : end])):
            notes.append(Note(start, end + 1, duty))
    return (_blanked(page, notes), notes) if notes else (page, notes)


def _blanked(page: Page, notes: list[Note]) -> Page:
    pieces, depth, at = [], bytearray(page.depth), 0
    for note in notes:
        if note.start < at:
            continue
        pieces += [page.shadow[at : note.start], "，" * (note.end - note.start)]
        depth[note.start : note.end] = bytes(note.end - note.start)
        at = note.end
    pieces.append(page.shadow[at:])
    inside = {n.start for n in notes}
    pairs = [p for p in page.pairs if p[1] not in inside]
    return replace(page, shadow="".join(pieces), depth=depth, pairs=pairs, opens=[p[1] for p in pairs])


def within(notes: list[Note], region: Span) -> list[Note]:
    """The notes that lie in a region of the page."""
    first = bisect_left(notes, region[0], key=lambda n: n.start)
    last = bisect_left(notes, region[1], first, key=lambda n: n.start)
    return notes[first:last]


def apply(page: Page, notes: list[Note], node: Node, item: Item, year: int | None) -> None:
    """Give each note to the tasks before it, and a note on the title (or the only one) to the item."""
    title = node.title if node.has_title else (0, -2)
    on_title = [n for n in notes if title[0] <= n.start <= title[1] + 1]
    others = [n for n in notes if n not in on_title]
    for note in on_title or (others if len(others) == 1 and not node.children else []):
        item.lead, item.co = item.lead or note.duty.lead, item.co or note.duty.co
    since = 0
    for note in others:
        ahead = _end_of_sentence(page, note)
        if ahead:
            give([t for t in item.tasks if note.end <= t.start < ahead], note.duty, year)
            since = note.end
            continue
        line = page.text.rfind("\n", 0, note.start) + 1
        if not note.duty.body and page.shadow[max(0, note.start - 1) : note.start] != "。":
            # A mere time holds for its own sentence.
            line = max([line, *(page.shadow.rfind(mark, line, note.start) for mark in "；。")])
        first = max(since, line) if page.text[line : note.start].strip() else since
        before = [t for t in item.tasks if first <= t.start < note.start]
        give(before, note.duty, year)
        since = note.end
    for note in on_title:
        give(item.tasks, note.duty, year)


def _end_of_sentence(page: Page, note: Note) -> int:
    """For a bracket at the head of a sentence (“（1月上旬）召开……”) where that sentence ends, else 0."""
    before = page.shadow[max(0, note.start - 3) : note.start].rstrip(" ，")
    if before[-1:] not in ("", "。", "；", "：", "\n") or page.shadow[note.end : note.end + 1] in ("", "\n"):
        return 0
    ends = [at for mark in "。；\n" if (at := page.shadow.find(mark, note.end)) >= 0]
    return min(ends, default=len(page.shadow))


def give(tasks: list[TaskDraft], duty: Duty, year: int | None) -> None:
    """Fill in body and time limit where a task has none of its own."""
    for task in tasks:
        task.body = task.body or duty.body
        if duty.timing and not task.timing:
            set_timing(task, duty.timing, year)
