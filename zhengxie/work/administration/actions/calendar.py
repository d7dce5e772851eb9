"""The working calendar: a changed day, a new year. Running deadlines are counted again at once."""

from datetime import date

from django.utils import timezone

from zhengxie.engines.clocks.holidays import days_of, last_year
from zhengxie.engines.clocks.models import Day, DayCalendar, DaySource
from zhengxie.engines.clocks.queries import alive
from zhengxie.engines.clocks.running import bench_for, recount_all
from zhengxie.engines.clocks.seeds import fill_year
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused

FREE, WORKED, PLAIN = "free", "worked", "plain"
DAY_KINDS = ((FREE, "放假"), (WORKED, "调休上班"), (PLAIN, "恢复平常"))


@action
def edit_day(seat: Seat, calendar: DayCalendar, *, day: date, kind: str, name: str = "", reason: str) -> None:
    """改一天：放假、调休上班，或恢复平常（周一至周五上班）。"""
    if day.year < calendar.first_year or day.year > calendar.last_year + 1:
        first, last = calendar.first_year, calendar.last_year + 1
        raise Refused(f"只能改{first}年至{last}年的日子，请先录入前一年的放假安排。", field="day")
    if kind == PLAIN:
        if not Day.objects.filter(calendar=calendar, day=day).delete()[0]:
            raise Refused("这一天本来就是平常日子，不用恢复。", field="day")
    else:
        _write_day(calendar, day, kind == WORKED, name.strip(), reason.strip())
    _count_again(seat)


def _write_day(calendar: DayCalendar, day: date, is_workday: bool, name: str, reason: str) -> None:
    if not name:
        raise Refused("请写名称，如“春节”“国庆节调休上班”。", field="name")
    if is_workday and day.weekday() < 5:
        raise Refused("这一天是星期一至星期五，本来就上班；要取消放假请选“恢复平常”。", field="kind")
    values = {"is_workday": is_workday, "name": name, "reason": reason, "source": DaySource.OFFICE}
    Day.objects.update_or_create(calendar=calendar, day=day, defaults=values)


def _count_again(seat: Seat) -> None:
    recount_all(bench_for(seat.committee, timezone.localdate()), alive(seat.committee))


@action
def seed_year(seat: Seat, calendar: DayCalendar) -> None:
    """录入下一年放假安排：取自随软件更新的国务院办公厅通知。"""
    year = calendar.last_year + 1
    known = {day.day for day in days_of(year)}
    if not known:
        raise Refused(
            f"随软件带来的放假安排只到{last_year()}年。请等软件更新，或按国务院办公厅通知逐日录入{year}年，录完后确认。"
        )
    Day.objects.filter(calendar=calendar, day__in=known).delete()
    fill_year(calendar, year)
    calendar.last_year = year
    _close_year(seat, calendar)


@action
def confirm_year(seat: Seat, calendar: DayCalendar) -> None:
    """确认下一年已录完：逐日录入后，这一年的到期日不再标为推算。"""
    year = calendar.last_year + 1
    if not Day.objects.filter(calendar=calendar, day__year=year, is_workday=False).exists():
        raise Refused(f"{year}年还没有录入放假日，请先逐日录入，再确认。")
    calendar.last_year = year
    _close_year(seat, calendar)


def _close_year(seat: Seat, calendar: DayCalendar) -> None:
    # The year is known only when its row says so, and counting again reads the row.
    calendar.save()
    _count_again(seat)
