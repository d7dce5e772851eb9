"""What a member may say about the duty file, and the answer. domain/06 section 1."""

from django.utils import timezone

from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.outcomes.performance.lifecycle import ObjectionState
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.queries.objections import open_on, section_for


@action(creates=Objection)
def request_correction(
    seat: Seat, objection: Objection, *, fact: Fact | None, kind: str, year: int, text: str
) -> None:
    """提出更正：对一条记录，或对漏记的事项。domain/06 §1"""
    if seat.member_id is None:
        raise Refused("您现在的身份没有对应的委员，请切换到委员身份再提出更正。")
    if fact is not None:
        _must_be_own_and_valid(seat, fact)
        kind, year = fact.kind, fact.on.year
    elif year > timezone.localdate().year:
        raise Refused("年度不能晚于今年，请重新选择。", field="year")
    if open_on(seat, fact=fact, text=text):
        raise Refused("同样的更正您已经提出过，正在等待答复，不必重复提出。")
    objection.member_id = seat.member_id
    objection.fact, objection.kind, objection.year, objection.text = fact, kind, year, text
    objection.section = section_for(seat.committee, kind)
    objection.raised_on = timezone.localdate()


def _must_be_own_and_valid(seat: Seat, fact: Fact) -> None:
    if fact.member_id != seat.member_id:
        raise Refused("这条记录不在您的履职档案里。")
    if fact.voided is not None:
        raise Refused("这条记录已经作废，不计入您的履职档案，不需要更正。")


@action
def answer_objection(seat: Seat, objection: Objection, *, upheld: bool, answer: str) -> None:
    """答复更正申请：采纳的，由记录来源的委室在原件上改正，履职档案随之更新。domain/06 §1"""
    if objection.state != ObjectionState.OPEN:
        raise Refused(f"这条更正申请{ObjectionState(objection.state).label}，不能再答复。")
    if upheld:
        objection.uphold()
    else:
        objection.refuse()
    objection.answer = answer
    objection.answered_by = f"{seat.place} {seat.name}".strip()[:60]
    objection.answered_on = timezone.localdate()
