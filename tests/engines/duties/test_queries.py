"""Facts of a year, counts by kind, years, and which records may be opened."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from tests.conftest import SeatMaker
from tests.factories import directory
from tests.factories.duties import row, yield_facts
from tests.house.watching import queries
from zhengxie.engines.duties.models import Fact
from zhengxie.engines.duties.queries import counts_by_kind, ledger_of, openable, with_counts, years
from zhengxie.engines.plans.models import Plan
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Member
from zhengxie.foundation.workflow.actions import loading


@pytest.fixture
def member(city: Committee) -> Member:
    return directory.member(city)


@pytest.fixture
def own(member: Member, seat: SeatMaker) -> Seat:
    return seat(Role.MEMBER, member=member)


@pytest.fixture
def facts(city: Committee, member: Member) -> list[Fact]:
    """Two of 2022, one of 2021, and one of 2022 that was voided."""
    unit = directory.unit(city)
    rows = [
        row(member, "甲案"),
        row(member, "乙案", on=date(2022, 12, 31)),
        row(member, "丙案", on=date(2021, 12, 31)),
    ]
    yield_facts(unit, *rows, row(member, "丁案"))
    return yield_facts(unit, *rows)


def test_the_ledger_is_newest_first_and_holds_voided_facts(
    own: Seat, member: Member, facts: list[Fact]
) -> None:
    found = ledger_of(own, member)
    assert [fact.title for fact in found.filter(voided=None)] == ["乙案", "甲案", "丙案"]
    assert found.count() == 4


def test_counts_are_those_of_the_year(own: Seat, member: Member, facts: list[Fact]) -> None:
    assert counts_by_kind(own, member, 2022) == {"proposal": 2}
    assert counts_by_kind(own, member, 2020) == {}


def test_counts_of_many_members_take_one_query(
    city: Committee, seat: SeatMaker, member: Member, facts: list[Fact]
) -> None:
    other = directory.member(city, "李示范", "002")
    everyone = Member.objects.filter(committee=city)
    rows: Iterable[Any] = with_counts(seat(Role.LIAISON_STAFF), everyone, 2022)
    with queries() as seen:
        found = {m.pk: m.count_proposal for m in rows}
    assert found == {member.pk: 2, other.pk: 0}
    assert len(seen) == 1


def test_years_are_this_one_and_those_with_facts(
    own: Seat, seat: SeatMaker, member: Member, facts: list[Fact]
) -> None:
    this = date.today().year
    assert years(own, member) == sorted({this, 2022, 2021}, reverse=True)
    assert years(seat(Role.LIAISON_STAFF)) == sorted({this, 2022, 2021}, reverse=True)
    assert years(seat(Role.OFFICE_STAFF)) == [this]


def test_a_record_opens_where_the_seat_may_see_it(
    city: Committee, own: Seat, seat: SeatMaker, member: Member
) -> None:
    with loading():
        hidden, shown = (
            Plan(committee=city, year=2022, title="草稿"),
            Plan(committee=city, year=2021, state="issued"),
        )
        hidden.save()
        shown.save()
    facts = [*yield_facts(hidden, row(member, "甲")), *yield_facts(shown, row(member, "乙"))]
    assert openable(own, facts) == {facts[1].pk}
    assert openable(seat(Role.CHAIR_LEVEL, member=member), facts) == {f.pk for f in facts}
    assert openable(seat(Role.SYSTEM_ADMINISTRATOR), facts) == set()


def test_a_fact_without_an_address_leads_nowhere(city: Committee, own: Seat, member: Member) -> None:
    facts = yield_facts(directory.unit(city), row(member, url=""))
    assert openable(own, facts) == set()


def test_asking_what_opens_takes_one_query_a_kind_of_record(
    city: Committee, own: Seat, member: Member
) -> None:
    facts = yield_facts(directory.unit(city), *[row(member, f"第{n}件") for n in range(60)])
    with queries() as seen:
        assert len(openable(own, facts)) == 60
    assert len(seen) == 1
