"""A whole town: one of everything that a page or an action can be about, or sixty of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from tests.factories import directory, handled
from zhengxie.engines.clocks.models import ClockRule, DayCalendar
from zhengxie.engines.plans.models import (
    Edition,
    Evidence,
    Item,
    Milestone,
    Plan,
    Section,
    Tally,
    Target,
    Task,
    TaskReport,
)
from zhengxie.foundation.access.models import Hat, Token
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.audit.chain import record
from zhengxie.foundation.directory.models import (
    Body,
    BodyMembership,
    Committee,
    Member,
    SeatPeriod,
    Sector,
    Session,
    Term,
    Unit,
)
from zhengxie.foundation.notices.models import Message, Todo
from zhengxie.foundation.rules.models import ParameterVersion
from zhengxie.foundation.workflow.actions import loading


@dataclass
class Town:
    """A committee with its objects by model, and a seat of every role."""

    committee: Committee
    mark: str  # stands in every name of the town, so that it can be looked for where it must not appear
    phone: str  # of every member
    objects: dict[type[Model], Any] = field(default_factory=dict)
    seats: dict[Role, Seat] = field(default_factory=dict)

    def of(self, model: type[Model]) -> Any:
        """The town's object of a model; KeyError where this factory makes none."""
        return self.objects[model]


def town(
    code: str = "shifan", name: str = "政协示范市委员会", mark: str = "丹枫", phone: str = "13811112222"
) -> Town:
    """A town with one object of each model and one seat of each role."""
    owner = directory.committee(code, name)
    made = Town(owner, mark, phone)
    made.objects[Committee] = owner
    with loading():
        _directory(made)
        _plan(made)
        _rules(made)
        handled.fill(made)
    _seats(made)
    _desk(made, 1)
    return made


def crowd(made: Town, number: int) -> None:
    """As many more of everything that a list or a page shows."""
    with loading():
        for n in range(number):
            _one_more(made, n)
            handled.more(made, n)
    _desk(made, number)


def _directory(made: Town) -> None:
    owner, mark = made.committee, made.mark
    made.objects[Term] = Term.objects.get(committee=owner)
    made.objects[Session] = Session.objects.get(committee=owner)
    made.objects[Sector] = Sector.objects.get(committee=owner)
    made.objects[Body] = Body.objects.create(
        committee=owner, code="proposal", name=f"{mark}提案委员会", short_name=f"{mark}提案委"
    )
    made.objects[Unit] = Unit.objects.create(committee=owner, code="jyj", name=f"{mark}市教育局")
    made.objects[Member] = _member(made, "001", f"{mark}华")


def _member(made: Town, number: str, name: str) -> Member:
    person: Member = Member.objects.create(
        committee=made.committee,
        term=made.of(Term),
        member_no=number,
        name=name,
        sort_key=number,
        gender="male",
        phone=made.phone,
        email=f"m{made.phone}@example.invalid",
        address=f"{made.mark}路{made.phone}号",
        employer=f"{made.mark}第一中学",
    )
    SeatPeriod.objects.create(member=person, sector=made.of(Sector), starts=directory.BEGIN)
    BodyMembership.objects.create(member=person, body=made.of(Body), starts=directory.BEGIN)
    return person


def _plan(made: Town) -> None:
    plan = Plan(
        committee=made.committee,
        year=timezone.localdate().year,
        title=f"{made.mark}工作要点",
        state="issued",
        issued_on=date(2022, 2, 1),
    )
    plan.save()
    section = Section.objects.create(plan=plan, order=1, number="一、", title=f"{made.mark}部分")
    made.objects[Plan] = plan
    made.objects[Item] = Item.objects.create(section=section, order=1, number="1.", title=f"{made.mark}要点")
    made.objects[Task] = _task(made, 1)
    made.objects[Target] = _target(made, 1)
    Edition.objects.create(plan=plan, number=1, on=date(2022, 2, 1))


def _task(made: Town, number: int) -> Task:
    task: Task = Task(
        committee=made.committee,
        plan=made.of(Plan),
        item=made.of(Item),
        order=number,
        number=f"1.{number}",
        title=f"{made.mark}任务{number}",
        state="open",
        lead_body=made.of(Body),
        leader=made.of(Member),
        due=date(timezone.localdate().year, 12, 1),
    )
    task.save()
    task.co_units.add(made.of(Unit))
    Milestone.objects.create(task=task, title=f"{made.mark}节点")
    Evidence.objects.create(task=task, title=f"{made.mark}佐证", on=date(2022, 3, 1))
    TaskReport.objects.create(task=task, percent=20, text=f"{made.mark}进展", by="何某")
    return task


def _target(made: Town, number: int) -> Target:
    stream = f"proposals:{made.of(Session).pk}"
    Tally.objects.create(
        committee=made.committee,
        label="proposals.proposal",
        object_id=number,
        stream=stream,
        measure="proposal.filed",
        on=date(2022, 3, 1),
        title=f"{made.mark}提案{number}",
        url="/proposals/1/",
    )
    target: Target = Target.objects.create(
        task=made.of(Task),
        stream=stream,
        measure="proposal.filed",
        base="" if number == 1 else f"proposal.{number}",
        amount=10,
    )
    return target


def _rules(made: Town) -> None:
    owner = made.committee
    made.objects[DayCalendar] = DayCalendar.objects.create(committee=owner, first_year=2020, last_year=2030)
    made.objects[ClockRule] = ClockRule.objects.create(
        committee=owner,
        code="trial",
        label=f"{made.mark}时限",
        object_label="plans.task",
        starts_on=["plans.issue"],
        stops_on=["plans.close_out"],
        length="handle.reply",
    )
    made.objects[ParameterVersion] = ParameterVersion.objects.create(
        committee=owner,
        key="plan.slow_points",
        value="25",
        effective_from=date(2030, 1, 1),
        basis=f"{made.mark}试行",
    )


def _seats(made: Town) -> None:
    place = {"body": made.of(Body), "unit": made.of(Unit), "member": made.of(Member)}
    needs = {
        **dict.fromkeys((Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.UNIT_SUBMITTER), ("unit",)),
        **dict.fromkeys((Role.COMMITTEE_STAFF, Role.COMMITTEE_HEAD, Role.PROPOSAL_STAFF), ("body",)),
        **dict.fromkeys((Role.MEMBER, Role.STANDING_MEMBER, Role.CHAIR_LEVEL), ("member",)),
        Role.CONVENER: ("member", "body"),
    }
    for role in Role:
        if role != Role.SYSTEM:
            hat = directory.hat(made.committee, role, **{name: place[name] for name in needs.get(role, ())})
            User.objects.filter(pk=hat.user_id).update(real_name=f"{made.mark}{role.label}"[:40])
            made.seats[role] = Seat.of(Hat.objects.select_related("user", "committee").get(pk=hat.pk))
    # Others press on this account and this hat, so that nobody changes the one he wears.
    extra = directory.hat(made.committee, Role.RESEARCH_OFFICE)
    made.objects[Hat], made.objects[User] = extra, extra.user
    with loading():
        made.objects[Token] = _token(made, 1)


def _token(made: Town, number: int) -> Token:
    hat = Hat.objects.get(committee=made.committee, role=Role.OFFICE_STAFF)
    token: Token = Token.objects.create(
        committee=made.committee,
        hat=hat,
        name=f"{made.mark}程序{number}",
        digest=f"{made.committee.code}-{number}",
        expires=date(2100, 1, 1),
    )
    return token


TODO: dict[str, Any] = {
    "code": "plans.close_out",
    "label": "plans.task",
    "url": "/plans/",
    "due": date(2022, 6, 1),
}


def _desk(made: Town, number: int) -> None:
    office = made.seats[Role.OFFICE_STAFF]
    for seat in made.seats.values():
        holder = User.objects.get(hats=seat.hat_id)
        Message.objects.bulk_create(
            Message(committee=made.committee, user=holder, text=f"{made.mark}消息", url="/todos/")
            for _ in range(number)
        )
        key = f"role:{seat.role}"
        Todo.objects.bulk_create(
            Todo(committee=made.committee, key=key, object_id=f"{n}", title=f"{made.mark}待办", **TODO)
            for n in range(number)
        )
    mention = ("plans.task", str(made.of(Task).pk))
    for _ in range(number):
        label, key = mention
        record(office, "plans.report_progress", title="记录", mentions=[mention], label=label, object_id=key)


def _one_more(made: Town, n: int) -> None:
    owner, mark = made.committee, made.mark
    _member(made, f"{n + 100:03}", f"{mark}{n}")
    Unit.objects.create(committee=owner, code=f"u{n}", name=f"{mark}单位{n}")
    Body.objects.create(committee=owner, code=f"b{n}", name=f"{mark}机构{n}", short_name=f"{mark}{n}")
    Sector.objects.create(committee=owner, number=100 + n, name=f"{mark}界{n}")
    Term.objects.create(committee=owner, number=15 + n, starts=date(2100 + n, 1, 1))
    Session.objects.create(committee=owner, term=made.of(Term), number=2 + n, opens=date(2100 + n, 1, 1))
    SeatPeriod.objects.create(
        member=made.of(Member), sector=made.of(Sector), starts=date(1900 + n, 1, 1), ends=date(1900 + n, 1, 2)
    )
    BodyMembership.objects.create(
        member=made.of(Member), body=made.of(Body), starts=date(1900 + n, 1, 1), ends=date(1900 + n, 1, 2)
    )
    Hat.objects.create(
        committee=owner,
        user=directory.user(owner, f"{owner.code}-more-{n}"),
        role=Role.MEMBER,
        starts=directory.BEGIN,
    )
    task, first = _task(made, n + 2), made.of(Task)
    task.co_bodies.add(made.of(Body))
    Milestone.objects.create(task=first, title=f"{mark}节点{n}")
    Evidence.objects.create(task=first, title=f"{mark}佐证{n}", on=date(2022, 3, 1))
    _target(made, n + 2)
    _token(made, n + 2)
    TaskReport.objects.create(task=first, percent=n, text=f"{mark}进展{n}", by="何某")
    Plan(committee=owner, year=1900 + n, title=f"{mark}往年要点{n}", state="closed").save()
    ClockRule.objects.create(
        committee=owner,
        code=f"c{n}",
        label=f"{mark}时限{n}",
        object_label="plans.task",
        length="handle.reply",
    )
