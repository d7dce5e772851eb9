"""What all kinds have in common."""

import re
import unicodedata
from typing import Any, Protocol


class BadValue(ValueError):
    """The text is not a value of this kind; the message is Chinese and says how to mend it."""


class Kind(Protocol):
    """Reads, stores and says one sort of value. `read(write(v)) == v` for every allowed value."""

    def read(self, text: str) -> Any:
        """Text, stored or typed → value; raises BadValue."""

    def write(self, value: Any) -> str:
        """Value → the text that is stored."""

    def say(self, value: Any) -> str:
        """Value → what a page shows."""

    @property
    def hint(self) -> str:
        """What may be filled in, as a sentence beside the input."""


def tidy(text: str) -> str:
    """Half-width, without surrounding blanks: people type ５ and 5 alike."""
    return unicodedata.normalize("NFKC", text).strip()


def whole_number(text: str, sentence: str) -> int:
    """The text as an integer; raises BadValue with the sentence."""
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise BadValue(sentence)
    return int(text)
