"""The register of what files may hang on. A room signs in from its apps; this room knows none by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from zhengxie.foundation.access.seat import Seat

Keeper = Callable[[Seat, Any], bool]


@dataclass(frozen=True)
class Carrier:
    """A model whose objects carry files. `keeper`: whether the seat is on the side that puts them there, and
    so may open them before they are checked."""

    model: type[Model]
    keeper: Keeper


CARRIERS: dict[str, Carrier] = {}


def carries(model: type[Model], *, keeper: Keeper) -> None:
    """Say that files may hang on the model's objects; whoever sees the object sees them, by its scope."""
    CARRIERS[model._meta.label_lower] = Carrier(model, keeper)
