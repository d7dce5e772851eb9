"""Named situations of a case on its way, each reached by the real verbs. Nothing is random.

A trial kind stands for any room's: its origins are rows of the directory, seen by the proposer and by whoever
sees all.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from tests.factories import directory
from zhengxie.engines.cases.actions import assigning, feedback, handling, promises, replies
from zhengxie.engines.cases.actions.cases import open_case
from zhengxie.engines.cases.kinds import Kind, register_kind
from zhengxie.engines.cases.models import Addressee, Assignment, Case, Promise, UnitRole
from zhengxie.engines.clocks import seeds
from zhengxie.foundation.access.policy import role, verb
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat, system_seat
from zhengxie.foundation.directory.models import Body, Committee, Member, Session, Unit
from zhengxie.foundation.workflow.actions import action, loading

WHOLE = frozenset({Role.PROPOSAL_STAFF, Role.PROPOSAL_COMMITTEE, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL})


def origins(seat: Seat) -> QuerySet[Any]:
    """Bodies stand for a room's records: all of them, or those of the seat's own cases."""
    rows = Body.objects.filter(committee=seat.committee)
    if seat.roles & WHOLE:
        return rows
    own = Q(member=seat.member_id or 0) | Q(unit=seat.unit_id or 0) | Q(body=seat.body_id or 0)
    cases = Addressee.objects.filter(own, case__kind=KIND.code)
    return rows.filter(pk__in=cases.values("case__origin_id"))


KIND = Kind(
    code="trial",
    label="试用事项",
    owners=frozenset({Role.PROPOSAL_STAFF}),
    auditors=frozenset({Role.INSPECTOR, Role.PROPOSAL_STAFF}),
    origins=origins,
)
register_kind(KIND)


@dataclass
class CaseTown:
    """A committee with its staff, an inspector, three units with officer and leader, and a proposer."""

    committee: Committee
    session: Session
    police: Unit
    school: Unit
    roads: Unit
    member: Member
    staff: Seat
    panel: Seat
    inspector: Seat
    officer: Seat
    leader: Seat
    co_officer: Seat
    other_officer: Seat
    other_leader: Seat
    proposer: Seat

    @property
    def system(self) -> Seat:
        """The seat of the clock."""
        return system_seat(self.committee)


def case_town(owner: Committee, member: Member | None = None) -> CaseTown:
    """Clock rules shipped; the police lead, the school board helps, the roads office is a stranger."""
    with loading():
        seeds.ship(owner)
        session = Session.objects.get(committee=owner)
        session.closes = date(2022, 1, 14)
        session.save()
    police, school = directory.unit(owner, "gaj", "市公安局"), directory.unit(owner, "jyj", "市教育局")
    roads, member = directory.unit(owner, "jtj", "市交通运输局"), member or directory.member(owner)

    def sit(role: Role, **place: Any) -> Seat:
        return directory.seat(owner, role, **place)

    return CaseTown(
        committee=owner,
        session=session,
        police=police,
        school=school,
        roads=roads,
        member=member,
        staff=sit(Role.PROPOSAL_STAFF, body=directory.body(owner)),
        panel=sit(Role.PROPOSAL_COMMITTEE, body=directory.body(owner)),
        inspector=sit(Role.INSPECTOR),
        officer=sit(Role.UNIT_OFFICER, unit=police),
        leader=sit(Role.UNIT_LEADER, unit=police),
        co_officer=sit(Role.UNIT_OFFICER, unit=school),
        other_officer=sit(Role.UNIT_OFFICER, unit=roads),
        other_leader=sit(Role.UNIT_LEADER, unit=roads),
        proposer=sit(Role.MEMBER, member=member),
    )


ITEMS = ["错峰放学，间隔15分钟", "学校200米内增设限时停车位"]


def addressee(**whom: Any) -> dict[str, Any]:
    """A first proposer: member=, unit= or body=."""
    one = next(iter(whom.values()))
    return {"member": None, "unit": None, "body": None, "label": str(one), "is_lead": True, **whom}


def case_to_assign(town: CaseTown, *, proposed: bool = True, number: int = 14, **more: Any) -> Case:
    """A case that waits for its units; with `proposed`, the police sole."""
    with loading():
        origin = Body.objects.create(committee=town.committee, code=f"origin{number}", name=f"来源{number}")
    given: dict[str, Any] = {
        "kind": KIND.code,
        "number": f"第{number:03}号",
        "title": "关于缓解学校周边交通拥堵的建议",
        "session": town.session,
        "channel": "interim",
        "items": ITEMS,
        "addressees": [addressee(member=town.member)],
        "proposed": [sole(town.police)] if proposed else [],
    }
    open_trial(town.panel, origin, given={**given, **more})
    opened: Case = Case.objects.get(kind=given["kind"], origin_id=origin.pk)
    return opened


@action
def open_trial(seat: Seat, body: Body, *, given: dict[str, Any]) -> None:
    """立案：as a room's filing does it."""
    open_case(seat, origin_id=body.pk, **given)


verb("tests.open_trial", who=role(Role.PROPOSAL_COMMITTEE), label="立案", story="none")


def sole(unit: Unit) -> dict[str, Any]:
    """The unit alone."""
    return {"unit": unit, "role": UnitRole.SOLE}


def lead_and_co(town: CaseTown) -> list[dict[str, Any]]:
    """The police lead, the school board helps."""
    return [{"unit": town.police, "role": UnitRole.LEAD}, {"unit": town.school, "role": UnitRole.CO}]


def separate(town: CaseTown) -> list[dict[str, Any]]:
    """The police and the roads office answer each for itself."""
    return [{"unit": unit, "role": UnitRole.SEPARATE} for unit in (town.police, town.roads)]


def consent(**more: Any) -> dict[str, Any]:
    """The government office agrees, today."""
    plain = {"office": "市政府办公室", "on": timezone.localdate(), "document_no": "示政督〔2022〕8号"}
    return {**plain, **more}


def assigned(town: CaseTown, units: list[dict[str, Any]] | None = None, **more: Any) -> Case:
    """Delivered to its units: the police sole unless others are named."""
    case = case_to_assign(town, proposed=units is None, **more)
    if units is not None:
        case = assigning.propose_units(town.staff, case, units=units)
    done: Case = assigning.assign(town.staff, case, consents=[consent()])
    return done


def part_of(case: Case, unit: Unit) -> Assignment:
    """The unit's assignment in the case, fresh."""
    part: Assignment = Assignment.objects.get(case=case, unit=unit)
    return part


def delivered(town: CaseTown, units: list[dict[str, Any]] | None = None, **more: Any) -> Assignment:
    """The police have it, nobody has signed for it yet."""
    return part_of(assigned(town, units, **more), town.police)


def received(town: CaseTown, units: list[dict[str, Any]] | None = None, **more: Any) -> Assignment:
    """签收."""
    done: Assignment = handling.receipt(town.officer, delivered(town, units, **more))
    return done


OFFICER = {"officer": "林某", "officer_phone": "0000-110", "leader": "周某"}


def handled(town: CaseTown, units: list[dict[str, Any]] | None = None, **more: Any) -> Assignment:
    """Officer and leader are named."""
    return begin(town.officer, delivered(town, units, **more))


def begin(officer: Seat, task: Assignment) -> Assignment:
    """Receipt and start of one assignment."""
    if task.state == "delivered":
        task = handling.receipt(officer, task)
    begun: Assignment = handling.start(officer, task, **OFFICER)
    return begun


def meeting(**more: Any) -> dict[str, Any]:
    """A meeting face to face, today."""
    plain = {
        "on": timezone.localdate(),
        "way": "interview",
        "place": "市公安局三楼会议室",
        "unit_people": "林某（科长）",
        "met": "王建华",
        "points": "听取意见",
        "agreement": "先在12所学校试行",
    }
    return {**plain, **more}


def met(town: CaseTown, units: list[dict[str, Any]] | None = None, **more: Any) -> Assignment:
    """The proposer has been met."""
    done: Assignment = handling.record_contact(town.officer, handled(town, units, **more), **meeting())
    return done


def answer(task: Assignment, **more: Any) -> dict[str, Any]:
    """A complete class A reply, every suggestion adopted without a day; `days`: by suggestion number."""
    days: dict[int, date] = more.pop("days", {})
    rows = [
        {
            "item": item,
            "value": "adopted",
            "text": f"对建议{item.number}已经落实",
            "due": days.get(item.number),
            "section": "秩序管理科",
        }
        for item in task.items.all()
    ]
    plain: dict[str, Any] = {
        "text": "总体情况",
        "document_no": "示公函〔2022〕18号",
        "result": "A",
        "publicity": "public",
        "publicity_reason": "",
        "contact_name": "林某",
        "contact_phone": "0000-110",
        "signer": "周某",
        "answers": rows,
        "ready": True,
    }
    return {**plain, **more}


def promising(task: Assignment) -> dict[str, Any]:
    """A class B reply: both suggestions by a day ninety days off."""
    day = timezone.localdate() + timedelta(days=90)
    return answer(task, result="B", days={1: day, 2: day})


def written(town: CaseTown, task: Assignment | None = None, *, promise: bool = False) -> Assignment:
    """The draft lies before the leader."""
    task = task or met(town)
    text = promising(task) if promise else answer(task)
    done: Assignment = replies.draft_reply(town.officer, task, **text)
    return done


def submitted(town: CaseTown, task: Assignment | None = None, *, promise: bool = False) -> Assignment:
    """Signed; waits for the audit."""
    done: Assignment = replies.submit_reply(town.leader, written(town, task, promise=promise), signer="周某")
    return done


CHECKED = {"answered": True, "contacted": True, "marked": True, "formatted": True}


def replied(town: CaseTown, task: Assignment | None = None, *, promise: bool = False) -> Assignment:
    """The answer is out; the proposer is asked."""
    result = "B" if promise else "A"
    under_review = submitted(town, task, promise=promise)
    done: Assignment = replies.issue_reply(town.inspector, under_review, result=result, **CHECKED)
    return done


def form(process: str = "satisfied", result: str = "satisfied", **more: Any) -> dict[str, Any]:
    """A feedback form."""
    plain = {"contact_way": "", "to_the_point": "", "text": "", "pass_on": ""}
    return {"process": process, "result": result, **plain, **more}


POINTS = "请说明为什么七处道路不能划线"


def in_rework(town: CaseTown, task: Assignment | None = None, *, promise: bool = False) -> Assignment:
    """The proposer is dissatisfied with the result; the second round has begun."""
    judged = form("basically", "dissatisfied", pass_on=POINTS, text="只有自己看的话")
    done: Assignment = feedback.give_feedback(town.proposer, replied(town, task, promise=promise), **judged)
    return done


def answered_again(town: CaseTown, task: Assignment, *, promise: bool = False) -> Assignment:
    """The second answer is out after a new contact."""
    task = handling.record_contact(town.officer, task, **meeting(way="phone", place=""))
    return replied(town, task, promise=promise)


def following(town: CaseTown) -> Assignment:
    """Satisfied, and two promises are followed."""
    task = replied(town, promise=True)
    done: Assignment = feedback.give_feedback(town.proposer, task, **form())
    return done


def keep(town: CaseTown, promise: Promise) -> Promise:
    """The unit says that it has done what it promised."""
    done: Promise = promises.report_progress(
        town.officer, promise, text="已划线", evidence="验收单", done=True
    )
    return done


def kept(town: CaseTown) -> Assignment:
    """Every promise is reported done; waits to be confirmed."""
    task = following(town)
    for promise in task.promises.all():
        keep(town, promise)
    fresh: Assignment = Assignment.objects.get(pk=task.pk)
    return fresh


def body_of(owner: Committee, kind: str, code: str, name: str) -> Body:
    """A body of a kind."""
    with loading():
        return Body.objects.get_or_create(
            committee=owner, code=code, defaults={"name": name, "short_name": name, "kind": kind}
        )[0]
