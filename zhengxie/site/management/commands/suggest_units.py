"""`zhengxie suggest_units FILE.jsonl --units units.yaml [--json]`: who should handle each matter.

Without a database or a secret: the units come from the file, the words from the vocabulary that ships.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhengxie.engines.search.advice import Advice, Candidate, Duties, shipped_words, suggest
from zhengxie.engines.search.advice.intake import Matter, UnreadableInput, read_matters, read_units
from zhengxie.engines.search.vocabulary import UnreadableVocabulary


class Command(BaseCommand):
    """Prints a list with reasons for people, or with --json one array of {id, lead, co}."""

    help = "给每件（jsonl，每行 id、title、summary）推荐主办和会办单位。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE, --units and --json."""
        parser.add_argument("file", type=Path, help="每行一个 JSON 对象：id、title、summary")
        parser.add_argument("--units", type=Path, required=True, help="承办单位目录（yaml）")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 数组")

    def handle(self, *args: Any, **options: Any) -> None:
        """Messages go to stderr, the result to stdout."""
        try:
            units = read_units(options["units"])
            matters = read_matters(options["file"])
            vocabulary = shipped_words()
        except (UnreadableInput, UnreadableVocabulary) as refusal:
            raise CommandError(str(refusal)) from refusal
        advice = [suggest(matter.title, matter.summary, units, vocabulary) for matter in matters]
        words = as_json(matters, advice) if options["json"] else outline(matters, advice, units)
        sys.stdout.write(words + "\n")


def as_json(matters: Sequence[Matter], advice: Sequence[Advice]) -> str:
    """The array for programs."""
    rows = [
        {"id": matter.id, "lead": [one.code for one in given.lead], "co": [one.code for one in given.co]}
        for matter, given in zip(matters, advice, strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def outline(matters: Sequence[Matter], advice: Sequence[Advice], units: Sequence[Duties]) -> str:
    """The list for people, each unit with its reasons."""
    names = {unit.code: unit.name for unit in units}
    lines = []
    for matter, given in zip(matters, advice, strict=True):
        lines.append(f"{matter.id}　{matter.title}")
        lines += [_line("主办", one, names) for one in given.lead] or ["  没有找到合适的单位，请人工指定。"]
        lines += [_line("会办", one, names) for one in given.co]
    return "\n".join(lines)


def _line(role: str, one: Candidate, names: dict[str, str]) -> str:
    reasons = "；".join(reason.words for reason in one.reasons)
    return f"  {role}　{names[one.code]}（{one.score:.2f}）　{reasons}"
