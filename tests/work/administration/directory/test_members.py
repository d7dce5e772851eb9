"""Members: their record, their seat through time, their contacts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from tests.factories import directory as made
from zhengxie.foundation.access.policy import masked
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat, hats_of
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Member, MemberStatus, Post, Sector, Term
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.directory import (
    add_member,
    change_post,
    edit_contact,
    edit_member,
    end_post,
    join_body,
    leave_body,
    reopen_post,
    view_sensitive,
)
from zhengxie.work.administration.queries.directory import members as queries
from zhengxie.work.administration.queries.directory.looks import LOOKS_A_DAY


@pytest.fixture
def office(city: Committee) -> Seat:
    return made.seat(city, Role.OFFICE_STAFF)


@pytest.fixture
def liaison(city: Committee) -> Seat:
    return made.seat(city, Role.LIAISON_STAFF)


def another_sector(owner: Committee, name: str = "经济界", **values: object) -> Sector:
    with loading():
        return Sector.objects.create(committee=owner, number=21, name=name, **values)


def add(seat: Seat, **changed: object) -> Member:
    values = {
        "term": Term.objects.get(committee=seat.committee),
        "member_no": "0101",
        "name": "单雄信",
        "gender": "male",
        "birth_month": "1972-05",
        "sector": Sector.objects.filter(committee=seat.committee).first(),
        "post": Post.MEMBER,
        "entry_kind": "co_opted",
        "starts": date(2023, 3, 1),
        "document_no": "示政协〔2023〕3号",
        "employer": "",
        "position": "",
        "education": "",
        "expertise": "",
        "interests": "",
        "note": "",
    }
    return add_member(seat, **{**values, **changed})


def edit(seat: Seat, member: Member, **changed: object) -> Member:
    names = ["member_no", "name", "pinyin", "status", "gender", "birth_month", "employer", "position"]
    names += ["education", "expertise", "interests", "note"]
    saved: Member = edit_member(seat, member, **{**{n: getattr(member, n) for n in names}, **changed})
    return saved


def test_a_new_member_has_a_seat_an_order_and_readings(office: Seat) -> None:
    member = add(office)
    seat = member.seats.get()
    assert (seat.starts, seat.entry_kind, seat.document_no) == (
        date(2023, 3, 1),
        "co_opted",
        "示政协〔2023〕3号",
    )
    assert member.sort_key.startswith("08")
    assert member.pinyin.startswith("shanxiongxin")
    assert (
        Entry.objects.filter(code="administration.add_member", object_id=str(member.pk), ok=True).count() == 1
    )


def test_a_number_is_given_once_a_term(office: Seat) -> None:
    add(office)
    with pytest.raises(Refused, match="委员证号“0101”已用于“单雄信”") as refused:
        add(office, name="李某")
    assert refused.value.field == "member_no"


def test_the_order_and_the_readings_follow_a_new_name(office: Seat) -> None:
    member = edit(office, add(office), name="丁某")
    assert member.sort_key.startswith("02")
    assert member.pinyin.startswith("dingmou")


def test_edited_readings_stay_until_the_name_changes(office: Seat) -> None:
    member = edit(office, add(office), pinyin="danxiongxin")
    member = edit(office, member, employer="示范市实验中学")
    assert member.pinyin == "danxiongxin"
    assert edit(office, member, name="单雄义").pinyin.startswith("shanxiongyi")
    assert edit(office, member, pinyin="").pinyin.startswith("shan")


def test_a_change_of_post_ends_the_old_stretch_the_day_before(office: Seat, city: Committee) -> None:
    member = add(office)
    change_post(
        office,
        member,
        sector=another_sector(city),
        post=Post.STANDING_MEMBER,
        starts=date(2024, 1, 10),
        end_reason="增选",
        document_no="示政协〔2024〕1号",
    )
    newer, older = member.seats.order_by("-starts")
    assert (older.ends, older.end_reason, older.sector.name) == (date(2024, 1, 9), "增选", "教育界")
    assert (newer.starts, newer.post, newer.sector.name) == (
        date(2024, 1, 10),
        Post.STANDING_MEMBER,
        "经济界",
    )
    assert newer.ends is None


@pytest.mark.parametrize(
    ("starts", "reason"), [(date(2023, 3, 1), "应晚于现任开始日期"), (date(2020, 1, 1), "应晚于")]
)
def test_a_change_of_post_lies_behind_the_present_one(office: Seat, starts: date, reason: str) -> None:
    member = add(office)
    with pytest.raises(Refused, match=reason):
        change_post(
            office,
            member,
            sector=member.seats.get().sector,
            post=Post.CHAIR,
            starts=starts,
            end_reason="",
            document_no="",
        )
    assert member.seats.get().ends is None


def test_a_change_to_the_same_is_no_change(office: Seat) -> None:
    member = add(office)
    sector = member.seats.get().sector
    with pytest.raises(Refused, match="没有变动"):
        change_post(
            office,
            member,
            sector=sector,
            post=Post.MEMBER,
            starts=date(2024, 1, 1),
            end_reason="",
            document_no="",
        )


def test_the_end_of_a_seat_ends_memberships_and_sets_the_status(office: Seat, city: Committee) -> None:
    member = add(office)
    join_body(office, member, body=made.body(city), duty="member", starts=date(2023, 4, 1))
    member = end_post(
        office,
        member,
        status=MemberStatus.RESIGNED,
        ends=date(2025, 6, 30),
        end_reason="工作调动",
        document_no="示政协〔2025〕9号",
    )
    seat = member.seats.get()
    assert member.status == MemberStatus.RESIGNED
    assert (seat.ends, seat.end_reason) == (date(2025, 6, 30), "工作调动（示政协〔2025〕9号）")
    assert member.memberships.get().ends == date(2025, 6, 30)
    with pytest.raises(Refused, match="已经没有在任的席位"):
        end_post(
            office,
            member,
            status=MemberStatus.RESIGNED,
            ends=date(2025, 7, 1),
            end_reason="x",
            document_no="",
        )


def test_the_end_of_a_seat_ends_the_members_sign_in_the_same_day(office: Seat, city: Committee) -> None:
    member, today = add(office), timezone.localdate()
    hat = made.hat(city, Role.MEMBER, member=member)
    values = {"status": MemberStatus.REVOKED, "end_reason": "常委会决定", "document_no": ""}
    with pytest.raises(Refused, match="请到当日再办理"):
        end_post(office, member, ends=today + timedelta(days=1), **values)
    end_post(office, member, ends=today, **values)
    assert list(hats_of(hat.user_id, today)) == []


def test_a_change_of_post_in_the_future_waits_for_its_day(office: Seat, city: Committee) -> None:
    member, today = add(office), timezone.localdate()
    values = {"sector": another_sector(city), "post": Post.CHAIR, "end_reason": "", "document_no": ""}
    with pytest.raises(Refused, match="变动日期晚于今天，请到当日再办理") as refused:
        change_post(office, member, starts=today + timedelta(days=1), **values)
    assert (refused.value.field, member.seats.get().post) == ("starts", Post.MEMBER)
    change_post(office, member, starts=today, **values)
    assert member.seats.count() == 2


def ended(office: Seat, member: Member) -> Member:
    today = timezone.localdate()
    values = {"status": MemberStatus.DECEASED, "end_reason": "误办", "document_no": ""}
    gone: Member = end_post(office, member, ends=today, **values)
    return gone


def test_who_holds_no_seat_joins_no_body(office: Seat, city: Committee) -> None:
    member = ended(office, add(office))
    with pytest.raises(Refused, match="没有在任的席位（去世），不能加入机构。.*“恢复任职”"):
        join_body(office, member, body=made.body(city), duty="member", starts=date(2023, 4, 1))
    assert not member.memberships.exists()


def test_a_mistaken_end_is_undone_and_the_hats_stay_revoked(office: Seat, city: Committee) -> None:
    member = add(office)
    change_post(
        office, member, sector=another_sector(city), post=Post.CHAIR, starts=date(2024, 1, 10),
        end_reason="增选", document_no="",
    )  # fmt: skip
    hat = made.hat(city, Role.MEMBER, member=member)
    back = reopen_post(office, ended(office, member), reason="登记错了人")
    newer, older = back.seats.order_by("-starts")
    assert back.status == MemberStatus.ACTIVE
    assert (newer.ends, newer.end_reason, older.ends) == (None, "", date(2024, 1, 9))
    assert list(hats_of(hat.user_id, timezone.localdate())) == []
    assert "登记错了人" in Entry.objects.get(code="administration.reopen_post").detail
    join_body(office, back, body=made.body(city), duty="member", starts=date(2024, 4, 1))
    with pytest.raises(Refused, match="没有结束任职，不用恢复"):
        reopen_post(office, back, reason="再来一次")


def test_only_the_office_undoes_an_end(office: Seat, liaison: Seat) -> None:
    member = ended(office, add(office))
    with pytest.raises(PermissionDenied):
        reopen_post(liaison, member, reason="登记错了人")


def test_a_member_may_be_away_for_a_while_but_not_ended_by_editing(office: Seat) -> None:
    member = edit(office, add(office), status=MemberStatus.LEAVE_OF_ABSENCE)
    assert member.status == MemberStatus.LEAVE_OF_ABSENCE
    with pytest.raises(Refused, match="请用“结束任职”办理"):
        edit(office, member, status=MemberStatus.REVOKED)


def test_bodies_are_joined_once_and_left_with_a_date(office: Seat, city: Committee) -> None:
    member, body = add(office), made.body(city)
    join_body(office, member, body=body, duty="head", starts=date(2023, 4, 1))
    with pytest.raises(Refused, match="已在“提案委”"):
        join_body(office, member, body=body, duty="member", starts=date(2023, 5, 1))
    with pytest.raises(Refused, match="离开日期早于"):
        leave_body(office, member, body=body, ends=date(2023, 3, 1))
    leave_body(office, member, body=body, ends=date(2024, 4, 1))
    assert member.memberships.get().ends == date(2024, 4, 1)
    with pytest.raises(Refused, match="现在不在"):
        leave_body(office, member, body=body, ends=date(2024, 4, 1))


def test_contacts_are_written_masked_in_pages_and_hidden_in_the_trail(office: Seat, liaison: Seat) -> None:
    member = add(office)
    contacts = {"phone": "13812345678", "email": "w@example.cn", "address": "示范市城东区人民路1号"}
    member = edit_contact(liaison, member, **contacts, party_affiliation="民建会员")
    assert masked(liaison, member, "phone") == "138****5678"
    assert masked(liaison, member, "email") == "w***@example.cn"
    assert masked(liaison, member, "address") == "示范市城东区****"
    assert masked(liaison, member, "party_affiliation") == "已登记"
    trail = Entry.objects.get(code="administration.edit_contact").detail
    assert all(value not in trail for value in (*contacts.values(), "民建会员"))
    member = edit_contact(liaison, member, phone="", email="无", address="", party_affiliation="")
    assert (member.phone, member.email) == ("13812345678", "")


def test_the_office_may_not_write_contacts(office: Seat) -> None:
    member = add(office)
    with pytest.raises(PermissionDenied):
        edit_contact(office, member, phone="1", email="", address="", party_affiliation="")


def test_a_look_at_a_contact_needs_liaison_staff_and_is_in_the_trail(office: Seat, liaison: Seat) -> None:
    member = edit_contact(
        liaison, add(office), phone="13812345678", email="", address="", party_affiliation=""
    )
    with pytest.raises(PermissionDenied):
        view_sensitive(office, member, "phone", "通知开会")
    assert view_sensitive(liaison, member, "phone", "通知开会") == "13812345678"
    entry = Entry.objects.get(code="members.view_sensitive")
    assert "手机：通知开会" in entry.detail
    assert "13812345678" not in entry.detail
    assert entry.mentions.get().object_id == str(member.pk)


def test_looks_are_limited_a_day(office: Seat, liaison: Seat) -> None:
    member = add(office)
    for _ in range(LOOKS_A_DAY):
        view_sensitive(liaison, member, "phone", "核对名册")
    with pytest.raises(Refused, match="今天已查看30次"):
        view_sensitive(liaison, member, "phone", "核对名册")
    assert Entry.objects.filter(code="members.view_sensitive", ok=False).count() == 1


def test_another_committees_member_is_not_found(other_city: Committee, office: Seat) -> None:
    theirs = made.member(other_city)
    with pytest.raises(Http404):
        edit(office, theirs, name="改名")


def test_a_member_may_not_edit_the_directory(city: Committee, office: Seat) -> None:
    member = add(office)
    with pytest.raises(PermissionDenied):
        edit(made.seat(city, Role.MEMBER, member=member), member, name="改名")


def test_folded_and_small_sectors_are_filtered_together(office: Seat, city: Committee) -> None:
    big, small = another_sector(city), another_sector(city, "体育界")
    folded = another_sector(city, "宗教界", fold=True)
    for number, sector in enumerate([big, big, big, small, folded, folded, folded]):
        add(office, member_no=f"{number}", name=f"王{number}", sector=sector)
    assert queries.sector_choices(office) == [(str(big.pk), "经济界"), ("other", "其他界别")]
    rows = queries.members_of(office)
    assert queries.in_sector(office, rows, "other").count() == 4
    assert queries.in_sector(office, rows, str(big.pk)).count() == 3


@pytest.mark.parametrize(("fold", "held", "told"), [(False, 5, 5), (False, 2, "不足3人"), (True, 9, "")])
def test_members_of_folded_and_small_sectors_are_not_counted(fold: bool, held: int, told: object) -> None:
    sector = Sector(name="宗教界", fold=fold)
    sector.holding = held  # type: ignore[attr-defined]  # what the list annotates
    assert queries.members_in(sector) == told


def test_the_roster_holds_those_with_a_seat_today(office: Seat) -> None:
    today = timezone.localdate()
    here, gone = add(office), add(office, member_no="2", name="丁某")
    end_post(
        office,
        gone,
        status=MemberStatus.TRANSFERRED,
        ends=today - timedelta(days=1),
        end_reason="调离",
        document_no="",
    )
    assert list(queries.roster(office, today)) == [here]
