"""Writing, signing, auditing and reading an answer, through the pages. ux.md S6, 03 §14"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.conftest import ClientMaker
from tests.engines.cases.pages.conftest import Page
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import handling, replies
from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.cases.queries.letters import reply_in_work

pytestmark = pytest.mark.django_db
Sends = Callable[..., Any]


def typed(task: Assignment, **more: Any) -> dict[str, Any]:
    """What the browser posts from the page of the answer."""
    data: dict[str, Any] = {"do": "cases.draft_reply", "answers-count": task.items.count()}
    for place, item in enumerate(task.items.all()):
        row = {"item": item.pk, "value": "adopted", "text": f"答{item.number}", "due": "", "section": "科"}
        data |= {f"answers-{place}-{name}": value for name, value in row.items()}
    plain = {name: value for name, value in cases.answer(task).items() if name not in ("answers", "ready")}
    return {**data, **plain, "version": task.version, **more}


def test_the_page_asks_for_each_suggestion_apart(town: CaseTown, page_of: Page) -> None:
    task = cases.met(town)
    page = page_of(town.officer, "reply_edit", task.pk)
    for place, item in enumerate(task.items.all()):
        assert item.text in page
        assert f'name="answers-{place}-item" value="{item.pk}"' in page
        assert len(re.findall(f'name="answers-{place}-value"', page)) == 4
    assert "checked" not in page
    assert "还差" in page
    assert "建议1还没有答复" in page
    assert f'data-draft="/cases/assignments/{task.pk}/reply/|cases.draft_reply"' in page


def test_a_half_written_answer_is_kept(town: CaseTown, sends: Sends, page_of: Page) -> None:
    task = cases.met(town)
    half = typed(task, **{"answers-1-value": "", "answers-1-text": "", "result": "", "publicity": ""})
    answer = sends(town.officer, "reply_edit", task.pk, **half)
    assert answer["Location"] == reverse("reply_edit", args=[task.pk])
    reply = reply_in_work(task)
    assert reply is not None
    assert [a.text for a in reply.answers.all()] == ["答1", ""]
    page = page_of(town.officer, "reply_edit", task.pk)
    assert "答1" in page
    assert "建议2还没有答复" in page


def test_an_incomplete_answer_is_not_sent_to_the_leader_and_nothing_typed_is_lost(
    town: CaseTown, sends: Sends
) -> None:
    task = cases.met(town)
    half = typed(task, ready="1", **{"answers-1-text": "", "document_no": ""})
    answer = sends(town.officer, "reply_edit", task.pk, **half)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "还不能送领导签发" in page
    assert "还没有填发文字号" in page
    assert "答1" in page
    assert reply_in_work(task) is None


def test_what_is_missing_is_counted_before_the_first_word_is_written(town: CaseTown, page_of: Page) -> None:
    page = page_of(town.officer, "reply_edit", cases.met(town).pk)
    assert "还差 5 项才能送领导签发" in page
    for words in ("建议1还没有答复", "还没有选办理结果", "还没有选公开属性", "还没有填发文字号"):
        assert words in page


def test_each_gap_stands_at_its_field_and_the_old_list_is_gone(town: CaseTown, sends: Sends) -> None:
    task = cases.handled(town)
    half = typed(task, ready="1", **{"answers-1-text": "", "document_no": ""})
    page = sends(town.officer, "reply_edit", task.pk, **half).content.decode()
    assert "还不能送领导签发，还差3项。" in page
    assert "还没有面商记录，提案者也没有表示不需要面商。" in page
    assert 'id="gaps"' not in page
    for key in ("cases_draft_reply-document_no_error", "id_answers-1-text_error"):
        assert f'id="{key}"' in page
    assert 'id="id_answers-0-text_error"' not in page


def test_a_wrong_day_is_answered_in_chinese(town: CaseTown, sends: Sends) -> None:
    task = cases.met(town)
    answer = sends(town.officer, "reply_edit", task.pk, **typed(task, **{"answers-0-due": "31.9."}))
    assert answer.status_code == 422
    assert "答复1：完成时间请填" in answer.content.decode()


def test_another_cases_suggestion_is_no_choice(town: CaseTown, sends: Sends) -> None:
    other = cases.met(town, number=1)
    task = cases.met(town, number=2)
    foreign = other.items.all()[0]
    answer = sends(town.officer, "reply_edit", task.pk, **typed(task, **{"answers-0-item": foreign.pk}))
    assert answer.status_code == 422


def test_officer_leader_auditor_proposer(town: CaseTown, sends: Sends, page_of: Page) -> None:
    task = cases.met(town)
    sends(town.officer, "reply_edit", task.pk, **typed(task, ready="1"))
    task.refresh_from_db()
    page = page_of(town.leader, "reply_edit", task.pk)
    assert "答1" in page
    assert "签发送审" in page
    assert "退回经办人" in page
    sends(town.leader, "reply_edit", task.pk, do="cases.submit_reply", signer="周某", version=task.version)
    task.refresh_from_db()
    assert task.state == "reply_review"
    assert "答1" in page_of(town.inspector, "reply_audit", task.pk)
    ticks = dict.fromkeys(cases.CHECKED, "on")
    data = {"do": "cases.issue_reply", "result": "A", "version": task.version, **ticks}
    assert sends(town.inspector, "reply_audit", task.pk, **data).status_code == 302
    letter = page_of(town.proposer, "answer", task.pk)
    assert "王建华委员：" in letter
    assert "您提出的《关于缓解学校周边交通拥堵的建议》收悉" in letter
    assert letter.index("错峰放学") < letter.index("限时停车位")
    assert "评价答复" in letter


def test_the_leader_says_no(town: CaseTown, sends: Sends, page_of: Page) -> None:
    task = cases.written(town)
    data = {"do": "cases.return_draft", "reason": "请补充时间", "version": task.version}
    assert sends(town.leader, "reply_edit", task.pk, **data).status_code == 302
    assert "现在没有等您签发的答复" in page_of(town.leader, "reply_edit", task.pk)


def test_an_unticked_checklist_issues_nothing(town: CaseTown, sends: Sends) -> None:
    task = cases.submitted(town)
    data = {"do": "cases.issue_reply", "result": "A", "answered": "on", "version": task.version}
    answer = sends(town.inspector, "reply_audit", task.pk, **data)
    assert answer.status_code == 422
    assert "请勾选" in answer.content.decode()


def test_each_round_is_sent_back_by_its_own_verb(town: CaseTown, sends: Sends, page_of: Page) -> None:
    task = cases.submitted(town)
    page = page_of(town.staff, "reply_audit", task.pk)
    assert 'value="cases.send_back_reply"' in page
    assert 'value="cases.send_back_rework"' not in page
    data = {"do": "cases.send_back_reply", "reason": "答非所问", "version": task.version}
    assert sends(town.staff, "reply_audit", task.pk, **data).status_code == 302
    assert "答非所问" in page_of(town.officer, "reply_edit", task.pk)


def test_a_second_round_is_sent_back_by_the_other(town: CaseTown, page_of: Page) -> None:
    task = handling.record_contact(
        town.officer, cases.in_rework(town), **cases.meeting(way="phone", place="")
    )
    task = cases.submitted(town, task)
    assert 'value="cases.send_back_rework"' in page_of(town.staff, "reply_audit", task.pk)


def test_the_letter_has_its_elements_in_order(town: CaseTown, page_of: Page) -> None:
    task = cases.met(town, cases.lead_and_co(town))
    co = cases.begin(town.co_officer, cases.part_of(task.case, town.school))
    handling.submit_co_opinion(town.co_officer, co, text="同意", document_no="", contact="陈某")
    cases.replied(town, task)
    letter = page_of(town.staff, "answer", task.pk)
    letter = letter[letter.index("<main") :]
    marks = [
        "办理结果：",
        "主动公开",
        "zx-letter-organ",
        "示公函〔2022〕18号",
        "签发人：周某",
        "第014号试用事项的答复",
        "王建华委员：",
        "经会同市教育局研究",
        "感谢您",
        "zx-letter-sign",
        "联系电话：0000-110",
        "抄送：",
    ]
    places = [letter.index(mark) for mark in marks]
    assert places == sorted(places)


def test_the_first_answer_stays_readable_beside_the_second(town: CaseTown, page_of: Page) -> None:
    task = cases.answered_again(town, cases.in_rework(town))
    first, second = task.replies.filter(issued__isnull=False).order_by("id")
    page_of(town.proposer, "answer", task.pk)
    older = page_of(town.proposer, "answer", task.pk, query=f"?reply={first.pk}")
    assert f"?reply={second.pk}" in older


def test_nobody_but_the_auditors_opens_the_audit(town: CaseTown, client_of: ClientMaker) -> None:
    task = cases.submitted(town)
    for seat in (town.officer, town.leader, town.proposer, town.panel):
        assert client_of(seat).get(reverse("reply_audit", args=[task.pk])).status_code == 403


def test_the_list_of_audits_holds_what_waits(town: CaseTown, page_of: Page) -> None:
    task = cases.submitted(town)
    assert task.case.title in page_of(town.inspector, "audit_desk")
    replies.issue_reply(town.inspector, task, result="A", **cases.CHECKED)
    assert "没有等待审核的答复" in page_of(town.inspector, "audit_desk")
