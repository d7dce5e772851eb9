"""What goes into a unit suggestion and what comes out of it: plain, frozen values."""

from dataclasses import dataclass, field
from typing import Literal

ReasonKind = Literal["duty", "past", "named", "chance"]  # chance: characters alone


@dataclass(frozen=True)
class Duties:
    """One handling unit: its code, its name and its duty line cut into pieces by `duties_of`."""

    code: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Past:
    """A matter that was handled before, who handled it, and how like the text it is (0 to 1). `title`: as it
    is to be quoted, with its number: 第016号《…》. `role`: of the one that led, in words."""

    lead: str
    co: tuple[str, ...]
    likeness: float
    title: str
    url: str = ""
    role: str = "主办"


@dataclass(frozen=True)
class Reason:
    """Why a unit is suggested, in words for the clerk who decides."""

    kind: ReasonKind
    words: str
    url: str = ""


@dataclass(frozen=True)
class Candidate:
    """One unit, with a score between 0 and 1 and its reasons, weightiest first. `is_firm`: more than an
    accidental pair of characters speaks for it, so that it can be shown to a clerk."""

    code: str
    score: float
    reasons: tuple[Reason, ...]
    is_firm: bool = True


@dataclass(frozen=True)
class Advice:
    """Candidates for the lead, best first, and the units whose help the text asks for."""

    lead: tuple[Candidate, ...] = field(default=())
    co: tuple[Candidate, ...] = field(default=())
