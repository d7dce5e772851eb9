"""The pages: bounded queries, nothing of another committee, no contact in the open."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.conftest import ClientMaker
from tests.factories import directory as made
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Member, Root, Sector, Session, Term, Unit
from zhengxie.work.administration.actions.directory import (
    add_member,
    edit_contact,
    end_post,
    end_unit,
    join_body,
)

LISTS = ["members", "units", "bodies", "sectors", "terms", "roster"]
ADDS = ["term", "sector", "body", "unit", "member"]


@pytest.fixture
def office(city: Committee) -> Seat:
    return made.seat(city, Role.OFFICE_STAFF)


@pytest.fixture
def browser(office: Seat, client_of: ClientMaker) -> Client:
    return client_of(office)


def add(seat: Seat, name: str, number: str) -> Member:
    plain = dict.fromkeys(
        ("employer", "position", "education", "expertise", "interests", "note", "document_no"), ""
    )
    return add_member(
        seat,
        term=Term.objects.get(committee=seat.committee),
        member_no=number,
        name=name,
        gender="male",
        birth_month="",
        sector=Sector.objects.filter(committee=seat.committee)[0],
        post="member",
        entry_kind="term_change",
        starts=date(2022, 1, 1),
        **plain,
    )


@pytest.mark.parametrize("name", LISTS)
def test_a_list_opens_and_costs_the_same_for_any_number_of_rows(
    office: Seat, browser: Client, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    body = made.body(office.committee)
    for number in range(12):
        member = add(office, f"王{number}", str(number))
        join_body(office, member, body=body, duty="member", starts=date(2022, 1, 1))
    with django_assert_max_num_queries(15):
        answer = browser.get(reverse(f"directory_{name}"), {"size": "100"})
    assert answer.status_code == 200


def test_members_stand_by_strokes_and_the_list_says_so(office: Seat, browser: Client) -> None:
    for number, name in enumerate(["何某", "丁某某", "王明", "丁某"]):
        add(office, name, str(number))
    page = browser.get(reverse("directory_members")).content.decode()
    places = [page.index(name) for name in ("丁\u3000某", "丁某某", "王\u3000明", "何\u3000某")]
    assert places == sorted(places)
    assert "（按姓氏笔画为序）" in page


@pytest.mark.parametrize("typed", ["单雄", "shanxiong", "SXX", "xiongxin", "单　雄信"])
def test_members_are_found_by_characters_pinyin_and_initials(
    office: Seat, browser: Client, typed: str
) -> None:
    add(office, "单雄信", "1")
    add(office, "王明", "2")
    page = browser.get(reverse("directory_members"), {"q": typed}).content.decode()
    assert "单雄信" in page
    assert "王\u3000明" not in page


def test_members_are_filtered_by_body_status_and_sector(office: Seat, browser: Client) -> None:
    body, inside = made.body(office.committee), add(office, "丁某某", "1")
    add(office, "何某某", "2")
    join_body(office, inside, body=body, duty="head", starts=date(2022, 1, 1))
    address = reverse("directory_members")
    page = browser.get(address, {"body": body.pk}).content.decode()
    assert ("丁某某" in page, "何某某" in page, "提案委（主任）" in page) == (True, False, True)
    assert "何某某" in browser.get(address, {"status": "active", "sector": "other"}).content.decode()
    assert "何某某" not in browser.get(address, {"status": "resigned"}).content.decode()


def test_the_export_has_no_contact_and_is_in_the_trail(
    office: Seat, city: Committee, browser: Client
) -> None:
    liaison = made.seat(city, Role.LIAISON_STAFF)
    edit_contact(
        liaison, add(office, "丁某某", "1"), phone="13812345678", email="", address="", party_affiliation=""
    )
    answer = browser.get(reverse("directory_members"), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "丁某某" in cells
    assert not any("138" in cell or cell == "手机" for cell in cells)
    assert Entry.objects.filter(code="pages.export").count() == 1


def test_a_member_file_masks_contacts_and_shows_history(
    office: Seat, city: Committee, client_of: ClientMaker
) -> None:
    liaison = made.seat(city, Role.LIAISON_STAFF)
    member = add(office, "丁某某", "1")
    edit_contact(liaison, member, phone="13812345678", email="", address="", party_affiliation="民建会员")
    address = reverse("directory_member", args=[member.pk])
    seen_by_office = client_of(office).get(address).content.decode()
    assert "138****5678" in seen_by_office
    assert "政治面貌" not in seen_by_office
    assert "查看完整内容" not in seen_by_office
    assert "任职经历" in seen_by_office
    seen_by_liaison = client_of(liaison).get(address).content.decode()
    assert "已登记" in seen_by_liaison
    assert "查看完整内容" in seen_by_liaison
    for page in (seen_by_office, seen_by_liaison):
        assert "13812345678" not in page
        assert "民建会员" not in page


def test_a_contact_is_shown_once_a_reason_is_given(
    office: Seat, city: Committee, client_of: ClientMaker
) -> None:
    liaison = made.seat(city, Role.LIAISON_STAFF)
    member = add(office, "丁某某", "1")
    edit_contact(liaison, member, phone="13812345678", email="", address="", party_affiliation="")
    browser, address = client_of(liaison), reverse("directory_member_contact", args=[member.pk])
    refused = browser.post(address, {"field": "phone", "reason": "看"})
    assert refused.status_code == 422
    assert "事由太短" in refused.content.decode()
    assert "13812345678" in browser.post(address, {"field": "phone", "reason": "通知开会"}).content.decode()
    assert client_of(office).get(address).status_code == 403


def test_the_roster_shows_name_sector_and_post_only(
    office: Seat, city: Committee, client_of: ClientMaker
) -> None:
    member = add(office, "丁某某", "0777")
    for role in (Role.MEMBER, Role.UNIT_OFFICER, Role.CHAIR_LEVEL):
        place = {"member": member} if role == Role.MEMBER else {}
        page = client_of(made.seat(city, role, **place)).get(reverse("directory_roster")).content.decode()
        assert "丁某某" in page
        assert "教育界" in page
        assert "0777" not in page
    assert (
        client_of(made.seat(city, Role.AUDIT_ADMINISTRATOR)).get(reverse("directory_roster")).status_code
        == 403
    )


@pytest.mark.parametrize("kind", ADDS)
def test_a_form_page_opens_and_says_what_is_missing(browser: Client, kind: str) -> None:
    address = reverse(f"directory_{kind}_add")
    assert browser.get(address).status_code == 200
    answer = browser.post(address, {"do": f"administration.add_{kind}"})
    assert answer.status_code == 422
    assert "请填写" in answer.content.decode()


def test_a_unit_is_added_on_its_page(browser: Client) -> None:
    posted = {
        "kind": "handling_unit",
        "name": "市教育局",
        "code": "jyj",
        "order": "1",
        "do": "administration.add_unit",
    }
    answer = browser.post(reverse("directory_unit_add"), posted, follow=True)
    assert Unit.objects.get().name == "市教育局"
    assert answer.status_code == 200
    assert "市教育局" in answer.content.decode()


@pytest.mark.parametrize("kind", ["member", "unit", "body", "sector", "term"])
def test_a_row_of_another_committee_is_not_found(browser: Client, other_city: Committee, kind: str) -> None:
    makers: dict[str, Callable[[Committee], Root]] = {}
    makers |= {"member": made.member, "unit": made.unit, "body": made.body}
    row = makers[kind](other_city) if kind in makers else None
    found = row or (Sector if kind == "sector" else Term).objects.get(committee=other_city)
    assert browser.get(reverse(f"directory_{kind}", args=[found.pk])).status_code == 404


@pytest.mark.parametrize("name", ["members", "units", "bodies", "sectors", "terms"])
def test_the_directory_is_not_open_to_members(city: Committee, client_of: ClientMaker, name: str) -> None:
    member = client_of(made.seat(city, Role.MEMBER, member=made.member(city)))
    assert member.get(reverse(f"directory_{name}")).status_code == 403


def test_a_row_page_stays_within_its_queries(
    office: Seat, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    body = made.body(office.committee)
    for number in range(12):
        join_body(
            office, add(office, f"王{number}", str(number)), body=body, duty="member", starts=date(2022, 1, 1)
        )
    with django_assert_max_num_queries(15):
        assert "委员" in browser.get(reverse("directory_body", args=[body.pk])).content.decode()
    with django_assert_max_num_queries(15):
        browser.get(reverse("directory_member", args=[Member.objects.first().pk]))  # type: ignore[union-attr]


ENDINGS = ("join_body", "end_post", "reopen_post", "end_unit", "reopen_unit")


def offered(browser: Client, name: str, row: Root) -> set[str]:
    page = browser.get(reverse(name, args=[row.pk])).content.decode()
    return {verb for verb in ENDINGS if reverse("do", args=[f"administration.{verb}", row.pk]) in page}


def test_what_has_ended_offers_the_way_back_only(office: Seat, browser: Client) -> None:
    member, unit = add(office, "丁某某", "1"), made.unit(office.committee)
    assert offered(browser, "directory_member", member) == {"join_body", "end_post"}
    assert offered(browser, "directory_unit", unit) == {"end_unit"}
    day = date(2024, 1, 1)
    end_post(office, member, status="deceased", ends=day, end_reason="误办", document_no="")
    end_unit(office, unit, valid_to=day)
    assert offered(browser, "directory_member", member) == {"reopen_post"}
    assert offered(browser, "directory_unit", unit) == {"reopen_unit"}
    page = browser.get(reverse("do", args=["administration.reopen_post", member.pk])).content.decode()
    assert "已收回的登录身份不会自动恢复" in page


SMALL = [
    "edit_member",
    "change_post",
    "end_post",
    "reopen_post",
    "join_body",
    "leave_body",
    "edit_unit",
    "end_unit",
    "reopen_unit",
    "edit_body",
]
SMALL += ["end_body", "edit_sector", "end_sector", "edit_term", "edit_session"]


@pytest.mark.parametrize("verb", SMALL)
def test_a_small_verb_has_its_page(office: Seat, browser: Client, verb: str) -> None:
    city = office.committee
    rows: dict[str, Root] = {
        "member": add(office, "丁某某", "1"),
        "post": Member.objects.get(),
        "unit": made.unit(city),
        "body": made.body(city),
        "sector": Sector.objects.get(committee=city),
        "term": Term.objects.get(committee=city),
        "session": Session.objects.get(committee=city),
    }
    about = "member" if verb in ("join_body", "leave_body") else verb.partition("_")[2]
    answer = browser.get(reverse("do", args=[f"administration.{verb}", rows[about].pk]))
    assert answer.status_code == 200
