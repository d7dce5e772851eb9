"""A filed proposal on its proposer's page and in the register: every stage of its handling. ux.md S3"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.conftest import ClientMaker
from tests.factories import cases
from tests.factories.cases import CaseTown
from tests.factories.proposals import (
    Cast,
    assigned,
    draft_proposal,
    filed_proposal,
    first_opinion,
    handlers,
    part,
    submitted,
)
from tests.house.watching import queries
from tests.work.proposals.conftest import MONDAY
from zhengxie.engines.cases.actions import feedback, handling
from zhengxie.engines.cases.forms.handling import RecordContactForm
from zhengxie.foundation.access.seat import Seat
from zhengxie.work.proposals.actions.review import start_review
from zhengxie.work.proposals.actions.writing import submit
from zhengxie.work.proposals.forms.review import PassToPanelForm, StartReviewForm
from zhengxie.work.proposals.forms.sending import SubmitForm
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries import mine
from zhengxie.work.proposals.queries.register import one_of, register, with_limits

CO_OPINION = {"text": "同意。", "document_no": "", "contact": "何某 0000-120"}
Days = Callable[[date], None]


@pytest.fixture
def town(people: Cast) -> CaseTown:
    return handlers(people)


@pytest.fixture
def author(people: Cast, client_of: ClientMaker) -> Client:
    return client_of(people.author)


def detail(seat: Seat, proposal: Proposal) -> dict[str, Any]:
    return mine.detail_of(seat, one_of(seat).get(pk=proposal.pk))


def titles(seat: Seat, proposal: Proposal) -> list[str]:
    return [entry.title for entry in detail(seat, proposal)["entries"]]


def page_of(browser: Client, proposal: Proposal) -> str:
    answer = browser.get(proposal.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def open_links(browser: Client, proposal: Proposal) -> None:
    """Every link of the page's own part leads somewhere that this seat may open."""
    main = page_of(browser, proposal).split("<main", 1)[1].split("</main>")[0]
    for address in re.findall(r'<a [^>]*href="(/[^"#]*)', main):
        assert browser.get(address).status_code in (200, 302), address


def in_second_round(people: Cast, town: CaseTown, on: Days) -> Proposal:
    """Met, answered, judged and answered again, each on a day of its own."""
    made = assigned(people, town)
    on(MONDAY + timedelta(days=1))
    task = cases.begin(town.officer, part(made, town.police))
    on(MONDAY + timedelta(days=2))
    task = handling.record_contact(town.officer, task, **cases.meeting())
    on(MONDAY + timedelta(days=3))
    task = cases.replied(town, task)
    on(MONDAY + timedelta(days=4))
    feedback.give_feedback(people.author, task, **cases.form("basically", "dissatisfied"))
    on(MONDAY + timedelta(days=5))
    handling.waive_contact(people.author, part(made, town.police), reason="电话里说过了")
    on(MONDAY + timedelta(days=6))
    cases.answered_again(town, part(made, town.police))
    return made


def test_every_link_of_the_page_opens_at_every_stage(people: Cast, town: CaseTown, author: Client) -> None:
    made = assigned(people, town, cases.lead_and_co(town))
    open_links(author, made)
    task = cases.begin(town.officer, part(made, town.police))
    open_links(author, made)
    co = cases.begin(town.co_officer, part(made, town.school))
    handling.record_contact(town.co_officer, co, **cases.meeting())
    task = handling.record_contact(town.officer, task, **cases.meeting())
    page = page_of(author, made)
    for unit in (part(made, town.police), part(made, town.school)):
        assert f'href="{unit.get_absolute_url()}#contacts"' in page
    assert "核对与市教育局的沟通记录" in page
    open_links(author, made)
    handling.submit_co_opinion(town.co_officer, part(made, town.school), **CO_OPINION)
    cases.replied(town, task, promise=True)
    open_links(author, made)
    feedback.give_feedback(people.author, part(made, town.police), **cases.form())
    open_links(author, made)


def test_both_rounds_are_told_in_the_order_of_dates(people: Cast, town: CaseTown, on: Days) -> None:
    made = in_second_round(people, town, on)
    assert titles(people.author, made) == [
        "提交",
        "立案",
        "交办",
        "签收",
        "与您沟通",
        "书面答复",
        "您的评价",
        "决定再次办理",
        "您表示不需要当面沟通",
        "与您沟通",
        "再次书面答复",
        "请您评价",
        "办结",
    ]
    feedback.give_feedback(people.author, part(made, town.police), **cases.form("basically", "basically"))
    told = [e.text for e in detail(people.author, made)["entries"] if e.title == "您的评价"]
    assert [text.split("（")[0] for text in told] == [
        "对办理结果不满意，对办理过程基本满意",
        "对办理结果基本满意，对办理过程基本满意",
    ]


def test_nobody_else_reads_the_judgement_there(
    people: Cast, town: CaseTown, on: Days, client_of: ClientMaker
) -> None:
    made = in_second_round(people, town, on)
    assert "对办理结果不满意" in page_of(client_of(people.author), made)
    for seat in (people.staff, people.panel, town.inspector, town.officer, town.leader):
        page = page_of(client_of(seat), made)
        assert "不满意" not in page
        assert "您的评价" not in page


def test_an_unchecked_record_asks_for_nothing_once_it_is_over(people: Cast, town: CaseTown) -> None:
    made = assigned(people, town)
    task = cases.begin(town.officer, part(made, town.police))
    task = handling.record_contact(town.officer, task, **cases.meeting())
    assert "请您核对沟通记录" in str(detail(people.author, made)["entries"])
    cases.replied(town, task)
    assert "请您核对沟通记录" not in str(detail(people.author, made)["entries"])
    assert "沟通记录没有核对" in str(detail(people.author, made)["entries"])


def test_a_promise_reported_as_done_waits_for_the_committee(
    people: Cast, town: CaseTown, author: Client
) -> None:
    made = assigned(people, town)
    task = cases.begin(town.officer, part(made, town.police))
    task = handling.record_contact(town.officer, task, **cases.meeting())
    cases.replied(town, task, promise=True)
    feedback.give_feedback(people.author, part(made, town.police), **cases.form())
    assert "市公安局兑现承诺" in page_of(author, made)
    for promise in part(made, town.police).promises.all():
        cases.keep(town, promise)
    page = page_of(author, made)
    for words in ("提案委员会", "提案委确认承诺落实", "承诺已报完成，等提案委确认"):
        assert words in page
    assert "兑现承诺" not in page


def test_two_units_are_told_apart_everywhere(people: Cast, town: CaseTown, author: Client) -> None:
    made = assigned(people, town, cases.separate(town), contact_wish="any")
    for officer, unit in ((town.officer, town.police), (town.other_officer, town.roads)):
        cases.begin(officer, part(made, unit))
    page = page_of(author, made)
    for name in ("市公安局", "市交通运输局"):
        assert f"不需要与{name}当面沟通" in page
        assert f"联系{name}" in page
        assert re.search(f"{name}：<b>[^<]+前</b>，书面答复您", page), name
    task = handling.record_contact(town.officer, part(made, town.police), **cases.meeting())
    cases.replied(town, task)
    page = page_of(author, made)
    for words in ("评价市公安局的答复", "查看市公安局的答复", "市公安局：", "市交通运输局："):
        assert words in page


def test_who_asked_to_meet_is_not_urged_to_do_without(people: Cast, town: CaseTown, author: Client) -> None:
    made = assigned(people, town, contact_wish="meeting")
    acts = detail(people.author, made)["acts"]
    assert [(act["label"], act["main"], act["quiet"]) for act in acts] == [("不需要当面沟通", False, True)]
    other = assigned(people, town, contact_wish="any")
    assert [act["quiet"] for act in detail(people.author, other)["acts"]] == [False]


def test_the_day_of_receipt_is_not_that_of_the_answer(people: Cast, town: CaseTown) -> None:
    found = detail(people.author, assigned(people, town))
    waiting = next(entry for entry in found["entries"] if entry.title == "等待签收")
    by = found["turns"][0].by
    assert by is not None
    assert waiting.time
    assert waiting.time != f"{by.month}月{by.day}日前"


def test_the_register_shows_what_runs_on_the_case(
    people: Cast, town: CaseTown, client_of: ClientMaker
) -> None:
    waiting = filed_proposal(people)
    handed = assigned(people, town)
    task = cases.begin(town.officer, part(handed, town.police))
    task = handling.record_contact(town.officer, task, **cases.meeting())
    cases.replied(town, task, promise=True)
    feedback.give_feedback(people.author, part(handed, town.police), **cases.form())
    promised = part(handed, town.police).promises.all()[0].due
    rows: Any = with_limits(register(people.staff))
    days = {row.pk: row.due_on for row in rows}
    assert days[waiting.pk] is not None
    assert days[handed.pk] == promised
    page = client_of(people.staff).get("/proposals/?sort=due_on").content.decode()
    assert f"{promised:%Y-%m-%d}" in page


def test_the_register_costs_the_same_for_any_number(
    people: Cast, town: CaseTown, client_of: ClientMaker
) -> None:
    browser = client_of(people.staff)
    for _ in range(2):
        for _ in range(4):
            assigned(people, town)
        with queries() as seen:
            browser.get("/proposals/")
        assert len(seen) <= 15, "\n".join(seen)


def test_the_last_one_submitted_is_the_first_of_the_list(people: Cast, author: Client) -> None:
    first, second = draft_proposal(people, title="先起草的提案"), draft_proposal(people, title="后起草的提案")
    submit(people.author, second)
    submit(people.author, first)
    page = author.get("/proposals/mine/").content.decode()
    assert page.index("先起草的提案") < page.index("后起草的提案")
    assert [row.title for row in register(people.staff)] == ["先起草的提案", "后起草的提案"]


class TestTooEarly:
    """A verb whose turn has not come says what comes before it; a new record has no values of now."""

    def test_by_form(self, people: Cast) -> None:
        proposal = submitted(people)
        given = {**first_opinion(people), "lead_unit": people.unit.pk, "co_units": []}
        form = PassToPanelForm(people.staff, proposal, {**given, "version": proposal.version})
        assert form.is_valid()
        assert form.perform() is None
        assert form.non_field_errors() == ["当前状态不能“送会审”：请先开始初审。"]
        assert form.is_stale
        assert form.latest == []

    def test_a_new_record_has_no_values_of_now(self, people: Cast, town: CaseTown) -> None:
        task = cases.begin(town.officer, part(assigned(people, town), town.police))
        handling.record_contact(town.officer, task, **cases.meeting())
        form = RecordContactForm(town.officer, task, {**cases.meeting(), "version": 1})
        assert form.is_valid()
        assert form.perform() is None
        assert form.is_stale
        assert form.latest == []

    def test_by_page(self, people: Cast, town: CaseTown, client_of: ClientMaker) -> None:
        task, browser = part(assigned(people, town), town.police), client_of(town.officer)
        address = f"/do/cases.record_contact/{task.pk}/"
        page = browser.get(address).content.decode()
        assert "请先签收、定经办。" in page
        assert 'value="cases.record_contact"' not in page
        assert f"<title>登记面商　{task}" in page
        late = browser.post(address, {"do": "cases.record_contact", **cases.meeting()})
        page = late.content.decode()
        assert late.status_code == 422
        assert "听取意见" in page, "what was typed stays"
        assert "现在是：" not in page
        assert 'value="cases.record_contact"' not in page

    def test_what_is_done_is_said_to_be_done(self, people: Cast) -> None:
        proposal = submitted(people)
        assert SubmitForm(people.author, proposal).untimely == "现在已经是“待审查”，不用再“提交提案”。"
        begun = start_review(people.staff, proposal)
        form = StartReviewForm(people.staff, begun, {"version": begun.version})
        assert form.is_valid()
        assert form.perform() is None
        assert form.non_field_errors() == ["现在已经是“初审中”，不用再“开始初审”。"]

    def test_what_the_seat_may_not_press_is_not_named(self, people: Cast, town: CaseTown) -> None:
        made = assigned(people, town)
        task = cases.begin(town.officer, part(made, town.police))
        task = handling.record_contact(town.officer, task, **cases.meeting())
        task = cases.submitted(town, task)
        form = RecordContactForm(town.officer, task, cases.meeting())
        assert form.untimely == "他人已先处理，或当前状态不能“登记面商”。请看过最新内容再决定。"
