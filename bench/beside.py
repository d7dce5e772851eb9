"""`python -m bench.beside --size 100000`: the platform's own search and other engines, in one run.

The same texts and the same questions; every engine in processes of its own, one after the other."""

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import prepare
from bench.corpus import KINDS, Corpus
from bench.engines import BESIDE, usable
from bench.engines.asking import Questions
from bench.engines.base import Texts
from bench.engines.child import measured, write
from bench.engines.judging import truth_of
from bench.engines.results import about, keep
from bench.search_filling import ensure, say


def main() -> None:
    """The first engine is always the own one: the others are set beside it."""
    words = argparse.ArgumentParser(description="与别的引擎并排测量搜索和相近提案的查找。")
    words.add_argument("--size", type=int, default=100_000, help="文字件数")
    words.add_argument("--queries", type=int, default=60, help="每种查询多少次")
    words.add_argument("--runs", type=int, default=3, help="轮数，取中位数")
    words.add_argument("--words", choices=KINDS, default="real", help="虚构的词，或 jieba 词典里常用的词")
    words.add_argument("--engines", default=",".join(usable()), help=f"用逗号分开：{'、'.join(BESIDE)}")
    words.add_argument("--out", type=Path, default=Path("bench/results"))
    chosen = words.parse_args()
    prepare()
    names = dict.fromkeys(["own", *chosen.engines.split(",")])
    measure(chosen.size, chosen.queries, chosen.runs, chosen.words, list(names), chosen.out)


def measure(size: int, number: int, runs: int, kind: str, names: list[str], out: Path) -> None:
    """Fill the platform's database if it is empty, then ask one engine after the other; one that fails is
    left out, and the program ends with an error."""
    corpus = Corpus(kind)
    built = ensure(corpus, size)
    whole = about(size, kind, runs) | {"built": built}
    engines, failed = [], []
    with TemporaryDirectory() as name:
        folder = Path(name)
        texts = Texts(folder)
        texts.write(corpus.text(n) for n in range(size))
        questions = Questions.of(corpus, size, number)
        questions.truth.update(truth_of(texts, questions.judged))
        write(folder, questions)
        for engine in names:
            try:
                engines.append(measured(engine, folder, runs))
            except subprocess.CalledProcessError:
                failed.append(engine)
    path = keep(out, whole, "beside", engines)
    print(path.with_suffix(".md").read_text(encoding="utf-8"))
    if failed:
        say(f"没有测成：{'、'.join(failed)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
