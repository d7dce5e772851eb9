"""Engines that are measured beside each other, each in a process of its own: bench/README.md."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.engines.base import Engine

WHERE = {
    "own": "own:Own",
    "own-index": "own:OwnIndex",
    "own-member": "own:OwnOfMember",
    "own-judged": "own:OwnJudged",
    "fts5": "words_fts5:WordsInSqlite",
    "tantivy": "words_tantivy:WordsInTantivy",
    "pg_trgm": "trigrams:Trigrams",
    "minhash-0.5": "minhash:MinHash",
    "minhash-0.2": "minhash:MinHashLoose",
    "tfidf": "tfidf:TfIdf",
}
OWN = ("own", "own-member", "own-judged")
BESIDE = (
    "own",
    "own-index",
    "own-judged",
    "fts5",
    "tantivy",
    "pg_trgm",
    "minhash-0.5",
    "minhash-0.2",
    "tfidf",
)


def engine_of(name: str, folder: Path) -> Engine:
    """The engine of that name, which keeps its files in the folder."""
    module, _, its = WHERE[name].partition(":")
    made: Any = getattr(import_module(f"bench.engines.{module}"), its)
    found: Engine = made(name, folder)
    return found


def usable() -> list[str]:
    """The engines that can be measured here: pg_trgm needs PostgreSQL."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    return [name for name in BESIDE if name != "pg_trgm" or on_postgres]
