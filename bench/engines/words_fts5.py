"""FTS5 over cut words. Look-alikes: the rarest words of a text, any of them, the best compared with it."""

import sqlite3

from bench.engines.base import CANDIDATES, MOST, PAGE, Engine, closest
from bench.engines.cutting import rarest, words_of

MAKE = """
CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab('words', 'row');
"""
COUNT = """
CREATE TABLE frequency (word TEXT PRIMARY KEY, docs INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO frequency SELECT term, doc FROM vocabulary;
"""
START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000"
)


class WordsInSqlite(Engine):
    """With the settings that the platform gives SQLite."""

    label = "FTS5＋rjieba 切词"

    def open(self) -> None:
        self.db = sqlite3.connect(self.folder / "words.sqlite3")
        self.db.executescript(START)
        if self.db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
            self.whole = self.db.execute("SELECT COUNT(*) FROM words_docsize").fetchone()[0]

    def build(self) -> None:
        self.open()
        self.db.executescript(MAKE)
        with self.db:
            rows = ((number, " ".join(words_of(text))) for number, text in self.texts)
            self.db.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", rows)
        with self.db:
            self.db.executescript(COUNT)

    def size(self) -> int:
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return (self.folder / "words.sqlite3").stat().st_size

    def search(self, typed: str) -> int:
        asked = (_together(typed),)
        limited = f"SELECT 1 FROM words WHERE words MATCH ? LIMIT {MOST + 1}"
        number: int = self.db.execute(f"SELECT COUNT(*) FROM ({limited})", asked).fetchone()[0]
        page = f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT {PAGE}"
        self.db.execute(page, asked).fetchall()
        return number

    def every(self, typed: str) -> set[int]:
        rows = self.db.execute("SELECT rowid FROM words WHERE words MATCH ?", (_together(typed),))
        return {row[0] for row in rows}

    def alike(self, text: str) -> list[int]:
        words = sorted(set(words_of(text)))
        marks = ", ".join("?" * len(words))
        counts = self.db.execute(f"SELECT word, docs FROM frequency WHERE word IN ({marks})", words)
        rare = rarest(dict(counts.fetchall()), self.whole)
        if not rare:
            return []
        page = f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT {CANDIDATES}"
        rows = self.db.execute(page, (" OR ".join(f'"{word}"' for word in rare),)).fetchall()
        return closest(text, self.texts.some(row[0] for row in rows))


def _together(typed: str) -> str:
    return " AND ".join(f'"{word}"' for word in dict.fromkeys(words_of(typed)))
