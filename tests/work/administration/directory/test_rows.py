"""Terms, sessions, sectors, bodies and units."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import directory as made
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Sector, Session, Term, Unit
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.directory import (
    add_body,
    add_sector,
    add_session,
    add_term,
    add_unit,
    edit_body,
    edit_sector,
    edit_session,
    edit_term,
    edit_unit,
    end_body,
    end_sector,
    end_unit,
    join_body,
    reopen_unit,
)

CONTACT = {"contact_name": "何某", "contact_phone": "0000-1234567"}


@pytest.fixture
def office(city: Committee) -> Seat:
    return made.seat(city, Role.OFFICE_STAFF)


def test_the_next_term_follows_the_end_of_this_one(office: Seat) -> None:
    this = Term.objects.get(committee=office.committee)
    with pytest.raises(Refused, match="请先填写十四届的届满日期"):
        add_term(office, number=15, starts=date(2027, 1, 1), ends=None)
    edit_term(office, this, number=14, starts=this.starts, ends=date(2026, 12, 31))
    with pytest.raises(Refused, match="任期与十四届重叠"):
        add_term(office, number=15, starts=date(2026, 12, 31), ends=None)
    assert str(add_term(office, number=15, starts=date(2027, 1, 1), ends=None)) == "十五届"
    with pytest.raises(Refused, match="届数“15”已用于"):
        edit_term(office, this, number=15, starts=this.starts, ends=date(2026, 12, 31))


def test_a_session_is_numbered_once_and_closes_after_it_opens(office: Seat) -> None:
    term = Term.objects.get(committee=office.committee)
    second = add_session(office, term=term, number=2, opens=date(2023, 1, 5), closes=None)
    assert second.label == "十四届二次"
    with pytest.raises(Refused, match="次数“1”已用于"):
        edit_session(office, second, number=1, opens=second.opens, closes=None)
    with pytest.raises(Refused, match="闭幕日期早于开幕日期"):
        edit_session(office, second, number=2, opens=date(2023, 1, 5), closes=date(2023, 1, 4))
    assert Session.objects.get(pk=second.pk).closes is None


def test_a_sector_in_use_is_not_ended(office: Seat) -> None:
    sector = Sector.objects.get(committee=office.committee)
    made.member(office.committee)
    with pytest.raises(Refused, match="还有委员在“教育界”"):
        end_sector(office, sector, valid_to=date(2026, 1, 1))
    empty = add_sector(office, number=24, name="体育界", fold=False, valid_from=None)
    assert end_sector(office, empty, valid_to=date(2026, 1, 1)).valid_to == date(2026, 1, 1)
    with pytest.raises(Refused, match="界别名称“教育界”已用于"):
        edit_sector(office, empty, number=1, name="教育界", fold=False, valid_from=None)


def test_a_body_keeps_its_code_and_is_ended_when_empty(office: Seat, city: Committee) -> None:
    values = {"name": "经济委员会", "short_name": "经济委", "order": 2, "valid_from": None, **CONTACT}
    body = add_body(office, kind="special_committee", code="jingji", **values)
    with pytest.raises(Refused, match="代码“jingji”已用于"):
        add_body(office, kind="special_committee", code="jingji", **{**values, "name": "经济科技委员会"})
    edited = edit_body(office, body, kind="section", **{**values, "name": "经济和科技委员会"})
    assert (edited.code, edited.kind, edited.name) == ("jingji", "section", "经济和科技委员会")
    join_body(office, made.member(city), body=body, duty="member", starts=date(2023, 1, 1))
    with pytest.raises(Refused, match="还有1位委员"):
        end_body(office, body, valid_to=date(2026, 1, 1))


def test_a_unit_is_added_edited_and_ended(office: Seat) -> None:
    values = {"short_name": "", "duties": "就业", "order": 9, "valid_from": date(2022, 1, 1), **CONTACT}
    unit = add_unit(office, kind="handling_unit", code="rsj", name="市人力资源和社会保障局", **values)
    with pytest.raises(Refused, match="单位名称“市人力资源和社会保障局”已用于"):
        add_unit(office, kind="handling_unit", code="rsj2", name="市人力资源和社会保障局", **values)
    edited = edit_unit(
        office, unit, kind="handling_unit", name="市人社局", **{**values, "duties": "就业创业"}
    )
    assert (edited.code, edited.duties) == ("rsj", "就业创业")
    with pytest.raises(Refused, match="停用日期早于启用日期"):
        end_unit(office, unit, valid_to=date(2021, 1, 1))
    assert end_unit(office, unit, valid_to=date(2026, 1, 1)).valid_to == date(2026, 1, 1)


def test_an_ended_unit_is_taken_into_use_again(office: Seat, city: Committee) -> None:
    unit = made.unit(city)
    with pytest.raises(Refused, match="没有停用，不用恢复"):
        reopen_unit(office, unit, reason="停错了单位")
    ended = end_unit(office, unit, valid_to=date(2026, 1, 1))
    with pytest.raises(Refused, match="停用日期已定为2026-01-01.*请先“恢复使用”"):
        end_unit(office, ended, valid_to=date(2026, 2, 1))
    assert reopen_unit(office, ended, reason="停错了单位").valid_to is None


def test_a_sector_number_is_given_once_a_committee(office: Seat, other_city: Committee) -> None:
    with pytest.raises(Refused, match="序号“23”已用于“教育界”，请换一个") as refused:
        add_sector(office, number=23, name="体育界", fold=False, valid_from=None)
    assert refused.value.field == "number"
    sector = add_sector(office, number=24, name="体育界", fold=False, valid_from=None)
    assert edit_sector(office, sector, number=24, name="体育", fold=False, valid_from=None).name == "体育"
    with pytest.raises(Refused, match="序号“23”"):
        edit_sector(office, sector, number=23, name="体育", fold=False, valid_from=None)


@pytest.mark.parametrize(
    "role", [Role.MEMBER, Role.LIAISON_STAFF, Role.UNIT_LEADER, Role.SYSTEM_ADMINISTRATOR]
)
def test_only_the_office_keeps_the_directory(city: Committee, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        add_sector(made.seat(city, role), number=1, name="新界别", fold=False, valid_from=None)
    assert not Unit.objects.exists()
