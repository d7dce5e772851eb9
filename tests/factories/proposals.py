"""Proposals at every point of their way, brought there by the real actions. Nothing is random."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.factories import cases, directory
from zhengxie.engines.cases.actions import assigning
from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.clocks.seeds import ship as ship_clocks
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Member, Session, Unit
from zhengxie.foundation.rules.shipping import ship as ship_rules
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.proposals.actions.decision import decline, file
from zhengxie.work.proposals.actions.review import pass_to_panel, return_for_revision, start_review
from zhengxie.work.proposals.actions.writing import draft, submit
from zhengxie.work.proposals.models import Proposal

TITLE = "关于缓解中小学周边拥堵的建议"
SUGGESTIONS = ["错峰放学。", "增设临时停车位。"]


@dataclass(frozen=True)
class Cast:
    """A committee with rules shipped, and whoever takes part in the examination."""

    committee: Committee
    member: Member
    author: Seat  # the member's
    staff: Seat  # proposal staff
    panel: Seat  # proposal committee
    unit: Unit
    other_unit: Unit


def cast(owner: Committee, name: str = "王建华", number: str = "001") -> Cast:
    """The people of one committee; call it once for each."""
    with loading():
        ship_clocks(owner)
        ship_rules(owner)
    person = directory.member(owner, name, number)
    body = directory.body(owner)
    return Cast(
        committee=owner,
        member=person,
        author=directory.seat(owner, Role.MEMBER, member=person),
        staff=directory.seat(owner, Role.PROPOSAL_STAFF, body=body),
        panel=directory.seat(owner, Role.PROPOSAL_COMMITTEE, body=body),
        unit=directory.unit(owner),
        other_unit=directory.unit(owner, "gaj", "市公安局"),
    )


def written(**more: Any) -> dict[str, Any]:
    """The inputs of a text that passes the formal check."""
    plain = {
        "title": TITLE,
        "situation": "上学和放学时，12所学校门口拥堵超过半小时。",
        "analysis": "一是放学时间集中；二是没有临时停车的地方。",
        "suggestions": [{"text": text} for text in SUGGESTIONS],
        "basis": "",
        "wished_units": [],
        "contact_wish": "meeting",
        "consent_public": True,
        "private_reason": "",
        "contact_name": "",
        "contact_phone": "",
    }
    return {**plain, **more}


def first_opinion(people: Cast, **more: Any) -> dict[str, Any]:
    """What the first review hands to the panel."""
    plain = {
        "theme": "A4",
        "field": "B3",
        "lead_unit": people.other_unit,
        "co_units": [people.unit],
        "opinion": "建议立案。",
        "one_matter": True,
        "complete": True,
        "admissible": True,
    }
    return {**plain, **more}


def draft_proposal(people: Cast, *, author: Seat | None = None, **text: Any) -> Proposal:
    """A draft of the member, or of another author's side."""
    made: Proposal = draft(author or people.author, once=uuid4(), **written(**text))
    return made


def submitted(people: Cast, *, author: Seat | None = None, **text: Any) -> Proposal:
    """With its receipt number."""
    made: Proposal = submit(author or people.author, draft_proposal(people, author=author, **text))
    return made


def under_first_review(people: Cast, **more: Any) -> Proposal:
    """In the hands of the proposal staff."""
    made: Proposal = start_review(people.staff, submitted(people, **more))
    return made


def returned(people: Cast, **more: Any) -> Proposal:
    """Sent back once, with a point to mend."""
    points = [{"text": "建议2没有写由哪个单位来做"}]
    made: Proposal = return_for_revision(people.staff, under_first_review(people, **more), points=points)
    return made


def under_panel(people: Cast, **more: Any) -> Proposal:
    """Waiting for the decision: lead 市公安局, co 市教育局."""
    made: Proposal = pass_to_panel(people.staff, under_first_review(people, **more), **first_opinion(people))
    return made


def filed_proposal(people: Cast, **more: Any) -> Proposal:
    """With its filing number and its case."""
    waiting = under_panel(people, **more)
    made: Proposal = file(people.panel, waiting, theme="A4", field="B3", opinion="同意立案。")
    return made


def declined_proposal(people: Cast, **more: Any) -> Proposal:
    """Declined as D10."""
    waiting = under_panel(people, **more)
    made: Proposal = decline(people.panel, waiting, reason_code="D10", reason_text="", opinion="不予立案。")
    return made


# --- Handling: the verbs of tests.factories.cases on a real proposal's case ---


def handlers(people: Cast) -> cases.CaseTown:
    """The same people as `tests.factories.cases` names them: 市公安局 leads, 市教育局 helps."""
    owner = people.committee
    roads = directory.unit(owner, "jtj", "市交通运输局")

    def sit(role: Role, **place: Any) -> Seat:
        return directory.seat(owner, role, **place)

    return cases.CaseTown(
        committee=owner,
        session=Session.objects.filter(committee=owner)[0],
        police=people.other_unit,
        school=people.unit,
        roads=roads,
        member=people.member,
        staff=people.staff,
        panel=people.panel,
        inspector=sit(Role.INSPECTOR),
        officer=sit(Role.UNIT_OFFICER, unit=people.other_unit),
        leader=sit(Role.UNIT_LEADER, unit=people.other_unit),
        co_officer=sit(Role.UNIT_OFFICER, unit=people.unit),
        other_officer=sit(Role.UNIT_OFFICER, unit=roads),
        other_leader=sit(Role.UNIT_LEADER, unit=roads),
        proposer=people.author,
    )


def assigned(people: Cast, town: cases.CaseTown, units: Any = None, **more: Any) -> Proposal:
    """Delivered to its units: 市公安局 alone unless others are named, as by `cases.lead_and_co`."""
    made: Any = filed_proposal(people, **more)
    case = assigning.propose_units(people.staff, made.case, units=units or [cases.sole(town.police)])
    assigning.assign(people.staff, case, consents=[cases.consent()])
    return fresh(made)


def part(proposal: Proposal, unit: Unit) -> Assignment:
    """What the unit has of it, fresh."""
    found: Assignment = Assignment.objects.get(case=proposal.case_id, unit=unit)
    return found


def fresh(proposal: Proposal) -> Proposal:
    """As the database has it now."""
    found: Proposal = Proposal.objects.get(pk=proposal.pk)
    return found
