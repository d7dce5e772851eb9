"""What has happened to one unit's part, round by round, and what is waited for by when. Each room that tells
it finds the words for its readers.

The same for every reader: nothing of any judgement, only that a second round was decided. domain/03 §7
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Any

from django.utils import timezone

from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import Contact
from zhengxie.engines.cases.queries.course import TALKING

S = AssignmentState
KEPT = "kept"  # followed, and every promise is reported as done


class What(StrEnum):
    """What can happen to a part."""

    RECEIVED = auto()
    MET = auto()
    WAIVED = auto()
    ANSWERED = auto()
    REWORK = auto()
    ANSWERED_AGAIN = auto()


class Word(StrEnum):
    """What the proposer has said of the record of a consultation; he is asked while an answer is written."""

    CONFIRMED = auto()
    OBJECTED = auto()
    ASKED = auto()
    UNSAID = auto()


@dataclass(frozen=True)
class Event:
    """One of them. `since`: from when its days are counted; `talk`: where the proposer was met."""

    what: What
    on: date | None
    round: int = 1
    since: date | None = None
    talk: Contact | None = None


def events_of(part: Any) -> Iterable[Event]:
    """Of a row of `record.parts_of_case`, in the order of its rounds."""
    if part.received_on:
        yield Event(What.RECEIVED, part.received_on, since=part.delivered_on)
    yield from _talks(part, 1)
    if part.issued_on:
        yield Event(What.ANSWERED, part.issued_on, since=part.delivered_on)
    if part.round > 1:
        yield Event(What.REWORK, part.reworked_on, 2)
        yield from _talks(part, 2)
    if part.answered_again:
        day = timezone.localdate(part.answered_again)
        yield Event(What.ANSWERED_AGAIN, day, 2, part.reworked_on)


def _talks(part: Any, number: int) -> list[Event]:
    """The consultations of a round, and that it was spared, in the order of their days."""
    found = [(c.on, Event(What.MET, c.on, number, talk=c)) for c in part.contacts.all() if c.round == number]
    if part.waived_on and part.waived_round == number:
        found.append((part.waived_on, Event(What.WAIVED, part.waived_on, number)))
    return [event for _, event in sorted(found, key=lambda pair: pair[0])]


def word_on(talk: Contact, part: Any) -> Word:
    """Where the record of a consultation stands."""
    if talk.confirmed_on:
        return Word.CONFIRMED
    if talk.objection:
        return Word.OBJECTED
    return Word.ASKED if part.state in TALKING and talk.round == part.round else Word.UNSAID


def awaited(part: Any) -> tuple[str, date | None]:
    """(state or KEPT, the day by which the next thing is to be done)."""
    if part.state != S.FOLLOWING:
        return part.state, part.state_due
    return (S.FOLLOWING, part.promise_due) if part.promise_due else (KEPT, None)
