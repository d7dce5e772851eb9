"""One assignment with everything its pages show; what a seat may not read is left out here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.lifecycle import AssignmentState, PromiseState
from zhengxie.engines.cases.models import (
    Addressee,
    Assignment,
    CaseItem,
    Contact,
    CoOpinion,
    Promise,
    UnitRole,
)
from zhengxie.engines.cases.queries.acts import Act, next_act, offered_on_assignment
from zhengxie.engines.cases.queries.course import Course, course_of, with_course
from zhengxie.engines.cases.queries.forms import own_form
from zhengxie.engines.cases.queries.gaps import gaps_of
from zhengxie.engines.cases.queries.letters import (
    UNIT_ROLES,
    Letter,
    audits,
    is_of_unit,
    last_letter,
    reply_in_work,
    working,
)
from zhengxie.engines.cases.queries.pages import with_due
from zhengxie.engines.cases.queries.people import telephone_to, with_telephones
from zhengxie.engines.cases.queries.timeline import Moment, timeline
from zhengxie.engines.clocks.queries import Due, due_of, judge_for
from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat

S = AssignmentState
PROPOSERS = frozenset({Role.MEMBER, Role.CONVENER, Role.UNIT_SUBMITTER, Role.COMMITTEE_STAFF})


def assignments_for(seat: Seat) -> QuerySet[Assignment]:
    """Visible assignments with steps, deadline and the first addressee; for the page of one."""
    first = Addressee.objects.filter(case=OuterRef("case")).order_by("-is_lead", "id")
    rows = with_due(with_course(visible(seat, Assignment)))
    found = rows.annotate(addressee=Subquery(first.values("label")[:1])).select_related("committee")
    if seat.roles & UNIT_ROLES:
        return with_telephones(found)
    if seat.roles & PROPOSERS:  # policy asks whether the answer is theirs, once a button
        return found.annotate(has_form=own_form(seat)).prefetch_related("case__addressees")
    return found


def assignments_to_audit(seat: Seat) -> QuerySet[Assignment]:
    """The same with what the forms of the answer read, once for all of them."""
    return working(assignments_for(seat)).prefetch_related("items", "contacts")


def assignments_to_write(seat: Seat) -> QuerySet[Assignment]:
    """Those of the seat's own unit: a draft is nobody else's, not even another unit's of the same case."""
    return assignments_to_audit(seat).filter(unit_id=seat.unit_id or 0)


@dataclass(frozen=True)
class Sheet:
    """The page of one assignment."""

    task: Any
    course: Course
    act: Act
    limits: list[Due]
    items: Sequence[CaseItem]
    contacts: Sequence[Contact]
    partners: Sequence[Any]
    promises: Sequence[Promise]
    letter: Letter | None
    story: list[Moment]
    is_unit: bool
    is_inside: bool
    is_member: bool  # members find the waiver beside the consultations, not among the buttons below
    shows_contacts: bool
    may_waive: bool
    ring: str  # whom the unit calls to reach the proposer
    has_judged: bool

    @property
    def told(self) -> str:
        """What the proposer is told of where it stands, without the office's words."""
        if self.task.state == S.FOLLOWING and not self.task.promises_left:
            return "承办单位报告承诺已经完成，等确认落实。"
        return TOLD.get(self.task.state, "")

    @property
    def offered(self) -> tuple[str, ...]:
        """Codes for the bar; the next step and the word on a consultation have places of their own."""
        task = self.task
        left = {promise.state for promise in self.promises} - {PromiseState.FULFILLED}
        codes = offered_on_assignment(
            task,
            is_ready=bool(task.reply_ready and not task.reply_submitted),
            is_met=True,
            is_kept=left == {PromiseState.DONE},
        )
        needless = {self.act.code} if self.act.is_mine else set()
        needless |= {"cases.waive_contact"} if task.met_on or self.is_member else set()
        return tuple(code for code in codes if code not in needless)

    @property
    def to_confirm(self) -> Contact | None:
        """The consultation that waits for the proposer's word, the newest first."""
        if "cases.confirm_contact" not in offered_on_assignment(self.task):
            return None
        waiting = [c for c in self.contacts if not c.confirmed_on and not c.objection]
        return next((c for c in reversed(waiting) if c.round == self.task.round), None)

    @property
    def reports(self) -> bool:
        """The seat reports on the promises, which are listed with a button each."""
        return self.act.is_mine and self.act.code == "cases.report_progress"

    @property
    def due(self) -> Due | None:
        """The most urgent deadline."""
        return self.limits[0] if self.limits else None

    @property
    def opinions_given(self) -> int:
        """How many co-units have given theirs."""
        return sum(1 for part in self.partners if part.opinion_text)


TOLD = {
    S.DELIVERED: "已交承办单位，等签收。",
    S.RECEIVED: "承办单位已签收，正在明确经办人。",
    S.HANDLING: "承办单位正在办理，会与您沟通，并书面答复您。",
    S.REPLY_REVIEW: "答复已写好，审核以后发给您。",
    S.REPLIED: "答复已发给您，请您评价。",
    S.REWORK: "正在再次办理：承办单位要重新与您沟通，再答复一次。",
    S.FOLLOWING: "承办单位正在落实答复里的承诺。",
    S.CLOSED: "这一件已经办结。",
    S.CLOSED_DISSATISFIED: "这一件已经办结，您的意见会提请研究。",
    S.OPINION_GIVEN: "会办单位已向主办单位提出意见。",
}


def is_inside(seat: Seat, task: Assignment) -> bool:
    """The unit itself, and who assigns and audits: they read consultations and opinions of co-units."""
    owners = kind_of(task.case).owners
    return is_of_unit(seat, task) or audits(seat, task) or bool(seat.roles & owners)


def sheet_of(seat: Seat, task: Any) -> Sheet:
    """Of a row of `assignments_for`; ten queries at most, whatever is recorded."""
    course = course_of(task)
    inside = is_inside(seat, task)
    promises = list(visible(seat, Promise).filter(assignment=task).select_related("item", "assignment"))
    meets = inside or allowed(seat, "cases.confirm_contact", task)
    letter = last_letter(seat, task) if task.is_answering else None
    return Sheet(
        task=task,
        course=course,
        act=next_act(seat, task, course),
        limits=_limits_of(task, promises),
        items=[] if letter else list(task.items.all()),
        contacts=list(task.contacts.all()) if meets else [],
        partners=list(partners_of(task)) if inside and task.co_total else [],
        promises=promises,
        letter=letter,
        story=[] if seat.roles & PROPOSERS else timeline(seat, task),  # theirs is on the origin's page
        is_unit=is_of_unit(seat, task),
        is_inside=inside,
        is_member=seat.is_member,
        shows_contacts=meets and task.is_answering,
        may_waive=_may_waive(seat, task),
        ring=telephone_to(task) if is_of_unit(seat, task) and task.state in ON_HAND else "",
        has_judged=getattr(task, "has_form", False) and allowed(seat, "cases.view_form", task),
    )


ON_HAND = (S.DELIVERED, S.RECEIVED, S.HANDLING, S.REWORK)


def _may_waive(seat: Seat, task: Any) -> bool:
    """Nobody has met the proposer yet, and he may spare it."""
    offered = "cases.waive_contact" in offered_on_assignment(task) and not task.met_on
    return offered and allowed(seat, "cases.waive_contact", task)


def _limits_of(task: Any, promises: Sequence[Promise]) -> list[Due]:
    """What runs on the assignment; once it is followed, on its promises: four queries either way."""
    if task.state != S.FOLLOWING:
        return due_of(task.committee, "cases.assignment", [task.pk]).get(str(task.pk), [])
    named = {str(promise.pk): f"落实承诺（建议{promise.item.number}）" for promise in promises}
    found = due_of(task.committee, "cases.promise", named)
    dated = [replace(due, label=named[key]) for key, dues in found.items() for due in dues]
    return sorted(dated, key=lambda due: due.due_on)


def partners_of(task: Assignment) -> QuerySet[Assignment]:
    """The co-units of the case with the opinion that each has given; one query."""
    given = CoOpinion.objects.filter(assignment=OuterRef("pk")).order_by("-id")
    names = ("text", "document_no", "contact", "submitted")
    found = {f"opinion_{name}": Subquery(given.values(name)[:1]) for name in names}
    rows = Assignment.objects.filter(case_id=task.case_id, role=UnitRole.CO).annotate(**found)
    ordered: QuerySet[Assignment] = rows.select_related("unit").order_by("unit__order", "id")
    return ordered


@dataclass(frozen=True)
class Writing:
    """The page on which the answer is written, signed or said no to."""

    course: Course
    act: Act
    due: Due | None
    gaps: list[str]
    letter: Letter | None
    is_ready: bool
    leader_note: str  # why the leader did not sign
    has_class: bool


def writing_of(seat: Seat, task: Any) -> Writing:
    """Of a row of `assignments_to_write`."""
    reply, course = reply_in_work(task), course_of(task)
    open_state = task.state in (S.HANDLING, S.REWORK)
    return Writing(
        course=course,
        act=next_act(seat, task, course),
        due=judge_for(task.committee)(task.next_due) if task.next_due else None,
        gaps=gaps_of(task, reply) if open_state else [],
        letter=Letter(task, reply) if reply else None,
        is_ready=open_state and reply is not None and reply.is_ready,
        leader_note=reply.leader_note if reply is not None else "",
        has_class=kind_of(task.case).has_class,
    )


def is_open_to_judge(task: Assignment) -> bool:
    """The answer lies with the proposer."""
    return bool(task.state == S.REPLIED)
