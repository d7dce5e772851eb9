"""Reads the text of a yearly work plan into sections, items and tasks. No database, no framework."""

from zhengxie.engines.plans.reading.difference import Change, Entry, difference, entries
from zhengxie.engines.plans.reading.plan import read_plan
from zhengxie.engines.plans.reading.refusals import MAX_FILE_BYTES, MAX_LINES, NotAPlan, UnreadablePlan
from zhengxie.engines.plans.reading.source import Source, extract, open_plan, read_file
from zhengxie.engines.plans.reading.timing import due_date
from zhengxie.engines.plans.reading.tree import Item, PlanTree, Section, TaskDraft, to_json

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_LINES",
    "Change",
    "Entry",
    "Item",
    "NotAPlan",
    "PlanTree",
    "Section",
    "Source",
    "TaskDraft",
    "UnreadablePlan",
    "difference",
    "due_date",
    "entries",
    "extract",
    "open_plan",
    "read_file",
    "read_plan",
    "to_json",
]
