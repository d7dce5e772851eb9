"""Sectors (界别). They are ended, never deleted: members' histories name them."""

from datetime import date

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import SeatPeriod, Sector
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.directory.checks import must_be_free, must_follow


@action(creates=Sector)
def add_sector(
    seat: Seat, sector: Sector, *, number: int, name: str, fold: bool, valid_from: date | None
) -> None:
    """新增界别。"""
    _write(sector, number, name, fold, valid_from)


@action
def edit_sector(
    seat: Seat, sector: Sector, *, number: int, name: str, fold: bool, valid_from: date | None
) -> None:
    """修改界别的名称、顺序和显示方式。"""
    _write(sector, number, name, fold, valid_from)


@action
def end_sector(seat: Seat, sector: Sector, *, valid_to: date) -> None:
    """停用界别：停用后不再可选，委员的历史保留。"""
    must_follow(sector.valid_from, valid_to, "停用日期早于启用日期，请核对。", "valid_to")
    if SeatPeriod.objects.filter(sector=sector, ends__isnull=True).exists():
        raise Refused(f"还有委员在“{sector}”，请先把他们调到别的界别。", field="valid_to")
    sector.valid_to = valid_to


def _write(sector: Sector, number: int, name: str, fold: bool, valid_from: date | None) -> None:
    must_be_free(sector, "序号", number=number)
    must_be_free(sector, "界别名称", name=name)
    sector.number, sector.name, sector.fold, sector.valid_from = number, name, fold, valid_from
