"""How urgent a day is. Judging needs working days, which live above; the clocks sign it in from there."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from zhengxie.foundation.directory.models import Committee


class Deadline(Protocol):
    """A day with its standing, as the component `{% due %}` shows it."""

    @property
    def status(self) -> str: ...
    @property
    def days(self) -> int: ...
    @property
    def date(self) -> date: ...


Judge = Callable[[date], Deadline]
_MAKERS: list[Callable[[Committee], Judge]] = []


def judged_by(maker: Callable[[Committee], Judge]) -> None:
    """Sign in the one that judges; called once from the room of the clocks."""
    _MAKERS[:] = [maker]


def judge_for(committee: Committee) -> Judge:
    """The judge of a committee, its calendar and parameters read once for a whole list."""
    return _MAKERS[0](committee)
