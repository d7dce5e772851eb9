"""Is one text made of another's own title and sentences?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .wording import title_core

SHORT = 12  # characters: so little is a catchword unless it is a title
PASSING = 30  # up to here a text without a request asks for nothing yet
NEARLY_ALL = 0.9
LONG_CLAUSE = 6
_CLAUSE = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\W_]+")
_COUNTING = re.compile("^(?:[一二三四五六七八九十]{1,2}是?|[0-9]{1,2})$")


@dataclass(frozen=True)
class Extract:
    """A text without marks: all of it, the title without its frame, the clauses, those of the request."""

    whole: str
    core: str
    clauses: tuple[str, ...]
    asked: frozenset[str]
    length: int

    @classmethod
    def of(cls, title: str, problem: str, asked: str) -> Extract:
        """What was typed once may stand in two parts; it counts once."""
        told = problem if problem == asked else f"{problem}\n{asked}"
        clauses = [clause for clause in _clauses(told) if not _COUNTING.match(clause)]
        core = bare(title_core(title))
        whole = bare(title) + bare(told)
        wishes = frozenset(clause for clause in _clauses(asked) if len(clause) >= LONG_CLAUSE)
        return cls(whole, core, (core, *clauses), wishes, len(core) + sum(map(len, clauses)))

    @property
    def is_title(self) -> bool:
        """There is nothing but a title."""
        return self.length == len(self.core)

    def same_title(self, other: Extract) -> bool:
        """The same title, apart from its frame."""
        return bool(self.core) and self.core == other.core

    def is_from(self, other: Extract) -> bool:
        """This text says nothing that the other does not say, and has its title or one of its requests."""
        if self.same_title(other) and (self.is_title or other.is_title):
            return True
        titled = other.core in self.whole
        if self.length < SHORT or not (titled or self._asks_as(other)):
            return False
        own = sum(len(clause) for clause in self.clauses if clause in other.whole)
        return own >= self.length * (NEARLY_ALL if titled else 1.0)

    def _asks_as(self, other: Extract) -> bool:
        return any(clause in self.whole for clause in other.asked)


def bare(text: str) -> str:
    """Letters, figures and ideographs alone."""
    return _MARKS.sub("", text)


def _clauses(text: str) -> list[str]:
    return _CLAUSE.findall(text)
