"""A single choice is its author's; unissued text is the unit's and its auditors'. domain/03 §7"""

import pytest
from django.urls import reverse

from tests.conftest import ClientMaker, SeatMaker
from tests.engines.cases.pages.conftest import Page
from tests.factories import cases, directory
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import assigning, feedback, handling, replies
from zhengxie.engines.cases.models import Assignment
from zhengxie.foundation.access.roles import Role

pytestmark = pytest.mark.django_db
SECRET = "只给自己看的话"
PAGES = ("assignment", "reply_edit", "reply_audit", "answer", "judge")


def judged(town: CaseTown, task: Assignment | None = None) -> Assignment:
    done: Assignment = feedback.give_feedback(
        town.proposer, cases.replied(town, task), **cases.form("basically", "satisfied", text=SECRET)
    )
    return done


def test_the_author_reads_his_own_form_again_and_nobody_else_does(
    town: CaseTown, page_of: Page, client_of: ClientMaker
) -> None:
    task = judged(town)
    own = page_of(town.proposer, "judge", task.pk)
    assert SECRET in own
    assert "基本满意" in own
    for seat in (town.staff, town.panel, town.inspector, town.officer, town.leader, town.co_officer):
        browser = client_of(seat)
        assert browser.get(reverse("judge", args=[task.pk])).status_code in (403, 404)
        shown = [browser.get(reverse(name, args=[task.pk])).content.decode() for name in PAGES]
        shown += [browser.get(reverse("case", args=[task.case_id])).content.decode()]
        shown += [browser.get(reverse(name)).content.decode() for name in ("cases", "unit_home", "messages")]
        assert not any(SECRET in text or "基本满意" in text.replace("含基本满意", "") for text in shown)


def test_another_member_cannot_open_the_form(town: CaseTown, seat: SeatMaker, page_of: Page) -> None:
    task = judged(town)
    other = seat(Role.MEMBER, member=directory.member(town.committee, "李某", "002"))
    page_of(other, "judge", task.pk, status=404)


def test_a_units_totals_need_three_forms(town: CaseTown, page_of: Page) -> None:
    for number in (1, 2):
        judged(town, cases.met(town, number=number))
    assert "<dd>不足3份</dd>" in page_of(town.officer, "unit_home")
    judged(town, cases.met(town, number=3))
    home = page_of(town.officer, "unit_home")
    assert "<dd>不足3份</dd>" not in home
    assert "100.0%（3/3）" in home


def test_a_draft_is_read_by_its_unit_only(town: CaseTown, page_of: Page) -> None:
    task = cases.met(town, cases.lead_and_co(town))
    text = "还没有定的答复"
    replies.draft_reply(town.officer, task, **cases.answer(task, text=text, ready=False))
    assert text in page_of(town.officer, "answer", task.pk)
    assert text in page_of(town.leader, "answer", task.pk)
    for seat in (town.proposer, town.staff, town.inspector, town.co_officer, town.panel):
        page_of(seat, "answer", task.pk, status=404)
        assert text not in page_of(seat, "assignment", task.pk)
    page_of(town.co_officer, "reply_edit", task.pk, status=404)
    assert text not in page_of(town.inspector, "reply_audit", task.pk)


def test_a_submitted_answer_reaches_the_auditors_but_not_the_proposer(town: CaseTown, page_of: Page) -> None:
    task = cases.submitted(town)
    assert "未审核" in page_of(town.inspector, "answer", task.pk)
    assert "总体情况" in page_of(town.staff, "reply_audit", task.pk)
    page_of(town.proposer, "answer", task.pk, status=404)
    page_of(town.panel, "answer", task.pk, status=404)


def test_units_read_closed_dissatisfied_as_closed(town: CaseTown, page_of: Page) -> None:
    task = cases.answered_again(town, cases.in_rework(town))
    task = feedback.give_feedback(town.proposer, task, **cases.form("satisfied", "dissatisfied"))
    assert task.state == "closed_dissatisfied"
    for seat in (town.officer, town.leader, town.inspector):
        shown = page_of(seat, "assignment", task.pk) + page_of(seat, "case", task.case_id)
        assert "不满意" not in shown
        assert "已办结" in shown
    assert "不满意" not in page_of(town.inspector, "cases", query="?state=closed_dissatisfied")
    assert str(task.case.title) in page_of(town.inspector, "cases", query="?state=closed")
    assert "办结(不满意)" in page_of(town.staff, "case", task.case_id)


def test_a_rework_tells_the_unit_only_what_may_be_passed_on(town: CaseTown, page_of: Page) -> None:
    task = cases.in_rework(town)
    shown = page_of(town.officer, "assignment", task.pk)
    assert cases.POINTS in shown
    assert "只有自己看的话" not in shown
    assert cases.POINTS not in page_of(town.panel, "assignment", task.pk)


def test_opinions_of_co_units_are_not_shown_to_the_proposer(town: CaseTown, page_of: Page) -> None:
    task = cases.met(town, cases.lead_and_co(town))
    co = cases.begin(town.co_officer, cases.part_of(task.case, town.school))
    handling.submit_co_opinion(town.co_officer, co, text="会办的意见", document_no="", contact="陈某")
    assert "会办的意见" in page_of(town.officer, "assignment", task.pk)
    assert "会办的意见" in page_of(town.staff, "assignment", task.pk)
    assert "会办的意见" not in page_of(town.proposer, "assignment", task.pk)


def test_another_committee_finds_nothing(town: CaseTown, other_town: CaseTown, page_of: Page) -> None:
    task = cases.replied(town)
    for seat in (other_town.staff, other_town.inspector, other_town.officer, other_town.proposer):
        for name in ("assignment", "answer"):
            page_of(seat, name, task.pk, status=404)
        page_of(seat, "case", task.case_id, status=404)
    assert str(task.case.title) not in page_of(other_town.staff, "cases")


def test_the_desk_of_another_committee_is_its_own(
    town: CaseTown, other_town: CaseTown, page_of: Page
) -> None:
    waiting = cases.case_to_assign(town, title="只在本市的建议")
    assigning.propose_units(town.staff, waiting, units=cases.lead_and_co(town))
    assert waiting.title in page_of(town.staff, "assignment_desk")
    assert waiting.title not in page_of(other_town.staff, "assignment_desk")
