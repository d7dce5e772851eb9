"""One proposal from its filing to the answer, by the real verbs: plan and dashboard follow at every step."""

from typing import Any

import pytest

from tests.conftest import ClientMaker, SeatMaker
from tests.engines.plans.conftest import HEADS, row
from tests.factories import directory, proposals
from tests.factories.cases import CHECKED, answer, begin, consent, meeting
from tests.outcomes.reports.conftest import TODAY
from tests.outcomes.reports.test_figures import shown
from zhengxie.engines.cases.actions import assigning, handling, replies
from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.engines.plans.actions.counting import count_from
from zhengxie.engines.plans.actions.plans import draft, issue
from zhengxie.engines.plans.models import Tally, Task
from zhengxie.engines.plans.queries.counting import figures_of
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Session
from zhengxie.foundation.workflow.books import rebuild
from zhengxie.outcomes.reports.queries.dashboard import overview

pytestmark = pytest.mark.django_db
GOALS = (("proposal.filed", "", 2), ("case.answered", "case.assigned", 100))


@pytest.fixture
def people(city: Committee, on: Any) -> proposals.Cast:
    return proposals.cast(city)


@pytest.fixture
def office(people: proposals.Cast, seat: SeatMaker) -> Seat:
    return seat(Role.OFFICE_STAFF)


@pytest.fixture
def task(people: proposals.Cast, office: Seat) -> Task:
    """The plan's proposal task; the office says once what it counts."""
    given: dict[str, Any] = {"title": "2022年工作要点", "year": 2022, "source_name": "", "source_text": ""}
    drafted = draft(office, **given, heads=HEADS, tasks=[row("做好提案工作", "0-1")])
    issue(office, drafted, document_no="6", issued_on=TODAY)
    found: Task = Task.objects.get()
    stream = f"proposals:{Session.objects.get(committee=people.committee).pk}"
    for measure, base, amount in GOALS:
        count_from(office, found, stream=stream, measure=measure, base=base, amount=amount)
    return found


def texts(task: Task) -> list[str]:
    return [figure.text for figure in figures_of(task.committee, [task])[task.pk]]


def answered(people: proposals.Cast, case: Case, seat: SeatMaker) -> Assignment:
    """The police alone, from the assignment to the issued answer."""
    units = [{"unit": people.other_unit, "role": "sole"}]
    case = assigning.propose_units(people.staff, case, units=units)
    assigning.assign(people.staff, case, consents=[consent()])
    officer = seat(Role.UNIT_OFFICER, unit=people.other_unit)
    part = begin(officer, Assignment.objects.get(case=case))
    part = handling.record_contact(officer, part, **meeting())
    part = replies.draft_reply(officer, part, **answer(part))
    part = replies.submit_reply(seat(Role.UNIT_LEADER, unit=people.other_unit), part, signer="周某")
    made: Assignment = replies.issue_reply(seat(Role.INSPECTOR), part, result="A", **CHECKED)
    return made


def test_plan_and_dashboard_follow_a_proposal(
    people: proposals.Cast, task: Task, seat: SeatMaker, client_of: ClientMaker
) -> None:
    assert texts(task) == ["立案 0/2 件", "答复率 -"]
    proposals.declined_proposal(people)
    assert texts(task) == ["立案 0/2 件", "答复率 -"]
    filed = proposals.filed_proposal(people)
    assert texts(task) == ["立案 1/2 件", "答复率 -"]
    assert filed.case is not None
    answered(people, filed.case, seat)
    assert texts(task) == ["立案 1/2 件", "答复率 100.0%（1/1）"]
    chair = seat(Role.CHAIR_LEVEL, member=directory.member(people.committee, "周示范", "009"))
    figures = shown(overview(chair, ""))
    assert figures["立案"] == ("1", "占收到50.0%（1/2）")
    assert figures["已答复"] == ("1", "占交办100.0%（1/1）")
    assert figures["按期答复"] == ("1", "占已答复100.0%（1/1）；占交办100.0%（1/1）")
    board = client_of(chair).get(f"/plans/{task.plan_id}/?view=body").content.decode()
    assert "立案 1/2 件" in board and "75%" in board
    assert rebuild()["tallies"] == (0, 0)


def test_who_may_not_see_proposals_is_told_how_many_there_are(
    people: proposals.Cast, task: Task, office: Seat, client_of: ClientMaker, seat: SeatMaker
) -> None:
    proposals.filed_proposal(people)
    target = task.targets.get(base="")
    path = f"/plans/figures/{target.pk}/"
    assert Tally.objects.filter(measure="proposal.filed").count() == 1
    own = client_of(people.author).get(path).content.decode()
    assert proposals.TITLE in own and "无权查看" not in own
    for other in (office, seat(Role.MEMBER, member=directory.member(people.committee, "李示范", "002"))):
        page = client_of(other).get(path).content.decode()
        assert proposals.TITLE not in page and "有 1 件，您无权查看。" in page
