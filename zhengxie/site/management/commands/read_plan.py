"""`zhengxie read_plan FILE [--json]`: what the reader sees in a work plan, without database or secret."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhengxie.engines.plans.reading import PlanTree, UnreadablePlan, open_plan, to_json


class Command(BaseCommand):
    """Prints a tree for people, or with --json one object of the form of workplan/SCHEMA.md."""

    help = "读取工作要点文件（docx 或 txt），列出部分、要点和任务。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE and --json."""
        parser.add_argument("file", type=Path, help="docx 或 txt 文件")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        """Messages go to stderr, the result to stdout."""
        path: Path = options["file"]
        try:
            tree = open_plan(path.name, path.read_bytes())
        except UnreadablePlan as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"打不开文件 {path.name}，请检查文件名和权限。") from error
        for warning in tree.warnings:
            sys.stderr.write(f"{warning}\n")
        words = json.dumps(to_json(tree), ensure_ascii=False, indent=1) if options["json"] else outline(tree)
        sys.stdout.write(words + "\n")


def outline(tree: PlanTree) -> str:
    """The tree as indented lines."""
    lines = [f"{tree.title}（{tree.year or '年度不明'}）"]
    for section in tree.sections:
        lines.append(f"{section.number}　{section.title}")
        for item in section.items:
            lines.append(f"  {item.number}　{item.title}")
            lines += [f"    [{task.kind}] {task.title}　{task.timing}" for task in item.tasks]
    return "\n".join(lines)
