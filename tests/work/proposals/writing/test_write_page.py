"""S2: one page, three cards; drafts by hand and by themselves; nothing typed is lost. ux.md S2, 13-15"""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import ClientMaker, SeatMaker
from tests.house.watching import queries
from tests.work.proposals.writing.conftest import (
    CONTACT,
    TITLE,
    Town,
    drafted,
    posted,
    stored,
    submitted_by,
    text,
)
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body
from zhengxie.foundation.pages.models import Draft
from zhengxie.work.proposals.actions.writing import draft, revise, submit
from zhengxie.work.proposals.models import Proposal

pytestmark = pytest.mark.django_db
WRITE = "/proposals/write/"
DRAFT = {"do": "proposals.draft"}


def once_of(page: str) -> str:
    """The hidden number of the page."""
    found = re.search(r'name="once" value="([0-9a-f-]{36})"', page)
    assert found
    return found[1]


def opened(browser: Client, address: str = WRITE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def edit(proposal: Proposal) -> str:
    return reverse("proposal_edit", args=[proposal.pk])


def test_the_empty_page_says_the_rules_and_chooses_nothing(member: Seat, client_of: ClientMaker) -> None:
    page = opened(client_of(member))
    for words in (
        "一事一案",
        "为本人或亲属解决个人问题的",
        "全文 0 字，建议不超过 800 字",
        "平时提案，归入十四届一次会议",
    ):
        assert words in page
    assert "其他</li>" not in page
    assert " checked" not in page
    assert "联系人" not in page, "a member is known"
    assert page.count('name="wished_units"') == 3
    assert "民盟" not in page


def test_save_then_go_on_on_the_page_of_the_draft(member: Seat, client_of: ClientMaker) -> None:
    browser = client_of(member)
    sent = posted(title="校门口", analysis="", consent_public=None, suggestions=[])
    answer = browser.post(WRITE, {**DRAFT, **sent, "once": once_of(opened(browser))}, follow=True)
    made = Proposal.objects.get()
    assert answer.redirect_chain == [(edit(made), 302)]
    page = answer.content.decode()
    assert "草稿已保存" in page
    assert "校门口" in page
    assert made.state == "draft"


def test_an_empty_page_is_no_draft(member: Seat, client_of: ClientMaker) -> None:
    answer = client_of(member).post(WRITE, DRAFT)
    assert answer.status_code == 422
    assert "还没有填写内容" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_two_presses_on_one_page_make_one_draft(member: Seat, client_of: ClientMaker) -> None:
    browser = client_of(member)
    sent = {**DRAFT, **posted(), "once": once_of(opened(browser))}
    first, second = browser.post(WRITE, sent), browser.post(WRITE, sent)
    made = Proposal.objects.get()
    assert first["Location"] == second["Location"] == edit(made)
    assert made.version == 2, "nothing new was written"


def test_the_page_sent_again_with_more_text_brings_its_draft_up_to_date(
    member: Seat, client_of: ClientMaker
) -> None:
    browser = client_of(member)
    once = once_of(opened(browser))
    browser.post(WRITE, {**DRAFT, **posted(situation="一"), "once": once})
    answer = browser.post(WRITE, {**DRAFT, **posted(situation="一二"), "once": once, "next": "preview"})
    made = Proposal.objects.get()
    assert made.situation == "一二"
    assert answer["Location"] == reverse("proposal_preview", args=[made.pk])


def test_an_old_window_does_not_overwrite_a_draft_that_has_moved_on(
    member: Seat, client_of: ClientMaker
) -> None:
    browser = client_of(member)
    sent = {**DRAFT, **posted(situation="旧的内容"), "once": once_of(opened(browser))}
    browser.post(WRITE, sent)
    made = Proposal.objects.get()
    revise(member, made, **text(situation="新的内容"))
    answer = browser.post(WRITE, {**sent, "analysis": "另外写的"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有用本页的内容覆盖它" in page
    assert "另外写的" in page
    assert stored(made).situation == "新的内容"
    again = browser.post(WRITE, {**sent, "analysis": "另外写的", "once": once_of(page)})
    assert again.status_code == 302
    assert set(Proposal.objects.values_list("situation", flat=True)) == {"新的内容", "旧的内容"}


def test_after_submitting_the_old_window_leads_to_the_success_page(
    member: Seat, client_of: ClientMaker
) -> None:
    browser = client_of(member)
    sent = {**DRAFT, **posted(), "once": once_of(opened(browser))}
    browser.post(WRITE, sent)
    made = submit(member, Proposal.objects.get())
    assert browser.post(WRITE, sent)["Location"] == reverse("proposal_sent", args=[made.pk])


def test_somebody_elses_number_makes_no_draft_and_shows_none(
    member: Seat, other_member: Seat, client_of: ClientMaker
) -> None:
    once = uuid4()
    draft(member, once=once, **text(title="别人的案由写在这里"))
    answer = client_of(other_member).post(WRITE, {**DRAFT, **posted(), "once": str(once)})
    assert answer.status_code == 422
    assert "别人的案由" not in answer.content.decode()
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "请填写案由，5–60字。"),
        ({"analysis": " "}, "analysis", "请填写分析"),
        ({"suggestions": [{"text": "  "}]}, "suggestions", "请至少写一条建议"),
        ({"consent_public": None}, "consent_public_0", "请选择是否同意公开。"),
        ({"consent_public": False}, "private_reason", "请写明理由"),
        ({"situation": "长" * 2001}, "", "最多 2000 字"),
        ({"situation": "长" * 200_000}, "", "最多 2000 字"),
    ],
)
def test_what_stands_against_it_is_said_at_its_place(
    changes: dict[str, Any], field: str, words: str, member: Seat, client_of: ClientMaker
) -> None:
    browser = client_of(member)
    sent = {**DRAFT, **posted(**changes), "once": once_of(opened(browser)), "next": "preview"}
    answer = browser.post(WRITE, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>有误：" in page
    assert words in page
    if field:
        assert f'href="#proposals_draft-{field}"' in page
        assert f'id="proposals_draft-{field}"' in page
    assert not Proposal.objects.exists()
    kept = json.loads(Draft.objects.get(path=WRITE).data)
    assert kept["suggestions-0-text"] == [sent["suggestions-0-text"]], "nothing typed is lost"


def test_a_paragraph_of_200_kb_is_refused_even_as_a_draft(member: Seat, client_of: ClientMaker) -> None:
    answer = client_of(member).post(WRITE, {**DRAFT, **posted(analysis="长" * 200_000)})
    assert answer.status_code == 422
    assert "分析最多20000字，现在是200000字" in answer.content.decode()


def test_odd_characters_come_through_or_are_named(member: Seat, client_of: ClientMaker) -> None:
    browser = client_of(member)
    assert browser.post(WRITE, {**DRAFT, **posted(situation="拥堵😀𠮷\u0301<b>&")}).status_code == 302
    assert Proposal.objects.get().situation == "拥堵😀𠮷\u0301<b>&"
    answer = browser.post(WRITE, {**DRAFT, **posted(situation="坏\x00字")})
    assert answer.status_code == 422
    assert "看不见的字符" in answer.content.decode()
    answer = browser.post(
        WRITE, {**DRAFT, **posted(), "once": "不是编号", "wished_units": ["abc", "99999999999999999999"]}
    )
    assert answer.status_code == 422


def test_one_more_suggestion_without_a_script(member: Seat, client_of: ClientMaker) -> None:
    browser = client_of(member)
    answer = browser.post(WRITE, {**DRAFT, **posted(consent_public=None), "more": "suggestions"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "有误" not in page
    assert 'name="suggestions-2-text"' in page
    assert 'name="suggestions-count" value="3"' in page
    assert not Proposal.objects.exists()


def test_unsent_text_survives_the_end_of_the_session(member: Seat, client_of: ClientMaker) -> None:
    browser = client_of(member)
    once = once_of(opened(browser))
    sent = {**posted(title="写到一半"), "once": once, "draft_key": f"{WRITE}|proposals.draft"}
    answer = browser.post(reverse("draft"), sent)
    assert re.fullmatch(r"\d\d:\d\d", json.loads(answer.content)["saved"])
    browser.post(reverse("sign_out"))
    assert browser.get(WRITE).status_code == 302, "signed out"
    later = client_of(member)
    page = opened(later)
    for words in ("写到一半", "分年级错峰放学", "已恢复您", "已保存 10:00"):
        assert words in page
    assert once_of(page) == once
    assert "有误" not in page
    assert "继续写" in later.get(reverse("my_proposals")).content.decode()
    later.post(WRITE, {**DRAFT, **posted(), "once": once})
    assert "写到一半" not in opened(later)
    assert not Draft.objects.filter(path=WRITE).exists()


def test_a_convener_chooses_in_whose_name(
    convener: Seat, group: Body, member: Seat, client_of: ClientMaker
) -> None:
    browser = client_of(convener)
    assert "以谁的名义提出" in opened(browser)
    assert "以谁的名义提出" not in opened(client_of(member))
    browser.post(WRITE, {**DRAFT, **posted(), "as_body": "yes", **CONTACT})
    assert Proposal.objects.get().body == group
    missing = browser.post(WRITE, {**DRAFT, **posted(), "as_body": "yes", "next": "preview"})
    assert "集体提案请填写联系人" in missing.content.decode()
    assert browser.post(WRITE, {**DRAFT, **posted(), "as_body": "", "next": "preview"}).status_code == 302


def test_a_party_and_a_committee_name_their_contact(party: Seat, clerk: Seat, client_of: ClientMaker) -> None:
    for seat in (party, clerk):
        browser = client_of(seat)
        assert "联系电话" in opened(browser)
        sent = {**DRAFT, **posted(**CONTACT), "next": "preview"}
        assert browser.post(WRITE, sent).status_code == 302
    assert set(Proposal.objects.values_list("contact_phone", flat=True)) == {CONTACT["contact_phone"]}


def test_the_draft_shows_what_was_saved_and_saves_again(
    member: Seat, town: Town, client_of: ClientMaker
) -> None:
    made = drafted(member, wished_units=town.units[1:3], consent_public=False, private_reason="有原因")
    browser = client_of(member)
    page = opened(browser, edit(made))
    assert page.count(" selected>") == 2
    assert [
        tag for tag in re.findall(r"<input[^>]*>", page) if " checked" in tag and 'value="no"' not in tag
    ] == []
    assert " checked" in page
    for words in (TITLE, "在学校周边增设限时停车位", "有原因"):
        assert words in page
    sent = {"do": "proposals.revise", "version": made.version, **posted(title="关于别的事情的建议")}
    answer = browser.post(edit(made), sent)
    assert answer["Location"] == edit(made)
    assert stored(made).title == "关于别的事情的建议"


def test_two_windows_on_one_draft_the_second_is_told(member: Seat, client_of: ClientMaker) -> None:
    made = drafted(member)
    browser = client_of(member)
    sent = {"do": "proposals.revise", "version": made.version}
    browser.post(edit(made), {**sent, **posted(situation="第一个窗口")})
    answer = browser.post(edit(made), {**sent, **posted(situation="第二个窗口")})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "第一个窗口" in page
    assert "第二个窗口" in page
    assert stored(made).situation == "第一个窗口"


def test_a_submitted_one_is_shown_and_not_edited(member: Seat, client_of: ClientMaker) -> None:
    made = submitted_by(member)
    browser = client_of(member)
    answer = browser.get(edit(made), follow=True)
    assert answer.redirect_chain == [(made.get_absolute_url(), 302)]
    assert "这件提案已经提交（流水号141-R0001），不能再改。" in answer.content.decode()
    for code in ("proposals.revise", "proposals.resubmit"):
        late = browser.post(edit(made), {"do": code, "version": 1, **posted(situation="改晚了的内容")})
        page = late.content.decode()
        assert late.status_code == 422
        assert "这件提案已经提交（流水号141-R0001），不能再改。" in page
        assert f'href="{made.get_absolute_url()}"' in page
        assert "改晚了的内容" in page, "to be copied"
        for words in ("现在是：", "修改提案", "他人已先处理", 'type="submit">存草稿', "再次提交"):
            assert words not in page, words
    assert stored(made).situation == made.situation


def test_what_another_window_has_sent_is_not_passed_over_in_silence(
    member: Seat, client_of: ClientMaker
) -> None:
    """Two windows of the page of a new proposal: one has handed it in, the other has a different text."""
    browser, once = client_of(member), str(uuid4())
    browser.post(WRITE, {"do": "proposals.draft", "once": once, **posted()})
    made = submit(member, Proposal.objects.get())
    late = browser.post(WRITE, {"do": "proposals.draft", "once": once, **posted(situation="另一个窗口")})
    assert late.status_code == 422
    assert f"这件提案已经提交（流水号{made.receipt_no}），不能再改。" in late.content.decode()
    assert "另一个窗口" in late.content.decode()
    same = browser.post(WRITE, {"do": "proposals.draft", "once": once, **posted()})
    assert same.status_code == 302


@pytest.mark.parametrize("role", [Role.PROPOSAL_STAFF, Role.INSPECTOR, Role.UNIT_OFFICER, Role.OFFICE_STAFF])
def test_others_have_no_such_page(role: Role, town: Town, seat: SeatMaker, client_of: ClientMaker) -> None:
    assert client_of(seat(role)).get(WRITE).status_code == 403


def test_other_peoples_drafts_are_not_found(
    member: Seat, other_member: Seat, convener: Seat, clerk: Seat, client_of: ClientMaker, seat: SeatMaker
) -> None:
    made = drafted(member)
    chair = seat(Role.CHAIR_LEVEL)
    for stranger in (other_member, convener, clerk, chair):
        for name in ("proposal_edit", "proposal_preview", "proposal_sent", "proposal"):
            assert client_of(stranger).get(reverse(name, args=[made.pk])).status_code == 404


def test_what_the_chair_may_read_the_chair_does_not_write(
    member: Seat, seat: SeatMaker, client_of: ClientMaker
) -> None:
    made = submitted_by(member)
    chair = client_of(seat(Role.CHAIR_LEVEL))
    for name in ("proposal_edit", "proposal_preview", "proposal_sent"):
        assert chair.get(reverse(name, args=[made.pk])).status_code == 404


def test_at_most_fifteen_queries(member: Seat, town: Town, client_of: ClientMaker) -> None:
    browser = client_of(member)
    rows = [{"text": f"建议{n}"} for n in range(40)]
    made = drafted(member, suggestions=rows, wished_units=town.units[:3])
    looks: list[Callable[[], Any]] = [
        lambda: browser.get(WRITE),
        lambda: browser.get(edit(made)),
        lambda: browser.get(reverse("proposal_preview", args=[made.pk])),
    ]
    for look in looks:
        with queries() as seen:
            look()
        assert len(seen) <= 15, "\n".join(map(str, seen))
