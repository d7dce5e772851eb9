"""One member's file as the liaison section and the leaders open it; a convener sees counts only. 02 §6"""

from typing import Any

import pytest

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from tests.factories.duties import row, yield_facts
from tests.house.watching import queries
from tests.outcomes.performance.conftest import TITLE, ask
from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Member
from zhengxie.foundation.workflow.actions import loading

READERS = (Role.LIAISON_STAFF, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL)
CLOSED = [r for r in Role if r not in (*READERS, Role.CONVENER, Role.SYSTEM)]


def path_of(member: Member, more: str = "?year=2022&kind=proposal") -> str:
    return f"/performance/members/{member.pk}/{more}"


def page(browser: Any, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("role", READERS)
def test_section_and_leaders_read_it(
    role: Role, member: Member, fact: Fact, seat: SeatMaker, client_of: ClientMaker
) -> None:
    text = page(client_of(seat(role)), path_of(member))
    for words in ("王示安", "教育界", "1 件", TITLE, "独立提案"):
        assert words in text
    assert "提出更正" not in text


@pytest.mark.parametrize("role", CLOSED)
def test_it_is_closed_to_everyone_else(
    role: Role, member: Member, fact: Fact, seat: SeatMaker, client_of: ClientMaker
) -> None:
    """Members their own one, too: it has an address of its own."""
    browser = client_of(seat(role, member=member))
    assert browser.get(path_of(member)).status_code == 403
    assert browser.get(path_of(member, "print/")).status_code == 403


def test_a_convener_sees_how_many_and_never_which(
    member: Member, other: Member, fact: Fact, seat: SeatMaker, client_of: ClientMaker
) -> None:
    with loading():
        member.employer, member.education = "示范市第一中学", "研究生"
        member.save()
    ask(seat(Role.MEMBER, member=member), fact=fact)
    text = page(client_of(seat(Role.CONVENER, member=other)), path_of(member))
    assert "1 件" in text
    assert "召集人只看次数" in text
    for words in (TITLE, "更正申请", "示范市第一中学", "研究生", "打印</a>", "下载"):
        assert words not in text


def test_a_convener_gets_no_workbook_and_no_paper(
    member: Member, other: Member, fact: Fact, seat: SeatMaker, client_of: ClientMaker
) -> None:
    browser = client_of(seat(Role.CONVENER, member=other))
    answer = browser.get(path_of(member, "?year=2022&export=xlsx"))
    assert answer["Content-Type"].startswith("text/html")
    assert browser.get(path_of(member, "print/")).status_code == 403


def test_a_member_of_another_group_is_404_for_a_convener(
    member: Member, other: Member, town: Committee, seat: SeatMaker, client_of: ClientMaker
) -> None:
    group = directory.body(town, "group-1", "第一活动组", "一组")
    convener = seat(Role.CONVENER, member=other, body=group)
    assert client_of(convener).get(path_of(member)).status_code == 404


def test_a_member_of_another_committee_is_404(
    member: Member, other_city: Committee, seat: SeatMaker, client_of: ClientMaker
) -> None:
    for role in READERS:
        browser = client_of(seat(role, owner=other_city))
        assert browser.get(path_of(member)).status_code == 404
        assert browser.get(path_of(member, "print/")).status_code == 404


def test_a_record_that_the_reader_may_not_open_is_no_link(
    member: Member, fact: Fact, liaison: Seat, client_of: ClientMaker
) -> None:
    Fact.objects.filter(pk=fact.pk).update(label="audit.entry")  # a table without a scope
    text = page(client_of(liaison), path_of(member))
    assert TITLE in text
    assert f">{TITLE}</a>" not in text


def test_paper_and_workbook(member: Member, fact: Fact, liaison: Seat, client_of: ClientMaker) -> None:
    browser = client_of(liaison)
    paper = page(browser, path_of(member, "print/?year=2022"))
    assert TITLE in paper
    assert f'href="/performance/members/{member.pk}/"' in paper
    answer = browser.get(path_of(member, "?year=2022&export=xlsx"))
    assert "spreadsheetml" in answer["Content-Type"]
    entry = Entry.objects.get(code="pages.export")
    assert "王示安" in entry.title


def test_contacts_are_nowhere(member: Member, fact: Fact, liaison: Seat, client_of: ClientMaker) -> None:
    with loading():
        member.phone, member.email, member.party_affiliation = "13811112222", "w@example.invalid", "某党派"
        member.save()
    browser = client_of(liaison)
    for more in ("", "print/"):
        text = page(browser, path_of(member, more))
        assert not any(words in text for words in ("13811112222", "****", "example.invalid", "某党派"))


@pytest.mark.parametrize("role", [Role.LIAISON_STAFF, Role.CONVENER])
def test_sixty_facts_cost_no_more_queries(
    role: Role, member: Member, other: Member, town: Committee, seat: SeatMaker, client_of: ClientMaker
) -> None:
    yield_facts(directory.unit(town), *[row(member, f"第{n}件提案") for n in range(60)])
    browser = client_of(seat(role, member=other))
    with queries() as seen:
        assert "60 件" in page(browser, path_of(member))
    assert len(seen) <= 15
