"""Members' records. Name, order and search text are kept together; contacts have a verb of their own."""

from datetime import date

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Member, MemberStatus, SeatPeriod, Sector, Term
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.directory.checks import must_be_free

HOLDING = {MemberStatus.ACTIVE.value, MemberStatus.LEAVE_OF_ABSENCE.value}


@action(creates=Member)
def add_member(
    seat: Seat,
    member: Member,
    *,
    term: Term,
    member_no: str,
    name: str,
    gender: str,
    birth_month: str,
    sector: Sector,
    post: str,
    entry_kind: str,
    starts: date,
    document_no: str,
    employer: str,
    position: str,
    education: str,
    expertise: str,
    interests: str,
    note: str,
) -> None:
    """新增委员并记下第一段任职（换届或增补）。domain/02 §4、§5"""
    member.term = term
    _name(member, member_no, name, pinyin="")
    _describe(member, gender, birth_month, employer, position, education, expertise, interests, note)
    if term.ends and starts > term.ends:
        raise Refused(f"任职日期在{term}届满（{term.ends:%Y-%m-%d}）以后，请核对。", field="starts")
    member.save()  # the seat needs the member's key
    SeatPeriod(
        member=member,
        sector=sector,
        post=post,
        entry_kind=entry_kind,
        starts=starts,
        document_no=document_no,
    ).save()


@action
def edit_member(
    seat: Seat,
    member: Member,
    *,
    member_no: str,
    name: str,
    pinyin: str,
    status: str,
    gender: str,
    birth_month: str,
    employer: str,
    position: str,
    education: str,
    expertise: str,
    interests: str,
    note: str,
) -> None:
    """修改委员的基本情况；界别、职务和联系方式另有各自的办法。"""
    if status != member.status and not {status, member.status} <= HOLDING:
        raise Refused("辞去、撤销资格、调离和去世请用“结束任职”办理。", field="status")
    member.status = status
    _name(member, member_no, name, pinyin)
    _describe(member, gender, birth_month, employer, position, education, expertise, interests, note)


def _name(member: Member, member_no: str, name: str, pinyin: str) -> None:
    """A new name gets new readings when it is saved; edited readings stay while the name stays."""
    must_be_free(member, "委员证号", term=member.term, member_no=member_no)
    is_edited = bool(pinyin) and pinyin != member.pinyin
    if is_edited or name == member.name:
        member.pinyin = pinyin
    else:
        member.pinyin = ""
    member.member_no, member.name = member_no, name


def _describe(
    member: Member,
    gender: str,
    birth_month: str,
    employer: str,
    position: str,
    education: str,
    expertise: str,
    interests: str,
    note: str,
) -> None:
    member.gender, member.birth_month = gender, birth_month
    member.employer, member.position, member.education = employer, position, education
    member.expertise, member.interests, member.note = expertise, interests, note
