"""What every engine answers, and the texts that all of them read."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST = 1000  # hits that are counted, and one more, as the platform counts them
PAGE = 20
CANDIDATES = 50  # that are compared with the text itself


class Texts:
    """The corpus in a file of its own, so that no engine's size holds it."""

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "texts.sqlite3")

    def write(self, texts: Iterable[str]) -> None:
        """Once, by the process that starts the others."""
        with self.db:
            self.db.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, text TEXT NOT NULL)")
            self.db.executemany("INSERT INTO texts VALUES (?, ?)", enumerate(texts))

    def __iter__(self) -> Iterator[tuple[int, str]]:
        yield from self.db.execute("SELECT number, text FROM texts ORDER BY number")

    def some(self, numbers: Iterable[int]) -> dict[int, str]:
        """The texts of these numbers."""
        wanted = list(numbers)
        marks = ", ".join("?" * len(wanted))
        return dict(self.db.execute(f"SELECT number, text FROM texts WHERE number IN ({marks})", wanted))


class Engine:
    """Built in one process, opened and asked in another."""

    label = ""
    searches = True
    compares = True
    sees_all = True  # or only what its reader may see, and then its answers are not judged

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder

    @property
    def texts(self) -> Texts:
        """Opened where it is first used."""
        if not hasattr(self, "_texts"):
            self._texts = Texts(self.folder)
        return self._texts

    def build(self) -> float | None:
        """Everything from the texts; seconds, where they are not those of this call."""
        raise NotImplementedError

    def open(self) -> None:
        """Make ready to be asked, in a new process."""
        raise NotImplementedError

    def size(self) -> int:
        """Bytes of the index on the disk, the texts themselves left out."""
        raise NotImplementedError

    def search(self, typed: str) -> int:
        """What a page of results needs: the first hits, and how many there are (1,001: more)."""
        raise NotImplementedError

    def every(self, typed: str) -> set[int]:
        """All hits."""
        raise NotImplementedError

    def alike(self, text: str) -> list[int]:
        """What is like the text, the closest first."""
        raise NotImplementedError

    def remove(self) -> None:
        """What it leaves outside of its folder."""


def shingles(text: str) -> set[str]:
    """Every three neighbouring characters."""
    return {text[at : at + 3] for at in range(len(text) - 2)}


def closest(text: str, others: dict[int, str]) -> list[int]:
    """By the share of common shingles."""
    mine = shingles(text)
    scores = {}
    for number, other in others.items():
        theirs = shingles(other)
        scores[number] = len(mine & theirs) / max(1, len(mine | theirs))
    return sorted(scores, key=lambda number: -scores[number])
