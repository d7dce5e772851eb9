"""A member's seat through time: changes are dated, history stays. domain/02 section 5."""

from datetime import date, timedelta

from django.utils import timezone

from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import (
    Body,
    BodyMembership,
    EntryKind,
    Member,
    MemberStatus,
    SeatPeriod,
    Sector,
)
from zhengxie.foundation.directory.queries import within
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.accounts_hats import revoke_hat
from zhengxie.work.administration.actions.directory.checks import must_follow


@action
def change_post(
    seat: Seat, member: Member, *, sector: Sector, post: str, starts: date, end_reason: str, document_no: str
) -> None:
    """变动界别或职务：从变动之日起记新的一段，原来的一段止于前一日。统计按活动当日的值。"""
    current = _open_seat(member)
    if (current.sector_id, current.post) == (sector.pk, post):
        raise Refused("界别和职务都与现任相同，没有变动。", field="post")
    if starts > timezone.localdate():
        raise Refused("变动日期晚于今天，请到当日再办理。", field="starts")
    if starts <= current.starts:
        raise Refused(f"变动日期应晚于现任开始日期 {current.starts:%Y-%m-%d}。", field="starts")
    current.ends, current.end_reason = starts - timedelta(days=1), end_reason
    current.save()
    SeatPeriod(
        member=member,
        sector=sector,
        post=post,
        entry_kind=EntryKind.CHANGED,
        starts=starts,
        document_no=document_no,
    ).save()


@action
def end_post(
    seat: Seat, member: Member, *, status: str, ends: date, end_reason: str, document_no: str
) -> None:
    """结束任职（辞去、撤销资格、调离、去世）：任职、所在机构和登录身份止于当日。domain/02 §5"""
    current = _open_seat(member)
    if ends > timezone.localdate():
        raise Refused("结束日期晚于今天，请到当日再办理。", field="ends")
    must_follow(current.starts, ends, "结束日期早于任职开始日期，请核对。", "ends")
    if status in (MemberStatus.ACTIVE, MemberStatus.LEAVE_OF_ABSENCE):
        raise Refused("请选择结束任职的情形。", field="status")
    current.ends = ends
    current.end_reason = f"{end_reason}（{document_no}）" if document_no else end_reason
    current.save()
    for membership in member.memberships.filter(ends__isnull=True):
        membership.ends = max(ends, membership.starts)
        membership.save()
    for hat in Hat.objects.filter(within(timezone.localdate()), member=member):
        revoke_hat(seat, hat, reason=f"{member}结束任职")
    member.status = status


@action
def reopen_post(seat: Seat, member: Member, *, reason: str) -> None:
    """恢复任职：撤回办错的结束任职，最后一段任职接着算。所在机构和登录身份不随之恢复。"""
    last = member.seats.order_by("-starts", "-id").first()
    if last is None or last.ends is None:
        raise Refused(f"{member}没有结束任职，不用恢复。")
    last.ends, last.end_reason = None, ""
    last.save()
    member.status = MemberStatus.ACTIVE


@action
def join_body(seat: Seat, member: Member, *, body: Body, duty: str, starts: date) -> None:
    """加入专门委员会、活动组等，记职责和起始日期。"""
    if not member.seats.filter(ends__isnull=True).exists():
        raise Refused(
            f"{member}现在没有在任的席位（{member.get_status_display()}），不能加入机构。"
            "如果结束任职办错了，请先办理“恢复任职”。"
        )
    if member.memberships.filter(body=body, ends__isnull=True).exists():
        raise Refused(f"{member}已在“{body}”。要改职责，请先办理离开，再重新加入。", field="body")
    BodyMembership(member=member, body=body, duty=duty, starts=starts).save()


@action
def leave_body(seat: Seat, member: Member, *, body: Body, ends: date) -> None:
    """离开机构：记截止日期，历史保留。"""
    membership = member.memberships.filter(body=body, ends__isnull=True).first()
    if membership is None:
        raise Refused(f"{member}现在不在“{body}”。", field="body")
    must_follow(membership.starts, ends, "离开日期早于加入日期，请核对。", "ends")
    membership.ends = ends
    membership.save()


def _open_seat(member: Member) -> SeatPeriod:
    current = member.seats.filter(ends__isnull=True).order_by("-starts").first()
    if current is None:
        raise Refused(f"{member}已经没有在任的席位，不能再变动。")
    return current
