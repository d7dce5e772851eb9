"""pg_trgm: LIKE and similarity by a GIN index over the texts, in a schema of its own in the database."""

import os
from importlib import import_module
from typing import Any

from bench.engines.base import CANDIDATES, MOST, PAGE, Engine

_psycopg: Any = import_module("psycopg")
SCHEMA = "bench_trigrams"
MAKE = f"""
DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;
CREATE SCHEMA {SCHEMA};
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA {SCHEMA};
CREATE TABLE {SCHEMA}.texts (number bigint PRIMARY KEY, text text NOT NULL);
"""
INDEX = f"CREATE INDEX texts_trigrams ON {SCHEMA}.texts USING gin (text gin_trgm_ops)"


class Trigrams(Engine):
    """Hits in the order of their numbers, the last first: LIKE knows no other. Similar: from 0.3 on, which is
    what the extension takes for alike."""

    label = "pg_trgm"
    db: Any = None

    def open(self) -> None:
        self.db = _psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        self.db.execute(f"SET search_path TO {SCHEMA}, public")

    def build(self) -> None:
        self.open()
        self.db.execute(MAKE)
        if not self.db.execute("SELECT show_trgm('城乡')").fetchone()[0]:
            raise SystemExit("这个数据库的 LC_CTYPE 不认汉字，pg_trgm 用不上索引；见 bench/README.md。")
        with self.db.cursor() as cursor, cursor.copy("COPY texts (number, text) FROM STDIN") as copy:
            for row in self.texts:
                copy.write_row(row)
        self.db.execute(INDEX)
        self.db.execute("VACUUM ANALYZE texts")

    def size(self) -> int:
        found: int = self.db.execute("SELECT pg_relation_size('texts_trigrams')").fetchone()[0]
        return found

    def search(self, typed: str) -> int:
        holds, values = _holding(typed)
        limited = f"SELECT 1 FROM texts WHERE {holds} LIMIT {MOST + 1}"
        number: int = self.db.execute(f"SELECT COUNT(*) FROM ({limited}) AS found", values).fetchone()[0]
        page = f"SELECT number FROM texts WHERE {holds} ORDER BY number DESC LIMIT {PAGE}"
        self.db.execute(page, values).fetchall()
        return number

    def every(self, typed: str) -> set[int]:
        holds, values = _holding(typed)
        return {row[0] for row in self.db.execute(f"SELECT number FROM texts WHERE {holds}", values)}

    def alike(self, text: str) -> list[int]:
        rows = self.db.execute(
            "SELECT number FROM texts WHERE text %% %s "
            f"ORDER BY similarity(text, %s) DESC LIMIT {CANDIDATES}",
            [text, text],
        )
        return [row[0] for row in rows]

    def remove(self) -> None:
        """Nothing of it stays in the database."""
        if self.db is not None:
            self.db.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def _holding(typed: str) -> tuple[str, list[str]]:
    terms = typed.split()
    return " AND ".join(["text LIKE %s"] * len(terms)), [f"%{term}%" for term in terms]
