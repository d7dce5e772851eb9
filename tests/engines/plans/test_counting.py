"""A task that counts itself: what the office says once, what rooms record, what is seen of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SeatMaker
from tests.engines.plans.conftest import (
    MONDAY,
    STREAM,
    City,
    Recorder,
    broken_down,
    count,
    refused_of,
    task_of,
    told,
)
from tests.factories import directory
from zhengxie.engines.plans import streams
from zhengxie.engines.plans.actions import counting as verbs
from zhengxie.engines.plans.actions import tasks
from zhengxie.engines.plans.models import Evidence, Plan, Tally, Target, Task
from zhengxie.engines.plans.queries import board
from zhengxie.engines.plans.queries.counting import figures_of
from zhengxie.engines.plans.queries.progress import progress_now
from zhengxie.engines.plans.rules import Figure, Source
from zhengxie.engines.plans.tallies import TallyRow, reconcile_tallies
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit
from zhengxie.foundation.workflow import books
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions import directory as directory_verbs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offered")]


def figure_of(task: Task) -> Figure:
    """The task's only figure."""
    (found,) = figures_of(task.committee, [task])[task.pk]
    return found


def test_records_move_the_progress_without_anybody_reporting(
    task: Task, office: Seat, record: Recorder
) -> None:
    count(office, task)
    record(3, "received", "filed")
    record(2, "received")
    record(5, "filed", stream="trials:0")
    assert figure_of(task).text == "立案 3/4 件"
    now = progress_now(task)
    assert (now.percent, now.source) == (75, Source.COUNTED)


def test_a_share_shows_numbers_and_is_measured_against_its_percentage(
    task: Task, office: Seat, record: Recorder
) -> None:
    count(office, task, "answered", base="filed", amount=50)
    assert figure_of(task).text == "答复率 -"
    assert progress_now(task).percent == 0
    record(1, "filed", "answered")
    record(3, "filed")
    assert (figure_of(task).text, progress_now(task).percent) == ("答复率 25.0%（1/4）", 50)


def test_saying_the_same_measure_again_changes_the_goal(task: Task, office: Seat) -> None:
    count(office, task)
    count(office, task, amount=9)
    assert [t.amount for t in Target.objects.all()] == [9]


def test_the_office_and_the_research_office_decide_what_counts(
    task: Task, office: Seat, clerk: Seat, leader: Seat, seat: SeatMaker
) -> None:
    for other in (clerk, leader, seat(Role.MEMBER), seat(Role.PROPOSAL_STAFF)):
        with pytest.raises(PermissionDenied):
            count(other, task)
    count(seat(Role.RESEARCH_OFFICE), task)
    assert Target.objects.count() == 1
    with pytest.raises(PermissionDenied):
        verbs.stop_counting(clerk, task, target=Target.objects.get())


def test_another_town_is_not_reached(task: Task, seat: SeatMaker, other_city: Any) -> None:
    stranger = seat(Role.OFFICE_STAFF, owner=other_city)
    with pytest.raises(Http404):
        count(stranger, task)


def test_the_body_is_told(task: Task, office: Seat, clerk: Seat) -> None:
    count(office, task)
    assert any("任务已设自动计数" in text for text in told(clerk))


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"stream": "trials:9"}, "stream", "没有这个计数来源，请重新选择。"),
        ({"measure": "lost"}, "measure", "这个来源不计这一项，请重新选择。"),
        ({"base": "lost"}, "base", "这个来源不计这一项，请重新选择总数是哪一项。"),
        ({"base": "filed"}, "base", "总数不能与要数的是同一项，请改选，或不算百分比、只看件数。"),
        ({"base": "received", "amount": 101}, "amount", "看百分比的，目标值是百分数，不能超过100。"),
        ({"amount": 0}, "amount", "目标值至少是1。"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    given: dict[str, Any], field: str, said: str, task: Task, office: Seat
) -> None:
    whole = {"stream": STREAM, "measure": "filed", "base": "", "amount": 4, **given}
    with pytest.raises(Refused) as error:
        verbs.count_from(office, task, **whole)
    assert (error.value.field, refused_of(error)) == (field, said)


def test_a_task_may_count_the_records_that_name_it(task: Task, office: Seat, record: Recorder) -> None:
    own = streams.of_task(task)
    verbs.count_from(office, task, stream=own, measure="filed", base="", amount=1)
    record(1, "filed", stream=own)
    assert figure_of(task).text == "立案 1/1 件"


def test_counting_is_fixed_once_the_leader_is_asked(
    task: Task, office: Seat, clerk: Seat, record: Recorder
) -> None:
    count(office, task)
    record(4, "filed")
    tasks.request_close(clerk, task, note="办完")
    with pytest.raises(Refused) as error:
        count(office, task, amount=9)
    assert refused_of(error) == "这条任务待销号，自动计数不能再改。"
    with pytest.raises(Refused):
        verbs.stop_counting(office, task, target=Target.objects.get())


def test_counted_records_are_evidence_for_the_close_out(
    task: Task, office: Seat, clerk: Seat, leader: Seat, record: Recorder
) -> None:
    count(office, task, amount=2)
    record(1, "filed")
    with pytest.raises(Refused) as error:
        tasks.request_close(clerk, task, note="办完")
    assert refused_of(error) == "还不能申请销号：进度是50%，达到100%才能销号。"
    record(1, "filed")
    tasks.request_close(clerk, task, note="办完")
    assert tasks.close_out(leader, task, note="同意").state == "closed"


def test_a_withdrawn_record_takes_the_count_back_before_the_leader_agrees(
    task: Task, office: Seat, clerk: Seat, leader: Seat, record: Recorder
) -> None:
    count(office, task, amount=1)
    (unit,) = record(1, "filed")
    tasks.request_close(clerk, task, note="办完")
    with loading():
        assert reconcile_tallies([(unit, [])], None) == (0, 1)
    with pytest.raises(Refused) as error:
        tasks.close_out(leader, task, note="同意")
    assert "进度是0%" in refused_of(error)


def test_the_book_follows_every_action_on_the_record(
    task: Task, office: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def yields(unit: Unit) -> Iterator[TallyRow]:
        if unit.valid_to is None:
            yield TallyRow(STREAM, "filed", MONDAY, unit.name * 100, "/")

    sources: dict[Any, Any] = books._SOURCES
    monkeypatch.setitem(sources, Unit, {"tallies": yields})
    count(office, task)
    unit = directory.unit(task.committee)
    fields = {name: getattr(unit, name) for name in UNIT_FIELDS}
    directory_verbs.edit_unit(office, unit, **{**fields, "name": "市教体局"})
    row = Tally.objects.get()
    assert row.title == ("市教体局" * 100)[:200]
    unit = directory_verbs.edit_unit(office, Unit.objects.get(), **{**fields, "name": "市教育体育局"})
    assert Tally.objects.get().title.startswith("市教育体育局")
    directory_verbs.end_unit(office, unit, valid_to=MONDAY)
    assert not Tally.objects.exists()
    assert figure_of(task).counted == 0


UNIT_FIELDS = ("kind", "name", "short_name", "duties", "order", "contact_name", "contact_phone", "valid_from")


def test_a_record_counts_once_in_each_measure(record: Recorder, town: City) -> None:
    (unit,) = record(1, "filed")
    row = TallyRow(STREAM, "filed", MONDAY, "再来一次", "/")
    with loading():
        assert reconcile_tallies([(unit, [row, row])], None) == (0, 0)
    assert [t.title for t in Tally.objects.all()] == ["再来一次"]


def test_what_no_room_recorded_is_added_by_hand_and_only_where_it_is_said(
    task: Task, office: Seat, clerk: Seat, record: Recorder
) -> None:
    count(office, task)
    record(2, "filed")
    proof = {"title": "审查会议纪要", "on": MONDAY, "url": ""}
    tasks.link(clerk, task, **proof, quantity=1)
    assert figure_of(task).counted == 2
    tasks.link(clerk, task, **proof, quantity=1, counts_for=Target.objects.get())
    assert (figure_of(task).text, figure_of(task).by_hand) == ("立案 3/4 件", 1)
    verbs.stop_counting(office, task, target=Target.objects.get())
    assert [(e.quantity, e.counts_for_id) for e in Evidence.objects.order_by("id")] == [(1, None), (0, None)]


def test_a_share_or_another_task_s_target_takes_nothing_by_hand(
    task: Task, issued: Plan, office: Seat, clerk: Seat
) -> None:
    count(office, task, "answered", base="filed", amount=100)
    count(office, task_of(issued, "2.1"))
    proof = {"title": "纪要", "on": MONDAY, "url": "", "quantity": 1}
    for target in Target.objects.all():
        with pytest.raises(Refused) as error:
            tasks.link(clerk, task, **proof, counts_for=target)
        assert refused_of(error) == "只能计入这条任务按数量计的自动计数。"
    with pytest.raises(Refused):
        verbs.stop_counting(office, task, target=Target.objects.get(base=""))


def test_goal_by_hand_and_goal_by_records_are_averaged(
    task: Task, office: Seat, clerk: Seat, town: City, record: Recorder
) -> None:
    tasks.break_down(office, task, **broken_down(town, target_amount=2, target_unit="次"))
    count(office, Task.objects.get(pk=task.pk))
    tasks.link(clerk, task, title="会议", on=MONDAY, url="", quantity=1)
    record(4, "filed")
    (line,) = board.lines_of(office, board.visible_tasks(office).filter(pk=task.pk))
    assert (line.progress.percent, line.progress.source) == (75, Source.BOTH)


def some_figure() -> st.SearchStrategy[Figure]:
    numbers, amount = st.integers(0, 500), st.integers(1, 500)
    shares = st.builds(
        Figure, st.just(1), st.just("答复"), st.just("件"), st.integers(1, 100), numbers, st.just(0), numbers
    )
    return shares | st.builds(Figure, st.just(1), st.just("立案"), st.just("件"), amount, numbers, numbers)


@given(some_figure())
def test_a_figure_is_full_exactly_when_its_goal_is_reached(figure: Figure) -> None:
    assert 0 <= figure.percent <= 100
    if figure.base is None:
        assert (figure.percent == 100) == (figure.counted >= figure.amount)
    else:
        reached = figure.base > 0 and figure.counted * 100 >= figure.amount * figure.base
        assert (figure.percent == 100) == reached


def test_shares_are_rounded_half_up_to_one_decimal() -> None:
    assert Figure(1, "答复", "件", 100, 61, 0, 108).text == "答复率 56.5%（61/108）"
    assert Figure(1, "答复", "件", 100, 1, 0, 16).text == "答复率 6.3%（1/16）"
    assert Figure(1, "立案", "件", 100, 108).text == "立案 108/100 件"
