"""The audit of an answer: what waits, the answer with what the system can count, consultations, opinions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from zhengxie.engines.cases.kinds import KINDS
from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import Assignment, Contact, Reply
from zhengxie.engines.cases.queries.course import with_course
from zhengxie.engines.cases.queries.letters import Letter, reply_in_work
from zhengxie.engines.cases.queries.pages import with_due
from zhengxie.engines.cases.queries.sheet import partners_of
from zhengxie.engines.clocks.queries import Due, judge_for
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat

S = AssignmentState


def replies_to_audit(seat: Seat) -> QuerySet[Assignment]:
    """Answers that wait for this seat's audit, the most urgent first."""
    kinds = [kind.code for kind in KINDS.values() if seat.roles & kind.auditors]
    rows = visible(seat, Assignment).filter(state=S.REPLY_REVIEW, case__kind__in=kinds)
    last = Reply.objects.filter(assignment=OuterRef("pk")).order_by("-id").values("result")
    dated: Any = with_due(with_course(rows)).annotate(reply_class=Subquery(last[:1]))
    found: QuerySet[Assignment] = dated.order_by("next_due", "id")
    return found


@dataclass(frozen=True)
class Check:
    """One line of what the system can see by itself."""

    words: str
    ok: bool
    note: str = ""


@dataclass(frozen=True)
class Audit:
    """The page on which an answer is issued or sent back."""

    letter: Letter | None
    due: Due | None
    checks: list[Check]
    contacts: Sequence[Contact]
    partners: Sequence[Any]
    back_code: str

    @property
    def opinions_given(self) -> int:
        """How many co-units have given theirs."""
        return sum(1 for part in self.partners if part.opinion_text)


def audit_of(task: Any) -> Audit:
    """Of a row of `assignments_to_audit`."""
    reply = reply_in_work(task)
    partners = list(partners_of(task)) if task.co_total else []
    return Audit(
        letter=Letter(task, reply) if reply and reply.submitted else None,
        due=judge_for(task.committee)(task.next_due) if task.next_due else None,
        checks=_checks(task, reply),
        contacts=task.contacts.all(),
        partners=partners,
        back_code="cases.send_back_reply" if task.round == 1 else "cases.send_back_rework",
    )


def _checks(task: Any, reply: Any) -> list[Check]:
    """domain/03 §14: what can be counted; whether it is to the point, a person judges."""
    if reply is None:
        return []
    public = bool(reply.publicity) and (reply.publicity == "public" or bool(reply.publicity_reason))
    found = [
        Check("每条建议有答复", *_counted(task.items_answered, task.items_total)),
        _contact_check(task),
        Check("办理结果分类", bool(reply.result), reply.result or "未填"),
        Check("公开属性", public, reply.get_publicity_display() or "未填"),
        Check("签发人", bool(reply.signer), reply.signer or "未填"),
        Check("发文字号", bool(reply.document_no), reply.document_no or "未填"),
        Check("联系人和电话", bool(reply.contact_name and reply.contact_phone), reply.contact_name or "未填"),
    ]
    if task.co_total:
        found.insert(2, Check("会办意见", *_counted(task.co_given, task.co_total)))
    return found


def _contact_check(task: Any) -> Check:
    """A meeting on which the proposer has not said his word is no obstacle, but the auditor must know."""
    if task.waived_round == task.round:
        return Check("面商", True, "提案者表示不需要")
    if not task.met_on:
        return Check("面商", False, "提案者说与实际不符" if task.objected_on else "没有记录")
    return Check(
        "面商", not task.met_unsaid, _date(task.met_on) + ("，提案者还没有核对" if task.met_unsaid else "")
    )


def _counted(done: int, of: int) -> tuple[bool, str]:
    return done >= of, f"{done}/{of}"


def _date(day: date) -> str:
    return f"{day.month}月{day.day}日"
