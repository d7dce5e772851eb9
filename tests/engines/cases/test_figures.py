"""What cases count for: in reports, and in the tasks of the plan."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import handling, replies
from zhengxie.engines.cases.actions.feedback import give_feedback
from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.engines.cases.queries.course import course_of, with_course
from zhengxie.engines.cases.queries.figures import figures
from zhengxie.engines.plans.models import Tally
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.books import rebuild

pytestmark = pytest.mark.django_db


def counts(seat: Seat, town: CaseTown) -> dict[str, int]:
    """Name → number, zeros left out."""
    found = figures(seat, town.session, "trial")
    return {name: rows.count() for name, rows in found.items() if rows.count()}


def tallied(case: Case) -> dict[str, date]:
    """measure → day of the case's rows in the plan's book."""
    rows = Tally.objects.filter(label="cases.case", object_id=case.pk)
    assert {row.stream for row in rows} <= {f"trials:{case.session_id}"}
    return {row.measure: row.on for row in rows}


def test_one_case_through_all_figures(town: CaseTown, on: Callable[[date], None]) -> None:
    cases.case_to_assign(town, number=15)
    assert counts(town.staff, town) == {"to_assign": 1}
    task = cases.met(town)
    assert counts(town.staff, town) == {"to_assign": 1, "assigned": 1}
    assert tallied(task.case) == {"case.assigned": date(2022, 3, 7)}
    on(date(2022, 3, 9))
    task = cases.replied(town, task)
    assert counts(town.staff, town) == {
        "to_assign": 1,
        "assigned": 1,
        "answered": 1,
        "on_time": 1,
        "feedback_due": 1,
    }
    on(date(2022, 3, 11))
    give_feedback(town.proposer, task, **cases.form())
    assert counts(town.staff, town) == {
        "to_assign": 1,
        "assigned": 1,
        "answered": 1,
        "on_time": 1,
        "closed": 1,
        "feedback_due": 1,
        "feedback_returned": 1,
    }
    assert tallied(task.case) == {
        "case.assigned": date(2022, 3, 7),
        "case.answered": date(2022, 3, 9),
        "case.on_time": date(2022, 3, 9),
        "case.closed": date(2022, 3, 11),
    }


def test_each_seat_counts_what_it_sees(town: CaseTown) -> None:
    cases.assigned(town, cases.lead_and_co(town))
    cases.assigned(town, [cases.sole(town.roads)], number=15)
    assert counts(town.inspector, town) == {"assigned": 2}
    assert counts(town.co_officer, town) == counts(town.other_officer, town) == {"assigned": 1}
    assert counts(town.staff, town) == {"assigned": 2}


def test_signed_in_time_is_on_time_however_long_the_audit_takes(
    town: CaseTown, on: Callable[[date], None]
) -> None:
    task = cases.met(town)
    on(date(2022, 6, 7))
    task = cases.submitted(town, task)
    on(date(2022, 6, 20))
    assert "overdue" not in counts(town.staff, town)
    replies.issue_reply(town.inspector, task, result="A", **cases.CHECKED)
    assert counts(town.staff, town)["on_time"] == 1


def test_late_is_overdue_and_not_on_time(town: CaseTown, on: Callable[[date], None]) -> None:
    task = cases.met(town)
    on(date(2022, 6, 8))
    assert counts(town.staff, town)["overdue"] == 1
    task = cases.submitted(town, task)
    assert counts(town.staff, town)["overdue"] == 1  # signed too late, and not out yet
    task = replies.issue_reply(town.inspector, task, result="A", **cases.CHECKED)
    found = counts(town.staff, town)
    assert "overdue" not in found
    assert "on_time" not in found
    assert found["answered"] == 1
    assert set(tallied(task.case)) == {"case.assigned", "case.answered"}


def test_a_case_of_separate_units_is_answered_by_all_of_them(town: CaseTown) -> None:
    case = cases.assigned(town, cases.separate(town))
    task = cases.begin(town.officer, cases.part_of(case, town.police))
    cases.replied(town, handling.record_contact(town.officer, task, **cases.meeting()))
    assert counts(town.staff, town) == {"assigned": 1, "feedback_due": 1}
    assert set(tallied(case)) == {"case.assigned"}


def test_the_books_forgot_nothing(town: CaseTown) -> None:
    cases.kept(town)
    cases.assigned(town, cases.lead_and_co(town), number=15)
    cases.in_rework(town, cases.met(town, number=16))
    assert set(rebuild().values()) == {(0, 0)}


def test_the_steps_of_one_assignment(town: CaseTown) -> None:
    task = with_course(Assignment.objects.all()).get(pk=cases.met(town).pk)
    steps = {step.name: step.state for step in course_of(task).steps}
    assert list(steps) == [
        "签收", "定经办", "面商", "会办意见", "拟答复", "签发", "送审", "发出", "评价",
    ]  # fmt: skip
    assert (steps["面商"], steps["会办意见"], steps["拟答复"], steps["发出"]) == (
        "done",
        "none",
        "now",
        "next",
    )
