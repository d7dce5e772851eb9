from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.limits import EXPORT, SEARCH, UPLOAD

pytestmark = pytest.mark.django_db


def answers(client: Client, path: str, times: int) -> list[int]:
    return [client.get(path).status_code for _ in range(times)]


def test_exports_stop_at_their_limit(seat: Callable[..., Seat], client_of: Callable[[Seat], Client]) -> None:
    client = client_of(seat(Role.OFFICE_STAFF))
    found = answers(client, "/plans/all/?export=xlsx", EXPORT.most + 1)
    assert found == [200] * EXPORT.most + [429]
    page = client.get("/plans/all/?export=xlsx").content.decode()
    assert "一小时内最多导出10次" in page
    assert "分钟以后再试" in page or "秒以后再试" in page


def test_searches_stop_and_the_list_itself_stays_open(
    seat: Callable[..., Seat], client_of: Callable[[Seat], Client]
) -> None:
    client = client_of(seat(Role.OFFICE_STAFF))
    assert answers(client, "/todos/?q=x", SEARCH.most + 1)[-2:] == [200, 429]
    assert client.get("/todos/").status_code == 200


def test_uploads_stop_at_their_limit(seat: Callable[..., Seat], client_of: Callable[[Seat], Client]) -> None:
    client = client_of(seat(Role.OFFICE_STAFF))
    found = []
    for _ in range(UPLOAD.most + 1):
        found.append(client.post("/plans/import/", {"file": SimpleUploadedFile("a.txt", b"x")}).status_code)
    assert (found[0], found[-1]) == (422, 429)


def test_another_person_has_a_count_of_their_own(
    seat: Callable[..., Seat], client_of: Callable[[Seat], Client]
) -> None:
    first, second = client_of(seat(Role.OFFICE_STAFF)), client_of(seat(Role.RESEARCH_OFFICE))
    answers(first, "/plans/all/?export=xlsx", EXPORT.most + 1)
    assert second.get("/plans/all/?export=xlsx").status_code == 200
