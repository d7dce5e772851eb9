"""The tick's own actions: the day's work of one committee, recorded and done once."""

from datetime import date

from django.utils import timezone

from zhengxie.engines.clocks import daily
from zhengxie.engines.clocks.models import TickRun
from zhengxie.engines.clocks.queries import running
from zhengxie.engines.clocks.reminders import remind
from zhengxie.engines.clocks.running import bench_for
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.models import ParameterVersion
from zhengxie.foundation.rules.queries import to_reach_running
from zhengxie.foundation.workflow.actions import action


@action(creates=TickRun)
def run_day(seat: Seat, run: TickRun, *, day: date) -> None:
    """每日巡检：参数生效、核对日期、到期处理、发提醒。A day is run once (unique key). architecture §11."""
    run.day = day
    for version in to_reach_running(seat.committee, day):
        apply_parameter(seat, version)
    bench = bench_for(seat.committee, day)
    run.moved = daily.follow_objects(bench)
    run.ran_out = daily.run_out(seat, bench, day)
    run.reminded, run.messages = remind(bench, list(running(seat.committee)))


@action
def apply_parameter(seat: Seat, version: ParameterVersion) -> None:
    """正在计时的改用新值：the office chose so when it published the version, and the day has come."""
    today = timezone.localdate()
    daily.reach_running(bench_for(seat.committee, today), version)
    version.reached_on = today
