"""A committee with proposals, and what a seat finds of them."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import proposals
from zhengxie.engines.search.queries.find import find
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee

Finder = Callable[..., list[tuple[str, int]]]


@pytest.fixture
def people(city: Committee) -> proposals.Cast:
    return proposals.cast(city)


@pytest.fixture
def found() -> Finder:
    """Call it with a seat and words: (kind, object) of the hits, in their order."""

    def search(seat: Seat, typed: str, *more: Any, **about: Any) -> list[tuple[str, int]]:
        return [(hit.kind.code, hit.key) for hit in find(seat, typed, *more, **about).hits]

    return search
