"""履职档案 of the own member: S8 without points."""

import io
from typing import Any

from openpyxl import load_workbook

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from tests.factories.duties import SPRING, row, yield_facts
from tests.house.watching import queries
from tests.outcomes.performance.conftest import TITLE, WISH, ask
from zhengxie.engines.duties.models import Fact
from zhengxie.engines.plans.models import Plan
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Member
from zhengxie.foundation.workflow.actions import loading
from zhengxie.outcomes.performance.actions import answer_objection

MINE = "/performance/"
OPENED = "/performance/?year=2022&kind=proposal"


def page(browser: Any, path: str = MINE) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_shows_who_one_is_and_how_many_facts_of_each_kind(
    own: Seat, fact: Fact, client_of: ClientMaker
) -> None:
    text = page(client_of(own))
    for words in (
        "王示安",
        "教育界",
        "提案委",
        "2022年1月起任职",
        "2022年度",
        "1 件",
        "独立提案 1，其中已立案 1",
    ):
        assert words in text
    assert TITLE not in text, "each count opens its facts"


def test_a_count_opens_its_facts_with_role_and_link(own: Seat, fact: Fact, client_of: ClientMaker) -> None:
    text = page(client_of(own), OPENED)
    assert f'<a href="{fact.url}">{TITLE}</a>' in text
    assert "独立提案" in text
    assert "已立案" in text
    assert f"/performance/facts/{fact.pk}/correct/" in text


def test_a_record_that_the_seat_may_not_open_is_no_link(
    own: Seat, town: Committee, member: Member, client_of: ClientMaker
) -> None:
    with loading():
        hidden = Plan(committee=town, year=2022, title="草稿")
        hidden.save()
    yield_facts(hidden, row(member, TITLE, url="/plans/1/"))
    text = page(client_of(own), OPENED)
    assert TITLE in text
    assert f">{TITLE}</a>" not in text


def test_an_empty_year_says_so(own: Seat, client_of: ClientMaker) -> None:
    text = page(client_of(own), OPENED)
    assert "2022年度还没有提案记录" in text
    assert "漏记了，提出更正" in text


def test_a_voided_record_is_not_counted_and_stays_struck_out(
    own: Seat, fact: Fact, town: Committee, client_of: ClientMaker
) -> None:
    yield_facts(directory.unit(town))
    text = page(client_of(own), OPENED)
    assert "0 件" in text
    assert "已作废的记录" in text
    assert f"<del>2022-03-01　提案　{TITLE}</del>" in text
    assert "2022-06-06作废" in text


def test_a_record_that_changed_is_shown_once(
    own: Seat, fact: Fact, town: Committee, member: Member, client_of: ClientMaker
) -> None:
    """Filing a proposal voids the fact of its submission; nothing was taken from the member."""
    later: Any = {"role": "sole", "filed": False}
    yield_facts(directory.unit(town), row(member, TITLE, on=SPRING, attributes=later))
    text = page(client_of(own), OPENED)
    assert "1 件" in text
    assert "未立案" in text
    assert "作废" not in text


def test_own_requests_stand_there_with_their_answers(
    own: Seat, liaison: Seat, fact: Fact, client_of: ClientMaker
) -> None:
    made = ask(own, fact=fact)
    text = page(client_of(own), OPENED)
    assert "更正申请待答复" in text
    assert f"/performance/facts/{fact.pk}/correct/" not in text
    answer_objection(liaison, made, upheld=False, answer="与原件一致，维持记录。")
    text = page(client_of(own), OPENED)
    assert "未采纳" in text
    assert "与原件一致，维持记录。" in text
    assert f"/performance/facts/{fact.pk}/correct/" in text


def test_nothing_of_another_member_stands_there(
    own: Seat, other: Member, seat: SeatMaker, town: Committee, client_of: ClientMaker
) -> None:
    yield_facts(directory.unit(town), row(other, "李委员的提案"))
    ask(seat(Role.MEMBER, member=other), text="这是李委员的更正。")
    text = page(client_of(own), OPENED)
    assert "李委员" not in text


def test_a_chair_level_member_has_one_too(
    fact: Fact, member: Member, seat: SeatMaker, client_of: ClientMaker
) -> None:
    text = page(client_of(seat(Role.CHAIR_LEVEL, member=member)), OPENED)
    assert TITLE in text
    assert "提出更正" in text


def test_staff_have_none(liaison: Seat, seat: SeatMaker, client_of: ClientMaker) -> None:
    for who in (liaison, seat(Role.OFFICE_STAFF), seat(Role.SYSTEM_ADMINISTRATOR)):
        assert client_of(who).get(MINE).status_code == 403


def test_a_member_s_hat_without_a_member_is_told_so(
    town: Committee, seat: SeatMaker, client_of: ClientMaker
) -> None:
    answer = client_of(seat(Role.MEMBER)).get(MINE)
    assert answer.status_code == 200 and "还没有对应到委员" in answer.content.decode()


def test_an_odd_year_or_kind_is_this_year_and_nothing_opened(
    own: Seat, fact: Fact, client_of: ClientMaker
) -> None:
    for odd in ("?year=²&kind=²", "?year=1&kind=proposal", "?year=99999999999"):
        assert "2022年度" in page(client_of(own), MINE + odd)


def test_the_past_year_can_be_chosen(
    own: Seat, town: Committee, member: Member, client_of: ClientMaker
) -> None:
    yield_facts(directory.unit(town), row(member, "去年的提案", on=SPRING.replace(year=2021)))
    browser = client_of(own)
    assert '<option value="2021">2021年度</option>' in page(browser)
    assert "去年的提案" in page(browser, "/performance/?year=2021&kind=proposal")


def test_download_holds_the_same_and_is_recorded(own: Seat, fact: Fact, client_of: ClientMaker) -> None:
    answer = client_of(own).get("/performance/?year=2022&export=xlsx")
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for line in sheet.values for cell in line if cell is not None]
    assert TITLE in cells
    assert "独立提案，已立案" in cells
    assert Entry.objects.filter(code="pages.export", actor_id=own.user_id).exists()


def test_paper_holds_every_fact(own: Seat, fact: Fact, client_of: ClientMaker) -> None:
    ask(own, fact=fact)
    text = page(client_of(own), "/performance/print/?year=2022")
    for words in ("委员履职档案", "2022年度", TITLE, "独立提案，已立案", WISH, "打印人"):
        assert words in text


def test_contacts_and_party_are_nowhere(
    own: Seat, fact: Fact, member: Member, client_of: ClientMaker
) -> None:
    with loading():
        member.phone, member.party_affiliation, member.address = "13811112222", "某党派", "示范路1号"
        member.save()
    browser = client_of(own)
    for path in (OPENED, "/performance/print/"):
        text = page(browser, path)
        assert not any(words in text for words in ("13811112222", "138****2222", "某党派", "示范路"))


def test_there_are_no_points(own: Seat, fact: Fact, client_of: ClientMaker) -> None:
    text = page(client_of(own), OPENED)
    assert "得分" not in text
    assert "排名" not in text.replace("不打分、不排名", "")


def test_sixty_facts_cost_no_more_queries(
    own: Seat, town: Committee, member: Member, client_of: ClientMaker
) -> None:
    facts = yield_facts(directory.unit(town), *[row(member, f"第{n}件提案") for n in range(60)])
    for fact in facts[:20]:
        ask(own, fact=fact)
    browser = client_of(own)
    with queries() as seen:
        assert "第59件提案" in page(browser, OPENED)
    assert len(seen) <= 15
