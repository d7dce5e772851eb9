"""Cutting into words by rjieba, and the rarest words of a text."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

RAREST = 24
COMMON = 0.1  # words in more of the texts than this say nothing
_rjieba: Any = import_module("rjieba")


def words_of(text: str) -> list[str]:
    """As for a search engine: long words and the words in them."""
    return [word for word in _rjieba.cut_for_search(text) if word.isalnum()]


def rarest(counts: Mapping[str, int], whole: int) -> list[str]:
    """The words that say most; `counts`: in how many texts each word stands."""
    fitting = sorted((docs, word) for word, docs in counts.items() if 0 < docs <= max(20, COMMON * whole))
    return [word for _, word in fitting[:RAREST]]
