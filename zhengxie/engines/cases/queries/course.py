"""The nine steps of an assignment (ux.md S6) and whose turn it is, read off one annotated row.

A list of sixty rows costs the same single query as one row.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.lifecycle import AssignmentState, PromiseState
from zhengxie.engines.cases.models import (
    Assignment,
    CaseItem,
    Contact,
    ItemAnswer,
    Promise,
    Reply,
    UnitRole,
)
from zhengxie.engines.cases.models.assignments import FACE_TO_FACE

S = AssignmentState
GIVEN = (S.OPINION_GIVEN, S.CLOSED)
# While the unit works on an answer, the proposer is asked for his word on each consultation.
TALKING = (S.HANDLING, S.REWORK, S.REPLY_REVIEW)


def with_course(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """The rows with what `course_of` reads."""
    this = {"assignment": OuterRef("pk")}
    reply = Reply.objects.filter(**this, round=OuterRef("round")).order_by("-id")
    partners = Assignment.objects.filter(case=OuterRef("case"), role=UnitRole.CO)
    working = {"reply__round": OuterRef("round"), "reply__sent_back": None, "reply__issued": None}
    answered = ItemAnswer.objects.filter(reply__assignment=OuterRef("pk"), **working)
    back = Reply.objects.filter(**this, round=OuterRef("round"), sent_back__isnull=False).order_by("-id")
    open_promises = Promise.objects.filter(**this).exclude(state=PromiseState.FULFILLED)
    lead = Assignment.objects.filter(case=OuterRef("case"), role=UnitRole.LEAD).values("unit__name")
    good = Contact.objects.filter(**this, round=OuterRef("round"), objection="")
    good = good.filter(Q(way__in=FACE_TO_FACE) | Q(round__gt=1))  # rules.unmet
    objected = Contact.objects.filter(**this, round=OuterRef("round")).exclude(objection="")
    due_first = open_promises.filter(state=PromiseState.OPEN).order_by("due", "id")
    found: QuerySet[Assignment] = rows.annotate(
        met_on=Subquery(good.order_by("on").values("on")[:1]),
        met_unsaid=Exists(good.filter(confirmed_on=None)),
        objected_on=Subquery(objected.order_by("-on").values("on")[:1]),
        co_total=_number(partners, "case"),
        co_given=_number(partners.filter(state__in=GIVEN), "case"),
        items_total=_number(CaseItem.objects.filter(case=OuterRef("case")), "case"),
        items_answered=_number(answered.exclude(value="").exclude(text=""), "reply__assignment"),
        lead_unit=Coalesce(Subquery(lead[:1]), Value("")),
        reply_id_now=Subquery(reply.values("pk")[:1]),
        reply_ready=Subquery(reply.values("is_ready")[:1]),
        reply_submitted=Subquery(reply.values("submitted")[:1]),
        back_at=Subquery(back.values("sent_back")[:1]),
        back_reason=Subquery(back.values("sent_back_reason")[:1]),
        reply_issued=Subquery(reply.values("issued")[:1]),
        promises_open=_number(open_promises, "assignment"),
        leader_note=Coalesce(Subquery(reply.values("leader_note")[:1]), Value("")),
        promises_left=_number(due_first, "assignment"),
        promise_due=Subquery(due_first.values("due")[:1]),
        promise_next=Subquery(due_first.values("pk")[:1]),
    )
    return found.select_related("case__session__term", "case__committee", "unit")


def _number(rows: QuerySet[Any], group: str) -> Coalesce:
    counted = rows.order_by().values(group).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


@dataclass(frozen=True)
class Step:
    """One of the nine. `state`: done, now, miss (what came later has begun), next, none (not needed)."""

    code: str
    name: str
    state: str
    note: str = ""

    @property
    def words(self) -> str:
        """The state for those who do not see the sign."""
        return STATES[self.state]


STATES = {"done": "已完成", "now": "正在做", "miss": "缺", "next": "未到", "none": "不需要"}
NAMES = (
    ("receipt", "签收"),
    ("start", "定经办"),
    ("contact", "面商"),
    ("co", "会办意见"),
    ("draft", "拟答复"),
    ("sign", "签发"),
    ("audit", "送审"),
    ("issue", "发出"),
    ("judge", "评价"),
)


@dataclass(frozen=True)
class Course:
    """The steps of one assignment; what is missing first."""

    steps: list[Step]

    def of(self, code: str) -> Step:
        """The step of that code."""
        return next(step for step in self.steps if step.code == code)

    @property
    def needed(self) -> list[Step]:
        """Without those that this assignment does not need."""
        return [step for step in self.steps if step.state != "none"]

    @property
    def done(self) -> int:
        """How many are behind."""
        return sum(step.state == "done" for step in self.steps)

    @property
    def missing(self) -> Step | None:
        """The first step that is not done; one that was passed over comes first."""
        open_steps = [step for step in self.needed if step.state != "done"]
        return next((s for s in open_steps if s.state == "miss"), open_steps[0] if open_steps else None)


def course_of(task: Any) -> Course:
    """The nine steps of a row of `with_course`."""
    done = _done(task)
    needed = _needed(task)
    closed = task.state in (S.CLOSED, S.CLOSED_DISSATISFIED)
    first = next((code for code, _ in NAMES if needed[code] and not done[code]), "")
    found = []
    for code, name in NAMES:
        state = "none" if not needed[code] else "done" if done[code] or closed else "next"
        if state == "next" and code == first:
            state = "now"
        found.append(Step(code, name, state, _note(task, code, state)))
    return Course(_with_gaps(found))


def _with_gaps(steps: list[Step]) -> list[Step]:
    """面商 and 会办意见 may lack while the draft is already written: then they are missing, not next."""
    by = {step.code: step for step in steps}
    started = by["draft"].state == "done" or bool(by["draft"].note)
    if not started:
        return steps
    late = [c for c in ("contact", "co") if by[c].state in ("now", "next")]
    shown = []
    for step in steps:
        state = "miss" if step.code in late else step.state
        state = "now" if step.code == "draft" and state == "next" else state
        shown.append(Step(step.code, step.name, state, step.note))
    return shown


def _needed(task: Any) -> dict[str, bool]:
    kind, answers = kind_of(task.case), task.is_answering
    return {
        "receipt": True,
        "start": True,
        "contact": answers and kind.contact_needed,
        "co": not answers or bool(task.co_total),
        "draft": answers,
        "sign": answers,
        "audit": answers,
        "issue": answers,
        "judge": answers and kind.has_form,
    }


def _done(task: Any) -> dict[str, bool]:
    written = bool(task.reply_id_now)
    submitted = written and bool(task.reply_submitted)
    issued = written and bool(task.reply_issued)
    return {
        "receipt": task.state != S.DELIVERED,
        "start": task.state not in (S.DELIVERED, S.RECEIVED),
        "contact": bool(task.met_on) or task.waived_round == task.round,
        "co": task.state in GIVEN if not task.is_answering else task.co_given >= task.co_total or submitted,
        "draft": written and bool(task.reply_ready or submitted),
        "sign": submitted,
        "audit": issued,
        "issue": issued,
        "judge": task.state in (S.FOLLOWING, S.CLOSED, S.CLOSED_DISSATISFIED),
    }


def _note(task: Any, code: str, state: str) -> str:
    """The small line below a step."""
    if state == "none":
        return ""
    notes = {
        "receipt": _day(task.received_on),
        "start": task.officer,
        "contact": _met(task),
        "co": f"{task.co_given}/{task.co_total}" if task.is_answering else "",
        "draft": f"已写 {task.items_answered}/{task.items_total}" if _is_written(task) else "",
        "sign": _day(task.reply_submitted),
        "audit": "审核中" if task.state == S.REPLY_REVIEW else "",
        "issue": _day(task.reply_issued),
        "judge": "等提案者" if task.state == S.REPLIED else "",
    }
    return str(notes[code] or "")


def _met(task: Any) -> str:
    """When the proposer was met, and what he has said of it. A record that he contradicts proves nothing."""
    if task.waived_round == task.round:
        return "提案者免"
    if not task.met_on:
        return "与实际不符" if task.objected_on else ""
    return f"{_day(task.met_on)}{'，待核对' if task.met_unsaid and task.state in TALKING else ''}"


def _is_written(task: Any) -> bool:
    """Somebody has begun the answer of this round; in rework the old text is only the start of it."""
    return bool(task.items_answered) and (task.round == 1 or bool(task.reply_ready))


def _day(when: date | datetime | None) -> str:
    if isinstance(when, datetime):
        when = timezone.localdate(when)
    return f"{when.month}月{when.day}日" if when else ""
