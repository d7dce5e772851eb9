"""S3: own proposals, their state in members' words, the way that is behind and before them. ux.md S3"""

from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse

from tests.conftest import ClientMaker, SeatMaker
from tests.house.watching import queries
from tests.work.proposals.writing.conftest import CONTACT, Stand, Town, drafted, submitted_by, text
from zhengxie.engines.cases.models import Addressee, Assignment, Case, CaseItem, Contact, Promise
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.proposals.actions.review import return_for_revision, start_review
from zhengxie.work.proposals.actions.writing import resubmit
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries import mine
from zhengxie.work.proposals.queries.register import one_of

pytestmark = pytest.mark.django_db
MINE = "/proposals/mine/"


@pytest.fixture
def staff(town: Town, seat: SeatMaker) -> Seat:
    with loading():
        body = Body.objects.create(
            committee=town.committee,
            code="proposal",
            name="提案委员会",
            short_name="提案委",
            contact_name="陈某",
            contact_phone="0000-7654321",
        )
    return seat(Role.PROPOSAL_STAFF, body=body)


def filed(made: Proposal, town: Town, state: str = "handling", **changes: Any) -> Assignment:
    """As after filing and assigning: to the first unit, with the second as co-unit; one that is followed has
    promised something."""
    with loading():
        case = Case(
            committee=town.committee,
            kind="proposal",
            origin_id=made.pk,
            number="第014号",
            title=made.title,
            opened_on=date(2022, 6, 8),
            assigned_on=date(2022, 6, 10),
            state="assigned",
        )
        case.save()
        Proposal.objects.filter(pk=made.pk).update(
            state="filed", case=case, number=made.pk, number_text="第014号", decided_on=date(2022, 6, 8)
        )
        plain = {"committee": town.committee, "case": case, "delivered_on": date(2022, 6, 10)}
        helper = Assignment(**plain, unit=town.units[1], role="co", state="handling")
        helper.save()
        task: Assignment = Assignment(**plain, unit=town.units[0], role="lead", state=state, **changes)
        task.save()
        Addressee(case=case, member=made.member, unit=made.unit, body=made.body, label=made.proposer).save()
        if state == "following":
            item = CaseItem.objects.create(case=case, number=1, text="增设停车位。")
            owed = {"item": item, "unit": task.unit, "text": "增设50个", "due": date(2022, 12, 31)}
            Promise(committee=town.committee, assignment=task, **owed).save()
    return task


def shown(seat: Seat, client_of: ClientMaker, made: Proposal) -> str:
    answer = client_of(seat).get(made.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def entries(seat: Seat, made: Proposal) -> list[tuple[str, str]]:
    """(title, state) of the timeline."""
    way = mine.detail_of(seat, one_of(seat).get(pk=made.pk))["entries"]
    return [(entry.title, entry.state) for entry in way]


def test_drafts_stand_on_top_with_go_on_and_delete(member: Seat, client_of: ClientMaker) -> None:
    made = drafted(member)
    page = client_of(member).get(MINE).content.decode()
    assert "还没有提交的" in page
    assert reverse("proposal_edit", args=[made.pk]) in page
    assert reverse("do", args=["proposals.discard", made.pk]) in page
    assert "还没有提交提案" in page


def test_only_ones_own_with_year_state_and_words(
    member: Seat, other_member: Seat, client_of: ClientMaker, at: Stand
) -> None:
    submitted_by(other_member, title="别人的提案写在这里")
    old = submitted_by(member, title="关于老旧小区的建议")
    at(datetime(2023, 2, 21, 10))
    new = submitted_by(member, title="关于停车难的建议")
    browser = client_of(member)
    whole = browser.get(MINE).content.decode()
    assert "别人的提案" not in whole
    assert whole.index(new.title) < whole.index(old.title)
    by_year = browser.get(f"{MINE}?year=2022").content.decode()
    assert old.title in by_year
    assert new.title not in by_year
    assert new.title in browser.get(f"{MINE}?q=停车").content.decode()
    empty = browser.get(f"{MINE}?stage=filed").content.decode()
    assert "没有符合条件的记录" in empty
    assert 'name="stage"' in empty, "the way back"
    assert browser.get(f"{MINE}?export=xlsx").status_code == 200


def test_members_read_one_word_for_both_stages_of_the_review(
    member: Seat, staff: Seat, client_of: ClientMaker
) -> None:
    made = start_review(staff, submitted_by(member))
    for page in (client_of(member).get(MINE).content.decode(), shown(member, client_of, made)):
        assert "审查中" in page
        assert "初审中" not in page
    with loading():
        Proposal.objects.update(state="under_panel")
    assert "待会审" not in shown(member, client_of, made)


def test_what_comes_next_is_always_said(member: Seat, staff: Seat, client_of: ClientMaker) -> None:
    made = submitted_by(member)
    page = shown(member, client_of, made)
    for words in (
        "待审查",
        "提案工作人员",
        "6月8日前",
        "联系提案委　陈某",
        'href="tel:0000-7654321"',
        "查看原文",
    ):
        assert words in page
    assert entries(member, made) == [
        ("提交", "done"),
        ("审查", "now"),
        ("决定是否立案", "next"),
        ("书面答复", "next"),
        ("您评价", "next"),
        ("办结", "next"),
    ]


def test_a_returned_one_shows_the_points_and_its_button(
    member: Seat, staff: Seat, client_of: ClientMaker
) -> None:
    points = [{"text": "写明是哪些学校"}, {"text": "补充数据"}]
    made = return_for_revision(staff, start_review(staff, submitted_by(member)), points=points)
    page = shown(member, client_of, made)
    for words in ("需要您修改之处", "<li>写明是哪些学校</li>", "修改后再次提交", "6月13日前"):
        assert words in page
    assert reverse("proposal_edit", args=[made.pk]) in page
    assert entries(member, made)[:3] == [("提交", "done"), ("退回修改", "done"), ("请您修改", "now")]
    again = resubmit(member, made, **text(title="关于缓解三所小学周边拥堵的建议"))
    assert "需要您修改之处" not in shown(member, client_of, again)
    assert [t for t, _ in entries(member, again)][:4] == ["提交", "退回修改", "修改后再次提交", "审查"]


def test_a_declined_one_says_why(member: Seat, town: Town, client_of: ClientMaker) -> None:
    made = submitted_by(member)
    with loading():
        Proposal.objects.update(
            state="declined", decline_code="D11", decline_text="属省级事权", decided_on=date(2022, 6, 9)
        )
    page = shown(member, client_of, made)
    assert "超出本市事权范围的：属省级事权" in page
    assert entries(member, made) == [("提交", "done"), ("不予立案", "done")]


def test_the_case_goes_on_in_the_same_timeline(member: Seat, town: Town, client_of: ClientMaker) -> None:
    made = submitted_by(member)
    task = filed(made, town, received_on=date(2022, 6, 13), officer="钱某", officer_phone="0000-1112222")
    with loading():
        Contact(
            assignment=task,
            on=date(2022, 6, 20),
            way="seminar",
            unit_people="钱某",
            met="王建华",
            points="商谈",
        ).save()
    page = shown(member, client_of, made)
    for words in (
        "第014号",
        "市公安局",
        "市教育局",
        "办理中",
        "交市公安局主办、市教育局会办",
        "座谈，请您核对沟通记录",
        "核对沟通记录",
        "联系市公安局　钱某",
        "tel:0000-1112222",
    ):
        assert words in page
    assert entries(member, made) == [
        ("提交", "done"),
        ("立案", "done"),
        ("交办", "done"),
        ("签收", "done"),
        ("与您沟通", "done"),
        ("办理中", "now"),
        ("书面答复", "next"),
        ("您评价", "next"),
        ("办结", "next"),
    ]


@pytest.mark.parametrize(
    ("state", "changes", "now", "label", "words"),
    [
        ("delivered", {}, "等待签收", "待签收", "市公安局书面答复您"),
        ("reply_review", {}, "答复待审", "答复待审", "答复审核后发给您"),
        ("replied", {"issued_on": date(2022, 8, 1)}, "请您评价", "待您评价", "评价答复"),
        ("rework", {"issued_on": date(2022, 8, 1), "round": 2}, "再次办理中", "再次办理", "再次答复您"),
        ("following", {"issued_on": date(2022, 8, 1)}, "跟踪落实", "跟踪落实", "市公安局兑现承诺"),
        (
            "closed",
            {"issued_on": date(2022, 8, 1), "closed_on": date(2022, 8, 9)},
            "",
            "已办结",
            "没有需要您做的事",
        ),
    ],
)
def test_every_state_of_the_case_has_its_words(
    state: str,
    changes: dict[str, Any],
    now: str,
    label: str,
    words: str,
    member: Seat,
    town: Town,
    client_of: ClientMaker,
) -> None:
    made = submitted_by(member)
    filed(made, town, state, **changes)
    page = shown(member, client_of, made)
    assert words in page
    assert label in page
    assert label in client_of(member).get(MINE).content.decode()
    assert [title for title, at in entries(member, made) if at == "now"] == ([now] if now else [])
    answered = "issued_on" in changes
    assert ("查看答复" in page) == answered


def test_two_separate_units_are_told_apart(member: Seat, town: Town, client_of: ClientMaker) -> None:
    made = submitted_by(member)
    filed(made, town, "replied", issued_on=date(2022, 8, 1))
    with loading():
        Assignment.objects.filter(role="lead").update(role="separate")
        Assignment.objects.filter(role="co").update(role="separate", state="handling")
    page = shown(member, client_of, made)
    for words in (
        "交市公安局分办、市教育局分办",
        "市公安局　书面答复",
        "市教育局　办理中",
        "查看市公安局的答复",
        "评价市公安局的答复",
    ):
        assert words in page


def test_units_and_bodies_follow_theirs(party: Seat, clerk: Seat, client_of: ClientMaker) -> None:
    for seat in (party, clerk):
        made = submitted_by(seat, **CONTACT)
        assert made.proposer in shown(seat, client_of, made)
        assert made.title in client_of(seat).get(MINE).content.decode()


def test_at_most_fifteen_queries_whatever_there_is(
    member: Seat, town: Town, staff: Seat, client_of: ClientMaker
) -> None:
    made = submitted_by(member)
    task = filed(made, town, received_on=date(2022, 6, 13))
    for n in range(30):
        filed(submitted_by(member), town)
        drafted(member)
        with loading():
            Contact(
                assignment=task,
                on=date(2022, 6, 20),
                way="phone",
                unit_people=f"{n}",
                met="王",
                points="商谈",
            ).save()
    browser = client_of(member)
    for address in (MINE, f"{MINE}?size=100", made.get_absolute_url()):
        with queries() as seen:
            assert browser.get(address).status_code == 200
        assert len(seen) <= 15, f"{address}\n" + "\n".join(seen)
