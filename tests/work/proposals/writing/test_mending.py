"""A returned proposal: mended on the page of its text, looked at, sent again. ux.md S2"""

import pytest
from django.urls import reverse

from tests.conftest import ClientMaker, SeatMaker
from tests.work.proposals.writing.conftest import Town, posted, stored, submitted_by
from tests.work.proposals.writing.test_write_page import edit, opened
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.work.proposals.actions.review import return_for_revision, start_review

pytestmark = pytest.mark.django_db


def test_a_returned_one_is_mended_and_sent_at_once(
    member: Seat, town: Town, seat: SeatMaker, client_of: ClientMaker
) -> None:
    staff = seat(Role.PROPOSAL_STAFF)
    made = return_for_revision(
        staff, start_review(staff, submitted_by(member)), points=[{"text": "写明是哪些学校"}]
    )
    browser = client_of(member)
    page = opened(browser, edit(made))
    for words in ("需要修改之处", "写明是哪些学校", "预览并再次提交", "141-R0001", made.title):
        assert words in page
    assert "预览并提交" not in page
    sent = {"do": "proposals.resubmit", "version": made.version}
    wrong = browser.post(edit(made), {**sent, **posted(analysis="")})
    assert wrong.status_code == 422
    assert "请填写分析" in wrong.content.decode()
    answer = browser.post(edit(made), {**sent, **posted(analysis="三所小学")}, follow=True)
    assert answer.redirect_chain == [(reverse("proposal_sent", args=[made.pk]), 302)]
    assert "修改稿已经提交" in answer.content.decode()
    assert stored(made).analysis == "三所小学"


def test_the_mended_text_is_looked_at_before_it_is_sent(
    member: Seat, town: Town, seat: SeatMaker, client_of: ClientMaker
) -> None:
    staff = seat(Role.PROPOSAL_STAFF)
    made = return_for_revision(
        staff, start_review(staff, submitted_by(member)), points=[{"text": "写明学校"}]
    )
    browser = client_of(member)
    look = {"do": "proposals.resubmit", "look": "1", "version": made.version}
    preview = reverse("proposal_preview", args=[made.pk])
    assert browser.get(preview)["Location"] == edit(made), "nothing has been typed yet"
    wrong = {**look, **posted(analysis="", title="校门口", consent_public=None)}
    assert browser.post(edit(made), wrong)["Location"] == preview
    page = opened(browser, preview)
    assert '<h2 class="zx-hello">校门口</h2>' in page, "as typed, although it is too short"
    assert "<dd>还没有选</dd>" in page
    assert "请填写分析" in page
    assert f'href="{edit(made)}#proposals_resubmit-analysis"' in page
    assert 'value="proposals.resubmit"' not in page
    browser.post(edit(made), {**look, **posted(analysis="三所小学\n放学集中", wished_units=town.units[:1])})
    answer = browser.get(preview)
    page = answer.content.decode()
    for words in ("三所小学<br>放学集中", town.units[0].name, "流水号不变", 'value="proposals.resubmit"'):
        assert words in page
    assert stored(made).analysis == made.analysis, "nothing is stored by looking"
    assert "三所小学" in opened(browser, edit(made)), "back to the typed text"
    pairs: dict[str, list[str]] = {}
    for name, value in answer.context["pairs"]:
        pairs.setdefault(name, []).append(value)
    sent = browser.post(edit(made), {"do": "proposals.resubmit", **pairs})
    assert sent["Location"] == reverse("proposal_sent", args=[made.pk])
    assert stored(made).analysis == "三所小学\n放学集中"
    assert browser.get(preview)["Location"] == reverse("proposal_sent", args=[made.pk])
