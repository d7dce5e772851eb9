"""Code lists: added to, renamed, ended, never deleted; kept by the office."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.utils import timezone

from tests.conftest import ClientMaker, SeatMaker
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.queries import entries_of
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.codes import code_labels, codes
from zhengxie.foundation.rules.models import Code, CodeListName
from zhengxie.foundation.rules.shipping import ship
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions import dictionary as verbs

pytestmark = pytest.mark.django_db
THEME = CodeListName.PROPOSAL_THEME


@pytest.fixture
def shifan(city: Committee) -> Committee:
    with loading():
        ship(city)
    return city


@pytest.fixture
def office(shifan: Committee, seat: SeatMaker) -> Seat:
    return seat(Role.OFFICE_STAFF)


@pytest.fixture
def desk(office: Seat, client_of: ClientMaker) -> Client:
    return client_of(office)


def add(office: Seat, code: str = "A6", label: str = "党的建设", **more: Any) -> Code:
    given = {"dictionary": THEME, "code": code, "label": label, "order": 60, **more}
    made: Code = verbs.add_code(office, **given)
    return made


def entry(code: str) -> Code:
    return Code.objects.get(list=THEME, code=code)


def said(error: Any) -> tuple[str, str]:
    return error.value.field, error.value.text


def test_an_added_entry_may_be_chosen_at_once(office: Seat, shifan: Committee) -> None:
    add(office)
    assert list(codes(shifan, THEME).values_list("code", flat=True))[-1] == "A6"
    assert code_labels(shifan, THEME)["A6"] == "党的建设"


def test_a_code_is_used_once_even_after_it_ended(office: Seat) -> None:
    verbs.end_code(office, entry("A5"), on=date(2022, 1, 1))
    with pytest.raises(Refused) as error:
        add(office, "A5")
    assert said(error) == ("code", "代码A5已经用过了（停用的也算），请换一个。")


def test_a_name_is_used_once_among_those_in_use(office: Seat) -> None:
    with pytest.raises(Refused) as error:
        add(office, label="经济建设")
    assert said(error) == ("label", "“经济建设”已经在用了，请换一个名称。")
    verbs.end_code(office, entry("A1"), on=timezone.localdate() - timedelta(days=1))
    add(office, label="经济建设")


def test_an_unknown_list_is_refused(office: Seat) -> None:
    with pytest.raises(Refused):
        add(office, dictionary="proposal.mood")


def test_a_renamed_entry_shows_its_new_name_on_old_records(office: Seat, shifan: Committee) -> None:
    verbs.edit_code(office, entry("A4"), label="社会建设与民生", order=5)
    assert code_labels(shifan, THEME)["A4"] == "社会建设与民生"
    assert codes(shifan, THEME).first() == entry("A4")
    verbs.edit_code(office, entry("A4"), label="社会建设与民生", order=6)
    with pytest.raises(Refused):
        verbs.edit_code(office, entry("A4"), label="文化建设", order=6)


def test_an_ended_entry_is_offered_until_its_day_and_read_for_ever(office: Seat, shifan: Committee) -> None:
    today = timezone.localdate()
    verbs.end_code(office, entry("A3"), on=today)
    assert "A3" in codes(shifan, THEME, today).values_list("code", flat=True)
    assert "A3" not in codes(shifan, THEME, today + timedelta(days=1)).values_list("code", flat=True)
    assert code_labels(shifan, THEME)["A3"] == "文化建设"
    verbs.resume_code(office, entry("A3"))
    assert entry("A3").valid_to is None
    with pytest.raises(Refused):
        verbs.resume_code(office, entry("A3"))


def test_an_end_before_the_beginning_is_refused(office: Seat) -> None:
    with loading():
        Code.objects.filter(list=THEME, code="A2").update(valid_from=date(2022, 6, 1))
    with pytest.raises(Refused) as error:
        verbs.end_code(office, entry("A2"), on=date(2022, 5, 1))
    assert said(error) == ("on", "停用日期早于启用日期，请核对。")


def test_one_entry_is_always_left(office: Seat) -> None:
    for code in ("A1", "A2", "A3", "A4"):
        verbs.end_code(office, entry(code), on=timezone.localdate() + timedelta(days=30))
    with pytest.raises(Refused) as error:
        verbs.end_code(office, entry("A5"), on=timezone.localdate())
    assert "至少要留一项在用" in said(error)[1]


@pytest.mark.parametrize("role", sorted(BUSINESS_ROLES - {Role.OFFICE_STAFF}))
def test_only_the_office_keeps_them(role: Role, shifan: Committee, seat: SeatMaker) -> None:
    other = seat(role)
    assert not visible(other, Code).exists()
    with pytest.raises(PermissionDenied):
        add(other)
    with pytest.raises((PermissionDenied, Http404)):
        verbs.edit_code(other, entry("A1"), label="经济", order=1)


def test_another_town_s_entries_are_not_reached(
    shifan: Committee, seat: SeatMaker, other_city: Committee
) -> None:
    stranger = seat(Role.OFFICE_STAFF, owner=other_city)
    with pytest.raises(Http404):
        verbs.end_code(stranger, entry("A1"), on=date(2022, 6, 1))
    add(stranger, "A1", "经济建设")
    assert Code.objects.filter(list=THEME, code="A1").count() == 2


def test_the_trail_keeps_old_and_new(office: Seat, shifan: Committee) -> None:
    verbs.edit_code(office, entry("A1"), label="经济发展", order=10)
    detail = entries_of([shifan.pk])[0].detail
    assert "经济建设" in detail and "经济发展" in detail


@pytest.mark.parametrize("name", CodeListName.values)
def test_each_list_has_its_page(name: str, desk: Client) -> None:
    page = desk.get(f"/rules/dictionary/{name}/").content.decode()
    assert CodeListName(name).label in page and "新增一项" in page
    assert desk.get(f"/rules/dictionary/{name}/?export=xlsx").status_code == 200


def test_an_unknown_list_or_entry(desk: Client) -> None:
    assert desk.get("/rules/dictionary/proposal.mood/").status_code == 404
    for picked in ("²", "99999", "x", "1" * 40):
        assert "新增一项" in desk.get(f"/rules/dictionary/?pick={picked}").content.decode()


def test_the_page_adds_edits_ends_and_resumes(desk: Client) -> None:
    path = f"/rules/dictionary/{THEME}/"
    given = {"do": "administration.add_code", "code": "A6", "label": "党的建设", "order": "60"}
    assert desk.post(path, given).headers["Location"] == path
    made = entry("A6")
    picked = f"{path}?pick={made.pk}"
    page = desk.get(picked).content.decode()
    assert "停用“党的建设”" in page and "administration.resume_code" not in page
    change = {"do": "administration.edit_code", "label": "党建", "order": "61", "version": "1"}
    assert desk.post(picked, change).status_code == 302
    end = {"do": "administration.end_code", "on": "2022-06-01", "version": "2"}
    assert desk.post(picked, end).status_code == 302
    page = desk.get(picked).content.decode()
    assert "administration.end_code" not in page and "恢复使用" in page
    assert desk.post(picked, {"do": "administration.resume_code", "version": "3"}).status_code == 302
    made.refresh_from_db()
    assert (made.label, made.order, made.valid_to) == ("党建", 61, None)


def test_wrong_input_is_said_and_kept(desk: Client) -> None:
    path = f"/rules/dictionary/{THEME}/"
    given = {"do": "administration.add_code", "code": "甲 六", "label": "党的建设", "order": "60"}
    answer = desk.post(path, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "代码只能用字母、数字和连字符，如A6" in page and "党的建设" in page


def test_nobody_else_opens_the_pages(shifan: Committee, seat: SeatMaker, client_of: ClientMaker) -> None:
    browser = client_of(seat(Role.PROPOSAL_STAFF))
    assert browser.get("/rules/dictionary/").status_code == 403
    assert browser.get("/rules/series/").status_code == 403
