"""The board: views, groups, counts, who sees what, and a fixed number of queries."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.conftest import ClientMaker, SeatMaker
from tests.engines.plans.conftest import DAY, HEADS, MONDAY, City, broken_down, row, task_of
from tests.factories import directory
from zhengxie.engines.plans.actions import tasks as verbs
from zhengxie.engines.plans.actions.plans import consult, draft, issue
from zhengxie.engines.plans.models import Evidence, Item, Milestone, Plan, Section, Task
from zhengxie.engines.plans.queries import board
from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db
WHOLE: dict[str, Any] = {"percent": 100, "text": "办完", "difficulties": "", "reached": []}
PROOF: dict[str, Any] = {"title": "纪要", "on": MONDAY, "quantity": 1, "url": ""}


@pytest.fixture
def desk(office: Seat, client_of: ClientMaker) -> Client:
    return client_of(office)


def big_plan(town: City, count: int) -> Plan:
    """An issued plan with that many open tasks under 15 items of three sections, each with records."""
    city, bodies = town.committee, [town.economy, town.proposal]
    with loading():
        plan: Plan = Plan.objects.create(
            committee=city, year=2022, title="2022年工作要点", state="issued", issued_on=MONDAY
        )
        sections = [Section.objects.create(plan=plan, order=n, number=str(n), title="部分") for n in range(3)]
        items = [
            Item.objects.create(section=sections[i % 3], order=i, number=str(i), title="要点")
            for i in range(15)
        ]
        shared: dict[str, Any] = {"committee": city, "plan": plan, "state": "open", "leader": town.leader}
        made = Task.objects.bulk_create(
            Task(
                **shared,
                item=items[i % 15],
                order=i,
                number=f"{i % 15}.{i}",
                title="任务",
                lead_body=bodies[i % 2],
                due=MONDAY + timedelta(days=i % 90 - 10),
            )
            for i in range(count)
        )
        Evidence.objects.bulk_create(Evidence(task=t, title="纪要", on=MONDAY) for t in made)
        Milestone.objects.bulk_create(Milestone(task=t, title="节点", due=MONDAY) for t in made)
    return plan


def lines(seat: Seat, plan: Plan) -> list[board.Line]:
    return board.lines_of(seat, board.tasks_of(seat, plan))


def get(client: Client, plan: Plan, view: str, **more: Any) -> Any:
    answer = client.get(f"/plans/{plan.pk}/", {"view": view, **more})
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("count", [15, 300])
@pytest.mark.parametrize(
    "address",
    [
        "?view=item",
        "?view=item&open=all",
        "?view=leader",
        "?view=body",
        "?view=month",
        "?view=soon",
        "?view=closing",
    ],
)
def test_each_view_takes_few_queries_whatever_the_number_of_tasks(
    count: int, address: str, town: City, desk: Client, django_assert_max_num_queries: Any
) -> None:
    plan = big_plan(town, count)
    address = address.replace("open=all", "open=" + ",".join(str(i.pk) for i in Item.objects.all()))
    with django_assert_max_num_queries(15):
        assert desk.get(f"/plans/{plan.pk}/{address}").status_code == 200


@pytest.mark.parametrize("count", [15, 300])
def test_lists_and_task_pages_take_few_queries(
    count: int, town: City, desk: Client, django_assert_max_num_queries: Any
) -> None:
    plan = big_plan(town, count)
    task = task_of(plan, "1.1")
    for path in (f"/plans/{plan.pk}/responsibility/", "/plans/all/", f"/plans/tasks/{task.pk}/"):
        with django_assert_max_num_queries(15):
            assert desk.get(path).status_code == 200


def test_by_item_shows_every_item_and_unfolds_the_chosen_one(issued: Plan, desk: Client) -> None:
    page = get(desk, issued, "item").content.decode()
    assert "开展专题协商" in page and "做好提案工作" in page
    assert "召开协商座谈会" not in page
    item = task_of(issued, "1.1").item
    assert "召开协商座谈会" in get(desk, issued, "item", open=item.pk).content.decode()


def test_by_body_and_by_leader_name_what_is_undecided_last(issued: Plan, office: Seat, town: City) -> None:
    verbs.break_down(
        office, task_of(issued, "1.2"), **broken_down(town, lead_body=town.proposal, leader=town.other_leader)
    )
    found = lines(office, issued)
    assert [(g.heading, len(g.lines)) for g in board.by_body(found)][-1] == ("未定牵头委室", 1)
    assert {g.heading for g in board.by_body(found)} == {"提案委", "经济委", "未定牵头委室"}
    assert [(g.heading, len(g.lines)) for g in board.by_leader(found, [])] == [
        ("王示范", 1),
        ("未定牵头领导", 2),
    ]


def test_by_month_goes_by_the_due_day(issued: Plan, office: Seat) -> None:
    assert [(g.heading, len(g.lines)) for g in board.by_month(lines(office, issued))] == [
        ("2022年9月", 1),
        ("未定时限", 2),
    ]


def test_due_soon_holds_thirty_days_and_what_is_overdue(issued: Plan, office: Seat, town: City) -> None:
    days = {
        "1.1": MONDAY - timedelta(days=1),
        "1.2": MONDAY + timedelta(days=30),
        "2.1": MONDAY + timedelta(days=31),
    }
    for number, due in days.items():
        verbs.break_down(office, task_of(issued, number), **broken_down(town, due=due))
    assert [x.task.number for x in board.due_soon(lines(office, issued), MONDAY)] == ["1.1", "1.2"]


def test_the_numbers_on_the_tabs_equal_the_lists(
    issued: Plan, office: Seat, clerk: Seat, town: City, client_of: ClientMaker
) -> None:
    task = verbs.break_down(office, task_of(issued, "1.1"), **broken_down(town))
    verbs.request_close(
        clerk, verbs.link(clerk, verbs.report_progress(clerk, task, **WHOLE), **PROOF), note="完"
    )
    verbs.break_down(office, task_of(issued, "1.2"), **broken_down(town, due=MONDAY))
    browser = client_of(clerk)
    tabs = {t["url"].rpartition("=")[2]: t["count"] for t in get(browser, issued, "item").context["tabs"]}
    assert (tabs["soon"], tabs["closing"], tabs["mine"]) == (1, 1, 2)
    for view in ("soon", "closing", "mine"):
        groups = get(browser, issued, view).context["groups"]
        assert sum(len(g.lines) for g in groups) == tabs[view]


def test_a_leader_finds_his_own_tasks(task: Task, issued: Plan, leader: Seat, client_of: ClientMaker) -> None:
    page = get(client_of(leader), issued, "mine").content.decode()
    assert "召开协商座谈会" in page
    assert "形成协商报告" not in page


def test_an_item_says_what_its_tasks_come_to(issued: Plan, office: Seat, clerk: Seat, town: City) -> None:
    def sign() -> str:
        part = board.tree(issued, lines(office, issued))[0]
        return str(part.items[0].sign.label) if part.items[0].sign else ""

    assert sign() == "未启动"
    verbs.report_progress(clerk, task_of(issued, "1.1"), **{**WHOLE, "percent": 60})
    assert sign() == "正常推进", "one task runs, the other has not begun"
    for number, late in (("1.1", 3), ("1.2", 8)):
        verbs.break_down(
            office, task_of(issued, number), **broken_down(town, due=MONDAY - timedelta(days=late))
        )
    assert sign() == "超期8天", "the one that is longest overdue counts"


def test_dropped_tasks_count_nowhere(issued: Plan, office: Seat) -> None:
    verbs.drop(office, task_of(issued, "1.1"), reason="主席会议同意")
    found = lines(office, issued)
    item = board.tree(issued, found)[0].items[0]
    assert len(item.counted) == 1
    assert [x.task.number for x in board.running(found)] == ["1.2", "2.1"]
    assert board.due_soon(found, DAY) == []


def test_the_chosen_task_stands_beside_the_board_with_its_buttons(
    task: Task, issued: Plan, clerk: Seat, client_of: ClientMaker
) -> None:
    page = get(client_of(clerk), issued, "item", task=task.pk).content.decode()
    assert 'id="task"' in page
    for words in ("填报进展", "登记佐证", "申请变更", "销号还差："):
        assert words in page
    assert "取消任务" not in page


def test_another_bodys_clerk_sees_the_task_without_buttons_and_gets_403(
    task: Task, town: City, seat: SeatMaker, client_of: ClientMaker
) -> None:
    client = client_of(seat(Role.COMMITTEE_STAFF, body=town.proposal))
    page = client.get(task.get_absolute_url()).content.decode()
    assert "召开协商座谈会" in page
    assert "填报进展" not in page.partition("经过")[0]
    address = f"/do/plans.report_progress/{task.pk}/"
    assert client.get(address).status_code == 403
    assert (
        client.post(address, {"do": "plans.report_progress", "percent": 50, "text": "冒名"}).status_code
        == 403
    )
    assert task.reports.count() == 0


def test_the_special_committee_reports_its_own_through_the_page(
    task: Task, clerk: Seat, client_of: ClientMaker
) -> None:
    client = client_of(clerk)
    address = f"/do/plans.report_progress/{task.pk}/"
    assert client.get(address).status_code == 200
    posted = {
        "do": "plans.report_progress",
        "version": task.version,
        "percent": 50,
        "text": "方案已定",
        "difficulties": "",
    }
    assert client.post(address, posted)["Location"] == task.get_absolute_url()
    assert task.reports.get().text == "方案已定"


def test_a_breakdown_without_milestones_goes_through_the_page(issued: Plan, desk: Client, town: City) -> None:
    task = task_of(issued, "2.1")
    address = f"/plans/tasks/{task.pk}/break-down/"
    form = desk.get(address).context["forms"]["plans_break_down"]
    spare = {f.html_name: f.value() or "" for r in form["milestones"].rows for f in r}
    posted = {
        "do": "plans.break_down",
        "version": task.version,
        "lead_body": town.economy.pk,
        "leader": town.leader.pk,
    }
    answer = desk.post(address, {**posted, "milestones-count": form["milestones"].row_count, **spare})
    assert answer.status_code == 302, answer.context["posted_form"].errors
    task.refresh_from_db()
    assert (task.lead_body, task.milestones.count()) == (town.economy, 0)


def test_one_more_milestone_is_a_submit(issued: Plan, desk: Client) -> None:
    address = f"/plans/tasks/{task_of(issued, '2.1').pk}/break-down/"
    posted = {
        "do": "plans.break_down",
        "milestones-count": 1,
        "milestones-0-title": "拟订方案",
        "more": "milestones",
    }
    answer = desk.post(address, posted)
    rows = answer.context["forms"]["plans_break_down"]["milestones"].rows
    assert (answer.status_code, [r["title"].value() for r in rows]) == (200, ["拟订方案", None])


MEMBERLIKE = [
    Role.MEMBER,
    Role.STANDING_MEMBER,
    Role.CONVENER,
    Role.UNIT_OFFICER,
    Role.UNIT_LEADER,
    Role.INSPECTOR,
]


@pytest.mark.parametrize("role", MEMBERLIKE)
def test_an_unissued_plan_is_404_for_those_who_do_not_write_it(
    role: Role, drafted: Plan, office: Seat, seat: SeatMaker, client_of: ClientMaker
) -> None:
    client = client_of(seat(role))
    consult(office, drafted)
    task = task_of(drafted, "1.1")
    for path in (
        f"/plans/{drafted.pk}/",
        f"/plans/{drafted.pk}/responsibility/",
        f"/plans/{drafted.pk}/editions/",
        task.get_absolute_url(),
    ):
        assert client.get(path).status_code == 404, path
    assert "2022年工作要点" not in client.get("/plans/all/").content.decode()


@pytest.mark.parametrize("role", sorted(BUSINESS_ROLES))
def test_every_business_seat_sees_the_issued_plan(
    role: Role, issued: Plan, seat: SeatMaker, client_of: ClientMaker
) -> None:
    client = client_of(seat(role))
    assert client.get("/plans/")["Location"] == issued.get_absolute_url()
    assert client.get(issued.get_absolute_url()).status_code == 200
    for path in ("edit", "amend", "reimport"):
        expected = {
            Role.OFFICE_STAFF: {"edit": 200, "amend": 200, "reimport": 200},
            Role.RESEARCH_OFFICE: {"edit": 200, "reimport": 200},
        }
        wanted = expected.get(role, {}).get(path, 403)
        assert client.get(f"/plans/{issued.pk}/{path}/").status_code == wanted, path


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR]
)
def test_administrators_see_no_plan(
    role: Role, issued: Plan, seat: SeatMaker, client_of: ClientMaker
) -> None:
    client = client_of(seat(role))
    for path in ("/plans/", "/plans/all/", issued.get_absolute_url(), "/plans/import/"):
        assert client.get(path).status_code == 403, path


def test_another_committees_plan_is_404(issued: Plan, other_city: Committee, client_of: ClientMaker) -> None:
    client = client_of(directory.seat(other_city, Role.OFFICE_STAFF))
    task = task_of(issued, "1.1")
    numbers = ("edit", "amend", "reimport", "responsibility", "editions")
    paths = [
        issued.get_absolute_url(),
        task.get_absolute_url(),
        *(f"/plans/{issued.pk}/{word}/" for word in numbers),
    ]
    paths += [
        f"/do/plans.issue/{issued.pk}/",
        f"/do/plans.drop/{task.pk}/",
        f"/plans/tasks/{task.pk}/break-down/",
    ]
    for path in paths:
        assert client.get(path).status_code == 404, path


def test_without_an_issued_plan_the_first_page_is_the_list(drafted: Plan, desk: Client) -> None:
    assert desk.get("/plans/")["Location"] == "/plans/all/"
    assert "2022年工作要点" in desk.get("/plans/all/").content.decode()


def test_a_plan_of_next_year_does_not_hide_this_years(issued: Plan, office: Seat, desk: Client) -> None:
    given: dict[str, Any] = {"title": "2023年工作要点", "year": 2023, "source_name": "", "source_text": ""}
    following = draft(office, **given, heads=HEADS, tasks=[row("任务")])
    issue(office, following, document_no="9号", issued_on=date(2022, 6, 6))
    assert desk.get("/plans/")["Location"] == issued.get_absolute_url()
