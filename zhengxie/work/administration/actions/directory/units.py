"""Units outside the committee: handling units, Party and government offices, participating units."""

from datetime import date

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.directory.checks import must_be_free, must_follow


@action(creates=Unit)
def add_unit(
    seat: Seat,
    unit: Unit,
    *,
    kind: str,
    code: str,
    name: str,
    short_name: str,
    duties: str,
    order: int,
    contact_name: str,
    contact_phone: str,
    valid_from: date | None,
) -> None:
    """新增承办单位、党政办公机构或参加单位。"""
    must_be_free(unit, "代码", code=code)
    unit.code, unit.valid_from = code, valid_from
    _write(unit, kind, name, short_name, duties, order, contact_name, contact_phone)


@action
def edit_unit(
    seat: Seat,
    unit: Unit,
    *,
    kind: str,
    name: str,
    short_name: str,
    duties: str,
    order: int,
    contact_name: str,
    contact_phone: str,
    valid_from: date | None,
) -> None:
    """修改单位；代码不变，账号和案卷认代码。"""
    unit.valid_from = valid_from
    _write(unit, kind, name, short_name, duties, order, contact_name, contact_phone)


@action
def end_unit(seat: Seat, unit: Unit, *, valid_to: date) -> None:
    """停用单位：停用后不再可选为承办单位，历史保留。"""
    if unit.valid_to:
        raise Refused(
            f"“{unit}”的停用日期已定为{unit.valid_to:%Y-%m-%d}。要改日期，请先“恢复使用”，再重新停用。"
        )
    must_follow(unit.valid_from, valid_to, "停用日期早于启用日期，请核对。", "valid_to")
    unit.valid_to = valid_to


@action
def reopen_unit(seat: Seat, unit: Unit, *, reason: str) -> None:
    """恢复使用：撤回停用，单位又可选为承办单位。"""
    if unit.valid_to is None:
        raise Refused(f"“{unit}”没有停用，不用恢复。")
    unit.valid_to = None


def _write(
    unit: Unit,
    kind: str,
    name: str,
    short_name: str,
    duties: str,
    order: int,
    contact_name: str,
    contact_phone: str,
) -> None:
    must_be_free(unit, "单位名称", name=name)
    unit.kind, unit.name, unit.short_name, unit.duties = kind, name, short_name, duties
    unit.order, unit.contact_name, unit.contact_phone = order, contact_name, contact_phone
