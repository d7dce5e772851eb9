"""What a unit does before it answers, and the proposer's word on the consultation. domain/03 §6, §12.2"""

from datetime import date

from django.utils import timezone

from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import Assignment, Contact, ContactWay, CoOpinion
from zhengxie.engines.cases.models.assignments import FACE_TO_FACE
from zhengxie.engines.cases.queries.progress import answering
from zhengxie.engines.cases.rules import comes_first, wrong_telephone
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused

S = AssignmentState
# While these last, a waiver still spares the unit something.
BEFORE_REPLY = (S.DELIVERED, S.RECEIVED, S.HANDLING, S.REWORK)


def by(seat: Seat) -> str:
    """Who wrote a record: 市公安局 林某."""
    return f"{seat.place} {seat.name}".strip()[:60]


def _need(**texts: tuple[str, str]) -> None:
    """Refuse blank inputs; the keyword is the input, its value (what to write, what was written)."""
    for field, (wanted, given) in texts.items():
        if not given.strip():
            raise Refused(f"请填写{wanted}。", field=field)


def must_be_begun(task: Assignment, act: str) -> None:
    """Refuse what comes too early, and say what comes first."""
    first = comes_first(task.state)
    if first:
        raise Refused(f"{first}，再{act}。")


def must_ring(number: str, field: str) -> None:
    """Refuse what is no telephone number."""
    wrong = wrong_telephone(number)
    if wrong:
        raise Refused(wrong, field=field)


@action
def receipt(seat: Seat, task: Assignment) -> None:
    """签收：已收到并登记。domain/03 §6"""
    task.receipt()
    task.received_on = timezone.localdate()


@action
def start(seat: Seat, task: Assignment, *, officer: str, officer_phone: str, leader: str) -> None:
    """定经办：明确经办人、电话和分管领导。domain/03 §12.2"""
    if task.state == S.DELIVERED:
        raise Refused("请先签收，再定经办。")
    task.start()
    _need(
        officer=("经办人", officer),
        officer_phone=("经办人电话", officer_phone),
        leader=("分管领导", leader),
    )
    must_ring(officer_phone, "officer_phone")
    task.officer, task.officer_phone, task.leader = officer, officer_phone.strip(), leader


@action
def record_contact(
    seat: Seat,
    task: Assignment,
    *,
    on: date,
    way: str,
    place: str,
    unit_people: str,
    met: str,
    points: str,
    agreement: str,
) -> None:
    """登记面商：一次联系一条，提案者可以确认或说明不符之处。domain/03 §6"""
    must_be_begun(task, "登记面商")
    task.record_contact()
    if on > timezone.localdate():
        raise Refused("日期不能晚于今天，请在面商以后登记。", field="on")
    if on < task.delivered_on:
        raise Refused(f"日期不能早于交办日期（{task.delivered_on:%Y-%m-%d}），请核对。", field="on")
    last = task.replies.filter(issued__isnull=False).order_by("-id").first()
    if last is not None and last.issued is not None and on < timezone.localdate(last.issued):
        raise Refused("再次办理要在上次答复以后重新沟通，请核对日期。", field="on")
    if way not in ContactWay.values:
        raise Refused("请选择面商方式。", field="way")
    if way in FACE_TO_FACE and not place.strip():
        raise Refused("面谈、座谈和实地走访请填写地点。", field="place")
    _need(
        unit_people=("单位参加人及职务", unit_people), met=("会面的提案者", met), points=("商谈要点", points)
    )
    contact = Contact(assignment=task, round=task.round, on=on, way=way, place=place)
    contact.unit_people, contact.met, contact.points, contact.agreement = unit_people, met, points, agreement
    contact.by = by(seat)
    contact.save()


AGREES, OBJECTS = "agrees", "objects"


@action
def confirm_contact(
    seat: Seat, task: Assignment, *, contact: Contact, objection: str = "", says: str = ""
) -> None:
    """核对面商记录：属实的确认，不符的写明。`objection` empty: confirmed; `says`: agrees or objects, where it
    is said apart, so that an empty box is no confirmation. domain/03 §6"""
    found = task.contacts.filter(pk=contact.pk).first()
    if found is None:
        raise Refused("这条面商记录不属于这一件，请刷新页面后重新选择。", field="contact")
    if found.confirmed_on or found.objection:
        raise Refused("这条面商记录已经核对过了。", field="contact")
    if says == OBJECTS and not objection.strip():
        raise Refused("请写明与实际不符之处。", field="objection")
    if says == AGREES and objection.strip():
        raise Refused("您写了与实际不符之处：要提交说明请按“提交说明”，记录属实请先清空。", field="objection")
    if objection.strip():
        found.objection = objection.strip()
    else:
        found.confirmed_on = timezone.localdate()
    found.save()


@action
def waive_contact(seat: Seat, task: Assignment, *, reason: str) -> None:
    """不需要面商：只对这一轮办理有效，承办单位仍要书面答复。domain/03 §6"""
    if task.state not in BEFORE_REPLY or not kind_of(task.case).contact_needed:
        raise Refused("现在不需要再作这个表示：答复已经送审或已经发出，或这类事项不要求面商。")
    if task.waived_round == task.round:
        raise Refused("您已经表示过这次不需要面商。")
    task.waived_round, task.waived_on = task.round, timezone.localdate()
    task.waiver_reason = reason.strip()


@action
def submit_co_opinion(seat: Seat, task: Assignment, *, text: str, document_no: str, contact: str) -> None:
    """提交会办意见：交主办单位，由主办单位统一答复提案者。domain/03 §6"""
    must_be_begun(task, "提交会办意见")
    task.submit_co_opinion()
    _need(text=("会办意见", text), contact=("联系人及电话", contact))
    CoOpinion(assignment=task, text=text, document_no=document_no, contact=contact, by=by(seat)).save()


@action
def finish_co(seat: Seat, task: Assignment) -> None:
    """会办结束：主办单位的答复已发出；没有交意见的记下。domain/03 §12.2"""
    if task.is_answering:
        raise Refused("只有会办单位随主办答复结束，这个单位要自己答复。")
    if answering(task.case).filter(issued_on=None).exists():
        raise Refused("主办单位的答复还没有发出，会办还不能结束。")
    task.finish_co()
    task.without_opinion = not task.opinions.exists()
    task.closed_on = timezone.localdate()
