"""How long files and functions are, against the limits of the house. Exit code 1 when a limit is broken."""

import ast
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LIMIT, FUNCTION_LIMIT = 400, 50  # lines


@dataclass
class Lengths:
    """Lines per file and per function, each with the place where it stands."""

    files: dict[str, int] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)

    def too_long(self) -> list[str]:
        """One line per broken limit, the longest first."""
        over = [
            (n, f"{place}: {n} lines, limit {FILE_LIMIT}")
            for place, n in self.files.items()
            if n > FILE_LIMIT
        ]
        over += [
            (n, f"{place}: {n} lines, limit {FUNCTION_LIMIT}")
            for place, n in self.functions.items()
            if n > FUNCTION_LIMIT
        ]
        return [line for _, line in sorted(over, reverse=True)]


def measure(*folders: str) -> Lengths:
    """All Python files under the folders, migrations excepted (they are written by a program)."""
    lengths = Lengths()
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                measure_file(path, lengths)
    return lengths


def measure_file(path: Path, lengths: Lengths) -> None:
    text = path.read_text(encoding="utf-8")
    place = str(path.relative_to(ROOT))
    if text.strip():
        lengths.files[place] = len(text.splitlines())
    for node in ast.walk(ast.parse(text, place)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lengths.functions[f"{place}:{node.lineno} {node.name}"] = (
                (node.end_lineno or node.lineno) - node.lineno + 1
            )


def describe(name: str, lengths: list[int]) -> str:
    if len(lengths) < 2:
        return f"{name}: {len(lengths)}"
    p90 = statistics.quantiles(lengths, n=10)[-1]
    median = statistics.median(lengths)
    return f"{name}: {len(lengths)}, median {median:.0f}, p90 {p90:.0f}, longest {max(lengths)}"


def main() -> int:
    product, tests, tools = measure("zhengxie"), measure("tests"), measure("tools")
    everything = [product, tests, tools]
    print(describe("files", list(product.files.values())), "lines (target: median 70, p90 250)")
    print(describe("functions", list(product.functions.values())), "lines (target: median 8)")
    lines, test_lines = sum(product.files.values()), sum(tests.files.values())
    share = 100 * test_lines / (lines + test_lines) if lines + test_lines else 0
    print(f"lines: {lines} product, {test_lines} tests ({share:.0f} %, target 50-60 %)")
    broken = [line for lengths in everything for line in lengths.too_long()]
    print(*broken, sep="\n", end="\n" if broken else "")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
