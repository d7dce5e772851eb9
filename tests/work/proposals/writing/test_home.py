"""S1: a member's first page: to-dos with days left, what can be done, figures that open lists. ux.md S1"""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.conftest import ClientMaker, SeatMaker
from tests.house.watching import queries
from tests.work.proposals.writing.conftest import Town, drafted, submitted_by
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.proposals.actions.review import return_for_revision, start_review
from zhengxie.work.proposals.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(town: Town, seat: SeatMaker) -> Seat:
    with loading():
        body = Body.objects.create(
            committee=town.committee, code="proposal", name="提案委员会", short_name="提案委"
        )
        body.contact_name, body.contact_phone = "陈某", "0000-7654321"
        body.save()
    return seat(Role.PROPOSAL_STAFF, body=body)


def opened(seat: Seat, client_of: ClientMaker) -> str:
    answer = client_of(seat).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_anything_to_do_it_says_so(member: Seat, client_of: ClientMaker) -> None:
    page = opened(member, client_of)
    assert "委员，现在没有待办" in page
    for name in ("proposal_write", "my_proposals", "my_file", "messages"):
        assert (
            f'class="zx-tile{" zx-tile-main" if name == "proposal_write" else ""}" href="{reverse(name)}"'
            in page
        )


def test_a_returned_proposal_is_a_card_with_its_days(
    member: Seat, staff: Seat, client_of: ClientMaker
) -> None:
    made = return_for_revision(
        staff, start_review(staff, submitted_by(member)), points=[{"text": "写明学校"}]
    )
    page = opened(member, client_of)
    assert "您有 <em>1 件</em>待办" in page
    assert made.title in page
    assert "6月13日" in page
    assert reverse("proposal_edit", args=[made.pk]) in page
    assert "致电提案委　陈某" in page


def test_more_than_five_lead_to_the_whole_list(member: Seat, town: Town, client_of: ClientMaker) -> None:
    Todo.objects.bulk_create(
        Todo(
            committee=town.committee,
            key=f"member:{town.member.pk}",
            code="proposals.resubmit",
            label="proposals.proposal",
            object_id=str(n),
            title=f"提案{n}",
            url="/todos/",
            due=date(2022, 6, 10),
        )
        for n in range(7)
    )
    page = opened(member, client_of)
    assert "您有 <em>7 件</em>待办" in page
    assert "全部 7 件待办" in page
    assert page.count("6月10日截止") == 5


def test_the_figures_count_this_year_and_open_what_they_count(
    member: Seat, other_member: Seat, client_of: ClientMaker
) -> None:
    made = [submitted_by(member) for _ in range(3)]
    submitted_by(other_member)
    drafted(member)
    with loading():
        Proposal.objects.filter(pk=made[0].pk).update(state="filed", decided_on=date(2022, 6, 6))
        Proposal.objects.filter(pk=made[1].pk).update(submitted_on=date(2021, 6, 6))
    browser = client_of(member)
    page = browser.get("/").content.decode()
    found = re.findall(r'class="zx-fig" href="([^"]+)"><span>([^<]+)</span><b>(\d+)<', page)
    assert [(label, number) for _, label, number in found] == [
        ("提交", "2"),
        ("立案", "1"),
        ("已有答复", "0"),
    ]
    for address, _, number in found:
        opened_list = browser.get(address.replace("&amp;", "&")).content.decode()
        assert opened_list.count("zx-minerow") == int(number)
    assert "草稿 1 份" in page


def test_everybody_else_begins_where_the_day_begins(
    town: Town, seat: SeatMaker, client_of: ClientMaker
) -> None:
    begins = {
        Role.OFFICE_STAFF: "todos",
        Role.CHAIR_LEVEL: "dashboard",
        Role.SECRETARY_GENERAL: "dashboard",
        Role.UNIT_SUBMITTER: "todos",
        Role.UNIT_OFFICER: "unit_home",
        Role.UNIT_LEADER: "unit_home",
    }
    for role, name in begins.items():
        answer = client_of(seat(role, unit=town.units[0])).get("/")
        assert answer["Location"] == reverse(name), role


def test_a_standing_member_and_a_convener_have_the_same_page(
    town: Town, convener: Seat, seat: SeatMaker, client_of: ClientMaker
) -> None:
    for person in (convener, seat(Role.STANDING_MEMBER, member=town.member)):
        assert "写提案" in opened(person, client_of)


def test_what_saved_itself_counts_as_a_draft_and_has_a_name(member: Seat, client_of: ClientMaker) -> None:
    browser, write = client_of(member), reverse("proposal_write")
    drafted(member)
    for title, shown in (("关于夜间停车的建议", "关于夜间停车的建议"), ("", "未命名")):
        kept = {"draft_key": f"{write}|proposals.draft", "title": title, "situation": "有字"}
        browser.post(reverse("draft"), kept)
        assert "草稿 2 份" in browser.get("/").content.decode()
        assert f"<b>{shown}</b>" in browser.get(reverse("my_proposals")).content.decode()


def test_at_most_fifteen_queries(member: Seat, staff: Seat, client_of: ClientMaker) -> None:
    for _ in range(8):
        return_for_revision(staff, start_review(staff, submitted_by(member)), points=[{"text": "写明学校"}])
    browser = client_of(member)
    with queries() as seen:
        browser.get("/")
    assert len(seen) <= 15, "\n".join(seen)
