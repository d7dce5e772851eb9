"""Clocks start, move, renew and stop behind the actions that their rules name."""

from datetime import date

import pytest

from tests.engines.clocks.conftest import MONDAY
from tests.factories import directory
from zhengxie.engines.clocks.models import Clock, ClockRule, ClockState
from zhengxie.engines.clocks.queries import due_of
from zhengxie.engines.clocks.seeds import SEEDS, ship
from zhengxie.engines.plans.actions.plans import amend
from zhengxie.engines.plans.actions.tasks import break_down, drop, report_progress
from zhengxie.engines.plans.models import Task
from zhengxie.engines.plans.tree import COPIED
from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.directory.models import WriteOutsideAction
from zhengxie.foundation.workflow.actions import ACTIONS, loading

pytestmark = pytest.mark.django_db


def clocks(code, **more):
    return list(Clock.objects.filter(rule__code=code, **more).order_by("object_id"))


def due_clock(task):
    return Clock.objects.filter(rule__code="plans-task-due", object_id=str(task.pk)).order_by("-id").first()


def in_body(plan):
    body = directory.body(plan.committee)
    return directory.seat(plan.committee, Role.COMMITTEE_STAFF, body=body)


def broken_down(office, task, due):
    return break_down(
        office, task, lead_body=task.lead_body, co_bodies=[], co_units=[], leader=task.leader, owner="",
        due=due, target="", target_amount=None, target_unit="", milestones=[],
    )  # fmt: skip


def test_shipped_rules_name_existing_verbs():
    for seed in SEEDS:
        for code in (*seed.starts_on, *seed.stops_on, *seed.renews_on):
            assert code in ACTIONS and code in VERBS, f"{seed.code}: {code}"


def test_shipping_twice_changes_nothing(shipped):
    before = ClockRule.objects.filter(committee=shipped).count()
    with loading():
        ship(shipped)
    assert ClockRule.objects.filter(committee=shipped).count() == before == len(SEEDS)


def test_issuing_the_plan_starts_a_clock_for_every_task_with_a_day(issued):
    found = clocks("plans-task-due")
    assert [clock.due_on for clock in found] == [date(2022, 6, 30), date(2022, 7, 15)]
    assert {clock.state for clock in found} == {ClockState.RUNNING}
    body = directory.body(issued.committee)
    assert found[0].told["officer"] == [f"body:{body.pk}"]
    assert found[0].told["leader"][0].startswith("member:")
    assert found[0].told["list"] == ["role:office_staff"]
    assert found[0].url == issued.tasks.first().get_absolute_url()


def test_issuing_starts_the_monthly_report_for_the_next_month(issued):
    found = clocks("plans-monthly-report")
    assert [clock.due_on for clock in found] == [date(2022, 7, 5)] * 3
    assert "取参数“每月进展上报日”：5 日（默认值）" in found[0].explanation


def test_a_report_closes_the_month_and_opens_the_next(issued, on):
    task = issued.tasks.first()
    on(date(2022, 7, 1))
    report_progress(in_body(issued), task, percent=40, text="已准备", difficulties="", reached=[])
    old, new = Clock.objects.filter(rule__code="plans-monthly-report", object_id=str(task.pk)).order_by("id")
    assert (old.state, old.stopped_on) == (ClockState.STOPPED, date(2022, 7, 1))
    # Reported before 5 July, so that day is done; 5 August is a Friday.
    assert (new.state, new.due_on) == (ClockState.RUNNING, date(2022, 8, 5))


def test_an_overdue_report_is_followed_by_the_next_day_to_come(issued, on):
    task = issued.tasks.first()
    on(date(2022, 8, 20))
    report_progress(in_body(issued), task, percent=40, text="已准备", difficulties="", reached=[])
    assert [c.due_on for c in clocks("plans-monthly-report", object_id=str(task.pk), state="running")] == [
        date(2022, 9, 5)
    ]


def reported_on(issued, on, *days):
    """The days for which the monthly report waits after a report on each of the days."""
    for day in days:
        on(day)
        report_progress(
            in_body(issued), issued.tasks.first(), percent=40, text="已准备", difficulties="", reached=[]
        )
    task = str(issued.tasks.first().pk)
    return [c.due_on for c in clocks("plans-monthly-report", object_id=task, state="running")]


def test_three_reports_in_one_minute_answer_one_month(issued, on):
    day = date(2022, 6, 20)
    assert reported_on(issued, on, day, day, day) == [date(2022, 8, 5)]
    assert len(clocks("plans-monthly-report", object_id=str(issued.tasks.first().pk))) == 2


def test_three_late_reports_in_one_minute_leave_this_month_open(issued, on):
    day = date(2022, 7, 8)
    assert reported_on(issued, on, day, day, day) == [date(2022, 8, 5)]


def test_an_early_report_is_not_doubled_by_one_before_the_report_day(issued, on):
    assert reported_on(issued, on, date(2022, 6, 26), date(2022, 7, 3)) == [date(2022, 8, 5)]
    assert reported_on(issued, on, date(2022, 7, 29)) == [date(2022, 9, 5)]


def test_the_last_day_of_the_year_answers_december(issued, on):
    days = [date(2022, 12, 2), date(2022, 12, 31), date(2023, 1, 1)]
    assert reported_on(issued, on, *days) == [date(2023, 2, 6)]  # 5 February 2023 is a Sunday


def test_an_amendment_moves_the_clock_and_is_named_in_the_explanation(issued, office, on):
    task = issued.tasks.first()
    on(date(2022, 6, 10))
    _amend(office, issued, task_1=date(2022, 8, 31))
    clock = due_clock(task)
    assert clock.due_on == date(2022, 8, 31)
    assert "到期日由2022年6月30日改为2022年8月31日（随修订改动）" in clock.explanation
    assert clock.version > 1


def _amend(office, plan, **days):
    """A new edition in which the tasks named by number have another day."""
    heads = [
        {"key": "s", "level": "section", "number": "", "title": "协商"},
        {"key": "i", "level": "item", "number": "1", "title": "协商议政"},
    ]
    rows = []
    for task in plan.tasks.all():
        row = {"task": task.pk, "head": "i", **{name: getattr(task, name) for name in COPIED}}
        rows.append({**row, "due": days.get(f"task_{task.order}", task.due)})
    paper = {"on": MONDAY, "document_no": "2号", "source_name": "", "source_text": ""}
    amend(office, plan, reason="主席会议调整", heads=heads, tasks=rows, **paper)


def test_a_first_day_given_later_starts_the_clock(issued, office, on):
    task = issued.tasks.get(number="1.3")
    assert due_clock(task) is None
    broken_down(office, task, date(2022, 9, 30))
    assert due_clock(task).due_on == date(2022, 9, 30)


def test_taking_the_day_away_cancels_the_clock(issued, office):
    task = issued.tasks.first()
    broken_down(office, task, None)
    assert due_clock(task).state == ClockState.CANCELLED


def test_a_new_lead_body_is_told_from_then_on(issued, office):
    task = issued.tasks.first()
    body = directory.body(issued.committee, "study", "学习委员会", "学习委")
    task.lead_body = body
    broken_down(office, task, task.due)
    assert due_clock(task).told["officer"] == [f"body:{body.pk}"]
    assert due_clock(task).moves == []


def test_dropping_a_task_stops_its_clocks(issued, office):
    task = issued.tasks.first()
    drop(office, task, reason="主席会议决定")
    states = Clock.objects.filter(object_id=str(task.pk)).values_list("state", flat=True)
    assert set(states) == {ClockState.STOPPED}


def test_a_switched_off_rule_starts_nothing(on, plan, office, shipped):
    from zhengxie.engines.plans.actions.plans import issue

    with loading():
        for rule in ClockRule.objects.filter(committee=shipped):
            rule.is_active = False
            rule.save()
    issue(office, plan, document_no="1号", issued_on=MONDAY)
    assert not Clock.objects.exists()


def test_another_committees_rules_do_not_answer(issued, other_city):
    with loading():
        ship(other_city)
    assert set(Clock.objects.values_list("committee_id", flat=True)) == {issued.committee_id}


def test_clocks_are_not_written_outside_an_action(issued):
    with pytest.raises(WriteOutsideAction):
        Clock.objects.all()[0].save()


def test_following_a_large_plan_costs_no_more_queries_than_a_small_one(
    on, plan, office, django_assert_max_num_queries
):
    from zhengxie.engines.clocks.follow import follow
    from zhengxie.foundation.workflow.run import Happened

    item = plan.tasks.first().item
    with loading():
        Task.objects.bulk_create(
            Task(
                committee=plan.committee,
                plan=plan,
                item=item,
                order=n,
                number=f"2.{n}",
                title="任务",
                due=MONDAY,
            )
            for n in range(100)
        )
    happened = [Happened("plans.open_task", task, office, {}) for task in plan.tasks.all()]
    # rules, clocks, calendar, its days, parameters, the insert in a savepoint
    with loading(), django_assert_max_num_queries(10):
        follow(office, happened)
    assert Clock.objects.count() == 2 + 100 + 103


def test_deadlines_of_a_list_take_four_queries(issued, shipped, on, django_assert_max_num_queries):
    ids = [task.pk for task in issued.tasks.all()]
    on(date(2022, 6, 28))
    with django_assert_max_num_queries(4):
        found = due_of(shipped, "plans.task", ids)
    first = found[str(ids[0])]
    assert (first[0].label, first[0].status, first[0].days) == ("工作要点任务期限", "soon", 2)
    assert first[0].steps[-1] == "到期日已定为2022年6月30日"
    assert [due.label for due in found[str(ids[2])]] == ["工作要点每月进展上报"]


def test_deadlines_of_another_committee_are_not_read(issued, other_city):
    ids = [task.pk for task in issued.tasks.all()]
    assert not any(due_of(other_city, "plans.task", ids).values())
