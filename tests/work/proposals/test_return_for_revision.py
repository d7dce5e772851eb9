"""退回修改. domain/03 §12.1"""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.factories import directory
from tests.factories.proposals import Cast, submitted, under_first_review, written
from tests.work.proposals.conftest import clocks_of, refused_of, todos_of, told
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.directory.models import BodyKind
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.actions.review import return_for_revision, start_review
from zhengxie.work.proposals.actions.writing import resubmit
from zhengxie.work.proposals.models import Proposal

POINTS = [{"text": "建议2没有写由哪个单位来做"}, {"text": "  "}, {"text": "请注明12所学校的名称"}]


def test_it_goes_back_with_its_points(people: Cast) -> None:
    proposal = return_for_revision(people.staff, under_first_review(people), points=POINTS)
    assert (proposal.state, proposal.times_returned) == ("returned", 1)
    assert proposal.revision_points == "建议2没有写由哪个单位来做\n请注明12所学校的名称"
    sheet = proposal.sheets.get()
    assert (sheet.stage, sheet.outcome, sheet.opinion) == (
        "first",
        "return_for_revision",
        proposal.revision_points,
    )
    assert told(people.author)[0] == (
        f"您的提案《{proposal.title}》（{proposal.receipt_no}）需要修改，请在5个工作日内再次提交。"
        "需修改之处：1．建议2没有写由哪个单位来做；2．请注明12所学校的名称。"
    )


def test_the_proposer_has_it_on_his_desk_with_a_clock(people: Cast) -> None:
    proposal = return_for_revision(people.staff, under_first_review(people), points=POINTS)
    day = date(2022, 6, 13)
    assert todos_of(proposal) == {(f"member:{people.member.pk}", "proposals.resubmit", day)}
    clocks = clocks_of(proposal)
    assert clocks["proposals-resubmit"] == ("running", day)
    assert {clocks[f"proposals-{code}"][0] for code in ("first-review", "second-review", "panel")} == {
        "stopped"
    }


def test_the_mended_text_is_received_anew(people: Cast, on: Callable[[date], None]) -> None:
    sent_back = return_for_revision(people.staff, under_first_review(people), points=POINTS)
    on(date(2022, 6, 9))
    proposal = resubmit(people.author, sent_back, **written(situation="12所学校（名单见附表）门口拥堵。"))
    clocks = clocks_of(proposal)
    assert clocks["proposals-resubmit"][0] == "stopped"
    assert clocks["proposals-first-review"] == ("running", date(2022, 6, 13))
    assert clocks["proposals-panel"] == ("running", date(2022, 6, 23))
    assert start_review(people.staff, proposal).state == "under_first_review"
    again = f"您的提案《{proposal.title}》（{proposal.receipt_no}）的修改稿已收到，重新审查。"
    assert told(people.author)[0] == again


def test_points_that_are_sentences_make_one_sentence(people: Cast) -> None:
    points = [{"text": "写明是哪些学校。"}, {"text": "补充数据；"}]
    proposal = return_for_revision(people.staff, under_first_review(people), points=points)
    assert told(people.author)[0].endswith("需修改之处：1．写明是哪些学校；2．补充数据。")
    assert Todo.objects.get(code="proposals.resubmit").note == "请修改：1．写明是哪些学校；2．补充数据"
    again = return_for_revision(people.staff, under_first_review(people), points=points[:1])
    assert told(people.author)[0].endswith("需修改之处：写明是哪些学校。")
    assert (proposal.revision_points, again.revision_points) == (
        "写明是哪些学校。\n补充数据；",
        "写明是哪些学校。",
    )


def test_points_are_needed(people: Cast) -> None:
    with pytest.raises(Refused) as error:
        return_for_revision(people.staff, under_first_review(people), points=[{"text": " "}])
    assert refused_of(error) == ("请写明需要修改之处，一条写一处，提案者看得到。", "points")


def test_at_most_twice(people: Cast) -> None:
    proposal: Proposal = under_first_review(people)
    for _ in range(2):
        proposal = return_for_revision(people.staff, proposal, points=POINTS)
        proposal = start_review(people.staff, resubmit(people.author, proposal, **written()))
    with pytest.raises(Refused) as error:
        return_for_revision(people.staff, proposal, points=POINTS)
    assert "已经退回2次" in refused_of(error)[0]


def test_only_from_first_review(people: Cast) -> None:
    with pytest.raises(Refused, match="当前状态不能“退回修改”"):
        return_for_revision(people.staff, submitted(people), points=POINTS)


def test_only_proposal_staff(people: Cast) -> None:
    proposal = under_first_review(people)
    for seat in (people.author, people.panel):
        with pytest.raises(PermissionDenied):
            return_for_revision(seat, proposal, points=POINTS)


def test_another_committee_gets_404(people: Cast, neighbours: Cast) -> None:
    with pytest.raises(Http404):
        return_for_revision(neighbours.staff, under_first_review(people), points=POINTS)


def test_a_unit_and_a_committee_hear_of_theirs(people: Cast) -> None:
    union = directory.seat(
        people.committee, Role.UNIT_SUBMITTER, unit=directory.unit(people.committee, "zgh", "市总工会")
    )
    economy = directory.body(people.committee, "economy", "经济科技委员会", "经济委")
    clerk = directory.seat(people.committee, Role.COMMITTEE_STAFF, body=economy)
    for seat, key in ((union, f"unit:{union.unit_id}"), (clerk, f"staff:{economy.pk}")):
        mine = under_first_review(people, author=seat, contact_name="陈某", contact_phone="0000-8123456")
        proposal = return_for_revision(people.staff, mine, points=POINTS)
        assert {row[:2] for row in todos_of(proposal)} == {(key, "proposals.resubmit")}
        assert "需要修改" in told(seat)[0]


def test_a_group_hears_of_its_own_by_its_convener(people: Cast, on: Callable[[date], None]) -> None:
    on(date(2022, 1, 11))  # groups propose while the plenary sits
    group = directory.body(people.committee, "g1", "第一活动组", "一组")
    with loading():
        group.kind = BodyKind.ACTIVITY_GROUP
        group.save()
    convener = directory.seat(
        people.committee,
        Role.CONVENER,
        body=group,
        member=directory.member(people.committee, "赵某", "009"),
    )
    mine = under_first_review(
        people, author=convener, as_body=True, contact_name="赵某", contact_phone="0000-8123456"
    )
    proposal = return_for_revision(people.staff, mine, points=POINTS)
    assert {row[:2] for row in todos_of(proposal)} == {(f"body:{group.pk}", "proposals.resubmit")}
    assert "需要修改" in told(convener)[0]
