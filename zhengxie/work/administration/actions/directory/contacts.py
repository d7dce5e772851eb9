"""Members' contacts: for liaison staff only, each look with a reason. security-checklist 50."""

from zhengxie.foundation.access.policy import require
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.chain import record
from zhengxie.foundation.directory.models import Member
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.queries.directory.looks import LOOKS_A_DAY, looks_today
from zhengxie.work.administration.queries.directory.rows import label_of

VIEW = "members.view_sensitive"


@action
def edit_contact(
    seat: Seat, member: Member, *, phone: str, email: str, address: str, party_affiliation: str
) -> None:
    """修改联系方式和政治面貌；留空的不改，填“无”删去。审计只记改过，不记内容。"""
    typed = {"phone": phone, "email": email, "address": address, "party_affiliation": party_affiliation}
    for name, value in typed.items():
        if value:
            setattr(member, name, "" if value == "无" else value)


def view_sensitive(seat: Seat, member: Member, field: str, reason: str) -> str:
    """One field of one member in clear. Written to the trail before it is shown; at most LOOKS_A_DAY a day.

    Raises Refused when the day's looks are used up."""
    require(seat, VIEW, member)
    label, key = member._meta.label_lower, str(member.pk)
    if looks_today(seat) >= LOOKS_A_DAY:
        record(seat, VIEW, ok=False, label=label, object_id=key, title=str(member), note="超过当日次数")
        raise Refused(f"今天已查看{LOOKS_A_DAY}次联系方式，请明天再看，或请安全管理员协助。")
    note = f"{label_of(Member, field)}：{reason}"
    record(seat, VIEW, label=label, object_id=key, title=str(member), note=note, mentions=[(label, key)])
    return str(getattr(member, field) or "")
