"""The policy table: which verb which role may press on which object. The only place that says yes or no.

Rooms fill it from their `policy.py`; what is not declared is refused. domain/02 section 6.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet

from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat

Condition = Callable[[Seat, Any], bool]
M = TypeVar("M", bound=Model)
Story = Literal["all", "staff", "none"]
Finder = Callable[[Any], Iterable[str]]  # object → seat keys
# What has happened and what to do, as a clause, or how to say it of the object and the verb's inputs.
Said = str | Callable[[Any, Mapping[str, Any]], str]


@dataclass(frozen=True)
class Grant:
    """Roles that may press, where the condition on the object holds (None: on every visible object)."""

    roles: frozenset[Role]
    when: Condition | None = None

    def holds(self, seat: Seat, obj: Any) -> bool:
        """Without an object the question is whether the role could ever press."""
        if not self.roles & seat.roles:
            return False
        return self.when is None or obj is None or self.when(seat, obj)


@dataclass(frozen=True)
class Who:
    """Alternatives: one grant that holds is enough."""

    grants: tuple[Grant, ...]

    def __or__(self, other: "Who") -> "Who":
        return Who(self.grants + other.grants)

    def holds(self, seat: Seat, obj: Any = None) -> bool:
        """True where one of the grants holds."""
        return any(grant.holds(seat, obj) for grant in self.grants)


@dataclass(frozen=True)
class Verb:
    """One row of the policy table."""

    code: str
    label: str
    who: Who
    story: Story
    tells: tuple[Finder, ...]
    page: str
    said: Mapping[Finder, Said]

    def words_for(self, find: Finder, obj: Any, inputs: Mapping[str, Any]) -> str:
        """What those found are told, before the object's name; the label where nothing is said apart."""
        said = self.said.get(find, self.label)
        return said if isinstance(said, str) else said(obj, inputs)


VERBS: dict[str, Verb] = {}
_SCOPES: dict[type[Model], Callable[[Seat], QuerySet[Any]]] = {}
_MASKS: dict[tuple[type[Model], str], tuple[str, Callable[[str], str]]] = {}


def role(*roles: Role, when: Condition | None = None) -> Who:
    """Who: the given roles, on objects for which `when` holds."""
    return Who((Grant(frozenset(roles), when),))


def every_seat(*, when: Condition | None = None) -> Who:
    """Who: every business seat of the committee; never an administrator."""
    return Who((Grant(BUSINESS_ROLES, when),))


def verb(
    code: str,
    *,
    who: Who,
    label: str,
    story: Story = "staff",
    tells: Iterable[Finder] | Mapping[Finder, Said] = (),
    page: str = "",
) -> None:
    """Declare a verb `room.name`. `story`: who sees it in an object's history (all: every viewer; staff: not
    members and units; none). `tells`: functions object → seat keys that get a message; as a mapping, with
    what each is told. `page`: URL name of the rich page (taking the object's key) where the button leads, if
    it is not the generic do page."""
    if code in VERBS:
        raise ValueError(f"verb declared twice: {code}")
    said = dict(tells) if isinstance(tells, Mapping) else {}
    VERBS[code] = Verb(code, label, who, story, tuple(tells), page, said)


def scope(model: type[M]) -> Callable[[Callable[[Seat], QuerySet[M]]], Callable[[Seat], QuerySet[M]]]:
    """Register the only answer to "which rows of this model may this seat see?"."""

    def register(answer: Callable[[Seat], QuerySet[M]]) -> Callable[[Seat], QuerySet[M]]:
        _SCOPES[model] = answer
        return answer

    return register


def restricted(model: type[Model], fields: Iterable[str], *, reveal: str, mask: Callable[[str], str]) -> None:
    """Fields that come masked; the verb `reveal` shows one value, with a reason, and logs the look."""
    for field in fields:
        _MASKS[(model, field)] = (reveal, mask)


def allowed(seat: Seat | None, code: str, obj: Any = None) -> bool:
    """May this seat press the verb (on this object)? An undeclared verb is refused."""
    row = VERBS.get(code)
    return bool(seat and row and row.who.holds(seat, obj))


def require(seat: Seat | None, code: str, obj: Any = None) -> None:
    """Raise PermissionDenied where `allowed` says no."""
    if not allowed(seat, code, obj):
        raise PermissionDenied(code)


def visible(seat: Seat, model: type[M]) -> QuerySet[M]:
    """The rows that this seat may see: its committee's, cut down by the model's scope.

    Raises KeyError for a model without a scope, so that a forgotten one cannot leak."""
    if seat.is_system and _has_committee(model):
        return model._default_manager.filter(committee=seat.committee)
    rows = _SCOPES[model](seat)
    return rows.filter(committee=seat.committee) if _has_committee(model) else rows


def _has_committee(model: type[Model]) -> bool:
    return any(field.name == "committee" for field in model._meta.concrete_fields)


def has_scope(model: type[Model]) -> bool:
    """True where `visible` can answer for the model."""
    return model in _SCOPES


def scoped_models() -> list[type[Model]]:
    """All models with a scope, in the order of their labels."""
    return sorted(_SCOPES, key=lambda m: m._meta.label)


def restricted_fields(model: type[Model]) -> list[str]:
    """Names of the model's masked fields."""
    return [field for (owner, field) in _MASKS if owner is model]


def masked(seat: Seat, obj: Model, field: str) -> str:
    """The field's value, masked where it is restricted. Revealing is an action with a reason."""
    value = str(getattr(obj, field) or "")
    rule = _MASKS.get((type(obj), field))
    return rule[1](value) if rule and value else value
