"""What a reading of a work plan yields: a tree of sections, items and tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]


@dataclass
class TaskDraft:
    """One act the plan asks for.

    `start` and `end` are character offsets into `PlanTree.text`; `evidence` is exactly that slice.
    `timing` and `body` are words of the source ("" when it says nothing); `due` is an ISO date or None.
    `check` is a short Chinese sentence when a person should look again, else "".
    """

    kind: str
    title: str
    evidence: str
    start: int
    end: int
    topics: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    timing: str = ""
    due: str | None = None
    body: str = ""
    check: str = ""


@dataclass
class Item:
    """A numbered point below a section; number and title may be "" (table rows, plain prose)."""

    number: str = ""
    title: str = ""
    lead: str = ""
    co: str = ""
    tasks: list[TaskDraft] = field(default_factory=list)


@dataclass
class Section:
    """A top part of the plan; number and title may be "" when the source has no parts."""

    number: str = ""
    title: str = ""
    items: list[Item] = field(default_factory=list)


@dataclass
class PlanTree:
    """The whole reading.

    `text` is the cleaned source to be shown beside the tree; all offsets refer to it.
    `unused` are the spans of sentences that became no task; `warnings` are Chinese sentences.
    """

    title: str = ""
    year: int | None = None
    preamble: str = ""
    sections: list[Section] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    text: str = ""
    unused: list[Span] = field(default_factory=list)

    def tasks(self) -> Iterator[TaskDraft]:
        """Every task in order of the tree."""
        for section in self.sections:
            for item in section.items:
                yield from item.tasks

    @property
    def is_empty(self) -> bool:
        """True when no task was found, and not even two titled points that could hold some."""
        points = [item for section in self.sections for item in section.items if item.title]
        return len(points) < 2 and not any(True for _ in self.tasks())


def to_json(tree: PlanTree) -> dict[str, Any]:
    """The tree as plain lists and dictionaries; empty words become None, as in workplan-reference/1."""
    return {
        "title": tree.title or None,
        "year": tree.year,
        "preamble": tree.preamble or None,
        "sections": [_section(s) for s in tree.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "number": section.number or None,
        "title": section.title or None,
        "items": [_item(i) for i in section.items],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "number": item.number or None,
        "title": item.title or None,
        "lead": item.lead or None,
        "co": item.co or None,
        "tasks": [_task(t) for t in item.tasks],
    }


def _task(task: TaskDraft) -> dict[str, Any]:
    return {
        "kind": task.kind,
        "title": task.title,
        "topics": list(task.topics),
        "documents": list(task.documents),
        "issues": list(task.issues),
        "timing": task.timing or None,
        "due": task.due,
        "body": task.body or None,
        "evidence": task.evidence,
        "check": task.check or None,
    }
