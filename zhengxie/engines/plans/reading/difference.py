"""What changed between two states of a plan: tasks are matched by their words, not by position."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Literal

from zhengxie.engines.plans.reading.tree import PlanTree

ADDED: Literal["added"] = "added"
REMOVED: Literal["removed"] = "removed"
CHANGED: Literal["changed"] = "changed"
SAME: Literal["same"] = "same"
Status = Literal["added", "removed", "changed", "same"]

# Share of common character pairs (Dice) from which two titles are taken for the same task.
ALIKE = 0.5
_MARKS = re.compile(r"[\W_]+")
# A pair of characters in more entries than this says little; it is not used to find candidates.
_COMMON = 60


@dataclass(frozen=True)
class Entry:
    """One task of a plan as words; also made from database rows. Missing words are ""."""

    title: str
    kind: str = ""
    section_number: str = ""
    section_title: str = ""
    item_number: str = ""
    item_title: str = ""
    timing: str = ""
    body: str = ""


@dataclass(frozen=True)
class Change:
    """One line of the comparison.

    `old_index` and `new_index` are positions in the given sequences (None when added or removed);
    `differences` maps the name of a field of Entry to its old and new words (only when changed).
    """

    status: Status
    old: Entry | None
    new: Entry | None
    old_index: int | None = None
    new_index: int | None = None
    differences: dict[str, tuple[str, str]] = field(default_factory=dict)


def entries(tree: PlanTree) -> list[Entry]:
    """The tasks of a reading as entries, in order."""
    return [
        Entry(t.title, t.kind, s.number, s.title, i.number, i.title, t.timing, t.body)
        for s in tree.sections
        for i in s.items
        for t in i.tasks
    ]


def difference(old: PlanTree | Sequence[Entry], new: PlanTree | Sequence[Entry]) -> list[Change]:
    """Compare two states; the result follows the order of `new`, what was removed comes last."""
    before = entries(old) if isinstance(old, PlanTree) else list(old)
    after = entries(new) if isinstance(new, PlanTree) else list(new)
    partner = _match(before, after)
    out = [_change(before, after, partner.get(j), j) for j in range(len(after))]
    kept = set(partner.values())
    out += [Change(REMOVED, e, None, i, None) for i, e in enumerate(before) if i not in kept]
    return out


def _change(before: list[Entry], after: list[Entry], i: int | None, j: int) -> Change:
    if i is None:
        return Change(ADDED, None, after[j], None, j)
    found = {
        f.name: (a, b)
        for f in fields(Entry)
        if _plain(a := getattr(before[i], f.name)) != _plain(b := getattr(after[j], f.name))
    }
    return Change(CHANGED if found else SAME, before[i], after[j], i, j, found)


def _plain(words: str) -> str:
    """Words without marks, blanks and differences of width."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", words)).lower()


def _match(before: list[Entry], after: list[Entry]) -> dict[int, int]:
    """Index in `after` → index in `before`, each used once; equal titles first, then the most alike."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for key in (_whole, _title):
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for i, entry in enumerate(before):
            if i not in taken:
                waiting[key(entry)].append(i)
        for j, entry in enumerate(after):
            if j not in partner and waiting[key(entry)]:
                partner[j] = waiting[key(entry)].pop(0)
                taken.add(partner[j])
    for _, i, j in _alike(before, after, taken, set(partner)):
        if i not in taken and j not in partner:
            partner[j] = i
            taken.add(i)
    return partner


def _whole(entry: Entry) -> str:
    return "|".join(_plain(w) for w in (entry.title, entry.section_title, entry.item_title, entry.kind))


def _title(entry: Entry) -> str:
    return _plain(entry.title)


def _pairs(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)} or {words}


def _alike(
    before: list[Entry], after: list[Entry], taken: set[int], matched: set[int]
) -> list[tuple[float, int, int]]:
    """Candidates by likeness, best first; ties go to the closer place in the plan."""
    old = {i: _pairs(_title(e)) for i, e in enumerate(before) if i not in taken}
    index: defaultdict[str, list[int]] = defaultdict(list)
    for i, pairs in old.items():
        for pair in pairs:
            index[pair].append(i)
    found = []
    for j, entry in enumerate(after):
        if j in matched:
            continue
        pairs = _pairs(_title(entry))
        common = Counter(i for pair in pairs if len(index[pair]) <= _COMMON for i in index[pair])
        for i in common:
            score = _score(old[i], pairs, before[i], entry)
            if score >= ALIKE:
                found.append((score, i, j))
    return sorted(found, key=lambda x: (-x[0], abs(x[1] - x[2]), x[1], x[2]))


def _score(a: set[str], b: set[str], old: Entry, new: Entry) -> float:
    dice = 2 * len(a & b) / (len(a) + len(b))
    contained = len(a & b) / min(len(a), len(b)) if min(len(a), len(b)) >= 4 else 0.0
    likeness = max(dice, contained * 0.8)
    if likeness < ALIKE * 0.8:
        return 0.0
    # Same kind and same place make two wordings more likely to mean one task.
    same_kind = 0.05 if old.kind == new.kind else 0.0
    same_item = 0.05 if _plain(old.item_title) == _plain(new.item_title) else 0.0
    return likeness + same_kind + same_item
