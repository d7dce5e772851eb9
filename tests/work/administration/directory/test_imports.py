"""Import of members and units: preview first, all or nothing, the same table twice changes nothing."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from tests.conftest import ClientMaker
from tests.factories import directory as made
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Member, Unit
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.directory import end_post, import_members, import_units
from zhengxie.work.administration.queries.directory.imports import ImportRows, Result
from zhengxie.work.administration.queries.directory.member_imports import plan_members
from zhengxie.work.administration.queries.directory.unit_imports import plan_units

MEMBER_COLUMNS = ["委员证号", "姓名", "性别", "界别", "政协职务", "任职日期", "所在机构", "工作单位", "手机"]
MEMBERS = reverse("directory_members_import")
UNITS = reverse("directory_units_import")


@pytest.fixture
def office(city: Committee) -> Seat:
    return made.seat(city, Role.OFFICE_STAFF)


def table(*rows: list[Any]) -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("委员.xlsx", out.getvalue())


def upload(client: Client, url: str, *rows: list[Any]) -> Any:
    return client.post(url, {"table": table(*rows)})


def confirm(client: Client, url: str, preview: Any) -> Any:
    text = preview.content.decode()
    posted = {"do": re.search(r'name="do" value="([^"]+)"', text).group(1)}  # type: ignore[union-attr]
    for name in ("rows", "version"):
        posted[name] = re.search(rf'name="{name}" value="([^"]*)"', text).group(1)  # type: ignore[union-attr]
    return client.post(url, posted, follow=True)


def test_a_preview_stores_nothing_and_confirming_writes_all(
    office: Seat, city: Committee, client_of: ClientMaker
) -> None:
    made.body(city)
    client = client_of(office)
    rows = [
        ["0001", "丁某", "女", "教育界", "", "", "提案委", "市一中"],
        ["0002", "何某", "男", "教育界", "常务委员", "2022-02-01"],
    ]
    preview = upload(client, MEMBERS, MEMBER_COLUMNS, *rows)
    assert "新增 2" in preview.content.decode()
    assert not Member.objects.exists()
    done = confirm(client, MEMBERS, preview)
    assert "导入完成：新增2" in done.content.decode()
    first, second = Member.objects.order_by("member_no")
    assert (first.name, first.employer, first.seats.get().starts) == ("丁某", "市一中", made.BEGIN)
    assert first.memberships.get().body.short_name == "提案委"
    assert (second.seats.get().post, second.seats.get().starts) == ("standing_member", date(2022, 2, 1))


def test_the_same_table_again_changes_nothing(office: Seat, client_of: ClientMaker) -> None:
    client = client_of(office)
    rows = [MEMBER_COLUMNS, ["0001", "丁某", "女", "教育界", "委员", "", "", "市一中"]]
    confirm(client, MEMBERS, upload(client, MEMBERS, *rows))
    version = Member.objects.get().version
    again = upload(client, MEMBERS, *rows)
    assert "没有需要写入的内容" in again.content.decode()
    assert Member.objects.get().version == version


def test_a_wrong_row_blocks_the_table_and_comes_back_marked(office: Seat, client_of: ClientMaker) -> None:
    client = client_of(office)
    rows = [
        ["0001", "丁某", "女", "教育界"],
        ["0002", "何某", "男", "不存在界"],
        ["0003", "", "男", "教育界"],
    ]
    preview = upload(client, MEMBERS, MEMBER_COLUMNS, *rows).content.decode()
    assert "确认导入" not in preview
    assert "“界别”“不存在界”不在可选范围内" in preview
    assert "“姓名”没有填写" in preview
    marked = re.search(r'name="marked" value="([^"]+)"', preview).group(1)  # type: ignore[union-attr]
    answer = client.post(MEMBERS, {"marked": marked})
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    reasons = [sheet.cell(row, len(MEMBER_COLUMNS) + 1).value for row in (1, 2, 3, 4)]
    assert reasons[:2] == ["问题", None]
    assert all(reasons[2:])


def test_what_is_no_table_is_refused_with_the_reason(office: Seat, client_of: ClientMaker) -> None:
    client = client_of(office)
    answer = client.post(MEMBERS, {"table": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")})
    assert answer.status_code == 422
    assert "旧版 .xls" in answer.content.decode()
    assert "请选择要导入的 Excel 文件" in client.post(MEMBERS, {}).content.decode()


def test_rows_changed_in_the_page_are_not_taken(office: Seat, client_of: ClientMaker) -> None:
    client = client_of(office)
    answer = client.post(
        MEMBERS, {"do": "administration.import_members", "rows": "W10:forged", "version": "1"}
    )
    assert answer.status_code == 422
    assert "预览已过期" in answer.content.decode()
    assert not Member.objects.exists()


def test_rows_signed_for_another_person_are_not_taken(
    office: Seat, city: Committee, client_of: ClientMaker
) -> None:
    preview = upload(client_of(office), MEMBERS, MEMBER_COLUMNS, ["0001", "丁某", "女", "教育界"])
    other = client_of(made.seat(city, Role.OFFICE_STAFF))
    assert confirm(other, MEMBERS, preview).status_code == 422
    assert not Member.objects.exists()


def test_contacts_are_imported_by_liaison_staff_only(
    office: Seat, city: Committee, client_of: ClientMaker
) -> None:
    row = ["0001", "丁某", "女", "教育界", "", "", "", "", "13812345678"]
    preview = upload(client_of(office), MEMBERS, MEMBER_COLUMNS, row)
    assert "以下列不会导入：手机" in preview.content.decode()
    liaison = client_of(made.seat(city, Role.LIAISON_STAFF))
    confirm(liaison, MEMBERS, upload(liaison, MEMBERS, MEMBER_COLUMNS, row))
    assert Member.objects.get().phone == "13812345678"
    assert not Entry.objects.filter(detail__contains="13812345678").exists()


def rows_of(**values: Any) -> ImportRows:
    base = {"member_no": "001", "name": "王建华", "gender": "male", "sector": "", "bodies": ""}
    return ImportRows([(2, {**base, **values})])


def sector_key(owner: Committee) -> str:
    from zhengxie.foundation.directory.models import Sector

    return str(Sector.objects.get(committee=owner).pk)


def test_a_change_of_post_needs_its_date(office: Seat, city: Committee) -> None:
    member, key = made.member(city), sector_key(city)
    wrong = plan_members(office, rows_of(sector=key, post="chair"))[0]
    assert wrong.result == Result.WRONG
    assert "请填变动日期（晚于2022-01-01）" in wrong.reason
    given = rows_of(sector=key, post="chair", starts=date(2024, 1, 1))
    import_members(office, city, rows=given)
    assert [s.post for s in member.seats.order_by("starts")] == ["member", "chair"]
    assert given.outcome == "更新1"
    assert plan_members(office, rows_of(sector=key, post="chair"))[0].result == Result.SAME


@pytest.mark.parametrize("known", [False, True])
def test_a_seat_that_begins_in_the_future_is_wrong(office: Seat, city: Committee, known: bool) -> None:
    if known:
        made.member(city)
    given = rows_of(sector=sector_key(city), post="chair", starts=date(2099, 1, 1))
    row = plan_members(office, given)[0]
    assert (row.result, row.reason) == (Result.WRONG, "“任职日期”2099-01-01晚于今天，请改正，或到当日再导入")
    with pytest.raises(Refused, match="第2行“任职日期”2099-01-01晚于今天"):
        import_members(office, city, rows=given)


def test_who_holds_no_seat_is_not_put_into_a_body(office: Seat, city: Committee) -> None:
    member, body = made.member(city), made.body(city)
    values = {"status": "deceased", "end_reason": "去世", "document_no": ""}
    end_post(office, member, ends=date(2024, 1, 1), **values)
    row = plan_members(office, rows_of(sector=sector_key(city), bodies=body.name))[0]
    assert (row.result, "没有在任的席位" in row.reason) == (Result.WRONG, True)


def test_a_number_that_belongs_to_somebody_else_is_wrong(office: Seat, city: Committee) -> None:
    made.member(city)
    row = plan_members(office, rows_of(name="李某", sector=sector_key(city)))[0]
    assert (row.result, "001是王建华" in row.reason) == (Result.WRONG, True)


def test_a_number_that_stands_twice_is_wrong_in_both_rows(office: Seat, city: Committee) -> None:
    values = {"name": "李某", "sector": sector_key(city), "member_no": "9"}
    given = ImportRows([(2, {**values}), (5, {**values, "name": "丁某"})])
    planned = plan_members(office, given)
    assert [row.reason for row in planned] == ["“委员证号”9与第5行重复", "“委员证号”9与第2行重复"]


def test_a_namesake_is_pointed_out(office: Seat, city: Committee) -> None:
    made.member(city)
    row = plan_members(office, rows_of(member_no="9", sector=sector_key(city)))[0]
    assert (row.result, "同名委员（证号001）" in row.reason) == (Result.NEW, True)


def test_an_import_that_no_longer_fits_writes_nothing(office: Seat, city: Committee) -> None:
    good = {"member_no": "5", "name": "丁某", "gender": "female", "sector": sector_key(city)}
    given = ImportRows([(2, good), (3, {**good, "member_no": "6", "bodies": "撤了的委"})])
    with pytest.raises(Refused, match="第3行.*没有“撤了的委”"):
        import_members(office, city, rows=given)
    assert not Member.objects.exists()


def test_an_import_leaves_its_numbers_and_each_row_in_the_trail(office: Seat, city: Committee) -> None:
    import_members(office, city, rows=rows_of(sector=sector_key(city)))
    entry = Entry.objects.get(code="administration.import_members")
    assert "1行：新增1" in entry.detail
    assert "王建华" not in entry.detail
    assert Entry.objects.filter(code="administration.add_member", title="王建华").count() == 1


def test_units_are_imported_and_found_again(office: Seat, client_of: ClientMaker) -> None:
    client = client_of(office)
    rows: list[list[Any]] = [
        ["单位名称", "类型", "职责", "顺序"],
        ["市教育局", "承办单位", "教育", 1],
        ["市委办公室", "党政办公机构", "", ""],
    ]
    assert "导入完成：新增2" in confirm(client, UNITS, upload(client, UNITS, *rows)).content.decode()
    assert {u.name: u.code for u in Unit.objects.all()} == {"市教育局": "sjyj", "市委办公室": "swbgs"}
    rows[1][2] = "各级各类教育"
    preview = upload(client, UNITS, *rows)
    assert "更新 1" in preview.content.decode()
    assert "修改职责" in preview.content.decode()
    confirm(client, UNITS, preview)
    assert Unit.objects.get(code="sjyj").duties == "各级各类教育"
    assert Unit.objects.get(code="sjyj").order == 1


def test_a_unit_whose_code_contradicts_its_name_is_wrong(office: Seat, city: Committee) -> None:
    made.unit(city)
    planned = plan_units(
        office, ImportRows([(2, {"name": "市教育局", "code": "xxx"}), (3, {"name": "局", "code": "教"})])
    )
    assert [row.result for row in planned] == [Result.WRONG, Result.WRONG]
    assert "名录中市教育局的代码是jyj" in planned[0].reason


def test_equal_initials_get_different_codes(office: Seat) -> None:
    planned = plan_units(office, ImportRows([(2, {"name": "市教育局"}), (3, {"name": "市监狱局"})]))
    assert [row.values["code"] for row in planned] == ["sjyj", "sjyj2"]


@pytest.mark.parametrize("name", ["directory_members_template", "directory_units_template"])
def test_the_template_can_be_downloaded(office: Seat, client_of: ClientMaker, name: str) -> None:
    answer = client_of(office).get(reverse(name))
    assert load_workbook(BytesIO(answer.content)).sheetnames[1] == "填写说明"


@pytest.mark.parametrize("url", [MEMBERS, UNITS])
def test_members_may_not_import(city: Committee, client_of: ClientMaker, url: str) -> None:
    member = client_of(made.seat(city, Role.MEMBER, member=made.member(city)))
    assert member.get(url).status_code == 403


def test_import_units_writes_what_was_planned(office: Seat, city: Committee) -> None:
    given = ImportRows([(2, {"name": "市水务局", "code": "swj", "duties": "供水节水"})])
    import_units(office, city, rows=given)
    assert given.outcome == "新增1"
    assert Unit.objects.get(code="swj").kind == "handling_unit"
    with pytest.raises(PermissionDenied):
        import_units(made.seat(city, Role.LIAISON_STAFF), city, rows=given)
