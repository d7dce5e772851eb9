"""The committee's own bodies: special committees, sections, activity groups."""

from datetime import date

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, BodyMembership
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.directory.checks import must_be_free, must_follow


@action(creates=Body)
def add_body(
    seat: Seat,
    body: Body,
    *,
    kind: str,
    code: str,
    name: str,
    short_name: str,
    order: int,
    contact_name: str,
    contact_phone: str,
    valid_from: date | None,
) -> None:
    """新增专门委员会、机关科室或委员活动组。"""
    body.kind, body.code, body.valid_from = kind, code, valid_from
    _write(body, name, short_name, order, contact_name, contact_phone)
    must_be_free(body, "代码", code=code)


@action
def edit_body(
    seat: Seat,
    body: Body,
    *,
    kind: str,
    name: str,
    short_name: str,
    order: int,
    contact_name: str,
    contact_phone: str,
    valid_from: date | None,
) -> None:
    """修改机构；代码不变，历史记录认代码。"""
    body.kind, body.valid_from = kind, valid_from
    _write(body, name, short_name, order, contact_name, contact_phone)


@action
def end_body(seat: Seat, body: Body, *, valid_to: date) -> None:
    """撤销机构：撤销后不再可选，历史保留。"""
    must_follow(body.valid_from, valid_to, "撤销日期早于设立日期，请核对。", "valid_to")
    inside = BodyMembership.objects.filter(body=body, ends__isnull=True).count()
    if inside:
        raise Refused(f"还有{inside}位委员在“{body}”，请先为他们办理离开机构。", field="valid_to")
    body.valid_to = valid_to


def _write(body: Body, name: str, short_name: str, order: int, contact_name: str, contact_phone: str) -> None:
    must_be_free(body, "名称", name=name)
    body.name, body.short_name, body.order = name, short_name, order
    body.contact_name, body.contact_phone = contact_name, contact_phone
