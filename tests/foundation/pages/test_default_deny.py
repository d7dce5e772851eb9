"""Nothing opens that was not declared; nobody enters without a seat. checklist 20, 65, 66."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from tests.factories.browsers import signed_in
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Host, Unit
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


def next_of(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("next", [""])[0]


def test_an_undeclared_view_answers_403_to_everyone(desk: Client) -> None:
    for browser in (desk, Client()):
        answer = browser.get("/trial/undeclared/")
        assert answer.status_code == 403
        assert "secret" not in answer.content.decode()


def test_without_a_seat_a_page_leads_to_sign_in_and_back(db: None) -> None:
    answer = Client().get("/trial/?q=%E6%95%99%E8%82%B2&page=2")
    assert answer.status_code == 302
    assert urlsplit(answer["Location"]).path == reverse("sign_in")
    assert next_of(answer["Location"]) == "/trial/?q=%E6%95%99%E8%82%B2&page=2"


def test_an_htmx_call_without_a_seat_moves_the_whole_page(db: None) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/trial/?page=2"}
    answer = Client().get("/trial/5/", headers=headers)
    assert answer.status_code == 200
    assert answer.content == b""
    assert next_of(answer["HX-Redirect"]) == "/trial/?page=2"


def test_a_post_without_a_seat_leads_back_to_the_page_of_the_form(db: None) -> None:
    answer = Client().post(
        "/trial/5/", {"do": "tests.rename"}, headers={"Referer": "http://testserver/trial/5/?a=1"}
    )
    assert next_of(answer["Location"]) == "/trial/5/?a=1"


@pytest.mark.parametrize(
    "referer", ["https://evil.invalid/trial/", "//evil.invalid/", "http://testserver//evil.invalid/"]
)
def test_nobody_is_led_to_another_site(db: None, referer: str) -> None:
    answer = Client().post("/trial/5/", headers={"Referer": referer})
    assert "evil" not in next_of(answer["Location"])


def test_a_seat_without_the_verb_is_refused_and_that_is_recorded(
    seat: SeatMaker, client_of: ClientMaker, city: Committee
) -> None:
    member = seat(Role.MEMBER)
    answer = client_of(member).get("/trial/")
    assert answer.status_code == 403
    entry = Entry.objects.get(chain=city.pk)
    assert (entry.code, entry.ok, entry.actor_id) == ("tests.look", False, member.user_id)
    assert json.loads(entry.detail)["note"] == "/trial/"


def test_a_post_without_the_token_is_refused(office: Seat, unit: Unit) -> None:
    browser = signed_in(office, enforce_csrf_checks=True)
    answer = browser.post(f"/trial/{unit.pk}/", {"do": "tests.rename", "name": "新名", "version": 1})
    assert answer.status_code == 403
    assert Unit.objects.get().name == "市教育局"
    assert "页" in answer.content.decode()


def test_an_ended_hat_opens_nothing(desk: Client, office: Seat) -> None:
    from datetime import date

    from zhengxie.foundation.access.models import Hat

    assert desk.get("/trial/").status_code == 200
    Hat.objects.filter(user__hats=office.hat_id).update(ends=date(2022, 1, 2))
    assert desk.get("/trial/").status_code == 302


def test_a_disabled_account_opens_nothing(desk: Client, office: Seat) -> None:
    User.objects.filter(hats=office.hat_id).update(is_active=False)
    assert desk.get("/trial/").status_code == 302


def test_a_host_of_another_city_does_not_show_this_one(desk: Client, other_city: Committee, settings) -> None:
    """Several committees in one deployment: the host decides which hats may be worn."""
    settings.ALLOWED_HOSTS = ["linshui.example", "testserver"]
    with loading():
        Host.objects.create(committee=other_city, name="linshui.example")
    assert desk.get("/trial/", headers={"Host": "linshui.example"}).status_code == 302
    assert desk.get("/trial/").status_code == 200


def test_protected_pages_are_not_kept_by_the_browser(desk: Client) -> None:
    assert desk.get("/trial/")["Cache-Control"] == "no-store"


def test_every_answer_says_what_may_run(desk: Client) -> None:
    answer = desk.get("/trial/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_wrong_city_sees_404_not_403(desk: Client, other_city: Committee) -> None:
    foreign = directory.unit(other_city)
    assert desk.get(f"/trial/{foreign.pk}/").status_code == 404
    answer = desk.post(f"/trial/{foreign.pk}/", {"do": "tests.rename", "name": "新名"})
    assert answer.status_code == 404
