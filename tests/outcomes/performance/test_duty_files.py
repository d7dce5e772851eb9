"""The list of duty files: search, filters, counts; never a ranking. domain/06, restraint"""

import io
import re
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from tests.factories.duties import SPRING, row, yield_facts
from tests.house.watching import queries
from zhengxie.engines.duties.models import FactKind
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Body, Committee, Member, SeatPeriod, Sector
from zhengxie.foundation.workflow.actions import loading

LIST = "/performance/members/"
READERS = (Role.LIAISON_STAFF, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL)
CLOSED = [r for r in Role if r not in (*READERS, Role.CONVENER, Role.SYSTEM)]


@pytest.fixture
def counted(town: Committee, member: Member, other: Member) -> None:
    """王示安 has one proposal of 2022, 李示范 two of 2022 and one of 2021."""
    last = SPRING.replace(year=2021)
    rows = [row(member, "甲"), row(other, "乙"), row(other, "丙"), row(other, "丁", on=last)]
    yield_facts(directory.unit(town), *rows)


def names(browser: Any, query: str = "") -> list[str]:
    answer = browser.get(LIST + query)
    assert answer.status_code == 200
    return re.findall(r'class="zx-title" href="[^"]*">([^<]+)<', answer.content.decode())


def numbers(browser: Any, query: str = "") -> list[str]:
    text = browser.get(LIST + query).content.decode()
    return re.findall(r'<td data-l="提案"[^>]*>(\d+)</td>', text)


@pytest.mark.parametrize("role", READERS)
def test_section_and_leaders_see_everyone_by_strokes(
    role: Role, counted: None, seat: SeatMaker, client_of: ClientMaker
) -> None:
    browser = client_of(seat(role))
    assert names(browser) == ["王示安", "李示范"]
    assert numbers(browser) == ["1", "2"]


@pytest.mark.parametrize("role", CLOSED)
def test_it_is_closed_to_everyone_else(
    role: Role, counted: None, member: Member, seat: SeatMaker, client_of: ClientMaker
) -> None:
    assert client_of(seat(role, member=member)).get(LIST).status_code == 403


def test_no_column_sorts_whatever_the_address_says(
    counted: None, liaison: Seat, client_of: ClientMaker
) -> None:
    """No list of persons can be sorted by what they did."""
    browser = client_of(liaison)
    assert "sort=" not in browser.get(LIST).content.decode()
    for kind in FactKind.values:
        for order in (f"count_{kind}", f"-count_{kind}", "-facts", "facts__on"):
            assert names(browser, f"?sort={order}") == ["王示安", "李示范"]


def test_the_sector_does_not_stand_beside_the_counts(
    counted: None, liaison: Seat, client_of: ClientMaker
) -> None:
    assert 'data-l="界别"' not in client_of(liaison).get(LIST).content.decode()


def test_the_year_chooses_the_counts(counted: None, liaison: Seat, client_of: ClientMaker) -> None:
    browser = client_of(liaison)
    assert numbers(browser, "?year=2021") == ["0", "1"]
    assert numbers(browser, "?year=²") == ["1", "2"]
    assert "/?year=2021" in browser.get(LIST + "?year=2021").content.decode()


@pytest.mark.parametrize("words", ["李示范", "lishifan", "lsf", "示范"])
def test_search_reads_names_and_pinyin(
    words: str, counted: None, liaison: Seat, client_of: ClientMaker
) -> None:
    assert names(client_of(liaison), f"?q={words}") == ["李示范"]


def test_bodies_filter(counted: None, keepers: Body, liaison: Seat, client_of: ClientMaker) -> None:
    assert names(client_of(liaison), f"?body={keepers.pk}") == ["王示安"]


def test_small_and_folded_sectors_are_filtered_together(
    counted: None, town: Committee, other: Member, liaison: Seat, client_of: ClientMaker
) -> None:
    """domain/02 §2: fold, and any with under three members."""
    with loading():
        folded = Sector.objects.create(committee=town, number=29, name="少数民族界", fold=True)
        SeatPeriod.objects.filter(member=other).update(sector=folded)
    text = client_of(liaison).get(LIST).content.decode()
    assert "少数民族界" not in text
    assert names(client_of(liaison), "?sector=other") == ["王示安", "李示范"]
    assert f'value="{folded.pk}"' not in text.split('name="body"')[0].split('name="sector"')[1]


def test_a_convener_sees_the_own_group(
    counted: None, town: Committee, other: Member, keepers: Body, seat: SeatMaker, client_of: ClientMaker
) -> None:
    browser = client_of(seat(Role.CONVENER, member=other, body=keepers))
    assert names(browser) == ["王示安"]
    assert numbers(browser) == ["1"]
    assert "本组委员履职次数" in browser.get(LIST).content.decode()
    assert LIST in browser.get("/performance/").content.decode()


def test_another_committee_sees_nobody(
    counted: None, other_city: Committee, seat: SeatMaker, client_of: ClientMaker
) -> None:
    assert names(client_of(seat(Role.LIAISON_STAFF, owner=other_city))) == []


def test_the_workbook_holds_the_same_rows_and_is_recorded(
    counted: None, liaison: Seat, client_of: ClientMaker
) -> None:
    answer = client_of(liaison).get(LIST + "?year=2022&export=xlsx")
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    lines = [list(line) for line in sheet.values]
    assert lines[2] == ["姓名", "委员证号", "政协职务", "所在机构", "提案"]
    assert [(line[0], line[-1]) for line in lines[3:]] == [("王示安", 1), ("李示范", 2)]
    assert "按姓氏笔画为序" in str(lines[1])
    assert Entry.objects.filter(code="pages.export", title="委员履职档案").exists()


def test_one_menu_entry_leads_where_the_seat_belongs(
    counted: None, own: Seat, liaison: Seat, member: Member, seat: SeatMaker, client_of: ClientMaker
) -> None:
    entry = re.compile(r'<a href="([^"]*)"[^>]*><svg[^>]*><use[^>]*/></svg>履职档案</a>')
    for who, path in ((own, "/performance/"), (liaison, LIST), (seat(Role.CHAIR_LEVEL, member=member), LIST)):
        assert entry.findall(client_of(who).get("/todos/").content.decode()) == [path]


def test_a_chair_level_member_finds_the_own_file_there(
    counted: None, member: Member, seat: SeatMaker, client_of: ClientMaker
) -> None:
    text = client_of(seat(Role.CHAIR_LEVEL, member=member)).get(LIST).content.decode()
    assert 'href="/performance/"' in text


@pytest.mark.parametrize("role", [Role.LIAISON_STAFF, Role.CONVENER])
def test_sixty_members_cost_no_more_queries(
    role: Role, town: Committee, member: Member, seat: SeatMaker, client_of: ClientMaker
) -> None:
    people = [directory.member(town, f"王示{n}", f"1{n:02}") for n in range(60)]
    yield_facts(directory.unit(town), *[row(person, "一件提案") for person in people])
    browser = client_of(seat(role, member=member))
    with queries() as seen:
        assert len(names(browser, "?size=100")) == 61
    assert len(seen) <= 15
