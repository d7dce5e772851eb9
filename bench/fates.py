"""What became of one proposal, decided by dice: every step with its day, up to today. Pure. domain/03"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

CLOSED = ("closed", "closed_dissatisfied")


@dataclass
class Round:
    """One round of one unit's answering."""

    contacted: date | None = None
    submitted: date | None = None
    issued: date | None = None
    judged: date | None = None
    lapsed: date | None = None
    verdict: str = "satisfied"


@dataclass
class Part:
    """One unit's part: `unit` is its place in the list of units."""

    unit: int
    role: str
    received: date | None = None
    started: date | None = None
    opinion: date | None = None
    result: str = "A"
    rounds: list[Round] = field(default_factory=list)
    promised: date | None = None  # by when
    done: date | None = None
    state: str = "delivered"
    closed: date | None = None


@dataclass
class Fate:
    """The whole course; a step that has not been taken has no day."""

    submitted: date | None = None
    channel: str = ""
    reviewed: date | None = None
    returned: bool = False
    passed: date | None = None
    decided: date | None = None
    filed: bool = False
    assigned: date | None = None
    parts: list[Part] = field(default_factory=list)
    closed: date | None = None

    @property
    def state(self) -> str:
        """Of the proposal."""
        if self.submitted is None:
            return "draft"
        if self.decided is not None:
            return "filed" if self.filed else "declined"
        if self.passed is not None:
            return "under_panel"
        if self.returned:
            return "returned"
        return "under_first_review" if self.reviewed else "submitted"

    @property
    def case_state(self) -> str:
        """Of its case, once filed."""
        if self.closed:
            return "closed"
        return "assigned" if self.assigned else "to_assign"


class Dice:
    """Throws fates of one session."""

    def __init__(self, rnd: Random, today: date, units: int) -> None:
        self.rnd, self.today, self.units = rnd, today, units

    def after(self, day: date | None, least: int, most: int) -> date | None:
        """A day so much later, None where nothing has happened yet or it lies ahead."""
        if day is None:
            return None
        found = day + timedelta(days=self.rnd.randint(least, most))
        return found if found <= self.today else None

    def fate(self, submitted: date | None, channel: str) -> Fate:
        """Of a proposal handed in on that day; None is a draft."""
        fate = Fate(submitted=submitted, channel=channel)
        if submitted is None:
            return fate
        fate.reviewed = self.after(submitted, 1, 3)
        fate.passed = self.after(fate.reviewed, 1, 4)
        fate.returned = fate.passed is None and fate.reviewed is not None and self.rnd.random() < 0.3
        fate.decided = self.after(fate.passed, 3, 9)
        fate.filed = fate.decided is not None and self.rnd.random() < 0.92
        if fate.filed:
            fate.assigned = self.after(fate.decided, 4, 12)
            fate.parts = self._parts(fate.assigned)
            self._end(fate)
        return fate

    def _parts(self, assigned: date | None) -> list[Part]:
        chance = self.rnd.random()
        if chance < 0.65:
            roles: Sequence[str] = ("sole",)
        elif chance < 0.9:
            roles = ("lead", "co") if self.rnd.random() < 0.7 else ("lead", "co", "co")
        else:
            roles = ("separate", "separate")
        units = self.rnd.sample(range(self.units), len(roles))
        parts = [Part(unit, role) for unit, role in zip(units, roles, strict=True)]
        for part in parts:
            self._handle(part, assigned)
        return parts

    def _handle(self, part: Part, assigned: date | None) -> None:
        part.received = self.after(assigned, 0, 4)
        part.started = self.after(part.received, 0, 5)
        part.state = "handling" if part.started else "received" if part.received else "delivered"
        if part.role == "co":
            part.opinion = self.after(part.started, 10, 30)
            part.state = "opinion_given" if part.opinion else part.state
            return
        part.result = self.rnd.choices("ABC", (60, 30, 10))[0]
        self._round(part, part.started)
        if part.rounds and part.rounds[-1].verdict == "dissatisfied" and part.rounds[-1].judged:
            part.state = "rework"
            self._round(part, part.rounds[-1].judged)

    def _round(self, part: Part, begun: date | None) -> None:
        turn = Round(contacted=self.after(begun, 4, 20))
        turn.submitted = self.after(turn.contacted, 12, 80)
        turn.issued = self.after(turn.submitted, 2, 6)
        if turn.issued and self.rnd.random() < 0.88:
            turn.judged = self.after(turn.issued, 2, 14)
        elif turn.issued:
            turn.lapsed = self.after(turn.issued, 21, 24)
        turn.verdict = self.rnd.choices(("satisfied", "basically", "dissatisfied"), (84, 13, 3))[0]
        part.rounds.append(turn)
        if turn.submitted:
            part.state = "replied" if turn.issued else "reply_review"
        ended = turn.judged or turn.lapsed
        if ended is not None:
            self._settle(part, turn, ended)

    def _settle(self, part: Part, turn: Round, ended: date) -> None:
        first = len(part.rounds) == 1
        if turn.judged and turn.verdict == "dissatisfied":
            part.state = "rework" if first else "closed_dissatisfied"
            part.closed = None if first else ended
        elif part.result == "B":
            part.promised = ended + timedelta(days=self.rnd.randint(60, 240))
            part.done = self.after(ended, 50, 260)
            part.closed = self.after(part.done, 2, 10)
            part.state = "closed" if part.closed else "following"
        else:
            part.state, part.closed = "closed", ended

    def _end(self, fate: Fate) -> None:
        """Co-units end with the first answer; the case ends with its last answering unit."""
        answering = [part for part in fate.parts if part.role != "co"]
        out = [turn.issued for part in answering for turn in part.rounds if turn.issued]
        for part in fate.parts:
            if part.role == "co" and out:
                part.state, part.closed = "closed", min(out)
        days = [part.closed for part in answering if part.closed]
        if fate.assigned and len(days) == len(answering):
            fate.closed = max(days)
