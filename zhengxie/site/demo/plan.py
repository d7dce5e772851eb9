"""The demo's plan: an invented text, read, issued and worked on through the same actions as a real one."""

from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from zhengxie.engines.plans.actions import counting
from zhengxie.engines.plans.actions import plans as plan_verbs
from zhengxie.engines.plans.actions import tasks as verbs
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.engines.plans.reading import open_plan
from zhengxie.engines.plans.tree import tree_of_reading
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, Committee, Member
from zhengxie.foundation.directory.queries import current_session, leaders_as_of

TEXT = "demo_plan.txt"
NAME = "示范市政协工作要点.txt"
DONE = 6  # every sixth task is finished
OWNERS = (Role.OFFICE_STAFF, Role.RESEARCH_OFFICE, Role.COMMITTEE_STAFF)
CONFIRMING = (Role.CHAIR_LEVEL, Role.SECRETARY_GENERAL)


def make_plan(committee: Committee, today: date) -> Plan:
    """Import, issue and break down this year's plan, with some months of work recorded on it."""
    office = _seat(committee, Role.OFFICE_STAFF)
    text = files("zhengxie.engines.plans").joinpath(TEXT).read_text(encoding="utf-8")
    read = open_plan(NAME, text.replace("{year}", str(today.year)).encode())
    bodies = list(Body.objects.filter(committee=committee))
    tree = tree_of_reading(read, bodies)
    rows = [{k: v for k, v in row.items() if k != "check"} for row in tree.tasks]
    plan: Plan = plan_verbs.draft(
        office,
        title=read.title,
        year=today.year,
        source_name=NAME,
        source_text=read.text,
        heads=tree.heads,
        tasks=rows,
    )
    issued = min(today, date(today.year, 1, 20))
    plan = plan_verbs.issue(office, plan, document_no=f"示政协〔{today.year}〕6号", issued_on=issued)
    leaders = list(leaders_as_of(committee, today))
    seated = {s.member_id for s in _seats(committee, *CONFIRMING)}
    leaders.sort(key=lambda member: member.pk not in seated)  # finished tasks fall to the first of them
    for place, task in enumerate(plan.tasks.order_by("order")):
        _work_on(committee, office, task, place, bodies, leaders, today)
    _close_out(committee, plan)
    _count_proposals(committee, office, plan, today)
    return plan


def _count_proposals(committee: Committee, office: Seat, plan: Plan, today: date) -> None:
    """The task about proposals counts the session's: how many are filed, and the share that is answered."""
    session = current_session(committee, today)
    task = plan.tasks.filter(title__contains="办复").first()
    if session is None or task is None:
        return
    stream = f"proposals:{session.pk}"
    counting.count_from(office, task, stream=stream, measure="proposal.filed", base="", amount=12)
    counting.count_from(
        office, task, stream=stream, measure="case.answered", base="case.assigned", amount=100
    )


def _close_out(committee: Committee, plan: Plan) -> None:
    """Finished tasks whose body and leader have accounts are closed out, but for the last, which waits."""
    owners = {s.body_id: s for s in _seats(committee, *OWNERS)}
    confirming = {s.member_id: s for s in _seats(committee, *CONFIRMING)}
    finished = plan.tasks.filter(reported=100, target_amount=None, milestones=None, evidence__isnull=False)
    rows = finished.filter(lead_body__in=owners, leader__in=confirming).order_by("order")
    asked = [verbs.request_close(owners[t.lead_body_id], t, note="已按要求完成，材料已归档。") for t in rows]
    for task in asked[:-1]:
        verbs.close_out(confirming[task.leader_id], task, note="同意销号")


def _seats(committee: Committee, *roles: Role) -> list[Seat]:
    rows = Hat.objects.select_related("user", "committee", "body", "member")
    return [Seat.of(hat) for hat in rows.filter(committee=committee, role__in=roles)]


def _seat(committee: Committee, role: Role) -> Seat:
    return Seat.of(Hat.objects.select_related("user", "committee").get(committee=committee, role=role))


def _work_on(
    committee: Committee,
    office: Seat,
    task: Task,
    place: int,
    bodies: list[Body],
    leaders: list[Member],
    today: date,
) -> None:
    """Every task gets its people and its day; two thirds have been reported on, some are done, one waits."""
    if place % 11 == 10:
        return  # left for the office to break down
    due = _due(task, place, today)
    steps = place % 4 == 1
    task = verbs.break_down(
        office,
        task,
        lead_body=task.lead_body or bodies[place % len(bodies)],
        co_bodies=[bodies[(place + 3) % len(bodies)]] if place % 5 == 0 else [],
        co_units=[],
        leader=leaders[place // DONE % 2 if place % DONE == 0 else place % len(leaders)],
        owner=("陈某", "吴某", "张某", "孙某")[place % 4],
        due=due,
        target="按时完成，材料归档",
        target_amount=6 if place % 7 == 3 else None,
        target_unit="次" if place % 7 == 3 else "",
        milestones=_milestones(due, today) if steps else [],
    )
    _record(office, task, place, today)


def _due(task: Task, place: int, today: date) -> date:
    if task.due:
        return task.due
    # From three weeks ago to the end of the year, so that every label appears on any day of installation.
    return min(today + timedelta(days=(place * 13) % 200 - 20), date(today.year, 12, 31))


def _milestones(due: date, today: date) -> list[dict[str, Any]]:
    first, second = due - timedelta(days=60), due - timedelta(days=25)
    return [
        {"title": "拟订方案", "due": first, "weight": 1, "done_on": first if first < today else None},
        {"title": "组织实施", "due": second, "weight": 2, "done_on": None},
        {"title": "形成成果", "due": due, "weight": 1, "done_on": None},
    ]


def _record(office: Seat, task: Task, place: int, today: date) -> None:
    if place % 3 == 2:
        return
    done = place % DONE == 0
    percent = 100 if done else 20 + place * 7 % 60
    text = "已完成，材料已归档。" if done else "方案已定，正在组织实施。"
    verbs.report_progress(office, task, percent=percent, text=text, difficulties="", reached=[])
    if place % 2 == 0:
        title = f"{task.title[:60]}工作记录"
        verbs.link(office, task, title=title, on=today - timedelta(days=7), quantity=3, url="")
