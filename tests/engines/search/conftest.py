"""A committee with proposals, and what a seat finds of them."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from tests.factories import proposals
from zhengxie.engines.search.queries.find import Results, find
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee

Finder = Callable[..., list[tuple[str, int]]]


@pytest.fixture
def people(city: Committee) -> proposals.Cast:
    return proposals.cast(city)


def both_ways(seat: Seat, typed: str, *more: Any, **about: Any) -> Results:
    """What is found of few and as of many, which are asked by other statements: the same."""
    few = find(seat, typed, *more, **about)
    with patch("zhengxie.engines.search.queries.find._whole", return_value=None):
        many = find(seat, typed, *more, **about)
    assert few.counts == many.counts
    assert {(hit.kind.code, hit.key) for hit in few.hits} == {(hit.kind.code, hit.key) for hit in many.hits}
    return few


@pytest.fixture
def found() -> Finder:
    """Call it with a seat and words: (kind, object) of the hits, in their order."""

    def search(seat: Seat, typed: str, *more: Any, **about: Any) -> list[tuple[str, int]]:
        return [(hit.kind.code, hit.key) for hit in both_ways(seat, typed, *more, **about).hits]

    return search
