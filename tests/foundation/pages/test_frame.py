"""What stands around every page: menu, counts, messages; and the pages of errors."""

import logging

import pytest
from django.test import Client

from tests.conftest import ClientMaker, SeatMaker
from zhengxie.foundation.access.roles import ADMINISTRATORS, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.messages import tell
from zhengxie.foundation.notices.models import Message

pytestmark = pytest.mark.django_db


def test_the_demo_says_so_on_every_page(desk: Client) -> None:
    assert "演示" in desk.get("/trial/").content.decode()


def test_404_is_plain_chinese_with_a_way_out(desk: Client) -> None:
    answer = desk.get("/nothing/here/")
    assert answer.status_code == 404
    assert 'href="/' in answer.content.decode()
    assert "没有" in answer.content.decode()


def test_404_also_for_a_stranger(db: None) -> None:
    assert Client().get("/nothing/here/").status_code == 404


def test_an_error_shows_a_number_and_no_trace(desk: Client, caplog: pytest.LogCaptureFixture) -> None:
    """checklist 70: errors show a number and no stack trace."""
    desk.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        answer = desk.get("/trial/broken/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in page
    assert "13812345678" not in page
    number = next(r.getMessage() for r in caplog.records if r.name == "zhengxie.errors").split()[2]
    assert number in page


def test_refused_pages_say_so_in_chinese(seat: SeatMaker, client_of: ClientMaker) -> None:
    page = client_of(seat(Role.MEMBER)).get("/trial/").content.decode()
    assert "tests.look" not in page
    assert "身份" in page or "权限" in page


@pytest.mark.parametrize("role", [r for r in Role if r != Role.SYSTEM])
def test_every_role_gets_a_first_page(seat: SeatMaker, client_of: ClientMaker, role: Role) -> None:
    answer = client_of(seat(role)).get("/", follow=True)
    assert answer.status_code == 200
    assert answer.context["seat_label"]


@pytest.mark.parametrize("role", [r for r in Role if r != Role.SYSTEM])
def test_the_menu_leads_only_where_the_seat_may_go(
    seat: SeatMaker, client_of: ClientMaker, role: Role
) -> None:
    browser = client_of(seat(role))
    menu = browser.get("/todos/").context["menu"]
    addresses = {item.url for entry in menu for item in (entry, *entry.children)}
    assert addresses
    for address in addresses:
        assert browser.get(address).status_code in (200, 302), address


def test_the_menu_of_administrators_differs_from_the_offices(seat: SeatMaker, client_of: ClientMaker) -> None:
    menus = {
        role: tuple(i.label for i in client_of(seat(role)).get("/todos/").context["menu"])
        for role in (Role.OFFICE_STAFF, *sorted(ADMINISTRATORS))
    }
    assert len(set(menus.values())) == 4


class TestMessages:
    def test_they_are_counted_and_listed(self, desk: Client, office: Seat, city: Committee) -> None:
        tell(city, [f"user:{office.user_id}"], "通知一", "/trial/")
        assert desk.get("/trial/").context["unread"] == 1
        assert "通知一" in desk.get("/messages/").content.decode()
        assert Message.objects.get().read is None, "looking at the list changes nothing"

    def test_opening_one_marks_it_and_leads_there(self, desk: Client, office: Seat, city: Committee) -> None:
        tell(city, [f"user:{office.user_id}"], "通知一", "/trial/")
        answer = desk.post(f"/messages/{Message.objects.get().pk}/")
        assert answer["Location"] == "/trial/"
        assert Message.objects.get().read is not None

    def test_all_can_be_marked(self, desk: Client, office: Seat, city: Committee) -> None:
        for text in ("一", "二"):
            tell(city, [f"user:{office.user_id}"], text)
        desk.post("/messages/")
        assert not Message.objects.filter(read=None).exists()

    def test_anothers_is_not_there(self, desk: Client, seat: SeatMaker, city: Committee) -> None:
        tell(city, [f"user:{seat().user_id}"], "别人的")
        assert desk.get(f"/messages/{Message.objects.get().pk}/").status_code == 404
        desk.post("/messages/")
        assert Message.objects.get().read is None
