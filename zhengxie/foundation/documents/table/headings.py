"""What the columns of an import are called and hold."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a cell is read as: text → str, whole → int, date → date, month → "YYYY-MM", yes → bool."""

    TEXT = "text"
    WHOLE = "whole"
    DATE = "date"
    MONTH = "month"
    YES = "yes"


@dataclass(frozen=True)
class Heading:
    """One column: `key` names the value in a row, `name` is the heading as people write it.

    `choices` maps what may stand in the cell to the value it stands for; `note` goes into the template."""

    key: str
    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    also: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 0
    note: str = ""

    @property
    def known_as(self) -> set[str]:
        """The heading's names in the form that `same` compares."""
        return {same(name) for name in (self.name, *self.also)}


def same(text: str) -> str:
    """A heading without spaces, asterisks, width of letters and the mark 必填, for comparing."""
    plain = unicodedata.normalize("NFKC", text)
    kept = "".join(c for c in plain if not c.isspace() and c not in "*:\u200b\ufeff")
    return kept.replace("(必填)", "").replace("(选填)", "").lower()
