"""A committee with two bodies and two leaders; a small plan, drafted and issued; days stand still."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from tests.conftest import SeatMaker
from tests.factories import directory
from zhengxie.engines.clocks.models import Clock
from zhengxie.engines.clocks.seeds import ship
from zhengxie.engines.plans import streams
from zhengxie.engines.plans.actions.counting import count_from
from zhengxie.engines.plans.actions.plans import draft, issue
from zhengxie.engines.plans.actions.tasks import break_down
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.engines.plans.tallies import TallyRow, reconcile_tallies
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, Committee, Member, Post, Unit
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.workflow.actions import loading

MONDAY = date(2022, 6, 6)
DAY = date(2022, 9, 30)
HEADS = [
    {"key": "0", "level": "section", "number": "一", "title": "围绕中心履职"},
    {"key": "0-0", "level": "item", "number": "1", "title": "开展专题协商"},
    {"key": "0-1", "level": "item", "number": "2", "title": "做好提案工作"},
]


def row(title: str, head: str = "0-0", **more: Any) -> dict[str, Any]:
    """A task row as the check page hands it in."""
    blank: dict[str, Any] = {
        "task": None,
        "head": head,
        "kind": "other",
        "title": title,
        "lead_body": None,
        "timing": "",
        "due": None,
        "topics": [],
        "documents": [],
        "issues": [],
        "responsible": "",
        "evidence_text": "",
        "evidence_start": None,
    }
    return {**blank, **more}


@dataclass(frozen=True)
class City:
    """The committee and whom the tests name."""

    committee: Committee
    economy: Body
    proposal: Body
    leader: Member
    other_leader: Member


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`on(day)`: from now on it is ten o'clock of that day; it begins on Monday 6 June 2022."""

    def stand(day: date) -> None:
        moment = timezone.make_aware(datetime.combine(day, time(10)))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand(MONDAY)
    return stand


@pytest.fixture
def town(city: Committee, on: Callable[[date], None]) -> City:
    """Calendar and clock rules shipped; two special committees, a vice-chair and a secretary-general."""
    with loading():
        ship(city)
    economy = directory.body(city, "economy", "经济科技委员会", "经济委")
    proposal = directory.body(city)
    leader = directory.member(city, "李示范", "002", Post.VICE_CHAIR)
    return City(
        city, economy, proposal, leader, directory.member(city, "王示范", "003", Post.SECRETARY_GENERAL)
    )


@pytest.fixture
def office(town: City, seat: SeatMaker) -> Seat:
    return seat(Role.OFFICE_STAFF)


@pytest.fixture
def clerk(town: City, seat: SeatMaker) -> Seat:
    """Of the economic committee."""
    return seat(Role.COMMITTEE_STAFF, body=town.economy)


@pytest.fixture
def leader(town: City, seat: SeatMaker) -> Seat:
    """The vice-chair who leads the first task."""
    return seat(Role.CHAIR_LEVEL, member=town.leader)


@pytest.fixture
def drafted(town: City, office: Seat) -> Plan:
    """Three tasks: of the economic committee by 30 September, of the proposal committee, of nobody yet."""
    rows = [
        row("召开协商座谈会", kind="consultation", lead_body=town.economy, due=DAY),
        row("形成协商报告", kind="document", lead_body=town.proposal),
        row("开展双向评议", "0-1"),
    ]
    given: dict[str, Any] = {
        "title": "2022年工作要点",
        "year": 2022,
        "source_name": "要点.txt",
        "source_text": "原文",
    }
    made: Plan = draft(office, **given, heads=HEADS, tasks=rows)
    return made


@pytest.fixture
def issued(drafted: Plan, office: Seat) -> Plan:
    made: Plan = issue(office, drafted, document_no="示政协〔2022〕6号", issued_on=MONDAY)
    return made


def task_of(plan: Plan, number: str) -> Task:
    """The task of that number."""
    made: Task = Task.objects.get(plan=plan, number=number)
    return made


@pytest.fixture
def task(issued: Plan, office: Seat, town: City) -> Task:
    """1.1 with its leader: open, led by the economic committee."""
    made: Task = break_down(office, task_of(issued, "1.1"), **broken_down(town))
    return made


def broken_down(town: City, **more: Any) -> dict[str, Any]:
    """The inputs of a breakdown."""
    plain = {
        "lead_body": town.economy,
        "co_bodies": [],
        "co_units": [],
        "leader": town.leader,
        "owner": "陈某",
        "due": DAY,
        "target": "",
        "target_amount": None,
        "target_unit": "",
        "milestones": [],
    }
    return {**plain, **more}


def todos_of(task: Task) -> set[tuple[str, str]]:
    """(seat key, verb) of the task's open to-dos."""
    rows = Todo.objects.filter(label="plans.task", object_id=str(task.pk), closed__isnull=True)
    return set(rows.values_list("key", "code"))


def clocks_of(task: Task) -> dict[str, tuple[str, date]]:
    """(state, due day) of the task's last clock of each rule."""
    rows = Clock.objects.filter(object_label="plans.task", object_id=str(task.pk)).order_by("pk")
    return {clock.rule.code: (clock.state, clock.due_on) for clock in rows.select_related("rule")}


def told(seat: Seat) -> list[str]:
    """The texts of the messages that the seat's user has."""
    from zhengxie.foundation.notices.messages import messages_of

    return list(messages_of(seat).values_list("text", flat=True))


def refused_of(error: Any) -> str:
    """The sentence of a refusal."""
    return str(error.value.text)


STREAM = "trials:1"


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """One room offers two streams to count from."""
    monkeypatch.setattr(streams, "OFFERS", {})
    streams.offer(
        room="trials",
        label="提案",
        measures={"received": "收到提案", "filed": "立案", "answered": "答复"},
        choices=lambda committee: [(STREAM, "十四届二次会议提案"), ("trials:0", "十四届一次会议提案")],
    )


def count(office: Seat, task: Task, measure: str = "filed", base: str = "", amount: int = 4) -> Task:
    """The office's word."""
    made: Task = count_from(office, task, stream=STREAM, measure=measure, base=base, amount=amount)
    return made


Recorder = Callable[..., list[Unit]]


@pytest.fixture
def record(town: City) -> Recorder:
    """`record(n, "filed")`: so many records of a room count for the measures."""
    made: Iterator[int] = iter(range(1000))

    def put(number: int, *measures: str, stream: str = STREAM) -> list[Unit]:
        units = [directory.unit(town.committee, f"u{next(made)}", f"第{i}号提案") for i in range(number)]
        with loading():
            for unit in units:
                rows = [TallyRow(stream, m, MONDAY, unit.name, "/") for m in measures]
                reconcile_tallies([(unit, rows)], None)
        return units

    return put
