"""Lists that are longer than anybody counts, and details that are read for the rows in view alone."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Value
from django.test import RequestFactory

from zhengxie.foundation.pages import listing
from zhengxie.foundation.pages.listing import BoundedPaginator, Column, Listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(city: Any) -> Any:
    users = get_user_model()
    for n in range(7):
        users.objects.create(username=f"u{n}", real_name=f"甲{n}", committee=city)
    return users.objects.order_by("username")


def test_counting_stops_where_nobody_reads_on(people: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (BoundedPaginator(people, 2).count, BoundedPaginator(people, 2).is_more) == (7, False)
    monkeypatch.setattr(listing, "MOST_COUNTED", 5)
    pages = BoundedPaginator(people, 2)
    assert (pages.count, pages.is_more, pages.num_pages) == (5, True, 3)


def test_details_are_added_to_the_rows_in_view_in_their_order(people: Any) -> None:
    asked: list[Any] = []

    def details(rows: Any) -> Any:
        asked.append(rows.count())
        return rows.annotate(mark=Value("好"))

    request = RequestFactory().get("/", {"page": "1"})
    columns = [Column("账号", "username", sort="username"), Column("记号", "mark", sort="mark")]
    shown = Listing(request, people.order_by("-username"), columns, title="账号", details=details)
    lines = [[cell.text for cell in cells] for _, cells in shown.lines]
    assert lines == [[f"u{n}", "好"] for n in range(6, -1, -1)]
    assert asked == [7]


def test_sorting_by_a_detail_asks_for_it_first(people: Any) -> None:
    request = RequestFactory().get("/", {"sort": "-mark"})
    columns = [Column("账号", "username"), Column("记号", "mark", sort="mark")]
    shown = Listing(
        request, people, columns, title="账号", details=lambda rows: rows.annotate(mark=Value("好"))
    )
    assert "mark" in shown.rows.query.annotations
    assert len(list(shown.lines)) == 7
