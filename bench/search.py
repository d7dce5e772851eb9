"""`python -m bench.search --size 100000`: the platform's own search and look-alikes, on an empty database.

Fills it with proposals (bench/search_filling.py), then lets processes of their own ask as two readers: one
who sees all, and a member who sees the own ones."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import prepare
from bench.corpus import KINDS, Corpus
from bench.engines import OWN
from bench.engines.asking import Questions
from bench.engines.child import measured, write
from bench.engines.judging import truth_of
from bench.engines.results import about, keep
from bench.search_filling import ensure, texts


def main() -> None:
    """Refuses a database that holds anything but what this program has filled in."""
    words = argparse.ArgumentParser(description="测量搜索和相近提案的查找。")
    words.add_argument("--size", type=int, default=100_000, help="文字件数")
    words.add_argument("--queries", type=int, default=60, help="每种查询多少次")
    words.add_argument("--runs", type=int, default=3, help="轮数，取中位数")
    words.add_argument("--words", choices=KINDS, default="invented", help="虚构的词，或 jieba 词典里常用的词")
    words.add_argument("--out", type=Path, default=Path("bench/results"))
    chosen = words.parse_args()
    prepare()
    measure(chosen.size, chosen.queries, chosen.runs, chosen.words, chosen.out)


def measure(size: int, number: int, runs: int, kind: str, out: Path) -> None:
    """Fill if there is nothing, ask, keep."""
    corpus = Corpus(kind)
    built = ensure(corpus, size)
    whole = about(size, kind, runs) | {"built": built}
    with TemporaryDirectory() as folder:
        questions = Questions.of(corpus, size, number)
        questions.truth.update(truth_of(texts(), questions.judged))
        write(Path(folder), questions)
        engines = [measured(name, Path(folder), runs) for name in OWN]
    path = keep(out, whole, "search", engines)
    print(path.with_suffix(".md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
