"""Look-alikes: which texts ask for the same thing, and what differs where they do not. Pure; no framework."""

from .comparing import Difference, Evidence, Likeness, Verdict, compare, one_origin, weigh
from .places import Name
from .ranking import Match, rank, settle
from .reading import Reader, Reading, Text
from .sentences import Span, equal_sentences

__all__ = [
    "Difference",
    "Evidence",
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
    "one_origin",
    "rank",
    "settle",
    "weigh",
]
