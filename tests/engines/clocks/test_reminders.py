"""The reminder ladder of domain/08 section 2: each rung once, to the right people, missed days caught up."""

from datetime import date, timedelta

import pytest

from tests.factories import directory
from zhengxie.engines.clocks.actions import run_day
from zhengxie.engines.clocks.models import Clock, ClockRule, Reminder, TickRun
from zhengxie.engines.clocks.reminders import left_words, rung_day
from zhengxie.engines.clocks.running import bench_for, extend
from zhengxie.engines.plans.actions.tasks import drop
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import system_seat
from zhengxie.foundation.notices.models import Message
from zhengxie.foundation.rules.catalogue import PARAMETERS
from zhengxie.foundation.rules.values import Duration
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(issued, shipped):
    """Who the tasks' clocks tell: the lead body's officer, the leader, the office."""
    body, leader = directory.body(shipped), issued.tasks.first().leader
    return {
        "officer": directory.seat(shipped, Role.COMMITTEE_STAFF, body=body).user_id,
        "leader": directory.seat(shipped, Role.CHAIR_LEVEL, member=leader).user_id,
        "list": directory.seat(shipped, Role.OFFICE_STAFF).user_id,
    }


@pytest.fixture(autouse=True)
def only_due_dates(issued, shipped):
    """The monthly report has a ladder of its own and would only be noise here."""
    with loading():
        for rule in ClockRule.objects.filter(committee=shipped, code="plans-monthly-report"):
            Clock.objects.filter(rule=rule).delete()
        Message.objects.all().delete()


def tick_on(on, city, day):
    on(day)
    return run_day(system_seat(city), day=day)


def told(user_id):
    return list(Message.objects.filter(user_id=user_id).order_by("id").values_list("text", flat=True))


def steps_of(task):
    clock = Clock.objects.get(rule__code="plans-task-due", object_id=str(task.pk))
    return list(clock.reminders.order_by("for_day").values_list("step", "for_day"))


def test_the_whole_ladder_of_a_long_limit_day_by_day(issued, shipped, people, on):
    task = issued.tasks.get(number="1.2")  # 6 June to 15 July 2022: 29 working days
    day = date(2022, 6, 7)
    while day <= date(2022, 8, 5):
        tick_on(on, shipped, day)
        day += timedelta(days=1)
    assert steps_of(task) == [
        ("T-10 officer", date(2022, 7, 1)),
        ("T-3 officer", date(2022, 7, 12)),
        ("T officer", date(2022, 7, 15)),
        ("T+1 officer", date(2022, 7, 18)),
        ("T+3 leader", date(2022, 7, 20)),
        ("T+10 list", date(2022, 7, 29)),
    ]
    own = [text for text in told(people["officer"]) if "2022-07-15" in text]
    assert own == [
        "工作要点任务期限剩14天（2022-07-15）：“召开第2次会议”",
        "工作要点任务期限剩3天（2022-07-15）：“召开第2次会议”",
        "工作要点任务期限今天到期（2022-07-15）：“召开第2次会议”",
        "工作要点任务期限已超期3天（2022-07-15）：“召开第2次会议”",
    ]
    assert [t for t in told(people["leader"]) if "07-15" in t] == [
        "工作要点任务期限已超期5天（2022-07-15）：“召开第2次会议”"
    ]
    assert [t for t in told(people["list"]) if "07-15" in t] == [
        "工作要点任务期限已超期14天（2022-07-15）：“召开第2次会议”"
    ]


def test_a_limit_of_at_most_20_working_days_gets_no_early_reminder(issued, shipped, people, on):
    # 6 to 30 June 2022 are 18 working days.
    tick_on(on, shipped, date(2022, 6, 20))
    assert steps_of(issued.tasks.first()) == []


def test_the_first_rung_exactly_at_its_day_and_not_before(issued, shipped, people, on):
    task = issued.tasks.first()  # due 30 June, a Thursday; three working days before is Monday
    tick_on(on, shipped, date(2022, 6, 26))
    assert steps_of(task) == []
    tick_on(on, shipped, date(2022, 6, 27))
    assert steps_of(task) == [("T-3 officer", date(2022, 6, 27))]


def test_missed_days_are_caught_up_with_one_message_per_person(issued, shipped, people, on):
    tick_on(on, shipped, date(2022, 7, 14))  # the machine stood still for a month; due was 30 June
    task = issued.tasks.first()
    clock = Clock.objects.get(rule__code="plans-task-due", object_id=str(task.pk))
    log = {r.step: r.passed_over for r in clock.reminders.all()}
    assert log == {
        "T-3 officer": True, "T officer": True, "T+1 officer": False, "T+3 leader": False, "T+10 list": False,
    }  # fmt: skip
    for person in people.values():
        texts = [text for text in told(person) if "2022-06-30" in text]
        assert texts == ["工作要点任务期限已超期14天（2022-06-30）：“召开第1次会议”"]


def test_nothing_is_sent_twice(issued, shipped, people, on):
    tick_on(on, shipped, date(2022, 7, 14))
    before = Message.objects.count(), Reminder.objects.count()
    with loading():
        TickRun.objects.all().delete()
    tick_on(on, shipped, date(2022, 7, 14))
    assert (Message.objects.count(), Reminder.objects.count()) == before


def test_after_an_extension_the_rungs_of_the_new_day_count_anew(issued, shipped, people, on):
    task = issued.tasks.first()
    tick_on(on, shipped, date(2022, 6, 27))
    clock = Clock.objects.get(rule__code="plans-task-due", object_id=str(task.pk))
    with loading():
        extend(bench_for(shipped, date(2022, 6, 28)), clock, Duration(1, "m"), "主席会议同意")
    assert clock.due_on == date(2022, 8, 1)  # 30 July is a Saturday
    tick_on(on, shipped, date(2022, 7, 27))
    assert [(r.step, r.due_on) for r in clock.reminders.order_by("id")] == [
        ("T-3 officer", date(2022, 6, 30)),
        ("T-10 officer", date(2022, 8, 1)),
        ("T-3 officer", date(2022, 8, 1)),
    ]


def test_a_stopped_clock_reminds_nobody(issued, shipped, people, office, on):
    drop(office, issued.tasks.first(), reason="主席会议决定")
    Message.objects.all().delete()
    tick_on(on, shipped, date(2022, 6, 30))
    assert not Message.objects.filter(text__contains="2022-06-30").exists()


def test_several_tasks_due_on_one_day_make_one_message(issued, shipped, people, on):
    with loading():
        for clock in Clock.objects.all():
            clock.due_on = date(2022, 6, 30)
            clock.moves = [{"move": "day", "due": "2022-06-30", "why": "测试"}]
            clock.save()
        issued.tasks.filter(number="1.2").update(due=date(2022, 6, 30))
    run = tick_on(on, shipped, date(2022, 6, 30))
    texts = told(people["officer"])
    assert len(texts) == 1
    assert texts[0].endswith("“召开第1次会议”、“召开第2次会议”")
    assert run.messages == 1


def test_the_ladder_of_the_parameter_holds_where_the_rule_has_none(issued, shipped, people, on):
    rule = ClockRule.objects.get(committee=shipped, code="plans-task-due")
    with loading():
        rule.ladder = "提前8日 督办名单"
        rule.save()
    tick_on(on, shipped, date(2022, 6, 20))
    assert steps_of(issued.tasks.first()) == [("T-8 list", date(2022, 6, 20))]
    assert told(people["officer"]) == []


def test_another_committees_clocks_are_left_alone(issued, other_city, people, on):
    run = tick_on(on, other_city, date(2022, 7, 14))
    assert (run.reminded, run.messages, Reminder.objects.count()) == (0, 0, 0)


def test_many_clocks_cost_no_query_each(issued, shipped, people, on, django_assert_max_num_queries):
    clock = Clock.objects.filter(rule__code="plans-task-due")[0]
    task = issued.tasks.first()
    with loading():
        for number in range(80):
            task.pk, task.number = None, f"9.{number}"
            task.due = date(2022, 6, 30)
            task.save()
            clock.pk, clock.object_id, clock.url = None, str(task.pk), task.get_absolute_url()
            clock.save()
    on(date(2022, 6, 30))
    with django_assert_max_num_queries(45):
        run = run_day(system_seat(shipped), day=date(2022, 6, 30))
    assert run.reminded >= 80


def test_a_rung_before_the_due_day_counts_working_days():
    from zhengxie.engines.clocks.holidays import PublishedCalendar

    first = PARAMETERS["reminder.ladder"].default[0]
    assert rung_day(PublishedCalendar(), date(2026, 2, 24), first) == date(2026, 2, 3)


@pytest.mark.parametrize(("left", "said"), [(3, "剩3天"), (0, "今天到期"), (-2, "已超期2天")])
def test_words_of_what_is_left(left, said):
    today = date(2022, 6, 8)
    assert left_words(today + timedelta(days=left), today) == said
