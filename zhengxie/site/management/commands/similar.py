"""`zhengxie similar FILE.jsonl [--json]`: which texts ask for the same thing, without database or secret."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhengxie.engines.search.likeness import Match, Text, rank
from zhengxie.engines.search.likeness.intake import UnreadableTexts, read_texts
from zhengxie.engines.search.vocabulary import UnreadableVocabulary

LABELS = {"same": "可并案", "related": "相关", "different": "不同"}
SHOWN = 5
LONGEST_TITLE = 40


class Command(BaseCommand):
    """Prints a list for people, or with --json one array of {id, matches}."""

    help = "在一批提案（jsonl，每行 id、title、problem、suggestions）中找出内容相同或相近的。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE and --json."""
        parser.add_argument("file", type=Path, help="每行一个 JSON 对象：id、title、problem、suggestions")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 数组")

    def handle(self, *args: Any, **options: Any) -> None:
        """Messages go to stderr, the result to stdout."""
        try:
            texts = read_texts(options["file"])
            matches = rank(texts)
        except (UnreadableTexts, UnreadableVocabulary) as refusal:
            raise CommandError(str(refusal)) from refusal
        words = as_json(texts, matches) if options["json"] else outline(texts, matches)
        sys.stdout.write(words + "\n")


def as_json(texts: Sequence[Text], matches: Mapping[str, Sequence[Match]]) -> str:
    """The array for programs, in the order of the file."""
    rows = [
        {
            "id": text.id,
            "matches": [
                {"id": match.id, "score": match.score, "verdict": match.verdict} for match in matches[text.id]
            ],
        }
        for text in texts
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def outline(texts: Sequence[Text], matches: Mapping[str, Sequence[Match]]) -> str:
    """The list for people: what may be merged or is related, best first."""
    titles = {text.id: _short(text.title) for text in texts}
    lines = []
    for text in texts:
        lines.append(f"{text.id}　{titles[text.id]}")
        near = [match for match in matches[text.id] if match.verdict != "different"][:SHOWN]
        lines += [f"  {LABELS[one.verdict]}（{one.score:.2f}）　{one.id}　{titles[one.id]}" for one in near]
        if not near:
            lines.append("  没有找到相同或相近的。")
    return "\n".join(lines)


def _short(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1] + "…"
