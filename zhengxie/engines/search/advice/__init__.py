"""Which unit should handle a matter, and whose help it needs: a suggestion with reasons; a person decides.

The text's words say subjects (the office's vocabulary), subjects belong to duties, duties to the units of
the office's directory; with history the nearest past cases join in. No database, no framework. issue 5.4.
"""

from .adviser import Adviser, shipped_words, suggest
from .answers import Advice, Candidate, Duties, Past, Reason
from .cutting import duties_of

__all__ = [
    "Advice",
    "Adviser",
    "Candidate",
    "Duties",
    "Past",
    "Reason",
    "duties_of",
    "shipped_words",
    "suggest",
]
