"""Look-alikes: which texts ask for the same thing, and what differs where they do not. Pure; no framework."""

from .comparing import Likeness, Verdict, compare
from .places import Name
from .ranking import Match, rank, settle
from .reading import Reader, Reading, Text
from .reasons import Difference
from .sentences import Span, equal_sentences, equal_stretches

__all__ = [
    "Difference",
    "Likeness",
    "Match",
    "Name",
    "Reader",
    "Reading",
    "Span",
    "Text",
    "Verdict",
    "compare",
    "equal_sentences",
    "equal_stretches",
    "rank",
    "settle",
]
