"""Reading parameters: the values in force on a day, the versions of a key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.catalogue import PARAMETERS
from zhengxie.foundation.rules.models import OPEN_STATES, ParameterVersion, VersionState
from zhengxie.foundation.rules.values import Duration, Ladder, MonthDay


@dataclass(frozen=True)
class Rules(Mapping[str, Any]):
    """The parameters of a committee as of a day: a mapping key → value, with typed reads.

    Each read raises KeyError for an unknown key and TypeError where the parameter is of another kind."""

    on: date
    versions: Mapping[str, ParameterVersion]

    def __getitem__(self, key: str) -> Any:
        version = self.versions.get(key)
        return version.read_value if version else PARAMETERS[key].default

    def __iter__(self) -> Iterator[str]:
        return iter(PARAMETERS)

    def __len__(self) -> int:
        return len(PARAMETERS)

    def _typed(self, key: str, wanted: type[Any]) -> Any:
        value = self[key]
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise TypeError(f"{key} is {type(value).__name__}, not {wanted.__name__}")
        return value

    def days(self, key: str) -> Duration:
        """A length of time: amount and unit (wd, d, m, y)."""
        found: Duration = self._typed(key, Duration)
        return found

    def number(self, key: str) -> int:
        """A whole number."""
        found: int = self._typed(key, int)
        return found

    def share(self, key: str) -> Fraction:
        """An exact share of 1."""
        found: Fraction = self._typed(key, Fraction)
        return found

    def text(self, key: str) -> str:
        """The code of a choice."""
        found: str = self._typed(key, str)
        return found

    def flag(self, key: str) -> bool:
        """Yes or no."""
        found: bool = self._typed(key, bool)
        return found

    def time(self, key: str) -> time:
        """A time of the day."""
        found: time = self._typed(key, time)
        return found

    def month_day(self, key: str) -> MonthDay | None:
        """A day of every year; None where an optional one is not set."""
        return None if self[key] is None else self._typed(key, MonthDay)

    def ladder(self, key: str = "reminder.ladder") -> Ladder:
        """A reminder ladder, earliest rung first."""
        found: Ladder = self._typed(key, tuple)
        return found

    def words(self, key: str) -> str:
        """The value as a page shows it."""
        return PARAMETERS[key].kind.say(self[key])

    def version_id(self, key: str) -> int | None:
        """The row that the value comes from, so that a clock can remember it; None: the shipped value."""
        version = self.versions.get(key)
        return version.pk if version else None

    def since(self, key: str) -> date | None:
        """From when the value is in force; None: since the platform was set up."""
        version = self.versions.get(key)
        return version.effective_from if version else None


def rules_for(committee: Committee, on: date | None = None) -> Rules:
    """The parameters in force on the day (today by default). One query."""
    day = on or timezone.localdate()
    versions: dict[str, ParameterVersion] = {}
    for version in (
        published(committee).filter(effective_from__lte=day).order_by("effective_from", "published_at")
    ):
        if version.key in PARAMETERS:
            versions[version.key] = version
    return Rules(day, versions)


def published(committee: Committee) -> QuerySet[ParameterVersion]:
    """All published versions of a committee."""
    return ParameterVersion.objects.filter(committee=committee, state=VersionState.PUBLISHED)


def drafts(committee: Committee) -> QuerySet[ParameterVersion]:
    """All versions that wait for confirmation or publication."""
    rows = ParameterVersion.objects.filter(committee=committee, state__in=OPEN_STATES)
    return rows.select_related("first_by", "second_by")


def history(committee: Committee, key: str) -> QuerySet[ParameterVersion]:
    """The versions of one key that were published, newest first, with the persons."""
    rows = published(committee).filter(key=key).select_related("first_by", "second_by")
    return rows.order_by("-effective_from", "-published_at")


def to_reach_running(committee: Committee, on: date) -> QuerySet[ParameterVersion]:
    """Published versions in force that running clocks have still to take over."""
    rows = published(committee).filter(reach="running", reached_on__isnull=True, effective_from__lte=on)
    return rows.order_by("effective_from", "published_at")
