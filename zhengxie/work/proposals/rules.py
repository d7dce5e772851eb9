"""What a proposal must be before it is received, and which session a moment belongs to. Pure. domain/03 §§1-2

Limits are parameters of domain/08; nothing here reads the database.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

# Far above every limit; a longer part is a wrong paste and would only slow every page that shows the draft.
LONGEST_PART = 20_000
MOST_SUGGESTIONS = 50
# How long a plenary without a day of closing counts as running; municipal ones take three to six days.
UNKNOWN_CLOSING = timedelta(days=7)

_UNSEEN = re.compile(r"[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff]")
_BREAKS = re.compile(r"\r\n|[\r\u000b\u000c\u0085\u2028\u2029]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_JOINED = re.compile("\u200d.|[\U0001f3fb-\U0001f3ff]")
_PHONE = re.compile(r"[\d\s()（）+\-－—转]{5,30}")


def tidy(text: str) -> str:
    """The text without what nobody sees: odd marks, blanks at line ends, piled-up empty lines."""
    plain = _UNSEEN.sub("", _BREAKS.sub("\n", text))
    lines = "\n".join(line.rstrip() for line in plain.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n").rstrip()


def clause(text: str) -> str:
    """A sentence as a part of a longer one: without its own full stop."""
    return " ".join(text.split()).rstrip("。；;.，, ")


def in_a_row(texts: Iterable[str]) -> str:
    """1．…；2．…: points on one line, without a full stop at the end. A single one has no number."""
    found = [clause(text) for text in texts]
    if len(found) == 1:
        return found[0]
    return "；".join(f"{n}．{text}" for n, text in enumerate(found, 1))


def count(text: str) -> int:
    """Characters as people count them: blanks and line breaks are none, an emoji or a letter with accents
    is one. The counter of the page (write.js) counts the same way."""
    joined = _JOINED.sub("", _FLAG.sub("旗", unicodedata.normalize("NFC", tidy(text))))
    return sum(not c.isspace() and unicodedata.category(c) not in ("Mn", "Me", "Cf") for c in joined)


@dataclass(frozen=True)
class Limits:
    """Lengths in characters, and how many units may be wished for, how many files
    there may be. domain/08 rows 10 and 10a"""

    title_least: int
    title_most: int
    advice: int
    warn: int
    refuse: int
    wished: int
    files: int

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Limits":
        """From the parameters of a committee."""
        return cls(
            title_least=values["proposal.title_chars.least"],
            title_most=values["proposal.title_chars"],
            advice=values["proposal.max_chars.advice"],
            warn=values["proposal.max_chars.warn"],
            refuse=values["proposal.max_chars"],
            wished=values["proposal.max_wished_units"],
            files=values["proposal.max_attachments"],
        )


@dataclass(frozen=True)
class Text:
    """What stands in a proposal, as far as it is judged before it is received."""

    title: str
    situation: str
    analysis: str
    suggestions: Sequence[str]
    consent_public: bool | None
    private_reason: str
    wished: int = 0
    is_collective: bool = False
    contact_name: str = ""
    contact_phone: str = ""

    @property
    def length(self) -> int:
        """全文: situation, analysis and suggestions; the title has a limit of its own."""
        return sum(count(part) for part in (self.situation, self.analysis, *self.suggestions))


@dataclass(frozen=True)
class Fault:
    """Why it cannot be received: the field at fault (empty: the whole), and how to mend it."""

    field: str
    text: str


def faults(text: Text, limits: Limits) -> list[Fault]:
    """Everything that stands against submitting, in the order of the page; empty where nothing does."""
    return [*_of_title(text, limits), *_of_parts(text, limits), *_of_choices(text, limits)]


def _of_title(text: Text, limits: Limits) -> Iterable[Fault]:
    least, most, now = limits.title_least, limits.title_most, count(text.title)
    if not now:
        yield Fault("title", f"请填写案由，{least}–{most}字。")
    elif now < least:
        yield Fault("title", f"案由至少{least}字，现在是{now}字，请写清楚是什么事。")
    elif now > most:
        yield Fault("title", f"案由最多{most}字，现在是{now}字，请改短一些。")


def _of_parts(text: Text, limits: Limits) -> Iterable[Fault]:
    if not count(text.situation):
        yield Fault("situation", "请填写情况：有什么问题、在哪里、影响有多大。")
    if not count(text.analysis):
        yield Fault("analysis", "请填写分析：问题的原因是什么。")
    if not any(count(one) for one in text.suggestions):
        yield Fault("suggestions", "请至少写一条建议，承办单位要逐条答复。")
    if text.length > limits.refuse:
        over = text.length - limits.refuse
        yield Fault(
            "", f"全文 {text.length} 字，最多 {limits.refuse} 字。请删去 {over} 字，或者把不同的事分开写。"
        )


def _of_choices(text: Text, limits: Limits) -> Iterable[Fault]:
    if text.consent_public is None:
        yield Fault("consent_public", "请选择是否同意公开。")
    if text.consent_public is False and not count(text.private_reason):
        yield Fault("private_reason", "不同意公开的，请写明理由。")
    if text.wished > limits.wished:
        yield Fault("wished_units", too_many_units(text.wished, limits.wished))
    if text.is_collective and not count(text.contact_name):
        yield Fault("contact_name", "集体提案请填写联系人。")
    if text.is_collective and not _PHONE.fullmatch(text.contact_phone.strip()):
        yield Fault("contact_phone", "集体提案请填写联系电话，如 0000-1234567。")


def too_many_units(now: int, most: int) -> str:
    """The sentence about too many wishes."""
    return f"建议承办单位最多{most}家，现在选了{now}家，请去掉{now - most}家。"


def warnings(text: Text, limits: Limits) -> list[str]:
    """What the proposer should think over before sending; nothing of it stands against it."""
    length = text.length
    if length > limits.warn:
        return [f"全文 {length} 字，偏长（超过 {limits.warn} 字）。能精简的请精简，最多 {limits.refuse} 字。"]
    if length > limits.advice:
        return [f"全文 {length} 字，建议不超过 {limits.advice} 字。可以提交，精简一些更好。"]
    return []


@dataclass(frozen=True)
class Plenary:
    """A session of the plenary: its key, opening and closing day."""

    key: int
    opens: date
    closes: date | None


@dataclass(frozen=True)
class Window:
    """When proposals count as the session's: `before` days ahead of opening, until `cutoff` on the day
    `days_before_closing` days before closing. domain/08 rows 8 and 9"""

    before: int
    cutoff: time
    days_before_closing: int

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Window":
        """From the parameters of a committee."""
        return cls(
            before=values["proposal.window_days"].amount,
            cutoff=values["proposal.cutoff"],
            days_before_closing=values["proposal.cutoff.days_before_closing"],
        )

    def starts(self, plenary: Plenary) -> date:
        """The first day of the window."""
        return plenary.opens - timedelta(days=self.before)

    def ends(self, plenary: Plenary) -> datetime:
        """The last moment, in local time; never before the plenary has opened."""
        if plenary.closes is None:
            return datetime.combine(plenary.opens + UNKNOWN_CLOSING, time.max)
        day = max(plenary.closes - timedelta(days=self.days_before_closing), plenary.opens)
        return datetime.combine(day, self.cutoff)

    def holds(self, plenary: Plenary, moment: datetime) -> bool:
        """Is the moment (local time) inside the window? The minute of the cut-off still is."""
        return self.starts(plenary) <= moment.date() and moment.replace(second=0, microsecond=0) <= self.ends(
            plenary
        )


@dataclass(frozen=True)
class Place:
    """Where a proposal of a moment belongs: the plenary, and whether it is a session proposal of it
    (otherwise an interim one)."""

    plenary: Plenary
    in_window: bool


def place(moment: datetime, plenaries: Iterable[Plenary], window: Window) -> Place | None:
    """The plenary whose window holds the moment (local time); outside all windows the one opened last.
    None before the first."""
    known = sorted(plenaries, key=lambda p: p.opens)
    for plenary in known:
        if window.holds(plenary, moment):
            return Place(plenary, True)
    opened = [plenary for plenary in known if plenary.opens <= moment.date()]
    return Place(opened[-1], False) if opened else None


def is_sitting(moment: datetime, found: Place, window: Window) -> bool:
    """全会期间, when an activity group may submit a collective proposal: from the opening to the cut-off."""
    return found.in_window and found.plenary.opens <= moment.date()
