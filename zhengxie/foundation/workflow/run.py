"""One run of an outermost action: the roots it holds under lock, what happened, what will be sealed."""

from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.chain import Draft

R = TypeVar("R", bound=Model)
Key = tuple[str, Any]


@dataclass(frozen=True)
class Happened:
    """One action that was done: its code, the saved object, who did it with which inputs."""

    code: str
    root: Any
    seat: Seat
    inputs: dict[str, Any]


@dataclass
class Run:
    """What the outermost action and everything inside it share."""

    seat: Seat
    roots: dict[Key, Any] = field(default_factory=dict)
    gone: set[Key] = field(default_factory=set)  # deleted by the action
    happened: list[Happened] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    def lock(self, rows: Iterable[tuple[QuerySet[Any], Any]]) -> None:
        """Read the rows again under lock, in key order, unless this run holds them already.

        Each is (queryset that must contain it, key). Raises Model.DoesNotExist for a missing one."""
        wanted = {(query.model._meta.label, key): query for query, key in rows}
        for label, key in sorted(wanted, key=lambda pair: (pair[0], str(pair[1]))):
            if (label, key) not in self.roots:
                query = wanted[(label, key)]
                inside = query.filter(pk=key).values("pk")
                fresh = query.model._default_manager.select_for_update().get(pk__in=inside)
                self.roots[(label, key)] = fresh

    def held(self, obj: R) -> R:
        """The locked copy of an object."""
        found: R = self.roots[(obj._meta.label, obj.pk)]
        return found


current: ContextVar[Run | None] = ContextVar("current_run", default=None)

Follower = Callable[[Seat, Sequence[Happened]], None]
_FOLLOWERS: list[Follower] = []


def follower(function: Follower) -> Follower:
    """Register one of the followers (clocks, notices): called with everything that happened in a run."""
    _FOLLOWERS.append(function)
    return function


def follow(run: Run) -> None:
    """Tell the followers."""
    for function in _FOLLOWERS:
        function(run.seat, run.happened)
