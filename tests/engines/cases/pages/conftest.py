"""Browsers of the people of a case."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.conftest import ClientMaker
from zhengxie.foundation.access.seat import Seat

Page = Callable[..., str]


@pytest.fixture
def page_of(client_of: ClientMaker) -> Page:
    """`page_of(seat, "assignment", key)`: the words of a page; the status must be as said."""

    def read(seat: Seat, name: str, *keys: Any, status: int = 200, query: str = "") -> str:
        answer = client_of(seat).get(reverse(name, args=keys) + query)
        assert answer.status_code == status, f"{name}: {answer.status_code}"
        return answer.content.decode()

    return read


@pytest.fixture
def sends(client_of: ClientMaker) -> Callable[..., Any]:
    """`sends(seat, "judge", key, data)`: what a browser would post; the answer."""

    def post(seat: Seat, name: str, key: int, **data: Any) -> Any:
        return client_of(seat).post(reverse(name, args=[key]), data)

    return post
