"""Races: what is prepared, what each process does, what must be true afterwards. Run by arena.py."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from tests.factories import directory, trial
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry, Head
from zhengxie.foundation.audit.verify import verify
from zhengxie.foundation.directory.models import Committee, Unit
from zhengxie.foundation.workflow.refusals import Refused, Stale


@dataclass(frozen=True)
class Race:
    """A committee of its own, an office seat in it, and the units that the processes fight for."""

    committee: Committee
    office: Seat
    keys: list[int]

    def unit(self, number: int) -> Unit:
        """A copy as a page would have read it."""
        return Unit.objects.get(pk=self.keys[number % len(self.keys)])


def prepare(name: str, units: int) -> Race:
    """The field of one race."""
    owner = directory.committee(f"race-{name}", f"政协{name}市委员会")
    keys = [directory.unit(owner, f"u{n}", f"单位{n}").pk for n in range(units)]
    return Race(owner, directory.seat(owner, Role.OFFICE_STAFF), keys)


class Counts(dict[str, int]):
    """How often what came out."""

    def note(self, word: str) -> None:
        """One more."""
        self[word] = self.get(word, 0) + 1


def press(counts: Counts, verb: Any, *args: Any, **inputs: Any) -> None:
    """Press a verb and count what came out of it."""
    try:
        verb(*args, **inputs)
    except Stale:
        counts.note("stale")
    except Refused:
        counts.note("refused")
    except PermissionDenied:
        counts.note("denied")
    else:
        counts.note("won")


def adding(race: Race, me: int, rounds: int, counts: Counts) -> None:
    """Everybody adds to the same row, without a version: nothing may be lost."""
    for _ in range(rounds):
        press(counts, trial.append, race.office, race.unit(0), text="x")


def renaming(race: Race, me: int, rounds: int, counts: Counts) -> None:
    """Everybody has read version 1 of each row."""
    for n in range(rounds):
        press(counts, trial.rename, race.office, race.unit(n), name=f"由{me}改名", _version=1)


def deciding(race: Race, me: int, rounds: int, counts: Counts) -> None:
    """Half of them adopt what the others reject."""
    verb = trial.adopt if me % 2 else trial.reject
    for n in range(rounds):
        press(counts, verb, race.office, race.unit(n))


def tying(race: Race, me: int, rounds: int, counts: Counts) -> None:
    """Two rows, locked together by everybody, named in opposite order."""
    for n in range(rounds):
        first, second = race.unit(me + n), race.unit(me + n + 1)
        press(counts, trial.tie, race.office, first, other=second)


def founding(race: Race, me: int, rounds: int, counts: Counts) -> None:
    """Everybody enters the same new rows."""
    for n in range(rounds):
        press(counts, trial.found, race.office, code=f"new{n}", name=f"由{me}新设")


def refusing(race: Race, me: int, rounds: int, counts: Counts) -> None:
    """Refusals and acts mixed: both write to the chain."""
    member = Seat(committee=race.committee, role=Role.MEMBER, name="某")
    for n in range(rounds):
        press(counts, trial.append, race.office if n % 2 else member, race.unit(me), text="x")


SCENARIOS = {f.__name__: f for f in (adding, renaming, deciding, tying, founding, refusing)}


def facts(race: Race) -> dict[str, Any]:
    """What the database holds in the end."""
    units = list(Unit.objects.filter(committee=race.committee).order_by("pk"))
    chain = race.committee.pk
    numbers = list(Entry.objects.filter(chain=chain).order_by("number").values_list("number", flat=True))
    return {
        "versions": [u.version for u in units],
        "names": [u.name for u in units],
        "decisions": [u.short_name for u in units],
        "added": sum(len(u.duties) for u in units),
        "numbers": numbers,
        "head": Head.objects.get(chain=chain).number,
        "done": Entry.objects.filter(chain=chain, ok=True).count(),
        "refused": Entry.objects.filter(chain=chain, ok=False).count(),
        "problems": [p.text for p in verify().problems if p.chain == chain],
    }
