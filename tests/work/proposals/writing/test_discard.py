"""删除草稿: gone with all it had; what is handed in stays."""

import pytest
from django.http import Http404
from django.urls import reverse

from tests.conftest import ClientMaker
from tests.work.proposals.writing.conftest import Town, drafted, submitted_by
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.pages.models import Draft
from zhengxie.foundation.workflow.refusals import Stale
from zhengxie.work.proposals.actions.writing import discard
from zhengxie.work.proposals.models import Proposal, Suggestion

pytestmark = pytest.mark.django_db


def test_it_is_gone_and_the_trail_remembers(member: Seat, town: Town) -> None:
    made = drafted(member, wished_units=town.units[:1])
    discard(member, made)
    assert not Proposal.objects.exists()
    assert not Suggestion.objects.exists()
    assert Entry.objects.get(code="proposals.discard", ok=True).object_id == str(made.pk)


def test_what_is_handed_in_stays(member: Seat) -> None:
    made = submitted_by(member)
    with pytest.raises(Stale) as error:
        discard(member, made)
    assert "已经提交，不能删除" in error.value.text
    assert Proposal.objects.get() == made


def test_others_find_none(member: Seat, other_member: Seat) -> None:
    made = drafted(member)
    with pytest.raises(Http404):
        discard(other_member, made)


def test_the_page_names_the_draft_and_drops_what_was_typed(member: Seat, client_of: ClientMaker) -> None:
    made = drafted(member)
    browser, edit = client_of(member), reverse("proposal_edit", args=[made.pk])
    Draft.objects.create(user_id=member.user_id or 0, path=edit, code="proposals.revise", data="{}")
    address = reverse("do", args=["proposals.discard", made.pk])
    page = browser.get(address).content.decode()
    assert made.title in page
    assert 'class="zx-member"' in page, "a member's page, with the way back at its head"
    assert "不能恢复" in page
    answer = browser.post(address, {"do": "proposals.discard", "version": made.version}, follow=True)
    assert answer.redirect_chain == [(reverse("my_proposals"), 302)]
    assert f"草稿已删除：{made.title}" in answer.content.decode()
    assert not Proposal.objects.exists()
    assert not Draft.objects.exists()
    assert browser.get(edit).status_code == 404
