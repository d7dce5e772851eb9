"""核对后提交, and the page that says it is done. ux.md S2, 14, 15"""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import ClientMaker
from tests.house.watching import queries
from tests.work.proposals.writing.conftest import (
    CUT_OFF,
    Stand,
    Town,
    drafted,
    stored,
    submitted_by,
    text,
)
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session
from zhengxie.foundation.rules.models import Counter
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.proposals.actions.writing import revise, submit
from zhengxie.work.proposals.forms.sending import SubmitForm
from zhengxie.work.proposals.models import Proposal

pytestmark = pytest.mark.django_db


def preview(proposal: Proposal) -> str:
    return reverse("proposal_preview", args=[proposal.pk])


def sent(proposal: Proposal) -> str:
    return reverse("proposal_sent", args=[proposal.pk])


def press(browser: Client, made: Proposal) -> Any:
    return browser.post(preview(made), {"do": "proposals.submit", "version": made.version})


def test_it_shows_the_text_as_it_will_be_handed_in(member: Seat, town: Town, client_of: ClientMaker) -> None:
    made = drafted(member, wished_units=town.units[:2], contact_wish="meeting", situation="第一段\n\n第二段")
    page = client_of(member).get(preview(made)).content.decode()
    for words in (
        made.title,
        "<p>第一段</p>",
        "<p>第二段</p>",
        "分年级错峰放学",
        "市公安局、市教育局",
        "希望当面沟通",
        "现在提交的是平时提案，归入十四届一次会议",
        "提交提案",
    ):
        assert words in page


def test_inside_the_window_it_names_the_cut_off(member: Seat, client_of: ClientMaker, at: Stand) -> None:
    made = drafted(member)
    at(datetime(2022, 2, 22, 10))
    page = client_of(member).get(preview(made)).content.decode()
    assert "十四届一次会议的会议提案，截止时间2月24日 17:00；之后提交的作为平时提案" in page


@pytest.mark.parametrize(
    ("length", "words"),
    [(700, ""), (801, "建议不超过 800 字"), (1501, "偏长（超过 1500 字）")],
)
def test_long_texts_are_warned_of(length: int, words: str, member: Seat, client_of: ClientMaker) -> None:
    made = drafted(member, situation="长" * length)
    page = client_of(member).get(preview(made)).content.decode()
    assert (words in page) if words else ("zx-note-ochre" not in page)
    assert 'value="proposals.submit"' in page


def test_what_is_missing_stands_on_top_and_there_is_no_button(member: Seat, client_of: ClientMaker) -> None:
    made = drafted(member, analysis="", consent_public=None)
    page = client_of(member).get(preview(made)).content.decode()
    assert "还有 2 处需要补充或改正，才能提交" in page
    edit = reverse("proposal_edit", args=[made.pk])
    assert f'href="{edit}#proposals_revise-analysis"' in page
    assert 'id="proposals_revise-consent_public"' in client_of(member).get(edit).content.decode()
    assert 'value="proposals.submit"' not in page


def test_pressing_leads_to_number_and_what_comes_next(member: Seat, client_of: ClientMaker) -> None:
    made = drafted(member)
    answer = press(client_of(member), made)
    assert (answer.status_code, answer["Location"]) == (302, sent(made))
    page = client_of(member).get(sent(made)).content.decode()
    for words in (
        "提案已经提交",
        "141-R0001",
        made.title,
        "2022年6月6日",
        "6月8日前开始审查",
        "10个工作日内",
        "查看进展",
    ):
        assert words in page


def test_a_double_press_makes_one_number_and_no_error(member: Seat, client_of: ClientMaker) -> None:
    made = drafted(member)
    browser = client_of(member)
    answers = [press(browser, made) for _ in range(3)]
    assert {(a.status_code, a["Location"]) for a in answers} == {(302, sent(made))}
    assert Counter.objects.get().value == 1


def test_the_press_of_a_colleague_is_the_same_press(
    member: Seat, client_of: ClientMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have passed the page when the first is done: the second finds it submitted inside the action."""
    made = drafted(member)
    second = SubmitForm(member, Proposal.objects.get(), {"version": made.version})
    assert second.is_valid()
    submit(member, made)
    assert second.perform().receipt_no == "141-R0001"


def test_a_refusal_is_shown_on_the_page(member: Seat, town: Town, client_of: ClientMaker) -> None:
    made = drafted(member)
    with loading():
        Session.objects.all().delete()
    answer = press(client_of(member), made)
    assert answer.status_code == 422
    assert "还没有设置届次" in answer.content.decode()
    assert stored(made).state == "draft"


def test_every_fault_is_told_under_its_field(member: Seat) -> None:
    """To programs: the form of the page judges for both."""
    made = drafted(member, title="", analysis="", consent_public=None, situation="长" * 2001)
    form = SubmitForm(member, made, {"version": made.version})
    assert not form.is_valid()
    assert set(form.errors) == {"title", "analysis", "consent_public", "__all__"}
    assert all(len(texts) == 1 for texts in form.errors.values())


def test_after_a_change_elsewhere_it_shows_the_new_text_first(member: Seat, client_of: ClientMaker) -> None:
    made = drafted(member)
    revise(member, made, **text(situation="另一个窗口里改过"))
    answer = press(client_of(member), made)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "另一个窗口里改过" in page
    assert stored(made).state == "draft"


def test_addresses_of_another_stage_lead_on(member: Seat, client_of: ClientMaker) -> None:
    browser = client_of(member)
    made = drafted(member)
    assert browser.get(sent(made))["Location"] == preview(made)
    submit(member, made)
    assert browser.get(preview(made))["Location"] == sent(made)


def test_in_session_it_says_so(member: Seat, client_of: ClientMaker, at: Stand) -> None:
    made = drafted(member)
    at(CUT_OFF)
    page = client_of(member).get(sent(submit(member, made))).content.decode()
    assert "会议提案" in page
    assert "大会期间审查" in page


def test_at_most_fifteen_queries(member: Seat, client_of: ClientMaker) -> None:
    made, browser = submitted_by(member), client_of(member)
    with queries() as seen:
        browser.get(sent(made))
    assert len(seen) <= 15, "\n".join(seen)
