"""Where a task's counting is seen: board, task page, lists, the records behind a figure, the forms."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.conftest import ClientMaker, SeatMaker
from tests.engines.plans.conftest import DAY, MONDAY, STREAM, City, Recorder, count, task_of
from tests.engines.plans.test_board import big_plan
from tests.engines.plans.test_responsibility import sheet_of
from zhengxie.engines.plans.actions import tasks
from zhengxie.engines.plans.models import Target, Task
from zhengxie.engines.plans.queries.counting import visible_records
from zhengxie.engines.plans.tallies import TallyRow, reconcile_tallies
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.models import Code
from zhengxie.foundation.workflow.actions import loading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offered")]


@pytest.fixture
def desk(office: Seat, client_of: ClientMaker) -> Client:
    return client_of(office)


def test_board_task_page_and_lists_show_the_figure(
    task: Task, office: Seat, desk: Client, record: Recorder
) -> None:
    count(office, task)
    record(3, "filed")
    target = Target.objects.get()
    for path in (
        f"/plans/{task.plan_id}/?view=body",
        f"/plans/{task.plan_id}/?view=body&task={task.pk}",
        f"/plans/tasks/{task.pk}/",
        f"/plans/{task.plan_id}/responsibility/",
    ):
        page = desk.get(path).content.decode()
        assert "立案 3/4 件" in page, path
        assert f"/plans/figures/{target.pk}/" in page, path
    rows = [[cell.value for cell in line] for line in sheet_of(desk, task.plan)]
    head = next(line for line in rows if line[0] == "任务号")
    line = next(line for line in rows if line[0] == "1.1")
    assert line[head.index("自动计数")] == "立案 3/4 件"


def test_a_figure_opens_what_the_seat_may_see_and_says_how_much_more_there_is(
    task: Task, office: Seat, clerk: Seat, client_of: ClientMaker, record: Recorder
) -> None:
    count(office, task, "answered", base="filed", amount=100)
    record(2, "filed")
    with loading():  # entries of dictionaries are the office's: the clerk sees none of them
        code = Code.objects.create(committee=task.committee, list="proposal.theme", code="A1", label="经济")
        rows = [TallyRow(STREAM, m, MONDAY, "只给办公室看的", "/secret/") for m in ("filed", "answered")]
        reconcile_tallies([(code, rows)], None)
    path = f"/plans/figures/{Target.objects.get().pk}/"
    mine = client_of(office).get(path + "?of=base").content.decode()
    assert "只给办公室看的" in mine and "无权查看" not in mine and "第1号提案" in mine
    for part, left in (("", 0), ("?of=base", 2)):
        page = client_of(clerk).get(path + part).content.decode()
        assert ("另有 1 件无权查看" if left else "有 1 件，您无权查看。") in page
        assert "只给办公室看的" not in page and "/secret/" not in page
        assert page.count("号提案</a>") == left
    file = client_of(clerk).get(path + "?export=xlsx")
    assert file.status_code == 200
    assert visible_records(clerk, STREAM, "filed").count() == 2


def test_counted_records_are_evidence_and_a_met_task_is_not_overdue(
    task: Task, office: Seat, client_of: ClientMaker, record: Recorder, on: Any
) -> None:
    count(office, task)
    record(3, "filed")
    on(DAY + timedelta(days=240))
    desk = client_of(office)
    paths = (f"/plans/tasks/{task.pk}/", f"/plans/{task.plan_id}/?view=body")
    for page in [desk.get(path).content.decode() for path in paths]:
        assert "超期240天" in page and "已达标待销号" not in page
    record(1, "filed")
    page, board = [desk.get(path).content.decode() for path in paths]
    assert "已达标待销号" in page and "已达标待销号" in board
    assert "超期240天" not in page and "超期240天" not in board
    assert "佐证 4 条" in page and "系统记录：立案 4 条" in page and "还没有佐证" not in page
    assert "佐证 4 条" in board


def test_the_form_speaks_plainly(task: Task, desk: Client) -> None:
    page = desk.get(f"/do/plans.count_from/{task.pk}/").content.decode()
    assert not [word for word in ("口径", "分母") if word in page]


def test_hand_evidence_that_counts_is_listed_with_the_figure(
    task: Task, office: Seat, clerk: Seat, desk: Client
) -> None:
    count(office, task)
    proof = {"title": "补录的纸质提案", "on": MONDAY, "url": "", "quantity": 3}
    tasks.link(clerk, task, **proof, counts_for=Target.objects.get())
    page = desk.get(f"/plans/figures/{Target.objects.get().pk}/").content.decode()
    assert "补录的纸质提案" in page and "还没有计入这一项的记录。" in page


def test_a_figure_of_another_town_is_not_found(
    task: Task, office: Seat, seat: SeatMaker, other_city: Any, client_of: ClientMaker
) -> None:
    count(office, task)
    stranger = client_of(seat(Role.OFFICE_STAFF, owner=other_city))
    assert stranger.get(f"/plans/figures/{Target.objects.get().pk}/").status_code == 404


def test_the_forms_offer_what_rooms_offer(task: Task, office: Seat, desk: Client) -> None:
    page = desk.get(f"/do/plans.count_from/{task.pk}/").content.decode()
    assert "十四届二次会议提案" in page and "收到提案" in page
    given = {"do": "plans.count_from", "stream": STREAM, "measure": "filed", "base": "", "amount": "4"}
    answer = desk.post(f"/do/plans.count_from/{task.pk}/", {**given, "version": task.version})
    assert answer.status_code == 302
    assert (
        "十四届二次会议提案：立案，目标4" in desk.get(f"/do/plans.stop_counting/{task.pk}/").content.decode()
    )
    assert "计入自动计数" in desk.get(f"/do/plans.link/{task.pk}/").content.decode()
    buttons = desk.get(f"/plans/tasks/{task.pk}/").content.decode()
    assert "停止自动计数" in buttons and "设定自动计数" in buttons


def test_a_report_does_not_ask_for_what_is_counted(task: Task, office: Seat, desk: Client) -> None:
    count(office, task)
    assert "进度（%）" not in desk.get(f"/do/plans.report_progress/{task.pk}/").content.decode()


@pytest.mark.parametrize("number", [15, 300])
def test_counting_tasks_take_few_queries(
    number: int, town: City, desk: Client, record: Recorder, django_assert_max_num_queries: Any
) -> None:
    plan = big_plan(town, number)
    record(10, "filed", "answered")
    with loading():
        for task in plan.tasks.all():
            for measure in ("filed", "answered"):
                Target.objects.create(task=task, stream=STREAM, measure=measure, amount=20)
    task = task_of(plan, "1.1")
    for path in (
        f"/plans/{plan.pk}/?view=body",
        f"/plans/{plan.pk}/responsibility/",
        f"/plans/tasks/{task.pk}/",
        f"/plans/figures/{Target.objects.earliest('pk').pk}/",
    ):
        with django_assert_max_num_queries(15):
            assert desk.get(path).status_code == 200
