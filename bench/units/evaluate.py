"""`python -m bench.units.evaluate [FILE.jsonl …] [--units units.yaml] [--misses]`: the figures of issue 5.4.

Each line of a file has id, title, summary, lead (one code) and co (0-3 codes). Without files: all beside
this one.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhengxie.engines.search.advice import Advice, Duties, shipped_words, suggest
from zhengxie.engines.search.advice.intake import read_units

HERE = Path(__file__).parent
UNITS = HERE.parents[1] / "zhengxie" / "site" / "demo" / "units.yaml"


@dataclass(frozen=True)
class Figures:
    """What is measured."""

    cases: int
    first: float
    among_three: float
    co_precision: float
    co_recall: float
    co_each: float

    def __str__(self) -> str:
        return (
            f"{self.cases} 件　主办第一 {self.first:.0%}　前三 {self.among_three:.0%}　"
            f"会办准确率 {self.co_precision:.2f}　召回率 {self.co_recall:.2f}　每件 {self.co_each:.1f} 个"
        )


def cases_of(path: Path) -> list[dict[str, Any]]:
    """The cases of one file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def measure(cases: Sequence[dict[str, Any]], advice: Sequence[Advice]) -> Figures:
    """Compare what was suggested with what was wanted."""
    first = three = right = given = wanted = 0
    for case, one in zip(cases, advice, strict=True):
        leads, co = [lead.code for lead in one.lead], {helper.code for helper in one.co}
        first += leads[:1] == [case["lead"]]
        three += case["lead"] in leads[:3]
        right += len(co & set(case["co"]))
        given += len(co)
        wanted += len(case["co"])
    total = len(cases)
    return Figures(
        total, first / total, three / total, right / max(given, 1), right / max(wanted, 1), given / total
    )


def misses(cases: Sequence[dict[str, Any]], advice: Sequence[Advice]) -> list[str]:
    """One line a case whose units differ."""
    lines = []
    for case, one in zip(cases, advice, strict=True):
        leads, co = [lead.code for lead in one.lead], [helper.code for helper in one.co]
        if leads[:1] != [case["lead"]] or set(co) != set(case["co"]):
            wanted, got = f"{case['lead']} {case['co']}", f"{leads} {co}"
            lines.append(f"  {case['id']} {case['title']}：应为 {wanted}，推荐 {got}")
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line of figures a file, and one of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--units", type=Path, default=UNITS)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    units: Sequence[Duties] = read_units(options.units)
    every: list[dict[str, Any]] = []
    advices: list[Advice] = []
    for path in options.files or sorted(HERE.glob("*.jsonl")):
        cases = cases_of(path)
        advice = [suggest(case["title"], case["summary"], units, shipped_words()) for case in cases]
        print(f"{path.stem}：{measure(cases, advice)}")
        if options.misses:
            print("\n".join(misses(cases, advice)))
        every += cases
        advices += advice
    print(f"合计：{measure(every, advices)}")


if __name__ == "__main__":
    main()
